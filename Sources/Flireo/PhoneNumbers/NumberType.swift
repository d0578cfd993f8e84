/// The kind of a phone number.
public struct NumberType: OpenEnum {
    /// The word on the wire.
    public let rawValue: String

    /// Takes any word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A number of one place.
    public static let local = Self(rawValue: "local")
    /// A mobile number.
    public static let mobile = Self(rawValue: "mobile")
    /// A number of a whole country.
    public static let national = Self(rawValue: "national")

    /// The kinds this version knows.
    public static let known: [Self] = [local, mobile, national]
}
