extension Flow {
    /// What differs between two graphs of a flow. It is empty exactly when the graphs are equal.
    ///
    /// ```swift
    /// let flow = try await burki.flows.get(42)
    /// if let stored = flow.graph {
    ///     var changed = stored
    ///     changed.nodes["support"]?.prompt = "Help with orders only."
    ///     print(Flow.Difference(from: stored, to: changed))
    ///     // ~ node support: prompt changed
    /// }
    /// ```
    ///
    /// Nodes are matched by key, transitions by their two nodes and their condition. So a transition with another condition is a removed
    /// and an added one.
    public struct Difference: Codable, Hashable, Sendable {
        /// The graph before the change.
        public let old: Open<Graph>
        /// The graph after the change.
        public let new: Open<Graph>
        /// The members of the graph itself that differ: `begin_node`, `global_prompt`, and those that this version does not know.
        public let changedMembers: [String]
        /// The keys of the nodes that only the old graph has.
        public let removedNodes: [String]
        /// The keys of the nodes that only the new graph has.
        public let addedNodes: [String]
        /// The nodes that differ, in more than their transitions.
        public let changedNodes: [NodeChange]
        /// The transitions that only the old graph has.
        public let removedTransitions: [NodeTransition]
        /// The transitions that only the new graph has.
        public let addedTransitions: [NodeTransition]
        /// The transitions that differ in members that this version does not know.
        public let changedTransitions: [TransitionChange]

        /// Compares two graphs.
        public init(from old: Open<Graph>, to new: Open<Graph>) {
            self.old = old
            self.new = new
            changedMembers =
                (old.beginNode == new.beginNode ? [] : ["begin_node"])
                + (old.globalPrompt == new.globalPrompt ? [] : ["global_prompt"])
                + old.unknownKeys.keysDiffering(from: new.unknownKeys)
            removedNodes = old.nodes.keys.filter { new.nodes[$0] == nil }.sorted()
            addedNodes = new.nodes.keys.filter { old.nodes[$0] == nil }.sorted()
            var nodes: [NodeChange] = []
            var removed: [NodeTransition] = []
            var added: [NodeTransition] = []
            var changed: [TransitionChange] = []
            for key in Set(old.nodes.keys).union(new.nodes.keys).sorted() {
                let match = TransitionMatch(old.nodes[key]?.transitions ?? [], new.nodes[key]?.transitions ?? [])
                removed += match.removed.map { NodeTransition(from: key, transition: $0) }
                added += match.added.map { NodeTransition(from: key, transition: $0) }
                changed += match.changed.map { transition, members in
                    TransitionChange(transition: NodeTransition(from: key, transition: transition), members: members)
                }
                if let before = old.nodes[key], let after = new.nodes[key] {
                    let members = before.membersDiffering(from: after) + (match.isReordered ? ["transitions"] : [])
                    if !members.isEmpty { nodes.append(NodeChange(key: key, members: members)) }
                }
            }
            changedNodes = nodes
            removedTransitions = removed
            addedTransitions = added
            changedTransitions = changed
        }

        private enum CodingKeys: String, CodingKey {
            case old, new
            case changedMembers = "changed_members"
            case removedNodes = "removed_nodes"
            case addedNodes = "added_nodes"
            case changedNodes = "changed_nodes"
            case removedTransitions = "removed_transitions"
            case addedTransitions = "added_transitions"
            case changedTransitions = "changed_transitions"
        }

        /// Whether the graphs are equal.
        public var isEmpty: Bool {
            changedMembers.isEmpty && removedNodes.isEmpty && addedNodes.isEmpty && changedNodes.isEmpty
                && removedTransitions.isEmpty && addedTransitions.isEmpty && changedTransitions.isEmpty
        }
    }
}

extension Flow.Difference {
    /// A node that differs.
    public struct NodeChange: Codable, Hashable, Sendable {
        /// The key of the node.
        public let key: String
        /// The members that differ: `type`, `prompt`, those that this version does not know, and `transitions` when their order differs.
        public let members: [String]
    }

    /// A transition, with the node that has it.
    public struct NodeTransition: Codable, Hashable, Sendable {
        /// The key of the node from which the transition leads.
        public let from: String
        /// The transition.
        public let transition: Open<Flow.Transition>
    }

    /// A transition that differs.
    public struct TransitionChange: Codable, Hashable, Sendable {
        /// The transition of the new graph.
        public let transition: NodeTransition
        /// The members that differ.
        public let members: [String]
    }
}

extension Flow.Difference: CustomStringConvertible {
    /// A line for each difference: `+` for what is added, `-` for what is removed, `~` for what is changed; or
    /// `no differences`.
    public var description: String { lines.isEmpty ? "no differences" : lines.joined(separator: "\n") }

    /// A line for each difference, as in ``description``.
    public var lines: [String] {
        var lines = changedMembers.map { member in
            switch member {
            case "begin_node": "~ begin node: \(old.beginNode ?? "none") → \(new.beginNode ?? "none")"
            case "global_prompt": "~ global prompt changed"
            default: "~ \(member) changed"
            }
        }
        lines += removedNodes.map { "- node \($0)\(old.nodes[$0]?.typeInBrackets ?? "")" }
        lines += addedNodes.map { "+ node \($0)\(new.nodes[$0]?.typeInBrackets ?? "")" }
        lines += changedNodes.map { change in
            let members = change.members.map { $0 == "transitions" ? "order of the transitions" : $0 }
            return "~ node \(change.key): \(members.joined(separator: ", ")) changed"
        }
        lines += removedTransitions.map { "- transition \($0.text)" }
        lines += addedTransitions.map { "+ transition \($0.text)" }
        lines += changedTransitions.map {
            "~ transition \($0.transition.text): \($0.members.joined(separator: ", ")) changed"
        }
        return lines.map { $0.singleLine(limit: 500) }
    }
}

extension Flow.Difference.NodeTransition {
    /// For example `start → support (The caller needs support.)`.
    fileprivate var text: String {
        let kind = transition.kind.flatMap { $0 == .prompt ? nil : $0.rawValue }
        let condition = [kind, transition.when].compactMap(\.self).joined(separator: ": ")
        return "\(from) → \(transition.to ?? "nowhere")" + (condition.isEmpty ? "" : " (\(condition))")
    }
}

extension Open<Flow.Node> {
    fileprivate var typeInBrackets: String { known.type.map { " (\($0))" } ?? "" }

    /// The members that differ, without the transitions.
    fileprivate func membersDiffering(from other: Self) -> [String] {
        (known.type == other.known.type ? [] : ["type"]) + (known.prompt == other.known.prompt ? [] : ["prompt"])
            + unknownKeys.keysDiffering(from: other.unknownKeys)
    }
}

extension [String: JSONValue] {
    /// The keys of the members that differ, in order.
    fileprivate func keysDiffering(from other: Self) -> [String] {
        Set(keys).union(other.keys).filter { self[$0] != other[$0] }.sorted()
    }
}

/// The transitions of one node in two graphs. Of equal ones, the first is matched with the first.
private struct TransitionMatch {
    private struct Label: Hashable {
        let transition: Flow.Transition
        let occurrence: Int
    }

    let removed: [Open<Flow.Transition>]
    let added: [Open<Flow.Transition>]
    let changed: [(transition: Open<Flow.Transition>, members: [String])]
    /// Whether those that both nodes have are in another order.
    let isReordered: Bool

    init(_ old: [Open<Flow.Transition>], _ new: [Open<Flow.Transition>]) {
        let (before, after) = (Self.labelled(old), Self.labelled(new))
        let oldTransitions = Dictionary(uniqueKeysWithValues: before)
        let newTransitions = Dictionary(uniqueKeysWithValues: after)
        removed = before.filter { newTransitions[$0.0] == nil }.map(\.1)
        added = after.filter { oldTransitions[$0.0] == nil }.map(\.1)
        changed = after.compactMap { label, transition in
            guard let members = oldTransitions[label]?.unknownKeys.keysDiffering(from: transition.unknownKeys),
                !members.isEmpty
            else { return nil }
            return (transition, members)
        }
        isReordered =
            before.map(\.0).filter { newTransitions[$0] != nil } != after.map(\.0).filter { oldTransitions[$0] != nil }
    }

    private static func labelled(_ transitions: [Open<Flow.Transition>]) -> [(Label, Open<Flow.Transition>)] {
        var counts: [Flow.Transition: Int] = [:]
        return transitions.map { transition in
            let occurrence = counts[transition.known, default: 0]
            counts[transition.known] = occurrence + 1
            return (Label(transition: transition.known, occurrence: occurrence), transition)
        }
    }
}
