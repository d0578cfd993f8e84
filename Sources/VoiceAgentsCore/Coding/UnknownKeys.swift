// For the objects that a platform leaves open: the keys a model does not know are kept and written back.

extension Decoder {
    /// The object's members besides those that `known` names.
    package func unknownKeys<Known: CodingKey & CaseIterable>(besides known: Known.Type) throws -> [String: JSONValue] {
        let container = try container(keyedBy: TextKey.self)
        let names = Set(known.allCases.map(\.stringValue))
        var members: [String: JSONValue] = [:]
        for key in container.allKeys where !names.contains(key.stringValue) {
            members[key.stringValue] = try container.decode(JSONValue.self, forKey: key)
        }
        return members
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
