#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A call that a graph handles or handled, and its place in the graph.
public struct GraphSession: Codable, Hashable, Sendable, Identifiable {
    /// The id of a session.
    public typealias ID = Identifier<GraphSession, Int>

    /// The session's id.
    public var id: ID
    /// The provider's id of the call.
    public var callSID: Call.SID?
    /// The graph that handles the call.
    public var graphID: AssistantGraph.ID?
    /// The node at which the call is, or was when it ended.
    public var currentNodeID: AssistantGraph.Node.ID?
    /// What the assistants of the graph share about the call. The values can be of any type.
    public var context: [String: JSONValue]?
    /// When the session began.
    public var startedAt: Date?
    /// When the session ended. `nil` while it is active.
    public var endedAt: Date?
    /// Whether the session is active.
    public var isActive: Bool?
    /// The name of the assistant of the current node.
    public var currentAssistantName: String?
    /// The name of the graph.
    public var graphName: String?

    /// Creates a session, for tests.
    public init(
        id: ID, callSID: Call.SID? = nil, graphID: AssistantGraph.ID? = nil,
        currentNodeID: AssistantGraph.Node.ID? = nil, context: [String: JSONValue]? = nil, startedAt: Date? = nil,
        endedAt: Date? = nil, isActive: Bool? = nil, currentAssistantName: String? = nil, graphName: String? = nil
    ) {
        self.id = id
        self.callSID = callSID
        self.graphID = graphID
        self.currentNodeID = currentNodeID
        self.context = context
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.isActive = isActive
        self.currentAssistantName = currentAssistantName
        self.graphName = graphName
    }

    private enum CodingKeys: String, CodingKey {
        case id, context
        case callSID = "call_sid"
        case graphID = "graph_id"
        case currentNodeID = "current_node_id"
        case startedAt = "started_at"
        case endedAt = "ended_at"
        case isActive = "is_active"
        case currentAssistantName = "current_assistant_name"
        case graphName = "graph_name"
    }
}
