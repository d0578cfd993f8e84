/// A phone number that is linked to an assistant. Which properties are set depends on the operation.
public struct LinkedPhoneNumber: Codable, Hashable, Sendable, Identifiable {
    /// The id of the number.
    public var id: PhoneNumberID
    /// The number.
    public var phoneNumber: PhoneAddress?
    /// The type of the number. `nil` in the reply to unlinking, and when Flireo does not know it.
    public var type: NumberType?
    /// The locality of the number. `nil` in the reply to unlinking, and for numbers without a locality.
    public var locality: String?
    /// The origin of the number. `nil` in the replies to linking and unlinking.
    public var origin: NumberOrigin?

    /// Creates a number.
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

/// The origin of a phone number.
public struct NumberOrigin: OpenEnum {
    /// The value on the wire.
    public let rawValue: String

    /// Creates an origin from any string.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A number that Flireo provides and accounts share. An account uses one at a time: linking it unlinks the others.
    public static let `default` = Self(rawValue: "default")
    /// A number of the account.
    public static let custom = Self(rawValue: "custom")

    /// The values that this version knows.
    public static let known: [Self] = [`default`, custom]
}
