/// What a phone number costs.
public struct NumberCost: Codable, Hashable, Sendable {
    /// The price of a month, in ``currency``. Decimal digits, never floating point.
    public var monthly: DecimalAmount?
    /// The currency as three letters (ISO 4217). Flireo's page shows `EUR`.
    public var currency: String?
    /// The credits that an order takes from the account.
    public var credits: Int?

    /// Creates a price, for tests.
    public init(monthly: DecimalAmount? = nil, currency: String? = nil, credits: Int? = nil) {
        self.monthly = monthly
        self.currency = currency
        self.credits = credits
    }
}
