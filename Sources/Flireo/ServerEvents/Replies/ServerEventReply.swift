/// What your server answers to a ``ServerEvent``.
#if hasAttribute(nonexhaustive)
@nonexhaustive
#endif
public enum ServerEventReply: Hashable, Sendable {
    /// The assistant that answers a call: `{"assistant": {…}}`. Answers a ``ServerEvent/AssistantRequest``.
    case assistant(Open<AssistantConfiguration>)
    /// What the functions have brought: `{"results": […]}`. Answers ``ServerEvent/ToolCalls``.
    case results([ToolResult])
    /// The event has arrived: `{}`. For the other events no reply is documented, and an empty object says the least.
    case acknowledged
}

extension ServerEventReply: Encodable {
    private enum CodingKeys: String, CodingKey { case assistant, results }

    /// Writes the reply as Flireo expects it.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .assistant(let configuration): try container.encode(configuration, forKey: .assistant)
        case .results(let results): try container.encode(results, forKey: .results)
        case .acknowledged: break
        }
    }
}

/// The result of a function, as the agent receives it.
///
/// - SeeAlso: "Tool calls event", doc.flireo.nl.
public struct ToolResult: Codable, Hashable, Sendable {
    /// The call of the function: the ``ToolCall/id`` of the event. Without it the agent does not know which function has
    /// finished.
    public var toolCallID: ToolCall.ID
    /// The result, in words. There is no form for errors: they are words too.
    public var result: String

    /// Creates a result.
    public init(toolCallID: ToolCall.ID, result: String) {
        self.toolCallID = toolCallID
        self.result = result
    }

    /// Creates the result of a call.
    public init(of call: ToolCall, _ result: String) { self.init(toolCallID: call.id, result: result) }

    private enum CodingKeys: String, CodingKey {
        case toolCallID = "toolCallId"
        case result
    }
}
