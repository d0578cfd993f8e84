extension Flow {
    /// The flow as a Mermaid flowchart. Mermaid draws at most 500 edges, unless its setting `maxEdges` allows more.
    public var mermaid: String { mermaid() }

    /// The flow in Graphviz's DOT language.
    public var dot: String { dot() }

    /// The flow as a Mermaid flowchart.
    ///
    /// - Parameter direction: The direction of the edges.
    /// - Returns: The text of the flowchart.
    public func mermaid(direction: DiagramDirection = .topDown) -> String { diagram.mermaid(direction) }

    /// The flow in Graphviz's DOT language.
    ///
    /// - Parameter direction: The direction of the edges.
    /// - Returns: The text of the graph.
    public func dot(direction: DiagramDirection = .topDown) -> String { diagram.dot(direction) }

    private var diagram: GraphDiagram { GraphDiagram(graph, named: name ?? "Flow \(id)") }
}

extension Flow.Draft {
    /// The draft as a Mermaid flowchart. Mermaid draws at most 500 edges, unless its setting `maxEdges` allows more.
    public var mermaid: String { mermaid() }

    /// The draft in Graphviz's DOT language.
    public var dot: String { dot() }

    /// The draft as a Mermaid flowchart.
    ///
    /// - Parameter direction: The direction of the edges.
    /// - Returns: The text of the flowchart.
    public func mermaid(direction: DiagramDirection = .topDown) -> String { diagram.mermaid(direction) }

    /// The draft in Graphviz's DOT language.
    ///
    /// - Parameter direction: The direction of the edges.
    /// - Returns: The text of the graph.
    public func dot(direction: DiagramDirection = .topDown) -> String { diagram.dot(direction) }

    private var diagram: GraphDiagram { GraphDiagram(graph, named: name) }
}

extension Flow.Difference {
    /// The difference as a Mermaid flowchart. What is added, removed or changed has a `+`, `-` or `~`, and a frame or an arrow of its own.
    /// Mermaid draws at most 500 edges, unless its setting `maxEdges` allows more.
    public var mermaid: String { mermaid() }

    /// The difference as a Mermaid flowchart, in a direction.
    ///
    /// - Parameter direction: The direction of the edges.
    /// - Returns: The text of the flowchart.
    public func mermaid(direction: DiagramDirection = .topDown) -> String { diagram.mermaid(direction) }

    /// The difference in Graphviz's DOT language. What is added, removed or changed has a `+`, `-` or `~`, and a line of its own.
    public var dot: String { dot() }

    /// The difference in Graphviz's DOT language, in a direction.
    ///
    /// - Parameter direction: The direction of the edges.
    /// - Returns: The text of the graph.
    public func dot(direction: DiagramDirection = .topDown) -> String { diagram.dot(direction) }

    private var diagram: GraphDiagram {
        var added = addedTransitions.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        let changed = Set(changedTransitions.map(\.transition))
        var transitions: [(NodeTransition, GraphDiagram.Mark?)] = []
        for from in new.known.orderedKeys {
            for transition in (new.nodes[from]?.transitions ?? []).map({ NodeTransition(from: from, transition: $0) }) {
                let isAdded = added[transition, default: 0] > 0
                if isAdded { added[transition, default: 0] -= 1 }
                transitions.append((transition, isAdded ? .added : changed.contains(transition) ? .changed : nil))
            }
        }
        transitions += removedTransitions.map { ($0, .removed) }
        let changes = Dictionary(changedNodes.map { ($0.key, $0.members) }) { first, _ in first }
        let present = new.known.orderedKeys + removedNodes
        var keys = Dictionary(uniqueKeysWithValues: present.enumerated().map { ($1, "n\($0)") })
        var missing: [String] = []
        for target in [new.beginNode].compactMap(\.self) + transitions.compactMap(\.0.transition.to)
        where keys[target] == nil {
            keys[target] = "n\(keys.count)"
            missing.append(target)
        }
        let (removedKeys, addedKeys) = (Set(removedNodes), Set(addedNodes))
        return GraphDiagram(
            name: "Changes",
            nodes: (present + missing).map { key in
                let graph = new.nodes[key] == nil && old.nodes[key] != nil ? old : new
                let mark: GraphDiagram.Mark? =
                    removedKeys.contains(key)
                    ? .removed : addedKeys.contains(key) ? .added : changes[key] == nil ? nil : .changed
                return GraphDiagram.Node(
                    key: keys[key] ?? "",
                    lines: GraphDiagram.lines(of: key, in: graph)
                        + (changes[key].map { ["\($0.joined(separator: ", ")) changed"] } ?? []),
                    style: key == new.beginNode ? .entry : .standard, mark: mark)
            },
            edges: transitions.compactMap { transition, mark in
                transition.transition.to.map { to in
                    GraphDiagram.Edge(
                        from: keys[transition.from] ?? "", to: keys[to] ?? "",
                        lines: [transition.transition.known.label], mark: mark)
                }
            })
    }
}

extension GraphDiagram {
    /// The diagram of a flow. The begin node is drawn as an entry, and a node that is referred to and missing as such.
    fileprivate init(_ graph: Open<Flow.Graph>?, named name: String) {
        let present = graph?.known.orderedKeys ?? []
        let transitions = present.flatMap { from in
            (graph?.nodes[from]?.transitions ?? []).compactMap { transition in
                transition.to.map { (from: from, to: $0, label: transition.known.label) }
            }
        }
        let targets = [graph?.beginNode].compactMap(\.self) + transitions.map(\.to)
        // Keys of nodes can be any text, those of a diagram cannot.
        var keys = Dictionary(uniqueKeysWithValues: present.enumerated().map { ($1, "n\($0)") })
        var missing: [String] = []
        for target in targets where keys[target] == nil {
            keys[target] = "n\(keys.count)"
            missing.append(target)
        }
        self.init(
            name: name,
            nodes: (present + missing).map { key in
                Node(
                    key: keys[key] ?? "", lines: Self.lines(of: key, in: graph),
                    style: key == graph?.beginNode ? .entry : .standard)
            },
            edges: transitions.map { from, to, label in
                Edge(from: keys[from] ?? "", to: keys[to] ?? "", lines: [label])
            })
    }

    fileprivate static func lines(of key: String, in graph: Open<Flow.Graph>?) -> [String] {
        guard let node = graph?.nodes[key] else {
            let isUnreadable = graph.map { $0.unreadableNodes?.contains(key) ?? true } ?? false
            return ["Node \(key), \(isUnreadable ? "of a form that cannot be read" : "not in this flow")"]
        }
        // An empty key would be an empty box.
        let title = String?(key).nonBlank ?? "Node without a name"
        let type = node.type.flatMap { $0 == .conversation ? nil : $0.rawValue }
        return [title, key == graph?.beginNode ? "begin" : nil, type].compactMap(\.self)
    }
}

extension Flow.Transition {
    /// The condition, with the kind unless it is the usual one.
    fileprivate var label: String {
        let kind = kind ?? .prompt
        guard let when = when.nonBlank else { return kind.rawValue }
        return kind == .prompt ? when : "\(kind): \(when)"
    }
}
