/// A phone number that can be ordered.
public struct AvailablePhoneNumber: Codable, Hashable, Sendable, Identifiable {
    /// The number.
    public var phoneNumber: PhoneAddress
    /// Its kind.
    public var type: NumberType?
    /// The place it belongs to. `nil` for national and mobile numbers.
    public var locality: String?
    /// What it can do. Empty when the reply does not say.
    public var features: [NumberFeature]
    /// What it costs.
    public var cost: NumberCost?
    /// Whether it can be ordered.
    public var isReservable: Bool?

    /// The number, which names it among the numbers of a search.
    public var id: PhoneAddress { phoneNumber }

    /// Creates a number, for tests.
    public init(
        phoneNumber: PhoneAddress, type: NumberType? = nil, locality: String? = nil, features: [NumberFeature] = [],
        cost: NumberCost? = nil, isReservable: Bool? = nil
    ) {
        self.phoneNumber = phoneNumber
        self.type = type
        self.locality = locality
        self.features = features
        self.cost = cost
        self.isReservable = isReservable
    }

    private enum CodingKeys: String, CodingKey {
        case phoneNumber = "phone_number"
        case type = "number_type"
        case locality, features, cost
        case isReservable = "reservable"
    }
}

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

/// What a phone number can do. Flireo's page shows two; its list is not documented.
public struct NumberFeature: OpenEnum {
    /// The word on the wire.
    public let rawValue: String

    /// Takes any word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Calls.
    public static let voice = Self(rawValue: "voice")
    /// Text messages.
    public static let sms = Self(rawValue: "sms")

    /// The features this version knows.
    public static let known: [Self] = [voice, sms]
}
