/// Header fields with case-insensitive names.
///
/// Credentials are kept out of ``description``, of `dump` and of reflection. That covers names that speak of them
/// (`Authorization`, `Cookie`, `X-API-Key`, …) and every field set with ``setSecret(_:for:)``.
public struct HTTPHeaders: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    private struct Field: Sendable, Hashable {
        var value: String
        var isSecret: Bool
    }

    private var storage: [String: Field] = [:]

    /// No fields.
    public init() {}

    /// Fields by name. When a name repeats, the last one wins.
    public init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { self[name] = value }
    }

    /// The value of a field, whatever the case of its name. Setting `nil` removes the field.
    public subscript(name: String) -> String? {
        get { storage[name.lowercased()]?.value }
        set {
            let key = name.lowercased()
            let isSecret = storage[key]?.isSecret == true || Self.secretWords.contains { key.contains($0) }
            storage[key] = newValue.map { Field(value: $0, isSecret: isSecret) }
        }
    }

    /// Sets a field whose value must never be printed, whatever its name is.
    public mutating func setSecret(_ value: String, for name: String) {
        storage[name.lowercased()] = Field(value: value, isSecret: true)
    }

    /// All fields with lower-case names, sorted by name.
    public var fields: [(name: String, value: String)] {
        storage.sorted { $0.key < $1.key }.map { ($0.key, $0.value.value) }
    }

    /// The values that must not be printed.
    package var secrets: [String] { storage.values.filter(\.isSecret).map(\.value) }

    /// The name of a field that cannot stand in a request: an empty or malformed name, or a value with a line
    /// break, which would smuggle in another field.
    package var malformedField: String? {
        storage.first { name, field in
            name.isEmpty || !name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
                || field.value.utf8.contains { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }
        }?.key
    }

    private var printable: [(name: String, value: String)] {
        storage.sorted { $0.key < $1.key }.map { ($0.key, $0.value.isSecret ? redactionMark : $0.value.value) }
    }

    private static let secretWords = ["auth", "cookie", "key", "token", "secret", "password", "credential"]
}

extension HTTPHeaders: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The fields in one line, credentials replaced.
    public var description: String {
        printable.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
    }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// Shows the fields to `dump`, credentials replaced.
    public var customMirror: Mirror {
        Mirror(self, children: printable.map { (label: $0.name, value: $0.value) }, displayStyle: .dictionary)
    }
}
