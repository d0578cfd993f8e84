#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A phone number of the account.
public struct OwnedPhoneNumber: Codable, Hashable, Sendable, Identifiable {
    /// The number's id, for linking it to an assistant.
    public var id: PhoneNumberID
    /// The number.
    public var phoneNumber: PhoneAddress?
    /// The place it belongs to. `nil` for national and mobile numbers.
    public var locality: String?
    /// Its kind.
    public var type: NumberType?
    /// Whether it can be linked to an assistant.
    public var isAvailable: Bool?
    /// When it joined the account.
    public var createdAt: Date?
    /// The assistant that answers it.
    public var linkedAssistant: LinkedAssistant?

    /// Creates a number, for tests.
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
        /// Its id.
        public var id: Assistant.ID
        /// Its name.
        public var name: String?

        /// Creates an assistant, for tests.
        public init(id: Assistant.ID, name: String? = nil) {
            self.id = id
            self.name = name
        }
    }
}

/// The id of a phone number in Flireo.
public typealias PhoneNumberID = Identifier<PhoneNumber, UUID>
