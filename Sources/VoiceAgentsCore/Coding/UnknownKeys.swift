// For the objects that a platform leaves open: the keys a model does not know are kept and written back.

/// A key of an open object: one that the model knows, or another.
package enum OpenKey<Known: CodingKey>: CodingKey {
    case known(Known)
    case unknown(String)

    package var stringValue: String {
        switch self {
        case .known(let key): key.stringValue
        case .unknown(let name): name
        }
    }
    package var intValue: Int? { nil }

    package init(stringValue: String) {
        self = Known(stringValue: stringValue).map(OpenKey.known) ?? .unknown(stringValue)
    }
    package init?(intValue: Int) { nil }
}

extension KeyedDecodingContainer {
    /// The object's members that the model does not know.
    package func unknownMembers<Known>() throws -> [String: JSONValue] where Key == OpenKey<Known> {
        var members: [String: JSONValue] = [:]
        for key in allKeys {
            if case .unknown(let name) = key { members[name] = try decode(JSONValue.self, forKey: key) }
        }
        return members
    }
}

extension KeyedEncodingContainer {
    /// Writes the members that the model does not know. Call this first: what the model knows wins.
    package mutating func encode<Known>(unknownMembers: [String: JSONValue]) throws where Key == OpenKey<Known> {
        for (name, value) in unknownMembers { try encode(value, forKey: .unknown(name)) }
    }
}

extension Encoder {
    /// Adds members to the object that is being written.
    package func encode(unknownKeys members: [String: JSONValue]) throws {
        guard !members.isEmpty else { return }
        var container = container(keyedBy: TextKey.self)
        for (name, value) in members { try container.encode(value, forKey: TextKey(name)) }
    }
}
