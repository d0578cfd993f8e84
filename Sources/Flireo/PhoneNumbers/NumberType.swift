/// The type of a phone number.
public struct NumberType: OpenEnum {
    /// The value on the wire.
    public let rawValue: String

    /// Creates a type from any string.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A number of one locality.
    public static let local = Self(rawValue: "local")
    /// A mobile number.
    public static let mobile = Self(rawValue: "mobile")
    /// A number of a whole country.
    public static let national = Self(rawValue: "national")

    /// The values that this version knows.
    public static let known: [Self] = [local, mobile, national]
}
