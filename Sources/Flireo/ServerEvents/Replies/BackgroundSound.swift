/// What is heard behind the assistant's voice.
public struct BackgroundSound: OpenEnum {
    /// The word on the wire.
    public let rawValue: String

    /// Takes any word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Nothing.
    public static let off = Self(rawValue: "off")

    /// The sounds this version knows.
    public static let known: [Self] = [off]
}
