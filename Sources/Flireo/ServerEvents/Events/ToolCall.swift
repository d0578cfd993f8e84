#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The agent's call of a function of your server. Flireo names it a task in events and a tool call in replies.
///
/// - SeeAlso: "Tool calls event", doc.flireo.nl.
public struct ToolCall: Hashable, Sendable, Identifiable {
    /// The id of a function call in its event and in the reply.
    public typealias ID = Identifier<ToolCall, String>

    /// The id, which the result must contain.
    public var id: ID
    /// The name of the function, as defined in the dashboard. Empty when the event does not contain it.
    public var name: String
    /// The arguments of the function, an object. `nil` for a function without arguments.
    public var payload: JSONValue?
    /// The members that this version has no property for.
    public var unknownKeys: [String: JSONValue]

    /// Whether the event contains arguments that `JSONValue` cannot hold, such as 1e400.
    var hasUnreadablePayload = false

    /// Creates a call.
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

    /// Decodes a task and keeps the members that this version does not know.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        // The id is required, because a result without it cannot be assigned to its call. For a missing name, the reply contains a
        // result that reports it, and the other functions of the event are run.
        id = ID(try container.decode(String.self, forKey: .id))
        var unknownKeys = try decoder.unknownMembers(besides: CodingKeys.self)
        name = try container.decodeLeniently(.name, &unknownKeys) ?? ""
        self.unknownKeys = unknownKeys
        if container.contains(.payload), try !container.decodeNil(forKey: .payload) {
            payload = try? container.decode(JSONValue.self, forKey: .payload)
            hasUnreadablePayload = payload == nil
        }
    }

    /// The arguments: ``payload``, a JSON object in a string, or an empty object without arguments.
    var arguments: JSONValue {
        switch payload {
        case nil, .null: return [:]
        case .string(let text)?:
            if text.allSatisfy(\.isWhitespace) { return [:] }
            let object = try? ReplyDecoder.strict.decode(JSONValue.self, from: Data(text.utf8))
            return object?.object.map(JSONValue.object) ?? .string(text)
        case let value?: return value
        }
    }

    /// Encodes the properties and the unknown members.
    public func encode(to encoder: any Encoder) throws {
        try encoder.encode(unknownMembers: unknownKeys)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        if !name.isEmpty { try container.encode(name, forKey: .name) }
        try container.encodeIfPresent(payload, forKey: .payload)
    }
}
