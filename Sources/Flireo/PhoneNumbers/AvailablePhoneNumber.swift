/// A phone number that can be ordered.
public struct AvailablePhoneNumber: Codable, Hashable, Sendable, Identifiable {
    /// The number.
    public var phoneNumber: PhoneAddress
    /// The type of the number.
    public var type: NumberType?
    /// The locality of the number. `nil` for national and mobile numbers.
    public var locality: String?
    /// The features of the number. Empty when the reply does not contain them.
    public var features: [NumberFeature]
    /// The cost of the number.
    public var cost: NumberCost?
    /// Whether the number can be ordered.
    public var isReservable: Bool?

    /// The number, which is unique among the results of a search.
    public var id: PhoneAddress { phoneNumber }

    /// Creates a number.
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

/// The cost of a phone number.
public struct NumberCost: Codable, Hashable, Sendable {
    /// The price per month in ``currency``, as an exact decimal.
    public var monthly: DecimalAmount?
    /// The currency as three letters (ISO 4217), for example `EUR`.
    public var currency: String?
    /// The number of credits that an order costs.
    public var credits: Int?

    /// Creates a price.
    public init(monthly: DecimalAmount? = nil, currency: String? = nil, credits: Int? = nil) {
        self.monthly = monthly
        self.currency = currency
        self.credits = credits
    }
}

/// A feature of a phone number. Flireo's page shows two values, and the full list is not documented.
public struct NumberFeature: OpenEnum {
    /// The value on the wire.
    public let rawValue: String

    /// Creates a feature from any string.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Calls.
    public static let voice = Self(rawValue: "voice")
    /// Text messages.
    public static let sms = Self(rawValue: "sms")

    /// The values that this version knows.
    public static let known: [Self] = [voice, sms]
}
