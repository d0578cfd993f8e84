extension AssistantGraph.Draft {
    /// Validates the draft locally.
    ///
    /// - Returns: All problems, errors first, in the order of the draft. Empty when there are none.
    public func validate() -> [GraphProblem] {
        (nameProblems() + durationProblems() + nodeProblems() + edgeProblems() + routingProblems() + wordProblems())
            .errorsFirst
    }

    private func nameProblems() -> [GraphProblem] {
        guard name.allSatisfy(\.isWhitespace) else { return [] }
        return [GraphProblem(severity: .error, path: "name", message: "is empty; every graph needs a name of its own")]
    }

    private func durationProblems() -> [GraphProblem] {
        nodes.enumerated().compactMap { index, node in
            guard let duration = node.configuration?.maxSessionDuration,
                duration.components.seconds % 60 != 0 || duration.components.attoseconds != 0
            else { return nil }
            return GraphProblem(
                severity: .error, path: "nodes[\(index)].configuration.max_session_duration",
                message: "is \(duration), which is not a whole number of minutes")
        }
    }

    private func nodeProblems() -> [GraphProblem] {
        let entries = nodes.indices.filter { nodes[$0].type == .entry }
        switch entries.count {
        case 1: return []
        case 0:
            return [
                GraphProblem(
                    severity: .warning, path: "nodes",
                    message: "none has the type entry; a call would have nowhere to begin")
            ]
        default:
            return entries.dropFirst().map { index in
                GraphProblem(
                    severity: .warning, path: "nodes[\(index)].node_type",
                    message: "is entry, as is nodes[\(entries[0])]; a graph has one entry")
            }
        }
    }

    private func edgeProblems() -> [GraphProblem] {
        var problems: [GraphProblem] = []
        var firstIndexes: [Route: Int] = [:]
        for (index, edge) in edges.enumerated() {
            let path = "edges[\(index)]"
            for (key, place) in [("from_node_id", edge.from), ("to_node_id", edge.to)] where !contains(place) {
                let range = nodes.isEmpty ? "the draft has no nodes" : "the nodes are 0 to \(nodes.count - 1)"
                problems.append(
                    GraphProblem(severity: .error, path: "\(path).\(key)", message: "is \(place.rawValue); \(range)"))
            }
            if let missing = edge.condition.missingPart {
                problems.append(
                    GraphProblem(
                        severity: .error, path: "\(path).\(missing)",
                        message: "is empty; a condition of the type \(edge.condition.type) needs it"))
            }
            if edge.from == edge.to, contains(edge.from) {
                problems.append(
                    GraphProblem(
                        severity: .warning, path: path, message: "leads from nodes[\(edge.from.rawValue)] to itself"))
            }
            let route = Route(from: edge.from, to: edge.to, condition: edge.condition, logic: edge.conditionLogic)
            if let first = firstIndexes[route] {
                problems.append(
                    GraphProblem(
                        severity: .warning, path: path,
                        message: "repeats edges[\(first)]: the same nodes and the same condition"))
            } else {
                firstIndexes[route] = index
            }
        }
        return problems
    }

    private func routingProblems() -> [GraphProblem] {
        let entries = nodes.indices.filter { nodes[$0].type == .entry }
        guard !entries.isEmpty else { return [] }
        let exits = Dictionary(grouping: edges.filter { contains($0.from) && contains($0.to) }, by: \.from)
        let reached = nodesReached(from: entries) { exits[NodeIndex($0)]?.map(\.to.rawValue) ?? [] }
        return nodes.indices.filter { !reached.contains($0) }.map { index in
            GraphProblem(
                severity: .warning, path: "nodes[\(index)]",
                message: "cannot be reached from an entry")
        }
    }

    private func wordProblems() -> [GraphProblem] {
        let types = nodes.enumerated().map { index, node in
            GraphProblem.undocumented(node.type, at: "nodes[\(index)].node_type")
        }
        let conditions = edges.enumerated().flatMap { index, edge in
            [
                GraphProblem.undocumented(edge.condition.type, at: "edges[\(index)].condition_type"),
                GraphProblem.undocumented(edge.conditionLogic, at: "edges[\(index)].condition_logic"),
            ]
        }
        return (types + conditions).compactMap(\.self)
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
        case .intent: intentKeywords.isEmpty ? "intent_pattern" : nil
        case .naturalLanguage: naturalLanguageTrigger.isBlank ? "natural_language_trigger" : nil
        case .mathematical: mathematicalExpression.isBlank ? "mathematical_expression" : nil
        case .stateVariable: stateVariableCondition?.isEmpty ?? true ? "state_variable_condition" : nil
        default: nil
        }
    }
}
