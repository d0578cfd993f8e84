#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// The order of a phone number. A list tells less than reading one order does.
public struct PhoneNumberOrder: Codable, Hashable, Sendable, Identifiable {
    /// The id of an order.
    public typealias ID = Identifier<PhoneNumberOrder, UUID>

    /// The order's id.
    public var id: ID
    /// The number.
    public var phoneNumber: PhoneAddress?
    /// How far it is.
    public var status: OrderStatus?
    /// The number's kind.
    public var type: NumberType?
    /// Whether everything that the number requires has been handed in.
    public var requirementsMet: Bool?
    /// When it was placed.
    public var orderedAt: Date?
    /// The telephony provider's id of the order. `nil` in a list.
    public var externalOrderID: String?
    /// The telephony provider's id of this part of the order. `nil` in a list.
    public var externalSubOrderID: String?
    /// The group that it was placed through. Its `status` and `type` are `nil` in a list.
    public var verificationGroup: VerificationGroup?

    /// Creates an order, for tests.
    public init(
        id: ID, phoneNumber: PhoneAddress?, status: OrderStatus? = nil, type: NumberType? = nil,
        requirementsMet: Bool? = nil, orderedAt: Date? = nil, externalOrderID: String? = nil,
        externalSubOrderID: String? = nil, verificationGroup: VerificationGroup? = nil
    ) {
        self.id = id
        self.phoneNumber = phoneNumber
        self.status = status
        self.type = type
        self.requirementsMet = requirementsMet
        self.orderedAt = orderedAt
        self.externalOrderID = externalOrderID
        self.externalSubOrderID = externalSubOrderID
        self.verificationGroup = verificationGroup
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case phoneNumber = "phone_number"
        case status
        case type = "number_type"
        case requirementsMet = "requirements_met"
        case orderedAt = "ordered_at"
        case externalOrderID = "external_order_id"
        case externalSubOrderID = "external_sub_order_id"
        case verificationGroup = "verification_group"
    }
}

/// How far the order of a phone number is.
public struct OrderStatus: OpenEnum {
    /// The word on the wire.
    public let rawValue: String

    /// Takes any word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It is being processed.
    public static let pending = Self(rawValue: "pending")
    /// It is done, and the number can be used.
    public static let success = Self(rawValue: "success")
    /// It failed. Look at the status of its verification group.
    public static let failed = Self(rawValue: "failed")

    /// The states this version knows.
    public static let known: [Self] = [pending, success, failed]
}
