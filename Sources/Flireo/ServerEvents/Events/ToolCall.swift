/// A function that the agent wants to be run. Flireo calls it a task in events and a tool call in replies.
///
/// - SeeAlso: "Tool calls event", doc.flireo.nl.
public struct ToolCall: Hashable, Sendable, Identifiable {
    /// Names the call of a function in its event and in the reply.
    public typealias ID = Identifier<ToolCall, String>

    /// The id, which the result must repeat.
    public var id: ID
    /// The function's name, as the dashboard defines it. Empty when the event names none.
    public var name: String
    /// The function's arguments, an object. `nil` for a function without arguments.
    public var payload: JSONValue?
    /// What this version has no property for.
    public var unknownKeys: [String: JSONValue]

    /// Creates a call, for tests.
    public init(id: ID, name: String, payload: JSONValue? = nil, unknownKeys: [String: JSONValue] = [:]) {
        self.id = id
        self.name = name
        self.payload = payload
        self.unknownKeys = unknownKeys
    }
}

extension ToolCall: Codable {
    private enum CodingKeys: String, CodingKey {
        case id = "taskId"
        case name = "taskName"
        case payload = "taskPayload"
    }

    /// Reads a task and keeps what it does not know.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        // Without its id a result cannot be told from others. Without a name there is a result that says so, and the other
        // functions of the event are run.
        id = ID(try container.decode(String.self, forKey: .id))
        var rest = try decoder.unknownMembers(besides: CodingKeys.self)
        name = try container.tolerantly(.name, &rest) ?? ""
        payload = try container.decodeIfPresent(JSONValue.self, forKey: .payload)
        unknownKeys = rest
    }

    /// Writes what is known and what was kept.
    public func encode(to encoder: any Encoder) throws {
        try encoder.encode(unknownMembers: unknownKeys)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        if !name.isEmpty { try container.encode(name, forKey: .name) }
        try container.encodeIfPresent(payload, forKey: .payload)
    }
}
