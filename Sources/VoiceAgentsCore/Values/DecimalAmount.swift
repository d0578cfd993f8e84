#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// An amount of money as a string of decimal digits, for example `2.00`. It is never floating point.
///
/// The string is kept unchanged, so that `2.00` does not become `2`. A string that is not a decimal number is kept as well. Two
/// amounts are equal when their strings are equal. To order or calculate, use ``decimal``.
public struct DecimalAmount: RawRepresentable, Hashable, Sendable {
    /// The amount as the platform wrote it.
    public let rawValue: String

    /// Creates an amount from any string.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Creates an amount from any string.
    public init(_ text: String) { rawValue = text }

    /// The exact number, to calculate with. `nil` when the string is not a decimal number or has more than the 38 digits that
    /// `Decimal` can hold.
    public var decimal: Decimal? {
        // `Decimal(string:)` ignores what follows the number, so `2,00` would become 2. The range `"0"..."9"` of characters
        // includes digits with combining marks.
        let unsigned = rawValue.hasPrefix("-") ? rawValue.dropFirst() : rawValue[...]
        let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } })
        else { return nil }
        guard parts.joined().drop(while: { $0 == "0" }).count <= 38 else { return nil }
        return Decimal(string: rawValue)
    }
}

extension DecimalAmount: Codable {
    /// Reads a string, or a number, which is not converted to floating point.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            rawValue = text
        } else {
            rawValue = "\(try container.decode(Decimal.self))"
        }
    }

    /// Writes a string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension DecimalAmount: CodingKeyRepresentable {
    /// The amount as a JSON key, so that a dictionary becomes a JSON object.
    public var codingKey: any CodingKey { TextKey(rawValue) }

    /// Creates an amount from a JSON key.
    public init?(codingKey: some CodingKey) { self.init(rawValue: codingKey.stringValue) }
}

extension DecimalAmount: LosslessStringConvertible {
    /// The amount as the platform wrote it.
    public var description: String { rawValue }
}
