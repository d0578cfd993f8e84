extension AssistantGraph.Draft {
    /// Finds the path of a conversation through the draft, without a server, as far as it is certain.
    ///
    /// ```swift
    /// let draft = try AssistantGraph.Draft(copying: graph)
    /// print(draft.simulate(["Hello", "I want to buy"]))
    /// // “Hello”: remains at node 0
    /// // “I want to buy”: node 0 → 1, keywords: buy
    /// ```
    ///
    /// Each message is compared with the edges of the node at which the conversation is, those with a lower priority first, and moves it
    /// along one edge at most. These are known:
    ///
    /// - Keywords: the message contains one of them as whole words, ignoring case. Burki documents only that any keyword is
    ///   sufficient. Where a keyword is only a part of a word, as `buy` in `buyer`, the edge is undecided. In an example of Burki's
    ///   own test, a keyword matched that the message does not have, so Burki may find more.
    /// - Comparisons of two numbers, such as `call_duration > 600`, with `>`, `>=`, `<`, `<=`, `==` or `!=`. A name is one of `variables`.
    /// - State variables with the comparison `equals`.
    ///
    /// What a language model judges, variables that are not given, other expressions and undocumented words are **undecided**. The
    /// simulation ends where the path depends on an undecided edge, and where edges of one priority to different nodes are all met, since
    /// Burki does not document which comes first. An exit ends it as well. Burki does not document whether a conversation can leave an
    /// escalation; the simulation follows its edges. To go on, choose the node yourself and simulate
    /// ``Simulation/remainingMessages``. ``BurkiClient/AssistantGraphs/test(_:messages:startingAt:)`` lets Burki decide for a stored
    /// graph; in its documented example, the first message is not compared with any edge.
    ///
    /// - Parameters:
    ///   - messages: What the caller says, in order.
    ///   - start: The node at which the conversation starts. `nil`: the entry.
    ///   - variables: The values of state variables, of `call_duration` in seconds, and of `turn_count`, at all messages.
    /// - Returns: The path.
    public func simulate(
        _ messages: [String], startingAt start: NodeIndex? = nil, variables: [String: JSONValue] = [:]
    ) -> Simulation {
        let entry = nodes.firstIndex { $0.type == .entry }.map { NodeIndex($0) }
        guard var node = start ?? entry, nodes.indices.contains(node.rawValue) else {
            return Simulation(steps: [], end: .noStart, finalNode: nil, remainingMessages: messages)
        }
        var steps: [Simulation.Step] = []
        func end(_ end: Simulation.End, at node: NodeIndex?) -> Simulation {
            Simulation(
                steps: steps, end: end, finalNode: node, remainingMessages: Array(messages.dropFirst(steps.count)))
        }
        for message in messages {
            if nodes[node.rawValue].type == .exit { return end(.exit, at: node) }
            let step = step(from: node, on: message, variables)
            steps.append(step)
            if !step.undecided.isEmpty { return end(.undecided, at: nil) }
            node = step.taken?.to ?? node
        }
        return end(nodes[node.rawValue].type == .exit ? .exit : .messages, at: node)
    }

    private func step(from node: NodeIndex, on message: String, _ variables: [String: JSONValue]) -> Simulation.Step {
        let exits = Dictionary(grouping: edges.indices.filter { edges[$0].from == node }) { edges[$0].priority ?? 0 }
        var undecided: [Simulation.EvaluatedEdge] = []
        for (_, indexes) in exits.sorted(by: { $0.key < $1.key }) {
            var met: [Simulation.EvaluatedEdge] = []
            for index in indexes {
                let edge = edges[index]
                switch edge.condition.verdict(on: message, combinedBy: edge.conditionLogic, variables) {
                case .met where !nodes.indices.contains(edge.to.rawValue):
                    undecided.append(.init(index: index, to: edge.to, reason: "the draft does not have the node"))
                case .met(let reason): met.append(.init(index: index, to: edge.to, reason: reason))
                case .undecided(let reason): undecided.append(.init(index: index, to: edge.to, reason: reason))
                case .notMet: break
                }
            }
            if Set(met.map(\.to)).count > 1 {
                undecided += met.map {
                    .init(
                        index: $0.index, to: $0.to, reason: "\($0.reason); met as well as another edge of its priority")
                }
                break
            }
            if let edge = met.first {
                return .init(
                    node: node, message: message, taken: undecided.isEmpty ? edge : nil, undecided: undecided,
                    otherwise: undecided.isEmpty ? nil : edge)
            }
        }
        return .init(node: node, message: message, taken: nil, undecided: undecided, otherwise: nil)
    }
}

extension AssistantGraph.Draft {
    /// The path of a conversation through a draft, as far as it is certain.
    public struct Simulation: Codable, Hashable, Sendable {
        /// The messages that were compared with edges, in order.
        public let steps: [Step]
        /// Why there are no more steps.
        public let end: End
        /// The node at which the conversation is in the end. `nil` when it is undecided, or when there was no start.
        public let finalNode: NodeIndex?
        /// The messages that were not compared with edges.
        public let remainingMessages: [String]

        private enum CodingKeys: String, CodingKey {
            case steps, end
            case finalNode = "final_node"
            case remainingMessages = "remaining_messages"
        }
    }
}

extension AssistantGraph.Draft.Simulation {
    /// Why a simulation ends. This is a closed set.
    public enum End: String, Codable, Hashable, Sendable {
        /// There are no more messages.
        case messages
        /// The next node depends on the undecided edges of the last step.
        case undecided
        /// The conversation is at a node of the type ``AssistantGraph/NodeType/exit``, which ends the call.
        case exit
        /// The draft has no entry, or not the node that was given.
        case noStart
    }

    /// One message, and what it does.
    public struct Step: Codable, Hashable, Sendable {
        /// The node at which the conversation is when the message is said.
        public let node: AssistantGraph.Draft.NodeIndex
        /// The message.
        public let message: String
        /// The edge that is taken. `nil`: the conversation remains at the node, unless edges are undecided.
        public let taken: EvaluatedEdge?
        /// The edges on which the path depends, and of which it is not known whether they are taken.
        public let undecided: [EvaluatedEdge]
        /// The edge that is taken when none of the undecided ones is. `nil`: there is none.
        public let otherwise: EvaluatedEdge?

        private enum CodingKeys: String, CodingKey {
            case node, message, taken, undecided, otherwise
        }
    }

    /// An edge, with the reason why it is taken or undecided.
    public struct EvaluatedEdge: Codable, Hashable, Sendable {
        /// The index of the edge in the draft.
        public let index: Int
        /// The node to which the edge leads.
        public let to: AssistantGraph.Draft.NodeIndex
        /// The reason, for example `keywords: buy`.
        public let reason: String

        private enum CodingKeys: String, CodingKey {
            case index, to, reason
        }
    }
}

extension AssistantGraph.Draft.Simulation: CustomStringConvertible {
    /// A line for each step and each undecided edge.
    public var description: String {
        let lines = steps.flatMap(\.lines).map { $0.singleLine(limit: 500) }
        switch end {
        case .messages, .undecided: return lines.joined(separator: "\n")
        case .exit: return (lines + ["The call ends."]).joined(separator: "\n")
        case .noStart: return "There is no node to start from."
        }
    }
}

extension AssistantGraph.Draft.Simulation.Step {
    fileprivate var lines: [String] {
        if let taken { return ["“\(message)”: node \(node.rawValue) → \(taken.to.rawValue), \(taken.reason)"] }
        if undecided.isEmpty { return ["“\(message)”: remains at node \(node.rawValue)"] }
        return ["“\(message)”: undecided at node \(node.rawValue)"]
            + undecided.map { "  node \($0.to.rawValue)? \($0.reason)" }
            + (otherwise.map { ["  otherwise node \($0.to.rawValue), \($0.reason)"] } ?? [])
    }
}
