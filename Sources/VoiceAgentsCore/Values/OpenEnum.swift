/// A set of string values that a platform may extend.
///
/// A value that this version does not know is decoded, compared, printed and written back unchanged, so that an old client
/// continues to work. The known values are static members; a `switch` needs a `default`.
///
/// Every set that a platform can extend is open, in one of two ways. String values are an `OpenEnum`, or another struct with
/// static members such as ``RequestMethod``. A set whose cases have associated values, such as events or replies, is an
/// enumeration marked `@nonexhaustive`: outside this package a `switch` over it needs `@unknown default`. So a new value, event,
/// reply, provider or method does not break a program. Sets that cannot grow, such as ``Effect`` and ``RequestSafety``, are
/// documented as closed.
public protocol OpenEnum: RawRepresentable, Codable, Hashable, WireValue, LosslessStringConvertible,
    CodingKeyRepresentable
where RawValue == String {
    /// The values that this version knows.
    static var known: [Self] { get }

    /// Creates a value from any string.
    init(rawValue: String)
}

extension OpenEnum {
    /// Whether this version knows the value.
    public var isKnown: Bool { Self.known.contains(self) }

    /// The raw value.
    public var description: String { rawValue }

    /// Creates a value from any string.
    public init(_ description: String) { self.init(rawValue: description) }

    /// The raw value as a JSON key, so that a dictionary becomes a JSON object.
    public var codingKey: any CodingKey { TextKey(rawValue) }

    /// Creates a value from a JSON key.
    public init?(codingKey: some CodingKey) { self.init(rawValue: codingKey.stringValue) }
}
