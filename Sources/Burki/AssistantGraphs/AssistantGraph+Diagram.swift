extension AssistantGraph {
    /// The graph as a Mermaid flowchart. Mermaid draws at most 500 edges, unless its setting `maxEdges` allows more.
    public var mermaid: String { mermaid() }

    /// The graph in Graphviz's DOT language.
    public var dot: String { dot() }

    /// The graph as a Mermaid flowchart, if wanted with the sessions of its nodes and the traffic on its edges.
    ///
    /// Burki reports the traffic between assistants by their names, and only the most used transitions. Edges between assistants with the
    /// same two names show their traffic together.
    ///
    /// - Parameters:
    ///   - analytics: The numbers, from ``BurkiClient/AssistantGraphs/analytics(of:days:)``. `nil`: none.
    ///   - direction: The direction of the edges.
    /// - Returns: The text of the flowchart.
    public func mermaid(with analytics: GraphAnalytics? = nil, direction: DiagramDirection = .topDown) -> String {
        diagram(analytics).mermaid(direction)
    }

    /// The graph in Graphviz's DOT language, like ``mermaid(with:direction:)``.
    ///
    /// - Parameters:
    ///   - analytics: The numbers, from ``BurkiClient/AssistantGraphs/analytics(of:days:)``. `nil`: none.
    ///   - direction: The direction of the edges.
    /// - Returns: The text of the graph.
    public func dot(with analytics: GraphAnalytics? = nil, direction: DiagramDirection = .topDown) -> String {
        diagram(analytics).dot(direction)
    }

    private func diagram(_ analytics: GraphAnalytics?) -> GraphDiagram {
        let traffic = analytics.map { Traffic($0, in: self) }
        var nodes = nodes.map { node in
            GraphDiagram.Node(
                key: node.id.key, title: assistantTitle(node.assistantID, named: node.assistantName),
                type: node.type ?? .standard, notes: traffic?.notes(of: node.known) ?? [])
        }
        let present = Set(self.nodes.map(\.id))
        var missing: Set<Node.ID> = []
        for id in edges.flatMap({ [$0.from, $0.to] }) where !present.contains(id) && missing.insert(id).inserted {
            nodes.append(GraphDiagram.Node(key: id.key, lines: ["Node \(id), not in this reply"]))
        }
        return GraphDiagram(
            name: name, nodes: nodes,
            edges: edges.map { edge in
                GraphDiagram.Edge(
                    from: edge.from.key, to: edge.to.key, condition: edge.condition, priority: edge.priority,
                    handoffSentence: edge.handoffSentence, isActive: edge.isActive ?? true,
                    notes: traffic?.notes(of: edge.known) ?? [])
            })
    }
}

/// The numbers of a graph as lines of a diagram.
private struct Traffic {
    private let analytics: GraphAnalytics
    private let names: [AssistantGraph.Node.ID: String]
    private let edgeCounts: [Route: Int]
    private let transitions: [Route: [GraphAnalytics.Transition]]

    private struct Route: Hashable {
        let from: String?
        let to: String?
    }

    init(_ analytics: GraphAnalytics, in graph: AssistantGraph) {
        let names = Dictionary(graph.nodes.compactMap { node in node.assistantName.map { (node.id, $0) } }) { $1 }
        self.analytics = analytics
        self.names = names
        transitions = Dictionary(grouping: analytics.transitions ?? []) { Route(from: $0.fromName, to: $0.toName) }
        edgeCounts = graph.edges.reduce(into: [:]) { counts, edge in
            if let from = names[edge.from], let to = names[edge.to] {
                counts[Route(from: from, to: to), default: 0] += 1
            }
        }
    }

    /// For example `1250 sessions`.
    func notes(of node: AssistantGraph.Node) -> [String] {
        guard let count = analytics.nodeUsage?[node.id]?.sessionCount else { return [] }
        return ["\(count) session\(count == 1 ? "" : "s")"]
    }

    /// For example `890 transitions, 40.8%`.
    func notes(of edge: AssistantGraph.Edge) -> [String] {
        guard let from = names[edge.from], let to = names[edge.to] else { return [] }
        let route = Route(from: from, to: to)
        let edgeCount = edgeCounts[route] ?? 1
        return (transitions[route] ?? []).compactMap { transition in
            guard let count = transition.count else { return nil }
            let edges = edgeCount > 1 ? " on \(edgeCount) edges" : ""
            let share = transition.percentage.map { ", \(JSONValue.number($0).label)%" } ?? ""
            return "\(count) transition\(count == 1 ? "" : "s")\(edges)\(share)"
        }
    }
}

extension AssistantGraph.Draft {
    /// The draft as a Mermaid flowchart, with assistants by id. Mermaid draws at most 500 edges, unless its setting `maxEdges` allows
    /// more.
    public var mermaid: String { mermaid() }

    /// The draft in Graphviz's DOT language, with assistants by id.
    public var dot: String { dot() }

    /// The draft as a Mermaid flowchart.
    ///
    /// - Parameters:
    ///   - assistantNames: The names to show; an assistant without one is shown by its id.
    ///   - direction: The direction of the edges.
    /// - Returns: The text of the flowchart.
    public func mermaid(
        assistantNames: [Assistant.ID: String] = [:], direction: DiagramDirection = .topDown
    ) -> String {
        diagram(assistantNames).mermaid(direction)
    }

    /// The draft in Graphviz's DOT language.
    ///
    /// - Parameters:
    ///   - assistantNames: The names to show; an assistant without one is shown by its id.
    ///   - direction: The direction of the edges.
    /// - Returns: The text of the graph.
    public func dot(assistantNames: [Assistant.ID: String] = [:], direction: DiagramDirection = .topDown) -> String {
        diagram(assistantNames).dot(direction)
    }

    private func diagram(_ names: [Assistant.ID: String]) -> GraphDiagram {
        var diagramNodes = nodes.enumerated().map { index, node in
            GraphDiagram.Node(
                key: NodeIndex(index).key, title: assistantTitle(node.assistantID, named: names[node.assistantID]),
                type: node.type)
        }
        var missing: Set<NodeIndex> = []
        for place in edges.flatMap({ [$0.from, $0.to] })
        where !nodes.indices.contains(place.rawValue) && missing.insert(place).inserted {
            diagramNodes.append(
                GraphDiagram.Node(key: place.key, lines: ["Node \(place.rawValue), not in this draft"]))
        }
        return GraphDiagram(
            name: name, nodes: diagramNodes,
            edges: edges.map { edge in
                GraphDiagram.Edge(
                    from: edge.from.key, to: edge.to.key, condition: edge.condition,
                    priority: edge.priority, handoffSentence: edge.handoffSentence, isActive: true)
            })
    }
}

extension GraphDiagram.Node {
    init(
        key: String, title: String, type: AssistantGraph.NodeType, notes: [String] = [],
        mark: GraphDiagram.Mark? = nil
    ) {
        self.init(
            key: key, lines: (type == .standard ? [title] : [title, type.rawValue]) + notes,
            style: GraphDiagram.Style(rawValue: type.rawValue) ?? .standard, mark: mark)
    }
}

extension GraphDiagram.Edge {
    /// An edge with, for example, `intent: sales, buy (priority 1)` and `“One moment, please.”`.
    init(
        from: String, to: String, condition: AssistantGraph.Condition, priority: Int?, handoffSentence: String?,
        isActive: Bool, notes: [String] = [], mark: GraphDiagram.Mark? = nil
    ) {
        let order = priority.map { " (priority \($0))" } ?? ""
        self.init(
            from: from, to: to, lines: [condition.label + order] + (handoffSentence.map { ["“\($0)”"] } ?? []) + notes,
            isActive: isActive, mark: mark)
    }
}

extension AssistantGraph.Condition {
    /// The condition as a short text.
    var label: String {
        let text =
            intentPattern?.split(separator: ",").joined(separator: ", ")
            ?? naturalLanguageTrigger ?? mathematicalExpression ?? stateVariableCondition?.label
        return text.map { "\(type): \($0)" } ?? type.rawValue
    }
}

extension [String: JSONValue] {
    /// `department equals billing` when the object has this form, otherwise all members.
    fileprivate var label: String {
        if count == 3, let variable = self["variable"]?.string, let comparison = self["operator"]?.string,
            let value = self["value"]
        {
            return "\(variable) \(comparison) \(value.label)"
        }
        return sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.label)" }.joined(separator: ", ")
    }
}

extension JSONValue {
    /// The value as a short text.
    var label: String {
        switch self {
        case .null: "null"
        case .bool(let value): String(value)
        case .integer(let value): String(value)
        case .number(let value): Int64(exactly: value).map { String($0) } ?? String(value)
        case .string(let value): value
        case .array(let values): "[" + values.map(\.label).joined(separator: ", ") + "]"
        case .object(let members): "{" + members.label + "}"
        }
    }
}

/// The name of an assistant in a diagram. One without a name would be an empty box.
func assistantTitle(_ id: Assistant.ID, named name: String?) -> String {
    name.nonBlank ?? "Assistant \(id)"
}

extension RawRepresentable<Int> {
    /// The name of a node in a diagram, which cannot contain a minus sign.
    var key: String { rawValue < 0 ? "m\(rawValue.magnitude)" : "n\(rawValue)" }
}
