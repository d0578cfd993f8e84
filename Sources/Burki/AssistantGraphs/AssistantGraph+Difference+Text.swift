extension AssistantGraph.Difference: CustomStringConvertible {
    /// A line for each change: `+` for what is added, `-` for what is removed and `~` for what is changed.
    public var description: String {
        let titles = titles
        func title(_ key: String, _ index: AssistantGraph.Draft.NodeIndex?) -> String {
            titles[key] ?? "node \(index?.rawValue ?? 0), which does not exist"
        }
        let lines =
            properties.map { "~ \($0.text)" } + nodes.compactMap(\.line)
            + zip(edges, routes).compactMap { edge, route in
                let content = edge.shown?.content
                return edge.line(from: title(route.from, content?.from), to: title(route.to, content?.to))
            }
        return lines.isEmpty
            ? "no differences"
            : lines.map { $0.singleLine(limit: 500) }.joined(separator: "\n")
    }

    /// The name of each node; with its place where several have the same name.
    private var titles: [String: String] {
        let counts = nodes.reduce(into: [:]) { $0[$1.shown?.title ?? "", default: 0] += 1 }
        return nodes.enumerated().reduce(into: [:]) { titles, element in
            guard let node = element.element.shown else { return }
            let place = counts[node.title, default: 0] > 1 ? " (node \(node.index.rawValue))" : ""
            titles["n\(element.offset)"] = node.title + place
        }
    }
}

extension AssistantGraph.Difference {
    /// The difference as a Mermaid flowchart. What is added, removed or changed has a `+`, `-` or `~`, and a frame or an arrow of its own.
    /// Mermaid draws at most 500 edges, unless its setting `maxEdges` allows more.
    public var mermaid: String { mermaid() }

    /// The difference in Graphviz's DOT language. What is added, removed or changed has a `+`, `-` or `~`, and a line of its own.
    public var dot: String { dot() }

    /// The difference as a Mermaid flowchart.
    ///
    /// - Parameter direction: The direction of the edges.
    /// - Returns: The text of the flowchart.
    public func mermaid(direction: DiagramDirection = .topDown) -> String { diagram.mermaid(direction) }

    /// The difference in Graphviz's DOT language.
    ///
    /// - Parameter direction: The direction of the edges.
    /// - Returns: The text of the graph.
    public func dot(direction: DiagramDirection = .topDown) -> String { diagram.dot(direction) }

    private var diagram: GraphDiagram {
        let routes = routes
        var diagramNodes = nodes.enumerated().compactMap { place, node in
            node.shown.map { shown in
                GraphDiagram.Node(
                    key: "n\(place)", title: shown.title, type: shown.content.type, notes: node.changes.map(\.text),
                    mark: node.mark)
            }
        }
        var keys = Set(diagramNodes.map(\.key))
        for key in routes.flatMap({ [$0.from, $0.to] }) where keys.insert(key).inserted {
            diagramNodes.append(.init(key: key, title: "A node that does not exist", type: .standard))
        }
        return GraphDiagram(
            name: name, nodes: diagramNodes,
            edges: zip(edges, routes).compactMap { edge, route in
                edge.shown.map { shown in
                    GraphDiagram.Edge(
                        from: route.from, to: route.to, condition: shown.content.condition,
                        priority: shown.content.priority, handoffSentence: shown.content.handoffSentence,
                        isActive: shown.isActive, notes: edge.changes.map(\.text), mark: edge.mark)
                }
            })
    }

    /// The nodes from which and to which each edge leads, by their names in a diagram.
    private var routes: [(from: String, to: String)] {
        func places(_ node: (Comparison<Node>) -> Node?) -> [AssistantGraph.Draft.NodeIndex: Int] {
            nodes.enumerated().reduce(into: [:]) { places, element in
                if let node = node(element.element) { places[node.index] = element.offset }
            }
        }
        let (oldPlaces, newPlaces) = (places(\.old), places(\.new))
        return edges.map { edge in
            let places = edge.new == nil ? oldPlaces : newPlaces
            func key(_ index: AssistantGraph.Draft.NodeIndex?) -> String {
                guard let index else { return "unknown" }
                return places[index].map { "n\($0)" } ?? "missing_\(index.key)"
            }
            return (key(edge.shown?.content.from), key(edge.shown?.content.to))
        }
    }
}

extension AssistantGraph.Difference.Comparison {
    /// The value that is shown: the new one unless it was removed.
    fileprivate var shown: Value? { new ?? old }

    fileprivate var mark: GraphDiagram.Mark? {
        switch kind {
        case .added: .added
        case .removed: .removed
        case .changed: .changed
        case .unchanged: nil
        }
    }
}

extension AssistantGraph.Difference.Node {
    fileprivate var title: String { assistantTitle(content.assistantID, named: assistantName) }
}

extension AssistantGraph.Difference.Comparison<AssistantGraph.Difference.Node> {
    /// For example `+ node 3 Billing Agent (standard)`.
    fileprivate var line: String? {
        guard let mark, let shown else { return nil }
        let node = "\(mark.symbol) node \(shown.index.rawValue) \(shown.title) (\(shown.content.type))"
        return changes.isEmpty ? node : "\(node): \(changes.map(\.text).joined(separator: ", "))"
    }
}

extension AssistantGraph.Difference.Comparison<AssistantGraph.Difference.Edge> {
    /// For example `~ edge Receptionist → Sales: priority 1 → 2`.
    fileprivate func line(from: String, to: String) -> String? {
        guard let mark, let shown else { return nil }
        let condition = shown.content.condition.label + (shown.isActive ? "" : ", inactive")
        let texts = mark == .changed ? changes.map(\.text) : [condition]
        return "\(mark.symbol) edge \(from) → \(to): \(texts.joined(separator: ", "))"
    }
}

extension AssistantGraph.Difference.MemberChange {
    /// For example `priority 1 → 2`.
    fileprivate var text: String {
        func text(_ value: JSONValue) -> String {
            value.isNull ? "none" : value.string.map { "“\($0)”" } ?? value.label
        }
        return "\(name.split(separator: "_").joined(separator: " ")) \(text(old)) → \(text(new))"
    }
}
