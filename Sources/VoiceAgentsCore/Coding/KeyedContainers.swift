#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

// The synthesised `Codable` of every model in this package uses the overloads below, because they are more specific than those
// of the standard library. So the models need no handwritten coding, and any coder can decode and encode them. The overloads
// also read the bare string or number from the container, which takes a fraction of the time of a decoder for each id, open
// enumeration and timestamp.

extension KeyedDecodingContainer {
    /// Reads a timestamp in any of the formats that the platforms use.
    package func decode(_ type: Date.Type, forKey key: Key) throws -> Date {
        try date(from: decode(String.self, forKey: key), forKey: key)
    }

    /// Reads a timestamp that may be null or absent.
    package func decodeIfPresent(_ type: Date.Type, forKey key: Key) throws -> Date? {
        guard let text = try decodeIfPresent(String.self, forKey: key) else { return nil }
        do { return try date(from: text, forKey: key) } catch { return try absent(key, after: error) }
    }

    /// Reports an optional member as unreadable. A strict decoder throws the error.
    func absent<Value>(_ key: Key, after error: any Error) throws -> Value? {
        guard let decoder = try superDecoder(forKey: key) as? ValueDecoder, decoder.report(error) else { throw error }
        return nil
    }

    private func date(from text: String, forKey key: Key) throws -> Date {
        guard let date = Timestamp.date(from: text) else {
            throw DecodingError.unexpected(at: codingPath + [key], "expected an RFC 3339 timestamp")
        }
        return date
    }

    /// Reads an id that is a number or a string of digits.
    package func decode<Resource>(
        _ type: Identifier<Resource, Int>.Type, forKey key: Key
    ) throws -> Identifier<Resource, Int> {
        do { return Identifier(try decode(Int.self, forKey: key)) } catch { return try decodeAny(type, forKey: key) }
    }

    /// Reads an id that may be null or absent.
    package func decodeIfPresent<Resource>(
        _ type: Identifier<Resource, Int>.Type, forKey key: Key
    ) throws -> Identifier<Resource, Int>? {
        do {
            return try decodeIfPresent(Int.self, forKey: key).map(Identifier.init)
        } catch {
            return try decodeAny(type, forKey: key)
        }
    }

    /// Reads a value by its own `Decodable` conformance, without the overloads of this file.
    private func decodeAny<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try decode(type, forKey: key)
    }

    /// Reads a value of an open enumeration.
    package func decode<Word: OpenEnum>(_ type: Word.Type, forKey key: Key) throws -> Word {
        Word(rawValue: try decode(String.self, forKey: key))
    }

    /// Reads a value of an open enumeration that may be null or absent.
    package func decodeIfPresent<Word: OpenEnum>(_ type: Word.Type, forKey key: Key) throws -> Word? {
        guard let text = try decodeIfPresent(String.self, forKey: key), !text.isEmpty else { return nil }
        return Word(rawValue: text)
    }

    /// Reads an array. Null and absent are the empty array.
    package func decode<Element: Decodable>(_ type: [Element].Type, forKey key: Key) throws -> [Element] {
        try decodeIfPresent([Element].self, forKey: key) ?? []
    }

    /// The number of elements of an array that were left out because they cannot be decoded. A value that is not an array counts as one.
    package func missingElements(of elements: [some Any], forKey key: Key) -> Int {
        guard let decoder = try? superDecoder(forKey: key) as? ValueDecoder, !decoder.isBlank else { return 0 }
        return decoder.kind == .array ? decoder.count - elements.count : 1
    }

    /// Reads the array that a reply consists of. An object without the key is another kind of reply, not an empty array.
    package func decodeList<Element: Decodable>(of type: Element.Type, forKey key: Key) throws -> [Element] {
        guard contains(key) else {
            throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: "no list"))
        }
        return try decodeNil(forKey: key) ? [] : decodeAny([Element].self, forKey: key)
    }

    /// Reads a dictionary of flags. Null and absent are the empty dictionary; a flag that is null is left out.
    package func decode(_ type: [String: Bool].Type, forKey key: Key) throws -> [String: Bool] {
        try decodeIfPresent([String: Bool?].self, forKey: key)?.compactMapValues(\.self) ?? [:]
    }

    /// Reads a dictionary. Null and absent are the empty dictionary.
    package func decode<Value: Decodable>(_ type: [String: Value].Type, forKey key: Key) throws -> [String: Value] {
        try decodeIfPresent([String: Value].self, forKey: key) ?? [:]
    }
}

extension KeyedEncodingContainer {
    /// Writes a timestamp in UTC.
    package mutating func encode(_ date: Date, forKey key: Key) throws {
        guard let text = Timestamp.text(from: date) else {
            throw EncodingError.unwritable(date, at: codingPath + [key])
        }
        try encode(text, forKey: key)
    }

    /// Writes a timestamp in UTC, unless it is `nil`.
    package mutating func encodeIfPresent(_ date: Date?, forKey key: Key) throws {
        if let date { try encode(date, forKey: key) }
    }

    /// Writes an id that is a number.
    package mutating func encode<Resource>(_ id: Identifier<Resource, Int>, forKey key: Key) throws {
        try encode(id.rawValue, forKey: key)
    }

    /// Writes an id that is a number, unless it is `nil`.
    package mutating func encodeIfPresent<Resource>(_ id: Identifier<Resource, Int>?, forKey key: Key) throws {
        if let id { try encode(id.rawValue, forKey: key) }
    }

    /// Writes a value of an open enumeration.
    package mutating func encode(_ word: some OpenEnum, forKey key: Key) throws {
        try encode(word.rawValue, forKey: key)
    }

    /// Writes a value of an open enumeration, unless it is `nil`.
    package mutating func encodeIfPresent(_ word: (some OpenEnum)?, forKey key: Key) throws {
        if let word { try encode(word.rawValue, forKey: key) }
    }
}
