extension Flow {
    /// A flow that is not created yet.
    ///
    /// The name is sufficient: Burki then creates an assistant for the flow, and a graph with one node.
    public struct Draft: Codable, Hashable, Sendable {
        /// The name, of 1 to 255 characters.
        public var name: String
        /// The assistant of the flow, whose voice, transcription, model, tools and knowledge base it uses. `nil`: Burki creates one.
        public var baseAssistantID: Assistant.ID?
        /// The nodes and the transitions between them. `nil`: Burki creates one node.
        public var graph: Open<Graph>?
        /// Whether the flow will be active. `nil`: Burki's default, active.
        public var isActive: Bool?

        /// Creates a draft. What is `nil` is not sent.
        public init(
            name: String, baseAssistantID: Assistant.ID? = nil, graph: Open<Graph>? = nil, isActive: Bool? = nil
        ) {
            self.name = name
            self.baseAssistantID = baseAssistantID
            self.graph = graph
            self.isActive = isActive
        }

        /// Creates a draft with a graph that has only keys that this version knows.
        public init(name: String, baseAssistantID: Assistant.ID? = nil, graph: Graph, isActive: Bool? = nil) {
            self.init(name: name, baseAssistantID: baseAssistantID, graph: Open(graph), isActive: isActive)
        }

        private enum CodingKeys: String, CodingKey {
            case name
            case baseAssistantID = "base_assistant_id"
            case graph
            case isActive = "is_active"
        }
    }
}

extension Flow.Draft {
    /// Creates a draft from a stored flow, to copy it. Members of the graph that this version does not know are copied as well.
    ///
    /// - Parameter flow: The flow.
    /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` when the flow has no name, no assistant or no graph, because Burki would put
    ///   others in their place.
    public init(copying flow: Flow) throws {
        guard let name = flow.name, let baseAssistantID = flow.baseAssistantID, let graph = flow.graph else {
            let missing = flow.name == nil ? "name" : flow.graph == nil ? "graph" : "assistant"
            throw VoiceAgentsError(
                .rejectedLocally, operation: "burki.flows.copy",
                message: "The flow \(flow.id) has no \(missing) in this reply.")
        }
        self.init(name: name, baseAssistantID: baseAssistantID, graph: graph, isActive: flow.isActive)
    }
}
