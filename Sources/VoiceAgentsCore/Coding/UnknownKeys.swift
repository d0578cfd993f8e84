// The one way in which members that a model does not know are kept and written back. `Open` uses it for every model whose
// coding is synthesised; a type that has to be read by hand can call it directly.

extension Decoder {
    /// Returns the members of an object that a model does not know.
    ///
    /// - Parameters:
    ///   - keepsNulls: Whether a member that the model knows is returned too when it is null.
    ///   - isKnown: Whether the model knows a key.
    /// - Returns: The members by their keys.
    /// - Throws: `DecodingError` when the value is no object.
    package func unknownMembers(
        keepsNulls: Bool = false, isKnown: (String) -> Bool
    ) throws -> [String: JSONValue] {
        let members = try container(keyedBy: TextKey.self)
        return try members.allKeys.reduce(into: [:]) { unknown, key in
            if !isKnown(key.stringValue) {
                unknown[key.stringValue] = try members.decode(JSONValue.self, forKey: key)
            } else if keepsNulls, try members.decodeNil(forKey: key) {
                unknown[key.stringValue] = .null
            }
        }
    }

    /// Returns the members of an object that are not among a model's coding keys.
    package func unknownMembers<Key: CodingKey>(besides keys: Key.Type) throws -> [String: JSONValue] {
        try unknownMembers { Key(stringValue: $0) != nil }
    }
}

extension Encoder {
    /// Adds members to the object that is being written. Call this before the known members are written: they replace an
    /// unknown one of the same name.
    package func encode(unknownMembers members: [String: JSONValue]) throws {
        guard !members.isEmpty else { return }
        var container = container(keyedBy: TextKey.self)
        for (name, value) in members { try container.encode(value, forKey: TextKey(name)) }
    }
}

/// A model that ``Open`` writes back with the nulls of its known keys, for an object that must come back as it was.
package protocol NullPreserving {}

/// Passes everything on to a decoder and records which keys a model asks for.
final class KeyRecorder: Decoder {
    private let base: any Decoder
    private var keys: (any CodingKey.Type)?
    private var moreKeys: [any CodingKey.Type] = []
    /// Whether the model asked for something other than an object.
    private var isNoObject = false

    init(_ base: any Decoder) { self.base = base }

    /// Returns the members that are not among the recorded keys.
    func unknownMembers(keepsNulls: Bool) throws -> [String: JSONValue] {
        if isNoObject { return [:] }
        return try base.unknownMembers(keepsNulls: keepsNulls) { name in
            keys?.init(stringValue: name) != nil || moreKeys.contains { $0.init(stringValue: name) != nil }
        }
    }

    var codingPath: [any CodingKey] { base.codingPath }
    var userInfo: [CodingUserInfoKey: Any] { base.userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        if keys == nil { keys = type } else { moreKeys.append(type) }
        return try base.container(keyedBy: type)
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        isNoObject = true
        return try base.unkeyedContainer()
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        isNoObject = true
        return try base.singleValueContainer()
    }
}

extension ValueDecoder {
    /// Whether the value is an object without members, which has nothing to keep.
    var isEmptyObject: Bool { kind == .object && document.tokens[index].start == 0 }
}
