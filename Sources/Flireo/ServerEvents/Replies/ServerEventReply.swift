/// The reply of your server to a ``ServerEvent``. This is an open set: a `switch` needs a `default`.
#if hasAttribute(nonexhaustive)
@nonexhaustive
#endif
public enum ServerEventReply: Hashable, Sendable {
    /// The assistant that answers a call: `{"assistant": {…}}`. The reply to a ``ServerEvent/AssistantRequest``.
    case assistant(Open<AssistantConfiguration>)
    /// The results of the functions: `{"results": […]}`. The reply to ``ServerEvent/ToolCalls``.
    case results([ToolResult])
    /// An acknowledgement: `{}`. No reply is documented for the other events, and an empty object makes the fewest assumptions.
    case acknowledged
}

extension ServerEventReply: Encodable {
    private enum CodingKeys: String, CodingKey { case assistant, results }

    /// Encodes the reply as Flireo expects it.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .assistant(let configuration): try container.encode(configuration, forKey: .assistant)
        case .results(let results): try container.encode(results, forKey: .results)
        case .acknowledged: break
        }
    }
}

/// The result of a function, which the agent receives.
///
/// - SeeAlso: "Tool calls event", doc.flireo.nl.
public struct ToolResult: Codable, Hashable, Sendable {
    /// The ``ToolCall/id`` of the function call in the event. It tells the agent which function has finished.
    public var toolCallID: ToolCall.ID
    /// The result, as text. Flireo has no separate format for errors: they are also text.
    public var result: String

    /// Creates a result.
    public init(toolCallID: ToolCall.ID, result: String) {
        self.toolCallID = toolCallID
        self.result = result
    }

    /// Creates the result of a function call.
    public init(of call: ToolCall, _ result: String) { self.init(toolCallID: call.id, result: result) }

    private enum CodingKeys: String, CodingKey {
        case toolCallID = "toolCallId"
        case result
    }
}
