extension AssistantGraph {
    /// The graph as a Mermaid flowchart. Mermaid draws at most 500 edges, unless its setting `maxEdges` allows more.
    public var mermaid: String { diagram.mermaid }

    /// The graph in Graphviz's DOT language.
    public var dot: String { diagram.dot }

    private var diagram: GraphDiagram {
        var nodes = nodes.map { node in
            GraphDiagram.Node(
                key: node.id.key, title: title(of: node.assistantID, named: node.assistantName),
                type: node.type ?? .standard)
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
                    handoffSentence: edge.handoffSentence, isActive: edge.isActive ?? true)
            })
    }
}

extension AssistantGraph.Draft {
    /// The draft as a Mermaid flowchart, with assistants by id. Mermaid draws at most 500 edges, unless its setting `maxEdges` allows
    /// more.
    public var mermaid: String { mermaid(assistantNames: [:]) }

    /// The draft in Graphviz's DOT language, with assistants by id.
    public var dot: String { dot(assistantNames: [:]) }

    /// The draft as a Mermaid flowchart.
    ///
    /// - Parameter assistantNames: The names to show; an assistant without one is shown by its id.
    /// - Returns: The text of the flowchart.
    public func mermaid(assistantNames: [Assistant.ID: String]) -> String { diagram(assistantNames).mermaid }

    /// The draft in Graphviz's DOT language.
    ///
    /// - Parameter assistantNames: The names to show; an assistant without one is shown by its id.
    /// - Returns: The text of the graph.
    public func dot(assistantNames: [Assistant.ID: String]) -> String { diagram(assistantNames).dot }

    private func diagram(_ names: [Assistant.ID: String]) -> GraphDiagram {
        var diagramNodes = nodes.enumerated().map { index, node in
            GraphDiagram.Node(
                key: NodeIndex(index).key, title: title(of: node.assistantID, named: names[node.assistantID]),
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
    fileprivate init(key: String, title: String, type: AssistantGraph.NodeType) {
        self.init(
            key: key, lines: type == .standard ? [title] : [title, type.rawValue],
            style: GraphDiagram.Style(rawValue: type.rawValue) ?? .standard)
    }
}

extension GraphDiagram.Edge {
    /// An edge with, for example, `intent: sales, buy (priority 1)` and `“One moment, please.”`.
    fileprivate init(
        from: String, to: String, condition: AssistantGraph.Condition, priority: Int?, handoffSentence: String?,
        isActive: Bool
    ) {
        let order = priority.map { " (priority \($0))" } ?? ""
        self.init(
            from: from, to: to, lines: [condition.label + order] + (handoffSentence.map { ["“\($0)”"] } ?? []),
            isActive: isActive)
    }
}

extension AssistantGraph.Condition {
    /// The condition as a short text.
    fileprivate var label: String {
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
    fileprivate var label: String {
        switch self {
        case .null: "null"
        case .bool(let value): String(value)
        case .integer(let value): String(value)
        case .number(let value): String(value)
        case .string(let value): value
        case .array(let values): "[" + values.map(\.label).joined(separator: ", ") + "]"
        case .object(let members): "{" + members.label + "}"
        }
    }
}

/// The name of an assistant in a diagram. One without a name would be an empty box.
private func title(of id: Assistant.ID, named name: String?) -> String {
    name.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 } ?? "Assistant \(id)"
}

extension RawRepresentable<Int> {
    /// The name of a node in a diagram, which cannot contain a minus sign.
    fileprivate var key: String { rawValue < 0 ? "m\(rawValue.magnitude)" : "n\(rawValue)" }
}
