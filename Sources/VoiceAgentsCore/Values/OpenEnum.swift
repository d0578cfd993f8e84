/// A set of words that a platform may extend at any time.
///
/// Every set that a platform can extend is open, by one of two means. Words are an `OpenEnum`, or another struct with static
/// members such as ``RequestMethod``. What carries values, such as an event or a reply, is an enumeration marked
/// `@nonexhaustive`: outside this package a `switch` over it needs `@unknown default`. So a new word, event, reply, provider or
/// method breaks no program. ``Effect`` and ``RequestSafety`` are closed by nature.
///
/// A word that this version does not know decodes, compares, prints and is written back unchanged, so that an old
/// client goes on working. Known words are static members; a `switch` needs a `default`.
public protocol OpenEnum: RawRepresentable, Codable, Hashable, WireValue, LosslessStringConvertible,
    CodingKeyRepresentable
where RawValue == String {
    /// The words this version knows.
    static var known: [Self] { get }

    /// Takes any word.
    init(rawValue: String)
}

extension OpenEnum {
    /// Whether this version knows the word.
    public var isKnown: Bool { Self.known.contains(self) }

    /// The word as it stands on the wire.
    public var description: String { rawValue }

    /// Takes any word.
    public init(_ description: String) { self.init(rawValue: description) }

    /// The word as a JSON key, so that a dictionary by word becomes a JSON object.
    public var codingKey: any CodingKey { TextKey(rawValue) }

    /// Takes a JSON key.
    public init?(codingKey: some CodingKey) { self.init(rawValue: codingKey.stringValue) }
}
