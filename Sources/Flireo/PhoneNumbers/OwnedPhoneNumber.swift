#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A phone number of the account.
public struct OwnedPhoneNumber: Codable, Hashable, Sendable, Identifiable {
    /// The id of the number, for linking it to an assistant.
    public var id: PhoneNumberID
    /// The number.
    public var phoneNumber: PhoneAddress?
    /// The locality of the number. `nil` for national and mobile numbers.
    public var locality: String?
    /// The type of the number.
    public var type: NumberType?
    /// Whether the number can be linked to an assistant.
    public var isAvailable: Bool?
    /// When the number was added to the account.
    public var createdAt: Date?
    /// The assistant that answers the number.
    public var linkedAssistant: LinkedAssistant?

    /// Creates a number.
    public init(
        id: PhoneNumberID, phoneNumber: PhoneAddress?, locality: String? = nil, type: NumberType? = nil,
        isAvailable: Bool? = nil, createdAt: Date? = nil, linkedAssistant: LinkedAssistant? = nil
    ) {
        self.id = id
        self.phoneNumber = phoneNumber
        self.locality = locality
        self.type = type
        self.isAvailable = isAvailable
        self.createdAt = createdAt
        self.linkedAssistant = linkedAssistant
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case phoneNumber = "phone_number"
        case locality
        case type = "number_type"
        case isAvailable = "available"
        case createdAt = "created_at"
        case linkedAssistant = "linked_assistant"
    }
}

extension OwnedPhoneNumber {
    /// The assistant that answers a number.
    public struct LinkedAssistant: Codable, Hashable, Sendable, Identifiable {
        /// The id of the assistant.
        public var id: Assistant.ID
        /// The name of the assistant.
        public var name: String?

        /// Creates an assistant.
        public init(id: Assistant.ID, name: String? = nil) {
            self.id = id
            self.name = name
        }
    }
}

/// Flireo's id of a phone number.
public typealias PhoneNumberID = Identifier<PhoneNumber, UUID>
