/// An order that was placed, and its cost.
public struct PlacedOrder: Codable, Hashable, Sendable, Identifiable {
    /// The id of the order, for ``FlireoClient/PhoneNumberOrders/wait(for:within:)``.
    public var id: PhoneNumberOrder.ID
    /// The number.
    public var phoneNumber: PhoneAddress?
    /// The type of the number.
    public var type: NumberType?
    /// The status of the order, usually `pending`.
    public var status: OrderStatus?
    /// The verification group of the order. `nil` unless the number was ordered through a group.
    public var verificationGroup: VerificationGroup?
    /// The number of credits that the order cost.
    public var creditsUsed: Int?
    /// The number of credits that the account has left.
    public var remainingCredits: Int?
    /// Flireo's confirmation message.
    public var message: String?

    /// Creates an order.
    public init(
        id: PhoneNumberOrder.ID, phoneNumber: PhoneAddress?, type: NumberType? = nil, status: OrderStatus? = nil,
        verificationGroup: VerificationGroup? = nil, creditsUsed: Int? = nil, remainingCredits: Int? = nil,
        message: String? = nil
    ) {
        self.id = id
        self.phoneNumber = phoneNumber
        self.type = type
        self.status = status
        self.verificationGroup = verificationGroup
        self.creditsUsed = creditsUsed
        self.remainingCredits = remainingCredits
        self.message = message
    }

    private enum CodingKeys: String, CodingKey {
        case id = "order_id"
        case phoneNumber = "phone_number"
        case type = "number_type"
        case status
        case verificationGroup = "verification_group"
        case creditsUsed = "credits_used"
        case remainingCredits = "remaining_credits"
        case message
    }
}
