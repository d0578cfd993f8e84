#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension AssistantGraph {
    /// A transition between two nodes, as Burki stores it.
    public struct Edge: Hashable, Sendable, Identifiable {
        /// The database id of an edge.
        public typealias ID = Identifier<Edge, Int>

        /// The edge's id.
        public var id: ID
        /// The graph it belongs to.
        public var graphID: AssistantGraph.ID?
        /// The database id of the node from which the edge starts.
        public var from: Node.ID
        /// The database id of the node to which the edge leads.
        public var to: Node.ID
        /// The condition under which the conversation moves.
        public var condition: Condition
        /// How several conditions are combined.
        public var conditionLogic: ConditionLogic?
        /// The priority among the edges of a node; lower numbers are tried first.
        public var priority: Int?
        /// Whether the edge is active.
        public var isActive: Bool?
        /// The sentence that is said before the handoff. `nil`: none.
        public var handoffSentence: String?
        /// A description of the edge.
        public var description: String?
        /// When the edge was created.
        public var createdAt: Date?
        /// When the edge was last changed.
        public var updatedAt: Date?

        /// Creates an edge, for tests.
        public init(
            id: ID, graphID: AssistantGraph.ID? = nil, from: Node.ID, to: Node.ID, condition: Condition,
            conditionLogic: ConditionLogic? = nil, priority: Int? = nil, isActive: Bool? = true,
            handoffSentence: String? = nil, description: String? = nil, createdAt: Date? = nil, updatedAt: Date? = nil
        ) {
            self.id = id
            self.graphID = graphID
            self.from = from
            self.to = to
            self.condition = condition
            self.conditionLogic = conditionLogic
            self.priority = priority
            self.isActive = isActive
            self.handoffSentence = handoffSentence
            self.description = description
            self.createdAt = createdAt
            self.updatedAt = updatedAt
        }
    }
}

extension AssistantGraph.Edge: Codable {
    /// Reads an edge. The keys of the condition are on the same level as those of the edge.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AssistantGraph.EdgeKeys.self)
        id = try container.decode(ID.self, forKey: .id)
        graphID = try container.decodeIfPresent(AssistantGraph.ID.self, forKey: .graphID)
        from = try container.decode(AssistantGraph.Node.ID.self, forKey: .from)
        to = try container.decode(AssistantGraph.Node.ID.self, forKey: .to)
        condition = try AssistantGraph.Condition(from: container)
        conditionLogic = try container.decodeIfPresent(AssistantGraph.ConditionLogic.self, forKey: .conditionLogic)
        priority = try container.decodeIfPresent(Int.self, forKey: .priority)
        isActive = try container.decodeIfPresent(Bool.self, forKey: .isActive)
        handoffSentence = try container.decodeIfPresent(String.self, forKey: .handoffSentence)
        description = try container.decodeIfPresent(String.self, forKey: .description)
        createdAt = try container.decodeIfPresent(Date.self, forKey: .createdAt)
        updatedAt = try container.decodeIfPresent(Date.self, forKey: .updatedAt)
    }

    /// Writes an edge. The keys of the condition are on the same level as those of the edge.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AssistantGraph.EdgeKeys.self)
        try condition.encode(to: &container)
        try container.encode(id, forKey: .id)
        try container.encodeIfPresent(graphID, forKey: .graphID)
        try container.encode(from, forKey: .from)
        try container.encode(to, forKey: .to)
        try container.encodeIfPresent(conditionLogic, forKey: .conditionLogic)
        try container.encodeIfPresent(priority, forKey: .priority)
        try container.encodeIfPresent(isActive, forKey: .isActive)
        try container.encodeIfPresent(handoffSentence, forKey: .handoffSentence)
        try container.encodeIfPresent(description, forKey: .description)
        try container.encodeIfPresent(createdAt, forKey: .createdAt)
        try container.encodeIfPresent(updatedAt, forKey: .updatedAt)
    }
}
