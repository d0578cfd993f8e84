#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Names one record of one kind, so that the id of a call cannot be passed where the id of an assistant belongs.
///
/// `RawValue` is `Int` for most ids of Burki, `UUID` for those of Flireo, and `String` for those that a telephony
/// provider hands out. On the wire it is the bare raw value; a UUID is written in lower case.
public struct Identifier<Resource, RawValue: IdentifierValue>: RawRepresentable, Hashable, Sendable {
    /// The id as the platform knows it.
    public let rawValue: RawValue

    /// Wraps an id.
    public init(rawValue: RawValue) { self.rawValue = rawValue }

    /// Wraps an id.
    public init(_ rawValue: RawValue) { self.rawValue = rawValue }
}

/// A type that an ``Identifier`` can wrap: `Int`, `UUID` or `String`.
public protocol IdentifierValue: Hashable, Sendable, Codable {
    /// The form used in addresses, in JSON strings and in logs.
    var wireText: String { get }

    /// Reads the form used in addresses and in JSON strings.
    init?(wireText: String)
}

extension Int: IdentifierValue, WireValue {
    /// The number in decimal digits.
    public var wireText: String { String(self) }

    /// Reads decimal digits.
    public init?(wireText: String) { self.init(wireText) }
}

extension String: IdentifierValue, WireValue {
    /// The text itself.
    public var wireText: String { self }

    /// Takes the text as it is.
    public init?(wireText: String) { self = wireText }
}

extension UUID: IdentifierValue, WireValue {
    /// The usual 36 characters, in lower case: `uuidString` is upper case, and both platforms print lower case.
    public var wireText: String { uuidString.lowercased() }

    /// Reads the usual 36 characters in either case.
    public init?(wireText: String) { self.init(uuidString: wireText) }
}

extension Identifier: LosslessStringConvertible {
    /// The id alone, as it stands in an address.
    public var description: String { rawValue.wireText }

    /// Reads the id as it stands in an address, for example `parameters.require("id", as: Call.ID.self)` in Hummingbird.
    ///
    /// - Returns: `nil` unless `description` is what the id needs: digits, or a UUID in either case. Any text is a text id.
    public init?(_ description: String) {
        guard let value = RawValue(wireText: description) else { return nil }
        rawValue = value
    }
}

extension Identifier: Comparable {
    /// Orders numbers by value, UUIDs and texts by their text.
    public static func < (lhs: Self, rhs: Self) -> Bool {
        if let lhs = lhs.rawValue as? Int, let rhs = rhs.rawValue as? Int { return lhs < rhs }
        return lhs.rawValue.wireText < rhs.rawValue.wireText
    }
}

extension Identifier: Codable {
    /// Reads the bare raw value. A number may also arrive as a string of digits.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if RawValue.self == Int.self, let value = try? container.decode(RawValue.self) {
            rawValue = value
            return
        }
        guard let value = (try? container.decode(String.self)).flatMap(RawValue.init(wireText:)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected \(Self.expectation)")
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

    private static var expectation: String {
        RawValue.self == UUID.self ? "a UUID" : RawValue.self == Int.self ? "an integer id" : "a text id"
    }
}

extension Identifier: CodingKeyRepresentable {
    /// The id as a JSON key, so that a dictionary by id becomes a JSON object.
    public var codingKey: any CodingKey { TextKey(rawValue.wireText) }

    /// Reads an id from a JSON key.
    public init?(codingKey: some CodingKey) {
        guard let value = RawValue(wireText: codingKey.stringValue) else { return nil }
        rawValue = value
    }
}

extension Identifier: ExpressibleByIntegerLiteral where RawValue == Int {
    /// Wraps a literal number.
    public init(integerLiteral value: Int) { rawValue = value }
}

/// A raw value that can be written as a string literal: `String` or `UUID`.
public protocol TextIdentifierValue: IdentifierValue {}

extension String: TextIdentifierValue {}

extension UUID: TextIdentifierValue {}

extension Identifier: ExpressibleByUnicodeScalarLiteral where RawValue: TextIdentifierValue {
    /// Wraps a literal. A literal that is not what the id needs, a UUID, is a mistake in the program and traps.
    public init(unicodeScalarLiteral value: String) { self.init(stringLiteral: value) }
}

extension Identifier: ExpressibleByExtendedGraphemeClusterLiteral where RawValue: TextIdentifierValue {
    /// Wraps a literal. A literal that is not what the id needs, a UUID, is a mistake in the program and traps.
    public init(extendedGraphemeClusterLiteral value: String) { self.init(stringLiteral: value) }
}

extension Identifier: ExpressibleByStringLiteral where RawValue: TextIdentifierValue {
    /// Wraps a literal. A literal that is not what the id needs, a UUID, is a mistake in the program and traps; use
    /// `init(_:)` for text that comes from outside.
    public init(stringLiteral value: String) {
        guard let id = RawValue(wireText: value) else { preconditionFailure("\"\(value)\" is not a UUID.") }
        rawValue = id
    }
}

// There is no `ExpressibleByStringInterpolation where RawValue == String`: with it the compiler takes `ID("\(text)")` for a
// literal whatever the raw value is, so that `init?(_:)` of a UUID or a number could not be called with interpolated text.
// `ID("CA\(number)")` wraps interpolated text through `init(_: RawValue)`.
