#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// The id of a record of type `Resource`.
///
/// The type of the record is part of the id's type, so that the id of a call cannot be passed in place of the id of an assistant.
/// `RawValue` is `Int` for most ids of Burki, `UUID` for those of Flireo, and `String` for those that a telephony provider
/// assigns. On the wire an id is its bare raw value; a UUID is written in lower case.
public struct Identifier<Resource, RawValue: IdentifierValue>: RawRepresentable, Hashable, Sendable {
    /// The id as the platform writes it.
    public let rawValue: RawValue

    /// Creates an id from its raw value.
    public init(rawValue: RawValue) { self.rawValue = rawValue }

    /// Creates an id from its raw value.
    public init(_ rawValue: RawValue) { self.rawValue = rawValue }
}

/// The raw value of an ``Identifier``: `Int`, `UUID` or `String`.
public protocol IdentifierValue: Hashable, Sendable, Codable {
    /// The form used in URLs, JSON strings and logs.
    var wireText: String { get }

    /// Creates a value from the form used in URLs and JSON strings.
    init?(wireText: String)
}

extension Int: IdentifierValue, WireValue {
    /// The number in decimal digits.
    public var wireText: String { String(self) }

    /// Creates a number from decimal digits.
    public init?(wireText: String) { self.init(wireText) }
}

extension String: IdentifierValue, WireValue {
    /// The string itself.
    public var wireText: String { self }

    /// Creates the string.
    public init?(wireText: String) { self = wireText }
}

extension UUID: IdentifierValue, WireValue {
    /// The 36 characters of the UUID in lower case, as both platforms write it; `uuidString` is upper case.
    public var wireText: String { uuidString.lowercased() }

    /// Creates a UUID from its 36 characters, in either case.
    public init?(wireText: String) { self.init(uuidString: wireText) }
}

extension Identifier: LosslessStringConvertible {
    /// The raw value as text.
    public var description: String { rawValue.wireText }

    /// Creates an id from text, for example by `parameters.require("id", as: Call.ID.self)` in Hummingbird.
    ///
    /// - Returns: `nil` unless `description` has the form of the raw value: digits, or a UUID in either case. Any text is valid
    ///   for a `String`.
    public init?(_ description: String) {
        guard let value = RawValue(wireText: description) else { return nil }
        rawValue = value
    }
}

extension Identifier: Comparable {
    /// Orders numbers by value, UUIDs and strings by their text.
    public static func < (lhs: Self, rhs: Self) -> Bool {
        if let lhs = lhs.rawValue as? Int, let rhs = rhs.rawValue as? Int { return lhs < rhs }
        return lhs.rawValue.wireText < rhs.rawValue.wireText
    }
}

extension Identifier: Codable {
    /// Reads the bare raw value. A number may also be written as a string of digits.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if RawValue.self == Int.self, let value = try? container.decode(RawValue.self) {
            rawValue = value
            return
        }
        guard let value = (try? container.decode(String.self)).flatMap(RawValue.init(wireText:)) else {
            throw DecodingError.unexpected(at: decoder.codingPath, "expected \(Self.expectedForm)")
        }
        rawValue = value
    }

    /// Writes the bare raw value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if RawValue.self == Int.self {
            try container.encode(rawValue)
        } else {
            try container.encode(rawValue.wireText)
        }
    }

    private static var expectedForm: String {
        RawValue.self == UUID.self ? "a UUID" : RawValue.self == Int.self ? "an integer id" : "a text id"
    }
}

extension Identifier: CodingKeyRepresentable {
    /// The id as a JSON key, so that a dictionary by id becomes a JSON object.
    public var codingKey: any CodingKey { TextKey(rawValue.wireText) }

    /// Creates an id from a JSON key.
    public init?(codingKey: some CodingKey) {
        guard let value = RawValue(wireText: codingKey.stringValue) else { return nil }
        rawValue = value
    }
}

extension Identifier: ExpressibleByIntegerLiteral where RawValue == Int {
    /// Creates an id from an integer literal.
    public init(integerLiteral value: Int) { rawValue = value }
}

/// The raw value of an ``Identifier`` that can be written as a string literal: `String` or `UUID`.
public protocol TextIdentifierValue: IdentifierValue {}

extension String: TextIdentifierValue {}

extension UUID: TextIdentifierValue {}

extension Identifier: ExpressibleByUnicodeScalarLiteral where RawValue: TextIdentifierValue {
    /// Creates an id from a literal. A literal that is not a UUID, where the id needs one, traps.
    public init(unicodeScalarLiteral value: String) { self.init(stringLiteral: value) }
}

extension Identifier: ExpressibleByExtendedGraphemeClusterLiteral where RawValue: TextIdentifierValue {
    /// Creates an id from a literal. A literal that is not a UUID, where the id needs one, traps.
    public init(extendedGraphemeClusterLiteral value: String) { self.init(stringLiteral: value) }
}

extension Identifier: ExpressibleByStringLiteral where RawValue: TextIdentifierValue {
    /// Creates an id from a literal. A literal that is not a UUID, where the id needs one, is a programming error and traps; use
    /// `init(_:)` for text from user input or a network.
    public init(stringLiteral value: String) {
        guard let id = RawValue(wireText: value) else { preconditionFailure("\"\(value)\" is not a UUID.") }
        rawValue = id
    }
}

// There is no `ExpressibleByStringInterpolation where RawValue == String`: with it the compiler takes `ID("\(text)")` for a
// literal whatever the raw value is, so that `init?(_:)` of a UUID or a number could not be called with interpolated text.
// `ID("CA\(number)")` wraps interpolated text through `init(_: RawValue)`.
