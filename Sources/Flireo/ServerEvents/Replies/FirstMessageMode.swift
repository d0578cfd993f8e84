/// Who speaks first in a call.
public struct FirstMessageMode: OpenEnum {
    /// The word on the wire.
    public let rawValue: String

    /// Takes any word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The assistant.
    public static let assistantSpeaksFirst = Self(rawValue: "assistant-speaks-first")

    /// The modes this version knows.
    public static let known: [Self] = [assistantSpeaksFirst]
}
