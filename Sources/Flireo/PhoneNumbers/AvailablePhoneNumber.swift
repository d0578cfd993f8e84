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
