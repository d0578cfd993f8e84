extension Flow {
    /// The nodes of a flow and the transitions between them.
    ///
    /// ```swift
    /// var graph = Flow.Graph(beginNode: "start", globalPrompt: "Be concise.")
    /// graph.addNode("start", prompt: "Greet the caller.")
    /// graph.addNode("support", prompt: "Help with support questions.")
    /// graph.connect("start", to: "support", when: "The caller needs support.")
    /// print(graph.validate())
    /// ```
    ///
    /// Burki documents the graph with an example alone. An `Open<Flow.Graph>` keeps the members that this version does not know, in
    /// the graph as well as in its nodes and transitions, and writes them back.
    public struct Graph: Codable, Hashable, Sendable {
        /// The key of the node at which a conversation starts.
        public var beginNode: String?
        /// A prompt for all nodes.
        public var globalPrompt: String?
        /// The nodes by key. Transitions refer to a node by its key.
        public var nodes: [String: Open<Node>]

        /// Creates a graph, empty or with nodes.
        public init(beginNode: String?, globalPrompt: String? = nil, nodes: [String: Open<Node>] = [:]) {
            self.beginNode = beginNode
            self.globalPrompt = globalPrompt
            self.nodes = nodes
        }

        private enum CodingKeys: String, CodingKey {
            case beginNode = "begin_node"
            case globalPrompt = "global_prompt"
            case nodes
        }

        /// Writes the graph.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encodeIfPresent(beginNode, forKey: .beginNode)
            try container.encodeIfPresent(globalPrompt, forKey: .globalPrompt)
            // Nodes of a form that this version cannot read are among the unknown keys of an `Open`, and would be replaced.
            if !nodes.isEmpty { try container.encode(nodes, forKey: .nodes) }
        }
    }

    /// A node of a flow: a prompt, and the transitions to other nodes.
    public struct Node: Codable, Hashable, Sendable {
        /// The type of the node.
        public var type: NodeType?
        /// What the assistant does at this node. It can have variables, for example `{{from_number}}`.
        public var prompt: String?
        /// The transitions to other nodes. When there are none, the key is not sent, as in Burki's example.
        public var transitions: [Open<Transition>]

        /// Creates a node.
        public init(
            type: NodeType? = .conversation, prompt: String? = nil, transitions: [Open<Transition>] = []
        ) {
            self.type = type
            self.prompt = prompt
            self.transitions = transitions
        }

        private enum CodingKeys: String, CodingKey { case type, prompt, transitions }

        /// Writes the node.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encodeIfPresent(type, forKey: .type)
            try container.encodeIfPresent(prompt, forKey: .prompt)
            if !transitions.isEmpty { try container.encode(transitions, forKey: .transitions) }
        }
    }

    /// A transition from a node to another one.
    public struct Transition: Codable, Hashable, Sendable {
        /// The kind of the condition.
        public var kind: TransitionKind?
        /// The key of the node to which the transition leads.
        public var to: String?
        /// The condition under which the conversation moves, for example "The caller needs support."
        public var when: String?

        /// Creates a transition.
        public init(kind: TransitionKind? = .prompt, to: String?, when: String?) {
            self.kind = kind
            self.to = to
            self.when = when
        }

        private enum CodingKeys: String, CodingKey { case kind, to, when }
    }
}

extension Flow.Graph {
    /// Adds a node. When the graph has a node with this key, its type and its prompt are changed.
    ///
    /// - Parameters:
    ///   - key: The key, to which transitions refer.
    ///   - type: The type of the node.
    ///   - prompt: What the assistant does at this node.
    public mutating func addNode(_ key: String, type: Flow.NodeType = .conversation, prompt: String) {
        nodes[key, default: Open(Flow.Node())].type = type
        nodes[key]?.prompt = prompt
    }

    /// Adds a transition. When the graph has no node with the key `from`, a node without a prompt is added, which
    /// ``validate()`` reports.
    ///
    /// - Parameters:
    ///   - from: The key of the node from which the transition leads.
    ///   - to: The key of the node to which it leads.
    ///   - condition: The condition under which the conversation moves, as a sentence.
    public mutating func connect(_ from: String, to: String, when condition: String) {
        nodes[from, default: Open(Flow.Node())].transitions.append(Open(Flow.Transition(to: to, when: condition)))
    }
}
