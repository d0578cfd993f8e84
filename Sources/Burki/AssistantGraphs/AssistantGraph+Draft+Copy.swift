extension AssistantGraph.Draft {
    /// Creates a draft from a stored graph, to copy or change it. Ids of nodes become indexes.
    ///
    /// The name is copied too; since names are unique, a copy needs another one. Inactive edges are left out, because a draft cannot
    /// mark them as inactive.
    ///
    /// - Parameter graph: The graph with its nodes and edges.
    /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` when the graph is incomplete, as in a list of graphs, or when an edge
    ///   refers to a node that is not in the graph.
    public init(copying graph: AssistantGraph) throws {
        try self.init(copying: graph, edges: graph.edges.filter { $0.isActive != false })
    }

    /// Creates a draft from a stored graph and some of its edges.
    init(copying graph: AssistantGraph, edges: [AssistantGraph.Edge]) throws {
        func reject(_ message: String) -> VoiceAgentsError {
            VoiceAgentsError(.rejectedLocally, operation: "burki.assistantGraphs.copy", message: message)
        }
        for (what, total, count) in [
            ("nodes", graph.totalNodes, graph.nodes.count), ("edges", graph.totalEdges, graph.edges.count),
        ] where count < total ?? 0 {
            throw reject(
                "The graph \(graph.id) has \(total ?? 0) \(what) and this reply has \(count): lists leave them out."
                    + " Read the graph with burki.assistantGraphs.get(_:).")
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
            configuration: graph.configuration.isEmpty ? nil : graph.configuration,
            nodes: graph.nodes.map { node in
                Node(
                    assistantID: node.assistantID, type: node.type ?? .standard, position: node.position,
                    configuration: node.configuration == Open(.init()) ? nil : node.configuration)
            },
            edges: try edges.map { edge in
                Edge(
                    from: try place(of: edge.from, in: edge), to: try place(of: edge.to, in: edge),
                    condition: edge.condition, conditionLogic: edge.conditionLogic, priority: edge.priority,
                    handoffSentence: edge.handoffSentence, description: edge.description)
            })
    }
}
