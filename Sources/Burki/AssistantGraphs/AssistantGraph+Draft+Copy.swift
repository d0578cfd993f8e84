extension AssistantGraph.Draft {
    /// Creates a draft from a stored graph, to copy or change it. Ids of nodes become indexes.
    ///
    /// The name is copied too; since names are unique, a copy needs another one. Inactive edges are left out, because a draft cannot
    /// mark them as inactive. Members of nodes and edges that this version does not know or could not read are copied as well, in
    /// their `unknownKeys`, so that a replacement does not delete them.
    ///
    /// - Parameter graph: The graph with its nodes and edges.
    /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` when the graph is incomplete, as in a list of graphs or when a node or edge
    ///   cannot be decoded, when the type of a node, or whether an edge is active, cannot be read, or when an edge refers to a node
    ///   that is not in the graph.
    public init(copying graph: AssistantGraph) throws {
        try self.init(copying: graph, edges: graph.edges.filter { $0.isActive != false })
    }

    /// Creates a draft from a stored graph and some of its edges.
    init(copying graph: AssistantGraph, edges: [Open<AssistantGraph.Edge>]) throws {
        func reject(_ message: String) -> VoiceAgentsError {
            VoiceAgentsError(.rejectedLocally, operation: "burki.assistantGraphs.copy", message: message)
        }
        for (what, total, count) in [
            ("nodes", graph.totalNodes, graph.nodes.count), ("edges", graph.totalEdges, graph.edges.count),
        ] where count < total ?? 0 {
            throw reject(
                "The graph \(graph.id) has \(total ?? 0) \(what), of which \(count) could be read. Lists leave them out:"
                    + " read the graph with burki.assistantGraphs.get(_:).")
        }
        let places = Dictionary(
            graph.nodes.enumerated().map { ($1.id, NodeIndex($0)) }, uniquingKeysWith: { first, _ in first })
        func place(of id: AssistantGraph.Node.ID, in edge: AssistantGraph.Edge) throws -> NodeIndex {
            guard let place = places[id] else {
                throw reject("The edge \(edge.id) refers to the node \(id), which is not in this reply.")
            }
            return place
        }
        self.init(
            name: graph.name, description: graph.description,
            configuration: graph.configuration.isEmpty ? nil : graph.configuration)
        nodes = try graph.nodes.map { node in
            let unknownKeys = node.unknownKeys.copied
            guard unknownKeys["node_type"] == nil else {
                throw reject("The type of the node \(node.id) is not a text.")
            }
            var copy = Node(
                assistantID: node.assistantID, type: node.type ?? .standard,
                configuration: node.configuration == Open(.init()) ? nil : node.configuration)
            copy.position = node.position
            return Open(copy, unknownKeys: unknownKeys)
        }
        self.edges = try edges.map { edge in
            guard edge.unknownKeys["is_active"] == nil else {
                throw reject("It cannot be read whether the edge \(edge.id) is active.")
            }
            return Open(
                Edge(
                    from: try place(of: edge.from, in: edge.known), to: try place(of: edge.to, in: edge.known),
                    condition: edge.condition, conditionLogic: edge.conditionLogic, priority: edge.priority,
                    handoffSentence: edge.handoffSentence, description: edge.description),
                unknownKeys: edge.unknownKeys.copied)
        }
    }
}

extension [String: JSONValue] {
    /// These unknown members of a stored node or edge without those that Burki assigns.
    fileprivate var copied: Self {
        let assigned: Set = [
            "id", "graph_id", "is_active", "created_at", "updated_at", "assistant_name", "assistant_description",
        ]
        return filter { !assigned.contains($0.key) && !$0.value.isNull }
    }
}
