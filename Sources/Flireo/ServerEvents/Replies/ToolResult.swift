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
