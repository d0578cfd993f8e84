/// Header fields with case-insensitive names.
///
/// Credentials are kept out of ``description``, of `dump` and of reflection. That covers names that speak of them
/// (`Authorization`, `Cookie`, `X-API-Key`, …) and every field set with ``setSecret(_:for:)``.
public struct HeaderFields: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    private struct Field: Sendable, Hashable {
        let name: String
        var value: String
        var isSecret = false
    }

    /// Sorted by name. There are few, and few are looked up: a dictionary would take longer.
    private var storage: [Field] = []

    /// No fields.
    public init() {}

    /// Fields by name. When a name repeats, the last one wins.
    public init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { self[name] = value }
    }

    /// The value of a field, whatever the case of its name. Setting `nil` removes the field.
    public subscript(name: String) -> String? {
        get {
            let (index, isThere) = place(of: name.lowercased())
            return isThere ? storage[index].value : nil
        }
        set {
            let name = name.lowercased()
            let (index, isThere) = place(of: name)
            switch (newValue, isThere) {
            case (let value?, true): storage[index].value = value
            case (let value?, false): storage.insert(Field(name: name, value: value), at: index)
            case (nil, true): storage.remove(at: index)
            case (nil, false): break
            }
        }
    }

    private func place(of name: String) -> (index: Int, isThere: Bool) {
        var index = storage.endIndex
        while index > 0, storage[index - 1].name >= name {
            index -= 1
            if storage[index].name == name { return (index, true) }
        }
        return (index, false)
    }

    /// Sets a field whose value must never be printed, whatever its name is.
    public mutating func setSecret(_ value: String, for name: String) {
        self[name] = value
        storage[place(of: name.lowercased()).index].isSecret = true
    }

    /// All fields with lower-case names, sorted by name.
    public var fields: [(name: String, value: String)] {
        storage.map { ($0.name, $0.value) }
    }

    /// The values that must not be printed.
    package var secrets: [String] { storage.filter(Self.isSecret).map(\.value) }

    /// The name of a field that cannot stand in a request: an empty or malformed name, or a value with a line
    /// break, which would smuggle in another field.
    package var malformedField: String? {
        storage.first { field in
            field.name.isEmpty || !field.name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
                || field.value.utf8.contains { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }
        }?.name
    }

    private var printable: [(name: String, value: String)] {
        storage.map { ($0.name, Self.isSecret($0) ? redactionMark : $0.value) }
    }

    private static func isSecret(_ field: Field) -> Bool {
        field.isSecret || secretWords.contains { field.name.contains($0) }
    }

    private static let secretWords = ["auth", "cookie", "key", "token", "secret", "password", "credential"]
}

extension HeaderFields: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
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
