#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// Decodes the JSON of a reply in half the time of `JSONDecoder`, and tolerates unexpected values.
///
/// `JSONDecoder` creates a dictionary for every object and takes a lock for every value. This decoder reads each value from the
/// text when it is decoded.
///
/// A reply can mean that a call was placed or money was spent, so only the identity of a record may fail it:
///
/// - An optional member that cannot be decoded is `nil`, and an element of an array or a dictionary that cannot be decoded is left
///   out. ``unreadable`` has both.
/// - A member or an element that is a string, a number or a flag is also decoded from another scalar, when that is lossless:
///   digits in a string, a number for a string, 0 and 1 for a flag. An empty string in place of another type is absent, and so
///   are an empty array in place of an object, an empty object in place of an array, and an object of nulls.
///
/// Single-value containers stay strict, so that a type which tries several types finds the one in the document.
package struct ReplyDecoder {
    private let unreadableValues: UnreadableValues?

    /// Creates a decoder for one document.
    package init() { unreadableValues = UnreadableValues() }

    /// Creates a decoder that accepts and rejects the same values as `JSONDecoder`.
    package static var strict: ReplyDecoder { ReplyDecoder(nil) }

    private init(_ unreadableValues: UnreadableValues?) { self.unreadableValues = unreadableValues }

    /// The values that were left out.
    package var unreadable: [UnreadableValue] { unreadableValues?.values ?? [] }

    /// Decodes a value.
    ///
    /// - Throws: The same `DecodingError` as `JSONDecoder`: `dataCorrupted` with an empty path for a text that is not JSON. Only for
    ///   a number that does not fit, which `JSONDecoder` reports as invalid JSON, the error has the path of the number.
    package func decode<Value: Decodable>(_ type: Value.Type, from json: Data) throws -> Value {
        try root(of: json).decode(type)
    }

    /// Creates the decoder of the complete text.
    func root(of json: Data) throws -> ValueDecoder {
        let document: JSONDocument
        do {
            document = try JSONDocument(json, unreadable: unreadableValues)
        } catch {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "The text is not valid JSON."))
        }
        return ValueDecoder(document: document, index: 0, path: nil)
    }
}

/// Decodes one value of a document.
struct ValueDecoder: Decoder {
    let document: JSONDocument
    /// The index of the value's token.
    let index: Int
    let path: Path?

    /// The coding path of a value as a linked list, last key first. It is converted to an array only when it is needed.
    final class Path {
        let key: any CodingKey
        let parent: Path?

        init(_ key: any CodingKey, after parent: Path?) {
            self.key = key
            self.parent = parent
        }
    }

    var kind: JSONDocument.Token.Kind { document.tokens[index].kind }

    var codingPath: [any CodingKey] {
        var keys: [any CodingKey] = []
        var step = path
        while let last = step {
            keys.append(last.key)
            step = last.parent
        }
        return keys.reversed()
    }

    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard kind == .object else { throw mismatch([String: Any].self) }
        return KeyedDecodingContainer(ObjectContainer(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard kind == .array else { throw mismatch([Any].self) }
        return ArrayContainer(decoder: self)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    /// Creates the decoder of a member or an element.
    func child(at index: Int, _ key: any CodingKey) -> ValueDecoder {
        ValueDecoder(document: document, index: index, path: Path(key, after: path))
    }

    /// The error for a value that cannot be read as a type.
    ///
    /// - Parameters:
    ///   - type: The type.
    ///   - number: A name for the type when it is numeric. Then the error for a number says that it is out of range.
    /// - Returns: The error.
    func mismatch(_ type: any Any.Type, number: String? = nil) -> DecodingError {
        switch (kind, number) {
        case (.null, _) where type != Bool.self:
            return .valueNotFound(type, .init(codingPath: codingPath, debugDescription: "found null"))
        case (.integer, let number?), (.number, let number?):
            return unexpected("\(number) in range")
        default:
            return .typeMismatch(type, .init(codingPath: codingPath, debugDescription: "found another type"))
        }
    }

    private func unexpected(_ expectation: String) -> DecodingError {
        .unexpected(at: codingPath, "expected \(expectation)")
    }
}

extension ValueDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { kind == .null }

    func decode(_ type: Bool.Type) throws -> Bool {
        guard let flag = document.flag(at: index) else { throw mismatch(type) }
        return flag
    }

    func decode(_ type: String.Type) throws -> String {
        guard let text = document.text(at: index) else { throw mismatch(type) }
        return text
    }

    func decode(_ type: Double.Type) throws -> Double {
        guard let number = document.floatingPoint(at: index, as: type) else { throw mismatch(type, number: "a number") }
        return number
    }

    func decode(_ type: Float.Type) throws -> Float {
        guard let number = document.floatingPoint(at: index, as: type) else { throw mismatch(type, number: "a number") }
        return number
    }

    func decode(_ type: Int.Type) throws -> Int {
        guard let integer = document.integer(at: index) else { throw mismatch(type, number: "an integer") }
        return integer
    }

    func decode<Integer: FixedWidthInteger & Decodable>(_ type: Integer.Type) throws -> Integer { try integer(type) }

    func integer<Integer: FixedWidthInteger>(_ type: Integer.Type) throws -> Integer {
        guard let integer = document.integer(at: index, as: type) else { throw mismatch(type, number: "an integer") }
        return integer
    }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        do {
            return try decodeWhole(type)
        } catch {
            guard document.unreadable != nil, let collection = type as? any ElementwiseDecodable.Type,
                let value = collection.decodingElements(of: self) as? Value
            else { throw error }
            return value
        }
    }

    private func decodeWhole<Value: Decodable>(_ type: Value.Type) throws -> Value {
        // `JSONDecoder` decodes these four types itself.
        if type == Date.self, let date = try date() as? Value { return date }
        if type == URL.self, let url = try url() as? Value { return url }
        if type == Data.self, let data = try data() as? Value { return data }
        if type == Decimal.self, let decimal = try decimal() as? Value { return decimal }
        do { return try Value(from: self) } catch { throw located(error) }
    }

    /// An error with the path of this value, when a type throws one without.
    private func located(_ error: any Error) -> any Error {
        let path = codingPath
        let errorPath = (error as? DecodingError)?.codingPath.prefix(path.count)
        if path.isEmpty || errorPath?.map(\.stringValue) == path.map(\.stringValue) { return error }
        return DecodingError.dataCorrupted(
            .init(codingPath: path, debugDescription: "rejected by its type", underlyingError: error))
    }

    private func text(for type: any Any.Type) throws -> String {
        if kind == .null { throw mismatch(type) }
        return try decode(String.self)
    }

    private func date() throws -> Date {
        let text = try document.unreadable == nil ? text(for: Date.self) : decodeMember(String.self)
        guard let date = Timestamp.date(from: text) else {
            throw unexpected("an RFC 3339 timestamp")
        }
        return date
    }

    private func url() throws -> URL {
        guard let url = URL(string: try text(for: URL.self)) else { throw unexpected("a URL") }
        return url
    }

    private func data() throws -> Data {
        guard let data = Data(base64Encoded: try text(for: Data.self)) else { throw unexpected("Base64") }
        return data
    }

    private func decimal() throws -> Decimal {
        guard kind == .integer || kind == .number,
            let number = Decimal(string: document.digits(in: document.tokens[index].range)), !number.isNaN
        else { throw mismatch(Decimal.self, number: "a number") }
        return number
    }
}
