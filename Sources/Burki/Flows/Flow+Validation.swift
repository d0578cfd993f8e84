extension Flow.Graph {
    /// Validates the graph locally.
    ///
    /// Burki validates graphs by rules that it does not publish. An error marks a place at which every call would fail, such as a
    /// transition to a node that does not exist.
    ///
    /// - Returns: All problems, errors first, from the begin node on and then in the order of the keys. Empty when there are none.
    public func validate() -> [GraphProblem] { problems(besides: []) }

    /// The problems of the graph.
    ///
    /// - Parameter others: The keys of nodes of a form that this version cannot read. `nil`: any key can be one.
    /// - Returns: All problems, errors first.
    fileprivate func problems(besides others: Set<String>?) -> [GraphProblem] {
        (beginProblems(others) + orderedKeys.flatMap { problems(ofNode: $0, others) }
            + (others == [] ? routingProblems() : [])).errorsFirst
    }

    private func hasNode(_ key: String, _ others: Set<String>?) -> Bool {
        nodes[key] != nil || others?.contains(key) ?? true
    }

    /// The keys of the nodes: the begin node, then the others in order.
    var orderedKeys: [String] {
        nodes.keys.sorted { ($0 == beginNode ? 0 : 1, $0) < ($1 == beginNode ? 0 : 1, $1) }
    }

    private func beginProblems(_ others: Set<String>?) -> [GraphProblem] {
        guard let beginNode else {
            return [
                GraphProblem(
                    severity: .error, path: "begin_node", message: "is missing; a conversation has nowhere to start")
            ]
        }
        guard !hasNode(beginNode, others) else { return [] }
        return [
            GraphProblem(severity: .error, path: "begin_node", message: "is \(beginNode), and no node has this key")
        ]
    }

    private func problems(ofNode key: String, _ others: Set<String>?) -> [GraphProblem] {
        guard let node = nodes[key]?.known else { return [] }
        let path = "nodes.\(key)"
        var problems = [GraphProblem.undocumented(node.type, at: "\(path).type")].compactMap(\.self)
        if node.type ?? .conversation == .conversation, node.prompt.isBlank {
            problems.append(GraphProblem(severity: .warning, path: "\(path).prompt", message: "is empty"))
        }
        var firstIndexes: [String: Int] = [:]
        for (index, transition) in node.transitions.enumerated() {
            problems += self.problems(of: transition.known, at: "\(path).transitions[\(index)]", others)
            guard let to = transition.to else { continue }
            if let first = firstIndexes[to] {
                // Burki offers each transition to the language model as a tool.
                problems.append(
                    GraphProblem(
                        severity: .warning, path: "\(path).transitions[\(index)].to",
                        message: "is \(to), as in transitions[\(first)]; both tools are named transition_to_\(to)"))
            } else {
                firstIndexes[to] = index
            }
        }
        return problems
    }

    private func problems(
        of transition: Flow.Transition, at path: String, _ others: Set<String>?
    ) -> [GraphProblem] {
        var problems = [GraphProblem.undocumented(transition.kind, at: "\(path).kind")].compactMap(\.self)
        // What another kind needs is not known.
        let isPrompt = transition.kind ?? .prompt == .prompt
        if let to = transition.to {
            if !hasNode(to, others) {
                problems.append(
                    GraphProblem(severity: .error, path: "\(path).to", message: "is \(to), and no node has this key"))
            }
        } else if isPrompt {
            problems.append(
                GraphProblem(severity: .error, path: "\(path).to", message: "is missing; the transition leads nowhere"))
        }
        if isPrompt, transition.when.isBlank {
            problems.append(
                GraphProblem(
                    severity: .warning, path: "\(path).when", message: "is empty; nothing says when to move"))
        }
        return problems
    }

    private func routingProblems() -> [GraphProblem] {
        guard let beginNode, nodes[beginNode] != nil else { return [] }
        let reached = nodesReached(from: [beginNode]) { nodes[$0]?.transitions.compactMap(\.to) ?? [] }
        return orderedKeys.filter { !reached.contains($0) }.map { key in
            GraphProblem(
                severity: .warning, path: "nodes.\(key)",
                message: "cannot be reached from the begin node")
        }
    }
}

extension Flow.Draft {
    /// Validates the draft locally.
    ///
    /// - Returns: The problems of the name and of the graph, errors first. Empty when there are none.
    public func validate() -> [GraphProblem] {
        (Self.problems(ofName: name) + (graph.map { Self.problems(of: $0) } ?? [])).errorsFirst
    }

    /// The problems of the name of a flow.
    static func problems(ofName name: String) -> [GraphProblem] {
        // Burki counts code points.
        let count = name.unicodeScalars.count
        guard !(1...255).contains(count) else { return [] }
        let message = count == 0 ? "is empty" : "has \(count) characters; at most 255 are allowed"
        return [GraphProblem(severity: .error, path: "name", message: message)]
    }

    /// The problems of the graph of a flow, with paths in the request.
    static func problems(of graph: Open<Flow.Graph>) -> [GraphProblem] {
        let problems = graph.known.problems(besides: graph.unreadableNodes) + replacementProblems(of: graph)
        return problems.map { $0.inside("graph") }
    }

    /// The problems of nodes and transitions that were added to a graph whose own ones have a form that this version cannot read: they
    /// would be sent in place of those.
    private static func replacementProblems(of graph: Open<Flow.Graph>) -> [GraphProblem] {
        var paths: [String] = []
        if !graph.nodes.isEmpty, let nodes = graph.unknownKeys["nodes"], nodes.object == nil { paths.append("nodes") }
        for key in graph.known.orderedKeys {
            guard let node = graph.nodes[key], !node.transitions.isEmpty,
                let transitions = node.unknownKeys["transitions"], transitions.array == nil
            else { continue }
            paths.append("nodes.\(key).transitions")
        }
        return paths.map {
            GraphProblem(
                severity: .error, path: $0,
                message: "has a form that cannot be read, and what was added would replace it; see unknownKeys")
        }
    }
}

extension Open<Flow.Graph> {
    /// The keys of nodes of a form that this version cannot read. `nil`: the nodes are not an object, so that their keys are not known.
    var unreadableNodes: Set<String>? {
        guard let nodes = unknownKeys["nodes"], !nodes.isNull else { return [] }
        return nodes.object.map { Set($0.keys) }
    }
}
