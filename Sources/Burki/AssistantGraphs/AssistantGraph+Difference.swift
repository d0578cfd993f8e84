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
    /// condition, otherwise with a condition of the same kind. Where several nodes are alike, also in their edges, their order can count
    /// as a change. A node whose assistant is another one is therefore removed and added,
    /// with its edges.
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
        public let content: AssistantGraph.Draft.Node

        private enum CodingKeys: String, CodingKey {
            case index, assistantName, content
        }
    }

    /// An edge of one form.
    public struct Edge: Codable, Hashable, Sendable {
        /// The edge as in a draft. It refers to nodes by their places in its form.
        public let content: AssistantGraph.Draft.Edge
        /// Whether the edge is active.
        public let isActive: Bool

        private enum CodingKeys: String, CodingKey {
            case content, isActive
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
        properties = changes(from: old.draft.members, to: new.draft.members)
        var ids = SharedIDs()
        (nodes, edges) = compare(corresponding(old.nodeKeys(&ids), new.nodeKeys(&ids)))
        // Nodes that are alike have been paired in order. In another order they can be the same graph.
        if changesStructure, let pairs = reordering(from: old, to: new) {
            let ordered = (nodes, edges)
            (nodes, edges) = compare(pairs)
            if changesStructure { (nodes, edges) = ordered }
        }
    }
}

/// The nodes and edges of a stored graph or a draft.
private struct GraphForm {
    let draft: AssistantGraph.Draft
    let edges: [AssistantGraph.Difference.Edge]
    let assistantNames: [Assistant.ID: String]

    init(_ draft: AssistantGraph.Draft) {
        self.draft = draft
        edges = draft.edges.map { .init(content: $0, isActive: true) }
        assistantNames = [:]
    }

    init(_ graph: AssistantGraph) throws {
        draft = try AssistantGraph.Draft(copying: graph, edges: graph.edges)
        edges = zip(draft.edges, graph.edges).map { .init(content: $0, isActive: $1.isActive ?? true) }
        assistantNames = Dictionary(
            graph.nodes.compactMap { node in node.assistantName.map { (node.assistantID, $0) } }
        ) { first, _ in first }
    }
}

extension AssistantGraph.Difference.Comparison {
    fileprivate init(_ old: Value?, _ new: Value?, members: (Value) -> Members) {
        self.old = old
        self.new = new
        changes =
            if let old, let new {
                Burki.changes(from: members(old), to: members(new))
            } else {
                []
            }
    }
}

/// Members of a JSON object in the order in which their changes are shown.
private typealias Members = KeyValuePairs<String, JSONValue>

private func changes(from old: Members, to new: Members) -> [AssistantGraph.Difference.MemberChange] {
    zip(old, new).filter { $0.value != $1.value }.map { .init(name: $0.key, old: $0.value, new: $1.value) }
}

// MARK: - Corresponding nodes and edges

/// The places of a value in two lists. `nil`: the list does not have it.
private typealias IndexPair = (old: Int?, new: Int?)

/// Finds the values of two lists that correspond.
///
/// - Parameters:
///   - old: For each old value its keys, the most specific one first. Values correspond when they have a key in common and are not
///     paired by a more specific one, in order.
///   - new: The same for each new value.
/// - Returns: The values: those of the old list in order, then those of the new list that are left.
private func corresponding(_ old: [[AnyHashable]], _ new: [[AnyHashable]]) -> [IndexPair] {
    var partners = [Int?](repeating: nil, count: old.count)
    var free = Set(new.indices)
    for level in old.first?.indices ?? 0..<0 {
        var candidates = Dictionary(grouping: new.indices.filter(free.contains)) { new[$0][level] }.mapValues {
            $0[...]
        }
        for index in old.indices where partners[index] == nil {
            guard let partner = candidates[old[index][level]]?.popFirst() else { continue }
            partners[index] = partner
            free.remove(partner)
        }
    }
    return old.indices.map { ($0, partners[$0]) } + new.indices.filter(free.contains).map { (nil, $0) }
}

/// Pairs the nodes of two forms that have the same nodes and edges in another order. `nil`: there are no such pairs.
///
/// The nodes get colors, at first by what they are, then again and again by the colors around them, until the colors tell all nodes
/// apart. When they do not, the nodes of one color are alike as far as can be seen, and the first of them are paired.
private func reordering(from old: GraphForm, to new: GraphForm) -> [IndexPair]? {
    guard old.edges.count == new.edges.count else { return nil }
    var ids = SharedIDs()
    var (oldColors, newColors) = (old.labels.map { ids.id($0) }, new.labels.map { ids.id($0) })
    // Each round compares all nodes and edges, and a large graph of nodes that are alike would need a round for each node.
    var work = 0
    while oldColors.sorted() == newColors.sorted() {
        work += oldColors.count + old.edges.count
        if work > 100_000 { return nil }
        let count = Set(oldColors).count
        if count == oldColors.count {
            let places = Dictionary(zip(newColors, newColors.indices)) { first, _ in first }
            return oldColors.indices.map { ($0, places[oldColors[$0]]) }
        }
        func refined(_ colors: [Int], _ form: GraphForm) -> [Int] {
            zip(colors, form.surroundings(of: colors, &ids)).map { ids.id([AnyHashable($0), AnyHashable($1)]) }
        }
        (oldColors, newColors) = (refined(oldColors, old), refined(newColors, new))
        let isStable = Set(oldColors).count == count
        let counts = Dictionary(grouping: oldColors) { $0 }
        if isStable, let first = oldColors.firstIndex(where: { counts[$0]?.count != 1 }),
            let partner = newColors.firstIndex(of: oldColors[first])
        {
            let color = ids.id("pair \(ids.count)")
            (oldColors[first], newColors[partner]) = (color, color)
        }
    }
    return nil
}

/// Small numbers in place of values that are compared often, the same for both forms.
private struct SharedIDs {
    private var ids: [AnyHashable: Int] = [:]

    var count: Int { ids.count }

    mutating func id(_ value: AnyHashable) -> Int {
        if let id = ids[value] { return id }
        ids[value] = ids.count
        return ids.count - 1
    }
}

/// The place of each index in the list of all pairs.
private func places(_ indexes: [Int?]) -> [Int: Int] {
    indexes.enumerated().reduce(into: [:]) { places, pair in
        if let index = pair.element { places[index] = pair.offset }
    }
}

/// An edge as one of its nodes sees it.
private struct Surrounding: Hashable {
    let isOutgoing: Bool
    let edge: Int
    /// The color of the node at the other end. `nil`: there is none.
    let other: Int?
}

/// The end of an edge: a place in the list of all pairs, or the index of a node that its draft does not have.
private enum EdgeEnd: Hashable {
    case place(Int)
    case missing(Int)
}

extension GraphForm {
    /// What each node is: its assistant, type, position and configuration.
    var labels: [[JSONValue]] {
        draft.nodes.map { [.integer(Int64($0.assistantID.rawValue))] + $0.members.map(\.value) }
    }

    /// The edges of each node, with the colors of the nodes at their other ends.
    func surroundings(of colors: [Int], _ ids: inout SharedIDs) -> [[Surrounding: Int]] {
        var surroundings = [[Surrounding: Int]](repeating: [:], count: colors.count)
        for edge in edges {
            let (from, to) = (edge.content.from.rawValue, edge.content.to.rawValue)
            let id = ids.id(edge.members.map(\.value))
            for (node, other, isOutgoing) in [(from, to, true), (to, from, false)] where colors.indices.contains(node) {
                let color = colors.indices.contains(other) ? colors[other] : nil
                surroundings[node][.init(isOutgoing: isOutgoing, edge: id, other: color), default: 0] += 1
            }
        }
        return surroundings
    }

    func nodeKeys(_ ids: inout SharedIDs) -> [[AnyHashable]] {
        let labels = labels
        let colors = labels.map { ids.id($0) }
        return zip(labels, surroundings(of: colors, &ids)).map { label, surroundings in
            let (assistant, type, position) = (label[0], label[1], label[2])
            return [
                [AnyHashable(label), AnyHashable(surroundings)], label, [assistant, type, position], [assistant, type],
                [assistant, position], [assistant],
            ]
        }
    }

    func edgeKeys(_ places: [Int: Int]) -> [[AnyHashable]] {
        edges.map { edge in
            let ends = [edge.content.from.rawValue, edge.content.to.rawValue].map { index in
                places[index].map { EdgeEnd.place($0) } ?? .missing(index)
            }
            let condition = edge.content.condition
            return [
                [AnyHashable(ends), AnyHashable(edge.members.map(\.value))],
                [AnyHashable(ends), AnyHashable(condition)],
                [AnyHashable(ends), AnyHashable(condition.type)],
            ]
        }
    }
}

// MARK: - Members

extension AssistantGraph.Draft {
    fileprivate var members: Members {
        [
            "name": .string(name), "description": .optional(description),
            "configuration": .object(configuration ?? [:]),
        ]
    }
}

extension AssistantGraph.Draft.Node {
    fileprivate var members: Members {
        [
            "node_type": .string(type.rawValue),
            "position": position.map { ["x": .shortest($0.x), "y": .shortest($0.y)] } ?? .null,
            "configuration": .object(configuration?.members ?? [:]),
        ]
    }
}

extension Open<AssistantGraph.NodeConfiguration> {
    fileprivate var members: [String: JSONValue] {
        let known: [String: JSONValue?] = [
            "knowledge_base_files": known.knowledgeBaseFiles.map { .array($0.map { .id($0) }) },
            "custom_tools": known.customTools.map { .array($0.map { .id($0) }) },
            "max_session_duration": known.maxSessionDuration.map { .shortest($0 / .seconds(60)) },
            "custom_settings": known.customSettings.map { .object($0) },
        ]
        return unknownKeys.merging(known.compactMapValues(\.self)) { $1 }
    }
}

extension AssistantGraph.Difference.Edge {
    fileprivate var members: Members {
        let condition = content.condition
        return [
            "condition_type": .string(condition.type.rawValue), "intent_pattern": .optional(condition.intentPattern),
            "natural_language_trigger": .optional(condition.naturalLanguageTrigger),
            "mathematical_expression": .optional(condition.mathematicalExpression),
            "state_variable_condition": condition.stateVariableCondition.map { .object($0) } ?? .null,
            "condition_logic": .string((content.conditionLogic ?? .and).rawValue),
            "priority": .integer(Int64(content.priority ?? 0)), "is_active": .bool(isActive),
            "handoff_sentence": .optional(content.handoffSentence), "description": .optional(content.description),
        ]
    }
}

extension JSONValue {
    fileprivate static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    fileprivate static func id<Resource>(_ id: Identifier<Resource, Int>) -> JSONValue {
        .integer(Int64(id.rawValue))
    }

    /// A number, as an integer if it is one.
    fileprivate static func shortest(_ number: Double) -> JSONValue {
        Int64(exactly: number).map { .integer($0) } ?? .number(number)
    }
}
