// How members that a model does not know are kept and written back. `Open` uses this for models with synthesised coding; a type
// with handwritten coding calls it directly.

extension Decoder {
    /// Returns the members of an object that a model does not know.
    ///
    /// - Parameters:
    ///   - keepsNulls: Whether known members that are null are returned as well.
    ///   - isKnown: Whether the model knows a key.
    /// - Returns: The members by key.
    /// - Throws: `DecodingError` when the value is not an object.
    package func unknownMembers(
        keepsNulls: Bool = false, isKnown: (String) -> Bool
    ) throws -> [String: JSONValue] {
        let members = try container(keyedBy: TextKey.self)
        return try members.allKeys.reduce(into: [:]) { unknown, key in
            if !isKnown(key.stringValue) {
                // A value that `JSONValue` cannot hold, such as 1e400, is reported and left out.
                unknown[key.stringValue] =
                    try members.decodeNil(forKey: key) ? .null : members.decodeIfPresent(JSONValue.self, forKey: key)
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
    /// Writes members of an object. Call this before writing the known members, which replace unknown members of the same name.
    package func encode(unknownMembers members: [String: JSONValue]) throws {
        guard !members.isEmpty else { return }
        var container = container(keyedBy: TextKey.self)
        for (name, value) in members { try container.encode(value, forKey: TextKey(name)) }
    }
}

extension ValueDecoder {
    /// Whether this object has the same keys, in the same order, as one of which all keys belong to a type.
    fileprivate func hasOnlyKeys(of type: any CodingKey.Type) -> Bool {
        guard kind == .object else { return false }
        return document.knownObjects[ObjectIdentifier(type)]?.contains { document.haveSameKeys($0, index) } ?? false
    }

    /// Records that all keys of this object belong to a type.
    fileprivate func remember(keysOf type: any CodingKey.Type) {
        // Objects of one kind differ in few ways.
        guard kind == .object, document.knownObjects[ObjectIdentifier(type), default: []].count < 8 else { return }
        document.knownObjects[ObjectIdentifier(type), default: []].append(index)
    }
}

extension JSONDocument {
    /// Whether two objects have the same keys in the same order, written in the same way.
    fileprivate func haveSameKeys(_ object: Int, _ other: Int) -> Bool {
        guard tokens[object].start == tokens[other].start else { return false }
        var (key, otherKey) = (object + 1, other + 1)
        let end = Int(tokens[object].end)
        while key < end {
            guard bytes[tokens[key].range].elementsEqual(bytes[tokens[otherKey].range]) else { return false }
            (key, otherKey) = (next(after: key + 1), next(after: otherKey + 1))
        }
        return true
    }
}

extension [String: JSONValue] {
    /// These members together with those of a model. When both have a member, an array or an object has the elements of both, the
    /// model's first, and otherwise the model's value counts.
    package func joined(with known: [String: JSONValue]) -> [String: JSONValue] {
        merging(known) { unknown, known in
            switch (known, unknown) {
            case (.array(let known), .array(let unknown)): .array(known + unknown)
            case (.object(let known), .object(let unknown)): .object(unknown.merging(known) { $1 })
            default: known
            }
        }
    }
}

/// A model for which ``Open`` also keeps the nulls of known keys, so that the object is written back unchanged.
package protocol NullPreserving {}

/// A decoder that forwards to another one and records the coding keys of a model.
final class KeyRecorder: Decoder {
    private let base: any Decoder
    private var keys: (any CodingKey.Type)?
    private var additionalKeys: [any CodingKey.Type] = []
    /// Whether the model was not decoded from an object.
    private var isNotObject = false

    /// The number of values that were lost before the model was decoded.
    private let lostCount: Int

    init(_ base: any Decoder) {
        self.base = base
        lostCount = (base as? ValueDecoder)?.lostCount ?? 0
    }

    /// Returns the members that are not among the recorded keys, and those that the model could not decode, or of which it could not
    /// decode elements.
    func unknownMembers(keepsNulls: Bool) throws -> [String: JSONValue] {
        if isNotObject { return [:] }
        guard let base = base as? ValueDecoder else {
            return try base.unknownMembers(keepsNulls: keepsNulls, isKnown: hasKey)
        }
        var unknown: [String: JSONValue] = [:]
        // The nodes of a graph have the same keys, thousands of times.
        let keys = additionalKeys.isEmpty && !keepsNulls ? keys : nil
        if keys.map(base.hasOnlyKeys) != true {
            var knowsAll = true
            unknown = try base.unknownMembers(keepsNulls: keepsNulls) { name in
                let isKnown = hasKey(name)
                knowsAll = knowsAll && isKnown
                return isKnown
            }
            // Not because nothing is unknown: a value that no `JSONValue` holds is left out.
            if knowsAll, let keys { base.remember(keysOf: keys) }
        }
        return unknown.merging(base.unreadableMembers(since: lostCount)) { $1 }
    }

    /// Whether a key is one of the model's.
    func hasKey(_ name: String) -> Bool {
        keys?.init(stringValue: name) != nil || additionalKeys.contains { $0.init(stringValue: name) != nil }
    }

    var codingPath: [any CodingKey] { base.codingPath }
    var userInfo: [CodingUserInfoKey: Any] { base.userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        if keys == nil { keys = type } else { additionalKeys.append(type) }
        return try base.container(keyedBy: type)
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        isNotObject = true
        return try base.unkeyedContainer()
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        isNotObject = true
        return try base.singleValueContainer()
    }
}
