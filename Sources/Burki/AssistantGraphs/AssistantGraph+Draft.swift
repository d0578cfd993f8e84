extension AssistantGraph {
    /// A graph that is being written: nodes have places instead of ids, and edges name nodes by their place.
    ///
    /// ```swift
    /// var draft = AssistantGraph.Draft(name: "Customer Service Router")
    /// let reception = draft.addNode(assistantID: 1, type: .entry)
    /// let sales = draft.addNode(assistantID: 2, at: .init(x: 200, y: -100))
    /// draft.connect(reception, to: sales, when: .intent("sales", "buy"), handoffSentence: "One moment, please.")
    /// print(draft.validate())
    /// ```
    public struct Draft: Codable, Hashable, Sendable {
        /// The name, unique within the organization.
        public var name: String
        /// What the graph is for.
        public var description: String?
        /// Settings of the graph. `nil`: none are sent.
        public var configuration: [String: JSONValue]?
        /// The nodes. An edge names a node by its place in this list.
        public var nodes: [Node]
        /// The edges.
        public var edges: [Edge]

        /// Creates a draft, empty or from nodes and edges whose indexes you have worked out.
        public init(
            name: String, description: String? = nil, configuration: [String: JSONValue]? = nil, nodes: [Node] = [],
            edges: [Edge] = []
        ) {
            self.name = name
            self.description = description
            self.configuration = configuration
            self.nodes = nodes
            self.edges = edges
        }

        /// Adds a node.
        ///
        /// - Parameters:
        ///   - assistantID: The assistant that speaks here, one of the organization's.
        ///   - type: What the node does.
        ///   - position: Where it is drawn; nodes in the same place cover each other on the dashboard. `nil`: not sent.
        ///   - configuration: What is special about the assistant in this place.
        /// - Returns: The node's place, for ``connect(_:to:when:conditionLogic:priority:handoffSentence:description:)``.
        @discardableResult
        public mutating func addNode(
            assistantID: Assistant.ID, type: NodeType = .standard, at position: Position? = .origin,
            configuration: Open<NodeConfiguration>? = nil
        ) -> NodeIndex {
            nodes.append(Node(assistantID: assistantID, type: type, position: position, configuration: configuration))
            return NodeIndex(nodes.count - 1)
        }

        /// Adds a node whose configuration has only keys that this version knows.
        ///
        /// - Parameters:
        ///   - assistantID: The assistant that speaks here, one of the organization's.
        ///   - type: What the node does.
        ///   - position: Where it is drawn. `nil`: not sent.
        ///   - configuration: What is special about the assistant in this place.
        /// - Returns: The node's place, for ``connect(_:to:when:conditionLogic:priority:handoffSentence:description:)``.
        @discardableResult
        public mutating func addNode(
            assistantID: Assistant.ID, type: NodeType = .standard, at position: Position? = .origin,
            configuration: NodeConfiguration
        ) -> NodeIndex {
            addNode(assistantID: assistantID, type: type, at: position, configuration: Open(configuration))
        }

        /// Adds an edge.
        ///
        /// - Parameters:
        ///   - from: The node it leaves.
        ///   - to: The node it leads to.
        ///   - condition: When the conversation moves.
        ///   - conditionLogic: How several conditions are combined. `nil`: Burki's default, all must hold.
        ///   - priority: The order in which the edges of a node are tried, lower earlier. `nil`: Burki's default, 0.
        ///   - handoffSentence: What is said on the way. `nil`: nothing.
        ///   - description: What the edge is for.
        public mutating func connect(
            _ from: NodeIndex, to: NodeIndex, when condition: Condition, conditionLogic: ConditionLogic? = nil,
            priority: Int? = nil, handoffSentence: String? = nil, description: String? = nil
        ) {
            edges.append(
                Edge(
                    from: from, to: to, condition: condition, conditionLogic: conditionLogic, priority: priority,
                    handoffSentence: handoffSentence, description: description))
        }
    }
}

extension AssistantGraph.Draft {
    /// The place of a node in a draft, counted from 0. Not the id that the node gets in the database.
    public struct NodeIndex: RawRepresentable, Codable, Hashable, Sendable, ExpressibleByIntegerLiteral {
        /// The place.
        public let rawValue: Int

        /// Wraps a place.
        public init(rawValue: Int) { self.rawValue = rawValue }

        /// Wraps a place.
        public init(_ rawValue: Int) { self.rawValue = rawValue }

        /// Wraps a literal place.
        public init(integerLiteral value: Int) { rawValue = value }
    }

    /// A node that is yet to be created.
    public struct Node: Codable, Hashable, Sendable {
        /// The assistant that speaks here, one of the organization's.
        public var assistantID: Assistant.ID
        /// What the node does. Always sent: Burki's pages disagree on the default.
        public var type: AssistantGraph.NodeType
        /// Where it is drawn.
        public var position: AssistantGraph.Position?
        /// What is special about the assistant in this place.
        public var configuration: Open<AssistantGraph.NodeConfiguration>?

        /// Creates a node.
        public init(
            assistantID: Assistant.ID, type: AssistantGraph.NodeType = .standard,
            position: AssistantGraph.Position? = .origin, configuration: Open<AssistantGraph.NodeConfiguration>? = nil
        ) {
            self.assistantID = assistantID
            self.type = type
            self.position = position
            self.configuration = configuration
        }

        private enum CodingKeys: String, CodingKey {
            case assistantID = "assistant_id"
            case type = "node_type"
            case position, configuration
        }
    }

    /// An edge that is yet to be created.
    public struct Edge: Hashable, Sendable {
        /// The node it leaves.
        public var from: NodeIndex
        /// The node it leads to.
        public var to: NodeIndex
        /// When the conversation moves.
        public var condition: AssistantGraph.Condition
        /// How several conditions are combined. `nil`: all must hold.
        public var conditionLogic: AssistantGraph.ConditionLogic?
        /// The order in which the edges of a node are tried, lower earlier. `nil`: 0.
        public var priority: Int?
        /// What is said on the way. `nil`: nothing.
        public var handoffSentence: String?
        /// What the edge is for.
        public var description: String?

        /// Creates an edge.
        public init(
            from: NodeIndex, to: NodeIndex, condition: AssistantGraph.Condition,
            conditionLogic: AssistantGraph.ConditionLogic? = nil, priority: Int? = nil, handoffSentence: String? = nil,
            description: String? = nil
        ) {
            self.from = from
            self.to = to
            self.condition = condition
            self.conditionLogic = conditionLogic
            self.priority = priority
            self.handoffSentence = handoffSentence
            self.description = description
        }
    }
}

extension AssistantGraph.Draft.Edge: Codable {
    /// Reads an edge. The condition's keys stand among the edge's own.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AssistantGraph.EdgeKeys.self)
        from = try container.decode(AssistantGraph.Draft.NodeIndex.self, forKey: .from)
        to = try container.decode(AssistantGraph.Draft.NodeIndex.self, forKey: .to)
        condition = try AssistantGraph.Condition(from: container)
        conditionLogic = try container.decodeIfPresent(AssistantGraph.ConditionLogic.self, forKey: .conditionLogic)
        priority = try container.decodeIfPresent(Int.self, forKey: .priority)
        handoffSentence = try container.decodeIfPresent(String.self, forKey: .handoffSentence)
        description = try container.decodeIfPresent(String.self, forKey: .description)
    }

    /// Writes an edge. The condition's keys stand among the edge's own.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AssistantGraph.EdgeKeys.self)
        try condition.encode(to: &container)
        // As bare numbers: the encoder would make a container for each place.
        try container.encode(from.rawValue, forKey: .from)
        try container.encode(to.rawValue, forKey: .to)
        try container.encodeIfPresent(conditionLogic, forKey: .conditionLogic)
        try container.encodeIfPresent(priority, forKey: .priority)
        try container.encodeIfPresent(handoffSentence, forKey: .handoffSentence)
        try container.encodeIfPresent(description, forKey: .description)
    }
}
