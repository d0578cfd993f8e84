#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A business whose address is verified, so that it may have local numbers. How much of it is filled in depends on the
/// operation: reading one group tells everything, an order only the first few.
public struct VerificationGroup: Codable, Hashable, Sendable, Identifiable {
    /// The id of a group.
    public typealias ID = Identifier<VerificationGroup, UUID>

    /// The group's id.
    public var id: ID
    /// The name that the account gave it.
    public var name: String?
    /// The kind of the numbers that it is for.
    public var type: NumberType?
    /// How far its verification is.
    public var status: VerificationStatus?
    /// The place that its numbers belong to.
    public var locality: String?
    /// The name of the business.
    public var businessName: String?
    /// When it was created.
    public var createdAt: Date?
    /// The documents that prove the address. `nil` unless one group was read.
    public var documents: [Document]?
    /// The numbers that it has. `nil` unless one group was read.
    public var phoneNumbers: [Number]?

    /// Creates a group, for tests.
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
    /// A document that was handed in for a group.
    public struct Document: Codable, Hashable, Sendable, Identifiable {
        /// The id of a document: a text such as `doc_123`, unlike all other ids of Flireo.
        public typealias ID = Identifier<Document, String>

        /// The document's id.
        public var id: ID
        /// What it is, for example `proof_of_address`. The words are not documented.
        public var type: String?
        /// How far its verification is. `approved` is the only word that Flireo's page shows.
        public var status: VerificationStatus?

        /// Creates a document, for tests.
        public init(id: ID, type: String? = nil, status: VerificationStatus? = nil) {
            self.id = id
            self.type = type
            self.status = status
        }
    }

    /// A number that belongs to a group.
    public struct Number: Codable, Hashable, Sendable, Identifiable {
        /// The number's id.
        public var id: PhoneNumberID
        /// The number.
        public var phoneNumber: PhoneAddress?
        /// Its state, for example `active`. The words are not documented.
        public var status: String?

        /// Creates a number, for tests.
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

/// How far the verification of a business is. Of its documents only `approved` is seen.
public struct VerificationStatus: OpenEnum {
    /// The word on the wire.
    public let rawValue: String

    /// Takes any word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It waits for a decision.
    public static let pending = Self(rawValue: "pending")
    /// Numbers can be ordered through it.
    public static let approved = Self(rawValue: "approved")
    /// It was refused.
    public static let rejected = Self(rawValue: "rejected")
    /// It was deleted.
    public static let deleted = Self(rawValue: "deleted")

    /// The states this version knows.
    public static let known: [Self] = [pending, approved, rejected, deleted]
}

/// A group that was created. Flireo tells its id and nothing else; ``FlireoClient/VerificationGroups/get(_:)`` reads it.
public struct CreatedVerificationGroup: Codable, Hashable, Sendable, Identifiable {
    /// The group's id. On the wire it is called `requirement_group_id` here and `id` everywhere else.
    public var id: VerificationGroup.ID
    /// A confirmation for people.
    public var message: String?

    /// Creates a reply, for tests.
    public init(id: VerificationGroup.ID, message: String? = nil) {
        self.id = id
        self.message = message
    }

    private enum CodingKeys: String, CodingKey {
        case id = "requirement_group_id"
        case message
    }
}
