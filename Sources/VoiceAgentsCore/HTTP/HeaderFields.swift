/// HTTP header fields with case-insensitive names.
///
/// Credentials are redacted in ``description``, `dump` and reflection: the values of fields whose names suggest a credential
/// (`Authorization`, `Cookie`, `X-API-Key`, …) and of fields set with ``setSecret(_:for:)``.
public struct HeaderFields: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    private struct Field: Sendable, Hashable {
        let name: String
        var value: String
        var isSecret = false
    }

    /// Sorted by name. With few fields, this is faster than a dictionary.
    private var storage: [Field] = []

    /// Creates an empty collection.
    public init() {}

    /// Creates fields from a literal. When a name repeats, its last value is used.
    public init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { self[name] = value }
    }

    /// Creates fields. When a name repeats, its last value is used.
    package init(_ fields: [(name: String, value: String)]) {
        storage.reserveCapacity(fields.count)
        for (name, value) in fields { self[name] = value }
    }

    /// The value of the field with a name, ignoring case. Setting `nil` removes the field.
    public subscript(name: String) -> String? {
        get {
            let (index, exists) = index(of: name.lowercasedName)
            return exists ? storage[index].value : nil
        }
        set {
            if let newValue {
                store(newValue, for: name)
            } else {
                let (index, exists) = index(of: name.lowercasedName)
                if exists { storage.remove(at: index) }
            }
        }
    }

    /// Sets a field and returns its index.
    @discardableResult private mutating func store(_ value: String, for name: String) -> Int {
        let name = name.lowercasedName
        let (index, exists) = index(of: name)
        if exists {
            storage[index].value = value
        } else {
            storage.insert(Field(name: name, value: value), at: index)
        }
        return index
    }

    /// The index of the field with a lower-case name, or where it is inserted.
    private func index(of name: String) -> (index: Int, exists: Bool) {
        var index = storage.endIndex
        while index > 0, storage[index - 1].name > name { index -= 1 }
        return index > 0 && storage[index - 1].name == name ? (index - 1, true) : (index, false)
    }

    /// Sets a field whose value is never printed.
    public mutating func setSecret(_ value: String, for name: String) {
        storage[store(value, for: name)].isSecret = true
    }

    /// Sets the fields of another collection. Those whose values are never printed remain such.
    mutating func set(_ other: HeaderFields) {
        for field in other.storage {
            if field.isSecret { setSecret(field.value, for: field.name) } else { self[field.name] = field.value }
        }
    }

    /// All fields, sorted by name, with lower-case names.
    public var fields: [(name: String, value: String)] {
        storage.map { ($0.name, $0.value) }
    }

    /// The values that are not printed.
    package var secrets: [String] { storage.filter(Self.isSecret).map(\.value) }

    /// The fields with a secret redacted in their values, which a server may repeat.
    func redacting(_ secret: String) -> HeaderFields {
        var copy = self
        for index in storage.indices { copy.storage[index].value = storage[index].value.redacting(secret) }
        return copy
    }

    /// The fields without those that can contain a phone number or a credential: URLs, cookies and names of files.
    var withoutURLsAndCookies: HeaderFields {
        var copy = self
        copy.storage.removeAll { Self.fieldsWithContent.contains($0.name) }
        return copy
    }

    private static let fieldsWithContent: Set = [
        "content-disposition", "content-location", "link", "location", "refresh", "set-cookie",
    ]

    /// Why the fields cannot be sent, or `nil` when they can.
    var problem: String? {
        if let name = malformedFieldName {
            return "The header \"\(name)\" has a malformed name, or a line break in its value."
        }
        return reservedFieldName.map { "The header \"\($0)\" is set by the transport; remove it." }
    }

    /// The name of the first field that only a transport can set.
    private var reservedFieldName: String? {
        storage.first { ["content-length", "host", "transfer-encoding"].contains($0.name) }?.name
    }

    /// The name of the first field that cannot be sent: its name is empty or malformed, or its value has a line break, which would
    /// inject another field.
    package var malformedFieldName: String? {
        storage.first { field in
            field.name.isEmpty || !field.name.utf8.allSatisfy(Self.isTokenCharacter)
                || field.value.utf8.contains { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }
        }?.name
    }

    /// Whether a character can be part of a name (RFC 9110 section 5.6.2).
    private static func isTokenCharacter(_ character: UInt8) -> Bool {
        switch character {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"): true
        default: "!#$%&'*+.^_`|~".utf8.contains(character)
        }
    }

    private var printable: [(name: String, value: String)] {
        storage.map { ($0.name, Self.isSecret($0) ? redactionMark : $0.value) }
    }

    private static func isSecret(_ field: Field) -> Bool { field.isSecret || field.name.isNameOfSecret }
}

extension String {
    /// The lower-case name of a field. Most names of requests are lower-case already, and most of replies are ASCII, for which
    /// `lowercased()` is slow.
    fileprivate var lowercasedName: String {
        var name = self
        return name.withUTF8 { utf8 in
            var bits: UInt8 = 0
            var isLowercase = true
            for character in utf8 {
                bits |= character
                if character.isUppercase { isLowercase = false }
            }
            guard bits < 0x80 else { return lowercased() }
            if isLowercase { return self }
            return String(unsafeUninitializedCapacity: utf8.count) { buffer in
                for index in utf8.indices {
                    buffer[index] = utf8[index].isUppercase ? utf8[index] | 0x20 : utf8[index]
                }
                return utf8.count
            }
        }
    }
}

extension UInt8 {
    fileprivate var isUppercase: Bool { self &- UInt8(ascii: "A") < 26 }
}

extension HeaderFields: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The fields on one line, with redacted credentials.
    public var description: String {
        printable.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
    }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// A mirror of the fields, with redacted credentials.
    public var customMirror: Mirror {
        Mirror(self, children: printable.map { (label: $0.name, value: $0.value) }, displayStyle: .dictionary)
    }
}
