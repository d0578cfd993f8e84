/// The path of a conversation through a graph, as Burki evaluates the conditions.
public struct GraphTestRun: Codable, Hashable, Sendable {
    /// The graph.
    public var graphID: AssistantGraph.ID?
    /// The messages that were sent.
    public var messages: [String]
    /// The node at which the conversation started.
    public var startingNodeID: AssistantGraph.Node.ID?
    /// The node after each message.
    public var path: [Step]
    /// The transitions between nodes.
    public var transitions: [Transition]
    /// The totals of the run. Only Burki's example has them, not its list of members.
    public var summary: Summary?

    /// Creates a run, for tests.
    public init(
        graphID: AssistantGraph.ID? = nil, messages: [String] = [], startingNodeID: AssistantGraph.Node.ID? = nil,
        path: [Step] = [], transitions: [Transition] = [], summary: Summary? = nil
    ) {
        self.graphID = graphID
        self.messages = messages
        self.startingNodeID = startingNodeID
        self.path = path
        self.transitions = transitions
        self.summary = summary
    }

    private enum CodingKeys: String, CodingKey {
        case transitions, summary
        case graphID = "graph_id"
        case messages = "test_messages"
        case startingNodeID = "starting_node_id"
        case path = "path_taken"
    }
}

extension GraphTestRun {
    /// The node after a message.
    public struct Step: Codable, Hashable, Sendable {
        /// The node.
        public var nodeID: AssistantGraph.Node.ID?
        /// The name of the node's assistant.
        public var nodeName: String?
        /// The message.
        public var message: String?
        /// Why the conversation moved to the node or remained there. `nil` in the first step of Burki's example.
        public var transitionReason: String?

        /// Creates a step, for tests.
        public init(
            nodeID: AssistantGraph.Node.ID? = nil, nodeName: String? = nil, message: String? = nil,
            transitionReason: String? = nil
        ) {
            self.nodeID = nodeID
            self.nodeName = nodeName
            self.message = message
            self.transitionReason = transitionReason
        }

        private enum CodingKeys: String, CodingKey {
            case nodeID = "node_id"
            case nodeName = "node_name"
            case message = "message_processed"
            case transitionReason = "transition_reason"
        }
    }

    /// A transition between two nodes.
    public struct Transition: Codable, Hashable, Sendable {
        /// The name of the assistant that was left.
        public var fromName: String?
        /// The name of the assistant that took over.
        public var toName: String?
        /// The message that triggered the transition.
        public var message: String?
        /// The kind of the condition.
        public var conditionType: AssistantGraph.ConditionType?
        /// The condition that was met, as text: for keywords, all of the edge.
        public var matchedCondition: String?
        /// The sentence that is said before the handoff.
        public var handoffSentence: String?

        /// Creates a transition, for tests.
        public init(
            fromName: String? = nil, toName: String? = nil, message: String? = nil,
            conditionType: AssistantGraph.ConditionType? = nil, matchedCondition: String? = nil,
            handoffSentence: String? = nil
        ) {
            self.fromName = fromName
            self.toName = toName
            self.message = message
            self.conditionType = conditionType
            self.matchedCondition = matchedCondition
            self.handoffSentence = handoffSentence
        }

        private enum CodingKeys: String, CodingKey {
            case fromName = "from_node"
            case toName = "to_node"
            case message = "triggered_by_message"
            case conditionType = "condition_type"
            case matchedCondition = "matched_condition"
            case handoffSentence = "handoff_sentence"
        }
    }

    /// The numbers of a run.
    public struct Summary: Codable, Hashable, Sendable {
        /// The number of messages.
        public var messageCount: Int?
        /// The number of transitions.
        public var transitionCount: Int?
        /// The name of the assistant of the last node.
        public var finalNodeName: String?

        /// Creates a summary, for tests.
        public init(messageCount: Int? = nil, transitionCount: Int? = nil, finalNodeName: String? = nil) {
            self.messageCount = messageCount
            self.transitionCount = transitionCount
            self.finalNodeName = finalNodeName
        }

        private enum CodingKeys: String, CodingKey {
            case messageCount = "total_messages"
            case transitionCount = "total_transitions"
            case finalNodeName = "final_node"
        }
    }
}
