#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

// The overloads below are picked by the synthesised `Codable` of every model in this package, because they are more
// specific than those of the standard library. So the models need no handwritten coding, and they can be decoded
// and encoded by any coder, not only by the SDK's own. They also ask the container for the bare text or number, which
// takes a fraction of the time of a decoder for each id, word and timestamp.

/// A record inside another one. A server that joins tables can write one that is not there as an object of nulls.
package protocol NullableRecord: Decodable {}

extension KeyedDecodingContainer {
    /// Reads a timestamp in any of the spellings the platforms use.
    package func decode(_ type: Date.Type, forKey key: Key) throws -> Date {
        try date(from: decode(String.self, forKey: key), forKey: key)
    }

    /// Reads a timestamp that may be null or absent.
    package func decodeIfPresent(_ type: Date.Type, forKey key: Key) throws -> Date? {
        try decodeIfPresent(String.self, forKey: key).map { try date(from: $0, forKey: key) }
    }

    private func date(from text: String, forKey key: Key) throws -> Date {
        guard let date = Timestamp.date(from: text) else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self, debugDescription: "expected an RFC 3339 timestamp, found another text")
        }
        return date
    }

    /// Reads an id that is a number, or digits in a string.
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

    /// Reads a value by its own `Decodable`, whatever more specific overloads there are.
    private func decodeAny<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try decode(type, forKey: key)
    }

    /// Reads a word.
    package func decode<Word: OpenEnum>(_ type: Word.Type, forKey key: Key) throws -> Word {
        Word(rawValue: try decode(String.self, forKey: key))
    }

    /// Reads a word that may be null or absent.
    package func decodeIfPresent<Word: OpenEnum>(_ type: Word.Type, forKey key: Key) throws -> Word? {
        try decodeIfPresent(String.self, forKey: key).map { Word(rawValue: $0) }
    }

    /// Reads a list. Null and absent are the empty list.
    package func decode<Element: Decodable>(_ type: [Element].Type, forKey key: Key) throws -> [Element] {
        try decodeIfPresent([Element].self, forKey: key) ?? []
    }

    /// Reads the list that a reply is about. An object without it is some other reply and must not pass for an empty list.
    package func decodeList<Element: Decodable>(of type: Element.Type, forKey key: Key) throws -> [Element] {
        guard contains(key) else {
            throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: "no list"))
        }
        return try decode([Element].self, forKey: key)
    }

    /// Reads a list that may be null or absent. Asking first is cheap; most lists and objects of a reply are left out.
    package func decodeIfPresent<Element: Decodable>(_ type: [Element].Type, forKey key: Key) throws -> [Element]? {
        guard contains(key), try !decodeNil(forKey: key) else { return nil }
        return try decodeAny(type, forKey: key)
    }

    /// Reads a record that may be null or absent, or an object of nothing but nulls.
    package func decodeIfPresent<Record: NullableRecord>(_ type: Record.Type, forKey key: Key) throws -> Record? {
        guard contains(key), try !decodeNil(forKey: key) else { return nil }
        do {
            return try decodeAny(type, forKey: key)
        } catch {
            let members = try? nestedContainer(keyedBy: TextKey.self, forKey: key)
            guard let members, !members.allKeys.isEmpty,
                try members.allKeys.allSatisfy({ try members.decodeNil(forKey: $0) })
            else { throw error }
            return nil
        }
    }

    /// Reads an object with free keys that may be null or absent.
    package func decodeIfPresent<Value: Decodable>(
        _ type: [String: Value].Type, forKey key: Key
    ) throws -> [String: Value]? {
        guard contains(key), try !decodeNil(forKey: key) else { return nil }
        return try decodeAny(type, forKey: key)
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
            throw EncodingError.unwritable(date, at: codingPath + [key])
        }
        try encode(text, forKey: key)
    }

    /// Writes a timestamp in UTC, or nothing.
    package mutating func encodeIfPresent(_ date: Date?, forKey key: Key) throws {
        if let date { try encode(date, forKey: key) }
    }

    /// Writes an id that is a number.
    package mutating func encode<Resource>(_ id: Identifier<Resource, Int>, forKey key: Key) throws {
        try encode(id.rawValue, forKey: key)
    }

    /// Writes an id that is a number, or nothing.
    package mutating func encodeIfPresent<Resource>(_ id: Identifier<Resource, Int>?, forKey key: Key) throws {
        if let id { try encode(id.rawValue, forKey: key) }
    }

    /// Writes a word.
    package mutating func encode(_ word: some OpenEnum, forKey key: Key) throws {
        try encode(word.rawValue, forKey: key)
    }

    /// Writes a word, or nothing.
    package mutating func encodeIfPresent(_ word: (some OpenEnum)?, forKey key: Key) throws {
        if let word { try encode(word.rawValue, forKey: key) }
    }
}
