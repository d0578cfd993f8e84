#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

// The overloads below are picked by the synthesised `Codable` of every model in this package, because they are more
// specific than those of the standard library. So the models need no handwritten coding, and they can be decoded
// and encoded by any coder, not only by the SDK's own.

extension KeyedDecodingContainer {
    /// Reads a timestamp in any of the spellings the platforms use.
    package func decode(_ type: Date.Type, forKey key: Key) throws -> Date {
        let text = try decode(String.self, forKey: key)
        guard let date = Timestamp.date(from: text) else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self, debugDescription: "expected an RFC 3339 timestamp, found another text")
        }
        return date
    }

    /// Reads a timestamp that may be null or absent.
    package func decodeIfPresent(_ type: Date.Type, forKey key: Key) throws -> Date? {
        guard contains(key), try !decodeNil(forKey: key) else { return nil }
        return try decode(Date.self, forKey: key)
    }

    /// Reads a list. Null and absent are the empty list.
    package func decode<Element: Decodable>(_ type: [Element].Type, forKey key: Key) throws -> [Element] {
        try decodeIfPresent([Element].self, forKey: key) ?? []
    }

    /// Reads flags by name. Null and absent are no flags; a flag that is null is left out.
    package func decode(_ type: [String: Bool].Type, forKey key: Key) throws -> [String: Bool] {
        try decodeIfPresent([String: Bool?].self, forKey: key)?.compactMapValues(\.self) ?? [:]
    }

    /// Reads an object with free keys. Null and absent are the empty object.
    package func decode<Value: Decodable>(_ type: [String: Value].Type, forKey key: Key) throws -> [String: Value] {
        try decodeIfPresent([String: Value].self, forKey: key) ?? [:]
    }
}

extension KeyedEncodingContainer {
    /// Writes a timestamp in UTC.
    package mutating func encode(_ date: Date, forKey key: Key) throws {
        guard let text = Timestamp.text(from: date) else {
            throw EncodingError.invalidValue(
                date, .init(codingPath: codingPath + [key], debugDescription: "The year is outside 1 to 9999."))
        }
        try encode(text, forKey: key)
    }

    /// Writes a timestamp in UTC, or nothing.
    package mutating func encodeIfPresent(_ date: Date?, forKey key: Key) throws {
        if let date { try encode(date, forKey: key) }
    }
}
