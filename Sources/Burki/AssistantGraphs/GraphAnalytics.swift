/// How often the nodes and edges of a graph were used in the last days.
public struct GraphAnalytics: Codable, Hashable, Sendable {
    /// The graph.
    public var graphID: AssistantGraph.ID?
    /// The name of the graph.
    public var graphName: String?
    /// The number of days.
    public var days: Int?
    /// The number of sessions.
    public var sessionCount: Int?
    /// The number of transitions between nodes.
    public var transitionCount: Int?
    /// The average duration of a session.
    @Seconds public var averageSessionDuration: Duration?
    /// The transitions that were used most.
    public var transitions: [Transition]?
    /// The use of each node, by its id.
    public var nodeUsage: [AssistantGraph.Node.ID: NodeUsage]?

    /// Creates a value, for tests.
    public init(
        graphID: AssistantGraph.ID? = nil, graphName: String? = nil, days: Int? = nil, sessionCount: Int? = nil,
        transitionCount: Int? = nil, averageSessionDuration: Duration? = nil, transitions: [Transition]? = nil,
        nodeUsage: [AssistantGraph.Node.ID: NodeUsage]? = nil
    ) {
        self.graphID = graphID
        self.graphName = graphName
        self.days = days
        self.sessionCount = sessionCount
        self.transitionCount = transitionCount
        self.averageSessionDuration = averageSessionDuration
        self.transitions = transitions
        self.nodeUsage = nodeUsage
    }

    private enum CodingKeys: String, CodingKey {
        case graphID = "graph_id"
        case graphName = "graph_name"
        case days = "period_days"
        case sessionCount = "total_sessions"
        case transitionCount = "total_transitions"
        case averageSessionDuration = "avg_session_duration"
        case transitions = "most_used_transitions"
        case nodeUsage = "node_usage_stats"
    }
}

extension GraphAnalytics {
    /// The use of the edges between two nodes. Burki identifies the nodes by the names of their assistants.
    public struct Transition: Codable, Hashable, Sendable {
        /// The name of the assistant that was left.
        public var fromName: String?
        /// The name of the assistant that took over.
        public var toName: String?
        /// How often the transition was used.
        public var count: Int?
        /// The share of all transitions, in percent.
        public var percentage: Double?

        /// Creates a value, for tests.
        public init(
            fromName: String? = nil, toName: String? = nil, count: Int? = nil, percentage: Double? = nil
        ) {
            self.fromName = fromName
            self.toName = toName
            self.count = count
            self.percentage = percentage
        }

        private enum CodingKeys: String, CodingKey {
            case count, percentage
            case fromName = "from_node"
            case toName = "to_node"
        }
    }

    /// The use of a node.
    public struct NodeUsage: Codable, Hashable, Sendable {
        /// The name of the node's assistant.
        public var nodeName: String?
        /// The number of sessions in the node.
        public var sessionCount: Int?
        /// The average time in the node.
        @Seconds public var averageTime: Duration?
        /// The share of sessions that end in the node, 0 to 1.
        public var exitRate: Double?

        /// Creates a value, for tests.
        public init(
            nodeName: String? = nil, sessionCount: Int? = nil, averageTime: Duration? = nil, exitRate: Double? = nil
        ) {
            self.nodeName = nodeName
            self.sessionCount = sessionCount
            self.averageTime = averageTime
            self.exitRate = exitRate
        }

        private enum CodingKeys: String, CodingKey {
            case nodeName = "node_name"
            case sessionCount = "sessions_started"
            case averageTime = "avg_time_in_node"
            case exitRate = "exit_rate"
        }
    }
}
