extension AssistantGraph {
    /// What changes between two forms of a graph, stored or drafted: show it before you replace the one by the other.
    ///
    /// ```swift
    /// let graph = try await burki.assistantGraphs.get(1)
    /// var draft = try AssistantGraph.Draft(copying: graph)
    /// draft.edges[0].priority = 2
    /// print(try AssistantGraph.Difference(from: graph, to: draft))
    /// // ~ edge Receptionist → Sales Specialist: priority 1 → 2
    /// ```
    ///
    /// Ids, dates, totals and ``AssistantGraph/isActive`` are not compared, nor is the order of nodes and edges. A value that is absent
    /// equals the default that Burki documents for it: the priority 0, the logic `AND`, an empty configuration. All edges of a draft are
    /// active.
    ///
    /// A node corresponds to one with the same assistant: if possible with the same settings and edges, otherwise with the same type and
    /// position, otherwise to the next one in order. An edge corresponds to one between corresponding nodes, if possible with the same
    /// condition, otherwise with a condition of the same kind. A node whose assistant is another one is therefore removed and added, with
    /// its edges. In a graph in which more than five hundred nodes are alike, also in their edges, another order of the nodes can
    /// count as a change.
    public struct Difference: Codable, Hashable, Sendable {
        /// The changes of `name`, `description` and `configuration`.
        public let properties: [MemberChange]
        /// All nodes: those of the old form in order, then those that were added.
        public private(set) var nodes: [Comparison<Node>]
        /// All edges: those of the old form in order, then those that were added.
        public private(set) var edges: [Comparison<Edge>]

        /// The name of the new form.
        let name: String

        /// Whether nothing changes.
        public var isEmpty: Bool { properties.isEmpty && !changesStructure }

        /// Whether nodes or edges change. ``BurkiClient/AssistantGraphs/replaceStructure(of:with:validating:)`` sends these alone.
        public var changesStructure: Bool {
            nodes.contains { $0.kind != .unchanged } || edges.contains { $0.kind != .unchanged }
        }

        private enum CodingKeys: String, CodingKey {
            case properties, nodes, edges, name
        }
    }
}

extension AssistantGraph.Difference {
    /// A node or an edge in both forms.
    public struct Comparison<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
        /// The value in the old form. `nil`: it was added.
        public let old: Value?
        /// The value in the new form. `nil`: it was removed.
        public let new: Value?
        /// The members that differ. Empty when the value was added or removed.
        public let changes: [MemberChange]

        /// What happened to the node or edge.
        public var kind: ChangeKind {
            old == nil ? .added : new == nil ? .removed : changes.isEmpty ? .unchanged : .changed
        }

        private enum CodingKeys: String, CodingKey {
            case old, new, changes
        }
    }

    /// What happened to a node or an edge. This is a closed set.
    public enum ChangeKind: String, Codable, Hashable, Sendable {
        /// Only the new form has it.
        case added
        /// Only the old form has it.
        case removed
        /// Both forms have it, with other members.
        case changed
        /// Both forms have it.
        case unchanged
    }

    /// A member of the JSON object of a graph, a node or an edge, before and after.
    public struct MemberChange: Codable, Hashable, Sendable {
        /// The name of the member on the wire, for example `handoff_sentence`.
        public let name: String
        /// The old value, or the documented default when it is absent.
        public let old: JSONValue
        /// The new value, or the documented default when it is absent.
        public let new: JSONValue

        private enum CodingKeys: String, CodingKey {
            case name, old, new
        }
    }

    /// A node of one form.
    public struct Node: Codable, Hashable, Sendable {
        /// The place of the node in its form.
        public let index: AssistantGraph.Draft.NodeIndex
        /// The name of the node's assistant, if it is known.
        public let assistantName: String?
        /// The node as in a draft.
        public let content: Open<AssistantGraph.Draft.Node>

        private enum CodingKeys: String, CodingKey {
            case index, content
            case assistantName = "assistant_name"
        }
    }

    /// An edge of one form.
    public struct Edge: Codable, Hashable, Sendable {
        /// The edge as in a draft. It refers to nodes by their places in its form.
        public let content: Open<AssistantGraph.Draft.Edge>
        /// Whether the edge is active.
        public let isActive: Bool

        private enum CodingKeys: String, CodingKey {
            case content
            case isActive = "is_active"
        }
    }
}

// MARK: - Comparing

extension AssistantGraph.Difference {
    /// Compares a stored graph with a draft that is to replace its structure.
    ///
    /// - Parameters:
    ///   - old: The stored graph with its nodes and edges.
    ///   - new: The draft.
    ///   - assistantNames: The names of assistants that the stored graph does not have.
    /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` when the graph is incomplete, as in a list of graphs, or when an edge
    ///   refers to a node that is not in the graph.
    public init(
        from old: AssistantGraph, to new: AssistantGraph.Draft, assistantNames: [Assistant.ID: String] = [:]
    ) throws {
        self.init(from: try GraphForm(old), to: GraphForm(new), assistantNames)
    }

    /// Compares two stored graphs.
    ///
    /// - Parameters:
    ///   - old: The old graph with its nodes and edges.
    ///   - new: The new graph with its nodes and edges.
    /// - Throws: The error of ``init(from:to:assistantNames:)-(AssistantGraph,_,_)``.
    public init(from old: AssistantGraph, to new: AssistantGraph) throws {
        self.init(from: try GraphForm(old), to: try GraphForm(new), [:])
    }

    /// Compares two drafts.
    ///
    /// - Parameters:
    ///   - old: The old draft.
    ///   - new: The new draft.
    ///   - assistantNames: The names of the assistants.
    public init(
        from old: AssistantGraph.Draft, to new: AssistantGraph.Draft, assistantNames: [Assistant.ID: String] = [:]
    ) {
        self.init(from: GraphForm(old), to: GraphForm(new), assistantNames)
    }

    /// Compares a draft with a stored graph, for example with the one that was made from it.
    ///
    /// - Parameters:
    ///   - old: The draft.
    ///   - new: The stored graph with its nodes and edges.
    /// - Throws: The error of ``init(from:to:assistantNames:)-(AssistantGraph,_,_)``.
    public init(from old: AssistantGraph.Draft, to new: AssistantGraph) throws {
        self.init(from: GraphForm(old), to: try GraphForm(new), [:])
    }

    private init(from old: GraphForm, to new: GraphForm, _ assistantNames: [Assistant.ID: String]) {
        let names = old.assistantNames.merging(new.assistantNames) { $1 }.merging(assistantNames) { $1 }
        func node(_ index: Int, of form: GraphForm) -> Node {
            let content = form.draft.nodes[index]
            return Node(index: .init(index), assistantName: names[content.assistantID], content: content)
        }
        func compare(_ pairs: [IndexPair]) -> (nodes: [Comparison<Node>], edges: [Comparison<Edge>]) {
            let (oldPlaces, newPlaces) = (places(pairs.map(\.old)), places(pairs.map(\.new)))
            let edgePairs = corresponding(old.edgeKeys(oldPlaces), new.edgeKeys(newPlaces))
            return (
                pairs.map { pair in
                    Comparison(
                        pair.old.map { node($0, of: old) }, pair.new.map { node($0, of: new) },
                        members: { $0.content.members })
                },
                edgePairs.map { pair in
                    Comparison(pair.old.map { old.edges[$0] }, pair.new.map { new.edges[$0] }, members: { $0.members })
                }
            )
        }
        name = new.draft.name
        properties = old.draft.members.changes(to: new.draft.members)
        (nodes, edges) = compare(corresponding(old.nodeKeys, new.nodeKeys))
        // Nodes that are alike have been paired in order. In another order they can be the same graph.
        if changesStructure, let pairs = reordering(from: old, to: new) { (nodes, edges) = compare(pairs) }
    }
}

/// The place of each index in the list of all pairs.
private func places(_ indexes: [Int?]) -> [Int: Int] {
    indexes.enumerated().reduce(into: [:]) { places, pair in
        if let index = pair.element { places[index] = pair.offset }
    }
}
