extension AssistantGraph.Draft {
    /// A problem in a draft.
    public struct Problem: Hashable, Sendable, CustomStringConvertible {
        /// The severity of a problem. This is a closed set.
        public enum Severity: String, Sendable, Hashable {
            /// Burki rejects the draft.
            case error
            /// Burki accepts the draft, but the graph probably does not work as intended.
            case warning
        }

        /// The severity of the problem.
        public let severity: Severity
        /// The path of the value in the request, for example `edges[1].to_node_id`.
        public let path: String
        /// A description of the problem.
        public let message: String

        /// The severity, the path and the message.
        public var description: String { "\(severity.rawValue): \(path): \(message)" }
    }

    /// Validates the draft locally.
    ///
    /// - Returns: All problems, errors first, in the order of the draft. Empty when there are none.
    public func validate() -> [Problem] {
        let problems = nameProblems() + nodeProblems() + edgeProblems() + routingProblems() + wordProblems()
        return problems.filter { $0.severity == .error } + problems.filter { $0.severity == .warning }
    }

    private func nameProblems() -> [Problem] {
        guard name.allSatisfy(\.isWhitespace) else { return [] }
        return [Problem(severity: .error, path: "name", message: "is empty; every graph needs a name of its own")]
    }

    private func nodeProblems() -> [Problem] {
        let entries = nodes.indices.filter { nodes[$0].type == .entry }
        switch entries.count {
        case 1: return []
        case 0:
            return [
                Problem(
                    severity: .warning, path: "nodes",
                    message: "none has the type entry; a call would have nowhere to begin")
            ]
        default:
            return entries.dropFirst().map { index in
                Problem(
                    severity: .warning, path: "nodes[\(index)].node_type",
                    message: "is entry, as is nodes[\(entries[0])]; a graph has one entry")
            }
        }
    }

    private func edgeProblems() -> [Problem] {
        var problems: [Problem] = []
        var firstIndexes: [Route: Int] = [:]
        for (index, edge) in edges.enumerated() {
            let path = "edges[\(index)]"
            for (key, place) in [("from_node_id", edge.from), ("to_node_id", edge.to)] where !contains(place) {
                let range = nodes.isEmpty ? "the draft has no nodes" : "the nodes are 0 to \(nodes.count - 1)"
                problems.append(
                    Problem(severity: .error, path: "\(path).\(key)", message: "is \(place.rawValue); \(range)"))
            }
            if let missing = edge.condition.missingPart {
                problems.append(
                    Problem(
                        severity: .error, path: "\(path).\(missing)",
                        message: "is empty; a condition of the type \(edge.condition.type) needs it"))
            }
            if edge.from == edge.to, contains(edge.from) {
                problems.append(
                    Problem(
                        severity: .warning, path: path, message: "leads from nodes[\(edge.from.rawValue)] to itself"))
            }
            let route = Route(from: edge.from, to: edge.to, condition: edge.condition, logic: edge.conditionLogic)
            if let first = firstIndexes[route] {
                problems.append(
                    Problem(
                        severity: .warning, path: path,
                        message: "repeats edges[\(first)]: the same nodes and the same condition"))
            } else {
                firstIndexes[route] = index
            }
        }
        return problems
    }

    private func routingProblems() -> [Problem] {
        var open = nodes.indices.filter { nodes[$0].type == .entry }
        guard !open.isEmpty else { return [] }
        let exits = Dictionary(grouping: edges.filter { contains($0.from) && contains($0.to) }, by: \.from)
        var reached = Set(open)
        while let index = open.popLast() {
            for edge in exits[NodeIndex(index)] ?? [] where reached.insert(edge.to.rawValue).inserted {
                open.append(edge.to.rawValue)
            }
        }
        return nodes.indices.filter { !reached.contains($0) }.map { index in
            Problem(
                severity: .warning, path: "nodes[\(index)]",
                message: "cannot be reached from an entry; no edge leads to it")
        }
    }

    /// Words that Burki's documentation does not have. Burki may know them.
    private func wordProblems() -> [Problem] {
        var problems: [Problem] = []
        func check(_ word: (some OpenEnum)?, at path: String) {
            guard let word, !word.isKnown else { return }
            let known = type(of: word).known.map(\.rawValue).joined(separator: ", ")
            problems.append(
                Problem(
                    severity: .warning, path: path, message: "is \(word), which is not documented; known are \(known)"))
        }
        for (index, node) in nodes.enumerated() { check(node.type, at: "nodes[\(index)].node_type") }
        for (index, edge) in edges.enumerated() {
            check(edge.condition.type, at: "edges[\(index)].condition_type")
            check(edge.conditionLogic, at: "edges[\(index)].condition_logic")
        }
        return problems
    }

    private func contains(_ place: NodeIndex) -> Bool { nodes.indices.contains(place.rawValue) }

    private struct Route: Hashable {
        let from: NodeIndex
        let to: NodeIndex
        let condition: AssistantGraph.Condition
        let logic: AssistantGraph.ConditionLogic?
    }
}

extension AssistantGraph.Condition {
    /// The key of the part that this kind of condition requires and that is empty, or `nil`. Unknown kinds are not checked.
    fileprivate var missingPart: String? {
        switch type {
        case .intent: intentPattern.isBlank ? "intent_pattern" : nil
        case .naturalLanguage: naturalLanguageTrigger.isBlank ? "natural_language_trigger" : nil
        case .mathematical: mathematicalExpression.isBlank ? "mathematical_expression" : nil
        case .stateVariable: stateVariableCondition?.isEmpty ?? true ? "state_variable_condition" : nil
        default: nil
        }
    }
}

extension String? {
    /// Whether the text is absent or has only whitespace and commas, which are not keywords.
    fileprivate var isBlank: Bool { self?.allSatisfy { $0.isWhitespace || $0 == "," } ?? true }
}
