/// Any JSON value, for fields whose content the platform does not define. This is a closed set.
///
/// ```swift
/// let variables: [String: JSONValue] = [
///     "name": "John Doe", "visits": 3, "member": true,
/// ]
/// ```
///
/// Integers that fit into `Int64` are kept as integers; other numbers are floating point. `2` and `2.0` are equal, as they are
/// in JSON.
public enum JSONValue: Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// An integer.
    case integer(Int64)
    /// A number with a fraction, or an integer that does not fit into 64 bits.
    case number(Double)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object. The order of its members is not kept.
    case object([String: JSONValue])
}

extension JSONValue: Hashable {
    /// Compares numbers by value, so that a value equals its decoded encoding.
    public static func == (lhs: JSONValue, rhs: JSONValue) -> Bool {
        switch (lhs.normalized, rhs.normalized) {
        case (.null, .null): true
        case (.bool(let lhs), .bool(let rhs)): lhs == rhs
        case (.integer(let lhs), .integer(let rhs)): lhs == rhs
        case (.number(let lhs), .number(let rhs)): lhs == rhs
        case (.string(let lhs), .string(let rhs)): lhs == rhs
        case (.array(let lhs), .array(let rhs)): lhs == rhs
        case (.object(let lhs), .object(let rhs)): lhs == rhs
        default: false
        }
    }

    /// Hashes the value consistently with ``==(_:_:)``.
    public func hash(into hasher: inout Hasher) {
        switch normalized {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        case .number(let value): hasher.combine(value)
        case .string(let value): hasher.combine(value)
        case .array(let value): hasher.combine(value)
        case .object(let value): hasher.combine(value)
        }
    }

    private var normalized: JSONValue {
        if case .number(let value) = self, let whole = Int64(exactly: value) { .integer(whole) } else { self }
    }

    /// The value with `change` applied to every string in it, including the keys.
    package func mapStrings(_ change: (String) -> String) -> JSONValue {
        switch self {
        case .string(let text): .string(change(text))
        case .array(let values): .array(values.map { $0.mapStrings(change) })
        case .object(let members):
            .object(members.reduce(into: [:]) { $0[change($1.key)] = $1.value.mapStrings(change) })
        default: self
        }
    }
}

extension JSONValue {
    /// The string, or `nil` when the value is of another kind.
    public var string: String? { if case .string(let value) = self { value } else { nil } }

    /// The integer, or `nil` when the value is of another kind.
    public var integer: Int64? { if case .integer(let value) = self { value } else { nil } }

    /// The number, with or without a fraction, or `nil` when the value is of another kind.
    public var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// The Boolean, or `nil` when the value is of another kind.
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

    /// The array, or `nil` when the value is of another kind.
    public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }

    /// The object's members, or `nil` when the value is of another kind.
    public var object: [String: JSONValue]? { if case .object(let value) = self { value } else { nil } }

    /// Whether the value is `null`.
    public var isNull: Bool { self == .null }

    /// The value for a key, or `nil` when this is not an object or has no such key.
    public subscript(key: String) -> JSONValue? { object?[key] }

    /// The value at an index, or `nil` when this is not an array or is shorter.
    public subscript(index: Int) -> JSONValue? {
        guard let array, array.indices.contains(index) else { return nil }
        return array[index]
    }
}

extension JSONValue: Codable {
    /// Reads any JSON value with less than 64 levels of nesting. Deeper values would exhaust the stack of a small thread, and no
    /// platform sends them.
    public init(from decoder: any Decoder) throws {
        // Other decoders do not report the kind of the next value, so each type is tried.
        if let decoder = decoder as? ValueDecoder {
            self = try decoder.json()
            return
        }
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if decoder.codingPath.count >= Self.depthLimit {
            throw Self.tooDeep(at: decoder.codingPath)
        } else if let members = try? decoder.container(keyedBy: TextKey.self) {
            self = .object(try members.values())
        } else if var elements = try? decoder.unkeyedContainer() {
            var array: [JSONValue] = []
            while !elements.isAtEnd { array.append(try elements.decode(JSONValue.self)) }
            self = .array(array)
        } else {
            throw DecodingError.unexpected(at: decoder.codingPath, "expected a number that 64 bits can hold")
        }
    }

    fileprivate static let depthLimit = 64

    fileprivate static func tooDeep(at path: [any CodingKey]) -> DecodingError {
        .unexpected(at: path, "nested more than \(depthLimit) levels deep")
    }

    /// Writes the value.
    ///
    /// - Throws: `EncodingError` for a number that is infinite or not a number, which JSON cannot express.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}

extension KeyedDecodingContainer<TextKey> {
    fileprivate func values() throws -> [String: JSONValue] {
        try allKeys.reduce(into: [:]) { $0[$1.stringValue] = try decode(JSONValue.self, forKey: $1) }
    }
}

extension ValueDecoder {
    /// The value as it is.
    func json() throws -> JSONValue {
        switch kind {
        case .null: return .null
        case .true: return .bool(true)
        case .false: return .bool(false)
        case .plainText, .text, .escapedText: return .string(try decode(String.self))
        case .integer, .number:
            return try document.integer(at: index, as: Int64.self).map(JSONValue.integer)
                ?? .number(decode(Double.self))
        case .object, .array: break
        }
        guard codingPath.count < JSONValue.depthLimit else { throw JSONValue.tooDeep(at: codingPath) }
        if kind == .object {
            let members = ObjectContainer<TextKey>(decoder: self)
            return .object(
                try members.allKeys.reduce(into: [:]) {
                    $0[$1.stringValue] = try members.decode(JSONValue.self, forKey: $1)
                })
        }
        var elements = ArrayContainer(decoder: self)
        var array: [JSONValue] = []
        while !elements.isAtEnd { array.append(try elements.decode(JSONValue.self)) }
        return .array(array)
    }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    /// `null`.
    public init(nilLiteral: ()) { self = .null }
    /// A Boolean literal.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An integer literal.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// A floating-point literal.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// A string literal.
    public init(stringLiteral value: String) { self = .string(value) }
    /// An array literal.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// A dictionary literal. When a key repeats, its last value is used.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { $1 }))
    }
}

extension JSONValue: CustomStringConvertible {
    /// The value as JSON on one line, with sorted keys. A number that JSON cannot express is `null`.
    public var description: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .number(let value): value.isFinite ? "\(value)" : "null"
        case .string(let value): value.quotedAsJSON
        case .array(let values): "[" + values.map(\.description).joined(separator: ",") + "]"
        case .object(let members):
            "{"
                + members.sorted { $0.key < $1.key }.map { "\($0.key.quotedAsJSON):\($0.value)" }.joined(separator: ",")
                + "}"
        }
    }
}

extension String {
    fileprivate var quotedAsJSON: String {
        let needsEscapes = utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
        guard needsEscapes else { return "\"\(self)\"" }
        return unicodeScalars.reduce(into: "\"") { text, scalar in
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: text.unicodeScalars.append(scalar)
            }
        } + "\""
    }
}
