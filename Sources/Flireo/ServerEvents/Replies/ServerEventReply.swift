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
