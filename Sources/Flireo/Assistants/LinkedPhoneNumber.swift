/// A phone number that an assistant answers. How much of it is filled in depends on the operation.
public struct LinkedPhoneNumber: Codable, Hashable, Sendable, Identifiable {
    /// The number's id.
    public var id: PhoneNumberID
    /// The number.
    public var phoneNumber: PhoneAddress?
    /// The kind of the number. `nil` after unlinking, and where Flireo does not know it.
    public var type: NumberType?
    /// The place it belongs to. `nil` after unlinking, and for numbers of no place.
    public var locality: String?
    /// Where it comes from. Only reading tells: `nil` after linking and unlinking.
    public var origin: NumberOrigin?

    /// Creates a number, for tests.
    public init(
        id: PhoneNumberID, phoneNumber: PhoneAddress?, type: NumberType? = nil, locality: String? = nil,
        origin: NumberOrigin? = nil
    ) {
        self.id = id
        self.phoneNumber = phoneNumber
        self.type = type
        self.locality = locality
        self.origin = origin
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case phoneNumber = "number"
        case type, locality, origin
    }
}

/// Where a phone number comes from.
public struct NumberOrigin: OpenEnum {
    /// The word on the wire.
    public let rawValue: String

    /// Takes any word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Shared, provided by Flireo. An account uses one at a time: linking it unlinks the others.
    public static let `default` = Self(rawValue: "default")
    /// The account's own.
    public static let custom = Self(rawValue: "custom")

    /// The origins this version knows.
    public static let known: [Self] = [`default`, custom]
}
