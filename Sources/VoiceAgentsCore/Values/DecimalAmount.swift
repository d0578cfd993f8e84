#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// An amount of money as a platform writes it: decimal digits in a text, for example `2.00`. It is never floating point.
///
/// The text is kept as it came, so that `2.00` does not become `2`. One that is no decimal number is kept as well. Amounts are equal
/// when their texts are, so they have no order: compare ``decimal``.
public struct DecimalAmount: RawRepresentable, Hashable, Sendable {
    /// The text.
    public let rawValue: String

    /// Takes any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Takes any text.
    public init(_ text: String) { rawValue = text }

    /// The number to calculate with, exactly. `nil` when the text is no decimal number, or has more than the 38 digits that
    /// `Decimal` holds.
    public var decimal: Decimal? {
        // `Decimal` takes the beginning of a text for the whole, so `2,00` would become 2. And the range
        // `"0"..."9"` holds digits that carry an accent.
        let unsigned = rawValue.hasPrefix("-") ? rawValue.dropFirst() : rawValue[...]
        let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } })
        else { return nil }
        guard parts.joined().drop(while: { $0 == "0" }).count <= 38 else { return nil }
        return Decimal(string: rawValue)
    }
}

extension DecimalAmount: Codable {
    /// Reads a text. A platform that writes the amount as a number is understood too, without a way through floating point.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            rawValue = text
        } else {
            rawValue = "\(try container.decode(Decimal.self))"
        }
    }

    /// Writes a text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension DecimalAmount: CodingKeyRepresentable {
    /// The text as a JSON key, so that a dictionary becomes a JSON object.
    public var codingKey: any CodingKey { TextKey(rawValue) }

    /// Takes a JSON key.
    public init?(codingKey: some CodingKey) { self.init(rawValue: codingKey.stringValue) }
}

extension DecimalAmount: LosslessStringConvertible {
    /// The text.
    public var description: String { rawValue }
}
