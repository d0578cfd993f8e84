extension AssistantGraph {
    /// A graph that is not created yet, in which edges refer to nodes by index.
    ///
    /// ```swift
    /// var draft = AssistantGraph.Draft(name: "Customer Service Router")
    /// let reception = draft.addNode(assistantID: 1, type: .entry)
    /// let sales = draft.addNode(assistantID: 2, at: .init(x: 200, y: -100))
    /// draft.connect(
    ///     reception, to: sales, when: .intent("sales", "buy"),
    ///     handoffSentence: "One moment, please.")
    /// print(draft.validate())
    /// ```
    public struct Draft: Codable, Hashable, Sendable {
        /// The name, unique within the organization.
        public var name: String
        /// A description of the graph.
        public var description: String?
        /// The settings of the graph. `nil`: none are sent.
        public var configuration: [String: JSONValue]?
        /// The nodes. An edge refers to a node by its index in this array.
        public var nodes: [Open<Node>]
        /// The edges.
        public var edges: [Open<Edge>]

        /// Creates a draft, empty or with nodes and edges.
        public init(
            name: String, description: String? = nil, configuration: [String: JSONValue]? = nil, nodes: [Node] = [],
            edges: [Edge] = []
        ) {
            self.name = name
            self.description = description
            self.configuration = configuration
            self.nodes = nodes.map { Open($0) }
            self.edges = edges.map { Open($0) }
        }

        /// Adds a node.
        ///
        /// - Parameters:
        ///   - assistantID: The assistant of the node, which must belong to the organization.
        ///   - type: The type of the node.
        ///   - position: The position on the dashboard, where nodes at the same position cover each other. `nil`: not sent.
        ///   - configuration: The settings of the assistant in this node.
        /// - Returns: The node's index, for ``connect(_:to:when:conditionLogic:priority:handoffSentence:description:)``.
        @discardableResult
        public mutating func addNode(
            assistantID: Assistant.ID, type: NodeType = .standard, at position: Position? = .origin,
            configuration: Open<NodeConfiguration>? = nil
        ) -> NodeIndex {
            nodes.append(
                Open(Node(assistantID: assistantID, type: type, position: position, configuration: configuration)))
            return NodeIndex(nodes.count - 1)
        }

        /// Adds a node whose configuration has only keys that this version knows.
        ///
        /// - Parameters:
        ///   - assistantID: The assistant of the node, which must belong to the organization.
        ///   - type: The type of the node.
        ///   - position: The position on the dashboard. `nil`: not sent.
        ///   - configuration: The settings of the assistant in this node.
        /// - Returns: The node's index, for ``connect(_:to:when:conditionLogic:priority:handoffSentence:description:)``.
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
        ///   - from: The node from which the edge starts.
        ///   - to: The node to which the edge leads.
        ///   - condition: The condition under which the conversation moves.
        ///   - conditionLogic: How several conditions are combined. `nil`: Burki's default, all must be met.
        ///   - priority: The priority among the edges of a node; lower numbers are tried first. `nil`: Burki's default, 0.
        ///   - handoffSentence: The sentence that is said before the handoff. `nil`: none.
        ///   - description: A description of the edge.
        public mutating func connect(
            _ from: NodeIndex, to: NodeIndex, when condition: Condition, conditionLogic: ConditionLogic? = nil,
            priority: Int? = nil, handoffSentence: String? = nil, description: String? = nil
        ) {
            edges.append(
                Open(
                    Edge(
                        from: from, to: to, condition: condition, conditionLogic: conditionLogic, priority: priority,
                        handoffSentence: handoffSentence, description: description)))
        }
    }
}

extension AssistantGraph.Draft {
    /// The index of a node in a draft, from 0. It is not the id of the node in the database.
    public struct NodeIndex: RawRepresentable, Codable, Hashable, Sendable, ExpressibleByIntegerLiteral {
        /// The index.
        public let rawValue: Int

        /// Creates an index.
        public init(rawValue: Int) { self.rawValue = rawValue }

        /// Creates an index.
        public init(_ rawValue: Int) { self.rawValue = rawValue }

        /// Creates an index from a literal.
        public init(integerLiteral value: Int) { rawValue = value }
    }

    /// A node of a draft.
    public struct Node: Codable, Hashable, Sendable {
        /// The assistant of the node, which must belong to the organization.
        public var assistantID: Assistant.ID
        /// The type of the node. It is always sent, because Burki's documentation is inconsistent about the default.
        public var type: AssistantGraph.NodeType
        /// The position on the dashboard.
        public var position: Open<AssistantGraph.Position>?
        /// The settings of the assistant in this node.
        public var configuration: Open<AssistantGraph.NodeConfiguration>?

        /// Creates a node.
        public init(
            assistantID: Assistant.ID, type: AssistantGraph.NodeType = .standard,
            position: AssistantGraph.Position? = .origin, configuration: Open<AssistantGraph.NodeConfiguration>? = nil
        ) {
            self.assistantID = assistantID
            self.type = type
            self.position = position.map { Open($0) }
            self.configuration = configuration
        }

        private enum CodingKeys: String, CodingKey {
            case assistantID = "assistant_id"
            case type = "node_type"
            case position, configuration
        }
    }

    /// An edge of a draft.
    public struct Edge: Hashable, Sendable {
        /// The node from which the edge starts.
        public var from: NodeIndex
        /// The node to which the edge leads.
        public var to: NodeIndex
        /// The condition under which the conversation moves.
        public var condition: AssistantGraph.Condition
        /// How several conditions are combined. `nil`: all must be met.
        public var conditionLogic: AssistantGraph.ConditionLogic?
        /// The priority among the edges of a node; lower numbers are tried first. `nil`: 0.
        public var priority: Int?
        /// The sentence that is said before the handoff. `nil`: none.
        public var handoffSentence: String?
        /// A description of the edge.
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
    /// Reads an edge. The keys of the condition are on the same level as those of the edge.
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

    /// Writes an edge. The keys of the condition are on the same level as those of the edge.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AssistantGraph.EdgeKeys.self)
        try condition.encode(to: &container)
        // As bare numbers: the encoder would create a container for each index.
        try container.encode(from.rawValue, forKey: .from)
        try container.encode(to.rawValue, forKey: .to)
        try container.encodeIfPresent(conditionLogic, forKey: .conditionLogic)
        try container.encodeIfPresent(priority, forKey: .priority)
        try container.encodeIfPresent(handoffSentence, forKey: .handoffSentence)
        try container.encodeIfPresent(description, forKey: .description)
    }
}
