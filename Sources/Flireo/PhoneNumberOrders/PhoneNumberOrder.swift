#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// The order of a phone number. Some properties are set only when a single order is read.
public struct PhoneNumberOrder: Codable, Hashable, Sendable, Identifiable {
    /// The id of an order.
    public typealias ID = Identifier<PhoneNumberOrder, UUID>

    /// The id of the order.
    public var id: ID
    /// The number.
    public var phoneNumber: PhoneAddress?
    /// The status of the order.
    public var status: OrderStatus?
    /// The type of the number.
    public var type: NumberType?
    /// Whether the requirements of the number are met.
    public var requirementsMet: Bool?
    /// When the order was placed.
    public var orderedAt: Date?
    /// The telephony provider's id of the order. `nil` in a list.
    public var externalOrderID: String?
    /// The telephony provider's id of this part of the order. `nil` in a list.
    public var externalSubOrderID: String?
    /// The verification group of the order. Its `status` and `type` are `nil` in a list.
    public var verificationGroup: VerificationGroup?

    /// Creates an order.
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

/// The status of a phone number order.
public struct OrderStatus: OpenEnum {
    /// The value on the wire.
    public let rawValue: String

    /// Creates a status from any string.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The order is being processed.
    public static let pending = Self(rawValue: "pending")
    /// The order succeeded, and the number can be used.
    public static let success = Self(rawValue: "success")
    /// The order failed. Check the status of its verification group.
    public static let failed = Self(rawValue: "failed")

    /// The values that this version knows.
    public static let known: [Self] = [pending, success, failed]
}
