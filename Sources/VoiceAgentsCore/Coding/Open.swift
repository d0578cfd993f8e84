/// A model together with the members of its JSON object that the model has no property for.
///
/// Any coder reads and writes it like the model itself, and the unknown members are kept:
///
/// ```swift
/// // Open<AssistantGraph.NodeConfiguration>
/// var configuration = graph.nodes[0].configuration ?? Open(.init())
/// configuration.maxSessionDuration = .seconds(300)   // a property of the model
/// configuration.unknownKeys["voice"] = "nova"   // an unknown key
/// ```
///
/// When the value of a known key in a reply cannot be decoded, the property is `nil`, and the unknown keys contain the value, so that
/// it is written back unchanged. When only elements of an array or an object cannot be decoded, the property has the others, and the
/// unknown keys contain these elements, which are written back after the others.
@dynamicMemberLookup
public struct Open<Model> {
    /// The model, with the keys that this version knows.
    public var known: Model

    /// The other members of the object, including nulls. When the model writes the same key, the model's value is written; of two
    /// arrays or two objects, the elements of both.
    public var unknownKeys: [String: JSONValue]

    /// Creates an open model.
    public init(_ known: Model, unknownKeys: [String: JSONValue] = [:]) {
        self.known = known
        self.unknownKeys = unknownKeys
    }

    /// A writable property of the model.
    public subscript<Value>(dynamicMember property: WritableKeyPath<Model, Value>) -> Value {
        get { known[keyPath: property] }
        set { known[keyPath: property] = newValue }
    }

    /// A property of the model.
    public subscript<Value>(dynamicMember property: KeyPath<Model, Value>) -> Value { known[keyPath: property] }
}

extension Open: Sendable where Model: Sendable {}

extension Open: Equatable where Model: Equatable {}

extension Open: Hashable where Model: Hashable {}

extension Open: Identifiable where Model: Identifiable {
    /// The model's id.
    public var id: Model.ID { known.id }
}

extension Open: Decodable where Model: Decodable {
    /// Reads the model and the members that it does not know.
    public init(from decoder: any Decoder) throws {
        // Fast path: in a graph of thousands of nodes, most configurations are empty.
        if let decoder = decoder as? ValueDecoder, decoder.isEmptyObject {
            known = try Model(from: decoder)
            unknownKeys = [:]
            return
        }
        let recorder = KeyRecorder(decoder)
        known = try Model(from: recorder)
        unknownKeys = try recorder.unknownMembers(keepsNulls: Model.self is any NullPreserving.Type)
    }
}

extension Open: Encodable where Model: Encodable {
    /// Writes the unknown members and the model. When both have a key, the model's value is written; of two arrays or two objects, the
    /// elements of both.
    public func encode(to encoder: any Encoder) throws {
        try encoder.encode(unknownMembers: unknownKeys)
        try known.encode(to: encoder)
        let collections = unknownKeys.filter { $0.value.array != nil || $0.value.object != nil }
        guard !collections.isEmpty, let known = try JSONValue(encoding: known).object else { return }
        let shared = known.filter { collections[$0.key] != nil }
        try encoder.encode(unknownMembers: collections.joined(with: shared).filter { shared[$0.key] != nil })
    }
}

// A model with its own description may hide its content, so the unknown members are not shown either.

extension Open: CustomStringConvertible where Model: CustomStringConvertible {
    /// The model's description.
    public var description: String { known.description }
}

extension Open: CustomDebugStringConvertible where Model: CustomDebugStringConvertible {
    /// The model's description for debugging.
    public var debugDescription: String { known.debugDescription }
}

extension Open: CustomReflectable where Model: CustomReflectable {
    /// The model's mirror.
    public var customMirror: Mirror { known.customMirror }
}
