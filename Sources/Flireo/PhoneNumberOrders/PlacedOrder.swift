/// An order that Flireo has taken on, and what it cost.
public struct PlacedOrder: Codable, Hashable, Sendable, Identifiable {
    /// The order's id, to follow it with ``FlireoClient/PhoneNumberOrders/wait(for:within:)``.
    public var id: PhoneNumberOrder.ID
    /// The number.
    public var phoneNumber: PhoneAddress?
    /// Its kind.
    public var type: NumberType?
    /// How far it is: `pending` as a rule.
    public var status: OrderStatus?
    /// The group that it was ordered through. Only an order through a group tells.
    public var verificationGroup: VerificationGroup?
    /// The credits that it took.
    public var creditsUsed: Int?
    /// The credits that the account has left.
    public var remainingCredits: Int?
    /// A confirmation for people.
    public var message: String?

    /// Creates an order, for tests.
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
