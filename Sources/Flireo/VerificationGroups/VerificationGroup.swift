#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A business whose address is verified, so that it may have local numbers.
///
/// Which properties are set depends on the operation: all when a single group is read, only the first few in an order.
public struct VerificationGroup: Codable, Hashable, Sendable, Identifiable {
    /// The id of a group.
    public typealias ID = Identifier<VerificationGroup, UUID>

    /// The id of the group.
    public var id: ID
    /// The name of the group within the account.
    public var name: String?
    /// The type of the group's numbers.
    public var type: NumberType?
    /// The status of the verification.
    public var status: VerificationStatus?
    /// The locality of the group's numbers.
    public var locality: String?
    /// The name of the business.
    public var businessName: String?
    /// When the group was created.
    public var createdAt: Date?
    /// The documents that prove the address. `nil` unless a single group was read.
    public var documents: [Document]?
    /// The numbers of the group. `nil` unless a single group was read.
    public var phoneNumbers: [Number]?

    /// Creates a group.
    public init(
        id: ID, name: String? = nil, type: NumberType? = nil, status: VerificationStatus? = nil,
        locality: String? = nil, businessName: String? = nil, createdAt: Date? = nil, documents: [Document]? = nil,
        phoneNumbers: [Number]? = nil
    ) {
        self.id = id
        self.name = name
        self.type = type
        self.status = status
        self.locality = locality
        self.businessName = businessName
        self.createdAt = createdAt
        self.documents = documents
        self.phoneNumbers = phoneNumbers
    }

    private enum CodingKeys: String, CodingKey {
        case id, name
        case type = "phone_number_type"
        case status, locality
        case businessName = "business_name"
        case createdAt = "created_at"
        case documents
        case phoneNumbers = "phone_numbers"
    }
}

extension VerificationGroup {
    /// A document that was submitted for a group.
    public struct Document: Codable, Hashable, Sendable, Identifiable {
        /// The id of a document: a string such as `doc_123`, unlike the other ids of this resource.
        public typealias ID = Identifier<Document, String>

        /// The id of the document.
        public var id: ID
        /// The type of the document, for example `proof_of_address`. The values are not documented.
        public var type: String?
        /// The status of the verification. `approved` is the only value that Flireo's page shows.
        public var status: VerificationStatus?

        /// Creates a document.
        public init(id: ID, type: String? = nil, status: VerificationStatus? = nil) {
            self.id = id
            self.type = type
            self.status = status
        }
    }

    /// A phone number of a group.
    public struct Number: Codable, Hashable, Sendable, Identifiable {
        /// The id of the number.
        public var id: PhoneNumberID
        /// The number.
        public var phoneNumber: PhoneAddress?
        /// The status of the number, for example `active`. The values are not documented.
        public var status: String?

        /// Creates a number.
        public init(id: PhoneNumberID, phoneNumber: PhoneAddress?, status: String? = nil) {
            self.id = id
            self.phoneNumber = phoneNumber
            self.status = status
        }

        private enum CodingKeys: String, CodingKey {
            case id
            case phoneNumber = "phone_number"
            case status
        }
    }
}

/// The status of the verification of a business or of a document. For documents, Flireo's page shows only `approved`.
public struct VerificationStatus: OpenEnum {
    /// The value on the wire.
    public let rawValue: String

    /// Creates a status from any string.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The verification is not finished.
    public static let pending = Self(rawValue: "pending")
    /// The business is verified, and numbers can be ordered through the group.
    public static let approved = Self(rawValue: "approved")
    /// The verification was rejected.
    public static let rejected = Self(rawValue: "rejected")
    /// The group was deleted.
    public static let deleted = Self(rawValue: "deleted")

    /// The values that this version knows.
    public static let known: [Self] = [pending, approved, rejected, deleted]
}

/// A verification group that was created. The reply has only its id; ``FlireoClient/VerificationGroups/get(_:)`` reads the group.
public struct CreatedVerificationGroup: Codable, Hashable, Sendable, Identifiable {
    /// The id of the group. This reply names it `requirement_group_id`; all others name it `id`.
    public var id: VerificationGroup.ID
    /// Flireo's confirmation message.
    public var message: String?

    /// Creates a reply.
    public init(id: VerificationGroup.ID, message: String? = nil) {
        self.id = id
        self.message = message
    }

    private enum CodingKeys: String, CodingKey {
        case id = "requirement_group_id"
        case message
    }
}
