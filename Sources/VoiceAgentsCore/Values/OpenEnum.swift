/// A set of words that a platform may extend at any time.
///
/// A word that this version does not know decodes, compares, prints and is written back unchanged, so that an old
/// client goes on working. Known words are static members; a `switch` needs a `default`.
public protocol OpenEnum: RawRepresentable, Codable, Hashable, WireValue, CustomStringConvertible
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
}
