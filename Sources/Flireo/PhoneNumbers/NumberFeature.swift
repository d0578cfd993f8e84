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
