// How the nodes and edges of two graphs are paired, and what is compared.

/// The nodes and edges of a stored graph or a draft.
struct GraphForm {
    let draft: AssistantGraph.Draft
    let edges: [AssistantGraph.Difference.Edge]
    let assistantNames: [Assistant.ID: String]
    /// What each node is: its assistant, type, position and configuration.
    private let labels: [[JSONValue]]
    /// What each edge is, without its ends.
    private let edgeLabels: [Int]

    private init(
        _ draft: AssistantGraph.Draft, edges: [AssistantGraph.Difference.Edge], assistantNames: [Assistant.ID: String]
    ) {
        self.draft = draft
        self.edges = edges
        self.assistantNames = assistantNames
        labels = draft.nodes.map { [.integer(Int64($0.assistantID.rawValue))] + $0.members.values }
        edgeLabels = edges.map { $0.members.values.hashValue }
    }

    init(_ draft: AssistantGraph.Draft) {
        self.init(draft, edges: draft.edges.map { .init(content: $0, isActive: true) }, assistantNames: [:])
    }

    init(_ graph: AssistantGraph) throws {
        let draft = try AssistantGraph.Draft(copying: graph, edges: graph.edges)
        let names = graph.nodes.compactMap { node in node.assistantName.map { (node.assistantID, $0) } }
        self.init(
            draft, edges: zip(draft.edges, graph.edges).map { .init(content: $0, isActive: $1.isActive ?? true) },
            assistantNames: Dictionary(names) { first, _ in first })
    }
}

extension AssistantGraph.Difference.Comparison {
    init(_ old: Value?, _ new: Value?, members: (Value) -> Members) {
        self.old = old
        self.new = new
        changes =
            if let old, let new {
                members(old).changes(to: members(new))
            } else {
                []
            }
    }
}

/// The members of a JSON object.
struct Members {
    /// Those of the model, in the order in which their changes are shown.
    let known: KeyValuePairs<String, JSONValue>
    /// Those that this version does not know. A null is the same as an absent one.
    let unknown: [String: JSONValue]

    init(_ known: KeyValuePairs<String, JSONValue>, unknown: [String: JSONValue] = [:]) {
        self.known = known
        self.unknown = unknown.filter { !$0.value.isNull }
    }

    var values: [JSONValue] { known.map(\.value) + [.object(unknown)] }

    func changes(to new: Members) -> [AssistantGraph.Difference.MemberChange] {
        let names = Set(unknown.keys).union(new.unknown.keys).sorted()
        let members =
            zip(known, new.known).map { ($0.key, $0.value, $1.value) }
            + names.map { ($0, unknown[$0] ?? .null, new.unknown[$0] ?? .null) }
        return members.filter { $1 != $2 }.map { .init(name: $0, old: $1, new: $2) }
    }
}

// MARK: - Corresponding nodes and edges

/// The places of a value in two lists. `nil`: the list does not have it.
typealias IndexPair = (old: Int?, new: Int?)

/// Finds the values of two lists that correspond.
///
/// - Parameters:
///   - old: For each old value its keys, the most specific one first. Values correspond when they have a key in common and are not
///     paired by a more specific one, in order.
///   - new: The same for each new value.
/// - Returns: The values: those of the old list in order, then those of the new list that are left.
func corresponding(_ old: [[AnyHashable]], _ new: [[AnyHashable]]) -> [IndexPair] {
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

/// Pairs the nodes of two forms that are the same graph with its nodes in another order. `nil`: they are not, or it takes too long to
/// tell.
///
/// The nodes get colors, at first by what they are and the size of the part that they are connected with, then again and again by the
/// colors around them. When the colors do not tell all nodes apart, one node is paired with each one of its color in turn, until the
/// colors after such a pairing tell all nodes apart.
func reordering(from old: GraphForm, to new: GraphForm) -> [IndexPair]? {
    guard old.edges.count == new.edges.count else { return nil }
    // The nodes and edges that were looked at. Where many nodes are alike, there can be more ways to pair them than can be tried.
    var work = 0
    var pairings = 0

    func pairs(_ oldColors: [Int], _ newColors: [Int]) -> [IndexPair]? {
        var (oldColors, newColors) = (oldColors, newColors)
        var classes: [Int: [Int]] = [:]
        while true {
            work += oldColors.count + old.edges.count
            guard work <= 500_000, oldColors.sorted() == newColors.sorted() else { return nil }
            let count = classes.count
            classes = Dictionary(grouping: newColors.indices) { newColors[$0] }
            let isTellingAllApart = classes.count == oldColors.count
            if classes.count == count, !isTellingAllApart { break }
            let (oldNext, newNext) = (old.refined(oldColors), new.refined(newColors))
            if isTellingAllApart {
                // The colors tell all nodes apart. The next ones tell whether the edges between them are the same, too.
                let pairs = oldColors.indices.map { ($0, classes[oldColors[$0]]?.first) }
                return pairs.allSatisfy { old, new in new.map { newNext[$0] } == oldNext[old] } ? pairs : nil
            }
            (oldColors, newColors) = (oldNext, newNext)
        }
        guard let index = oldColors.indices.first(where: { classes[oldColors[$0]]?.count != 1 }) else { return nil }
        let partners = classes[oldColors[index]] ?? []
        pairings += 1
        oldColors[index] = ["pairing", AnyHashable(pairings)].hashValue
        for partner in partners {
            var newColors = newColors
            newColors[partner] = oldColors[index]
            if let pairs = pairs(oldColors, newColors) { return pairs }
        }
        return nil
    }

    return pairs(old.firstColors, new.firstColors)
}

/// The end of an edge: a place in the list of all pairs, or the index of a node that its draft does not have.
private enum EdgeEnd: Hashable {
    case place(Int)
    case missing(Int)
}

extension GraphForm {
    /// What each node is, and how many nodes are connected with it.
    fileprivate var firstColors: [Int] {
        let neighbors = edges.reduce(into: [Int: [Int]]()) { neighbors, edge in
            let (from, to) = (edge.content.from.rawValue, edge.content.to.rawValue)
            neighbors[from, default: []].append(to)
            neighbors[to, default: []].append(from)
        }
        var colors = labels.map(\.hashValue)
        var rest = Set(colors.indices)
        while let start = rest.first {
            let part = nodesReached(from: [start]) { neighbors[$0] ?? [] }
            for node in part where rest.remove(node) != nil {
                colors[node] = [colors[node], part.count].hashValue
            }
        }
        return colors
    }

    /// Colors that also depend on the edges of each node and the colors at their other ends.
    fileprivate func refined(_ colors: [Int]) -> [Int] {
        // A sum, because the order of the edges does not matter.
        var surroundings = [Int](repeating: 0, count: colors.count)
        for (edge, label) in zip(edges, edgeLabels) {
            let (from, to) = (edge.content.from.rawValue, edge.content.to.rawValue)
            for (node, other, isOutgoing) in [(from, to, true), (to, from, false)] where colors.indices.contains(node) {
                var hasher = Hasher()
                hasher.combine(label)
                hasher.combine(isOutgoing)
                hasher.combine(colors.indices.contains(other) ? colors[other] : nil)
                surroundings[node] &+= hasher.finalize()
            }
        }
        return zip(colors, surroundings).map { color, surrounding in
            var hasher = Hasher()
            hasher.combine(color)
            hasher.combine(surrounding)
            return hasher.finalize()
        }
    }

    var nodeKeys: [[AnyHashable]] {
        zip(labels, refined(labels.map(\.hashValue))).map { label, color in
            let (assistant, type, position) = (label[0], label[1], label[2])
            return [
                [AnyHashable(label), AnyHashable(color)], label, [assistant, type, position], [assistant, type],
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
                [AnyHashable(ends), AnyHashable(edge.members.values)],
                [AnyHashable(ends), AnyHashable(condition)],
                [AnyHashable(ends), AnyHashable(condition.type)],
            ]
        }
    }
}

// MARK: - Members

extension AssistantGraph.Draft {
    var members: Members {
        Members([
            "name": .string(name), "description": .optional(description),
            "configuration": .object(configuration ?? [:]),
        ])
    }
}

extension Open<AssistantGraph.Draft.Node> {
    var members: Members {
        Members(
            [
                "node_type": .string(known.type.rawValue),
                "position": known.position.map {
                    .object($0.unknownKeys.joined(with: ["x": .shortest($0.x), "y": .shortest($0.y)]))
                } ?? .null,
                "configuration": .object(known.configuration?.members ?? [:]),
            ], unknown: unknownKeys)
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
        return unknownKeys.joined(with: known.compactMapValues(\.self))
    }
}

extension AssistantGraph.Difference.Edge {
    var members: Members {
        let condition = content.condition
        return Members(
            [
                "condition_type": .string(condition.type.rawValue),
                "intent_pattern": .optional(condition.intentPattern),
                "natural_language_trigger": .optional(condition.naturalLanguageTrigger),
                "mathematical_expression": .optional(condition.mathematicalExpression),
                "state_variable_condition": condition.stateVariableCondition.map { .object($0) } ?? .null,
                "condition_logic": .string((content.conditionLogic ?? .and).rawValue),
                "priority": .integer(Int64(content.priority ?? 0)), "is_active": .bool(isActive),
                "handoff_sentence": .optional(content.handoffSentence), "description": .optional(content.description),
            ], unknown: content.unknownKeys)
    }
}

extension JSONValue {
    /// A number, as an integer if it is one. What is not a number does not equal itself, so it is a text.
    fileprivate static func shortest(_ number: Double) -> JSONValue {
        number.isNaN ? "NaN" : Int64(exactly: number).map { .integer($0) } ?? .number(number)
    }
}
