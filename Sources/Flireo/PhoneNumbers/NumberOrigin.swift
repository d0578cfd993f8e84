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
