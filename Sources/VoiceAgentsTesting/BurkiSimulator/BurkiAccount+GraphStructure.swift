import Burki
import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension BurkiAccount {
    // MARK: - Creating a graph

    mutating func createGraph(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let name = request.body.requiredText("name")
        let description = request.body.text("description")
        let configuration = request.body.object("configuration") ?? [:]
        let nodeForms = request.body.objects("nodes") { GraphNodeForm(&$0) }
        let edgeForms = request.body.objects("edges") {
            GraphEdgeForm(&$0, defaultConditionType: nil)
        }
        try request.check()
        try check(name: name, of: nil)
        try check(nodeForms, edgeForms)

        let created = now()
        lastGraphID = max(lastGraphID, graphs.map(\.id.rawValue).max() ?? 0) + 1
        graphs.append(
            AssistantGraph(
                id: .init(lastGraphID), organizationID: organizationID, name: name, description: description,
                configuration: configuration, createdAt: created, updatedAt: created))
        setStructure(of: graphs.count - 1, nodeForms, edgeForms, defaultType: "standard", at: created)
        return SimulatedReply(body: json(graphs[graphs.count - 1]))
    }

    /// Replaces the nodes and edges of a graph. Ids are never used again.
    mutating func setStructure(
        of index: Int, _ nodeForms: [GraphNodeForm], _ edgeForms: [GraphEdgeForm], defaultType: String, at date: Date
    ) {
        let id = graphs[index].id
        lastNodeID = max(lastNodeID, graphs.flatMap(\.nodes).map(\.id.rawValue).max() ?? 0)
        lastEdgeID = max(lastEdgeID, graphs.flatMap(\.edges).map(\.id.rawValue).max() ?? 0)
        let nodes = nodeForms.enumerated().map { place, form in
            var node = AssistantGraph.Node(
                id: .init(lastNodeID + 1 + place), graphID: id, assistantID: .init(form.assistantID),
                type: .init(rawValue: form.type ?? defaultType), configuration: form.configuration,
                createdAt: date, assistantName: assistant(.init(form.assistantID))?.name,
                assistantDescription: assistant(.init(form.assistantID))?.description)
            node.position = form.position
            return Open(node, unknownKeys: form.unknownKeys)
        }
        let edges = edgeForms.enumerated().map { place, form in
            Open(
                AssistantGraph.Edge(
                    id: .init(lastEdgeID + 1 + place), graphID: id, from: nodes[form.from].id, to: nodes[form.to].id,
                    condition: form.condition, conditionLogic: .init(rawValue: form.logic),
                    priority: form.priority, handoffSentence: form.handoffSentence,
                    description: form.description, createdAt: date, updatedAt: date),
                unknownKeys: form.unknownKeys)
        }
        lastNodeID += nodes.count
        lastEdgeID += edges.count
        graphs[index].nodes = nodes
        graphs[index].edges = edges
        graphs[index].totalNodes = nodes.count
        graphs[index].totalEdges = edges.count
    }

    // A graph that is created has no id yet.
    func check(name: String, of id: AssistantGraph.ID?) throws(SimulatedReply) {
        if name.allSatisfy(\.isWhitespace) { throw .detail("Graph name is required", status: 400) }
        if graphs.contains(where: { $0.name == name && $0.id != id }) {
            throw .detail("A graph named '\(name)' already exists in your organization", status: 400)
        }
    }

    func check(_ nodes: [GraphNodeForm], _ edges: [GraphEdgeForm]) throws(SimulatedReply) {
        for node in nodes {
            guard assistant(.init(node.assistantID)) != nil else {
                throw .detail("Assistant with ID \(node.assistantID) not found", status: 400)
            }
            if let type = node.type, !AssistantGraph.NodeType(rawValue: type).isKnown {
                throw .detail("Invalid node_type '\(type)'", status: 400)
            }
        }
        for edge in edges {
            for index in [edge.from, edge.to] where !nodes.indices.contains(index) {
                throw .detail("Invalid node index \(index)", status: 400)
            }
            guard edge.condition.type.isKnown else {
                throw .detail("Invalid condition_type '\(edge.condition.type)'", status: 400)
            }
            guard edge.hasRequiredField else {
                throw .detail("Condition of type '\(edge.condition.type)' is incomplete", status: 400)
            }
            guard AssistantGraph.ConditionLogic(rawValue: edge.logic).isKnown else {
                throw .detail("Invalid condition_logic '\(edge.logic)'", status: 400)
            }
        }
    }

    // MARK: - The reply, encoded independently of the SDK's models

    // An element of a list has no nodes and edges.
    func json(_ graph: AssistantGraph, isListed: Bool = false) -> JSONValue {
        [
            "id": .id(graph.id), "organization_id": .id(organizationID), "name": .string(graph.name),
            "description": .optional(graph.description), "is_active": .bool(graph.isActive ?? true),
            "configuration": .object(graph.configuration),
            "nodes": .array(isListed ? [] : graph.nodes.map(json)),
            "edges": .array(isListed ? [] : graph.edges.map(json)),
            "total_nodes": .integer(Int64(graph.nodes.count)),
            "total_edges": .integer(Int64(graph.edges.count)), "created_at": .optional(graph.createdAt),
            "updated_at": .optional(graph.updatedAt),
        ]
    }

    private func json(_ node: Open<AssistantGraph.Node>) -> JSONValue {
        let members: [String: JSONValue] = [
            "id": .id(node.id), "graph_id": .id(node.graphID),
            "assistant_id": .id(node.assistantID), "node_type": .optional(node.type?.rawValue),
            "position": node.position.map {
                .object($0.unknownKeys.joined(with: ["x": .number($0.x), "y": .number($0.y)]))
            } ?? .null,
            "configuration": json(node.configuration ?? Open(.init())), "created_at": .optional(node.createdAt),
            "assistant_name": .optional(node.assistantName),
            "assistant_description": .optional(node.assistantDescription),
        ]
        return .object(node.unknownKeys.joined(with: members))
    }

    private func json(_ configuration: Open<AssistantGraph.NodeConfiguration>) -> JSONValue {
        let members: [String: JSONValue?] = [
            "knowledge_base_files": configuration.knowledgeBaseFiles.map { .array($0.map { .id($0) }) },
            "custom_tools": configuration.customTools.map { .array($0.map { .id($0) }) },
            "max_session_duration": configuration.maxSessionDuration.map { .integer(Int64($0 / .seconds(60))) },
            "custom_settings": configuration.customSettings.map { .object($0) },
        ]
        return .object(configuration.unknownKeys.joined(with: members.compactMapValues(\.self)))
    }

    private func json(_ edge: Open<AssistantGraph.Edge>) -> JSONValue {
        let members: [String: JSONValue] = [
            "id": .id(edge.id), "graph_id": .id(edge.graphID), "from_node_id": .id(edge.from),
            "to_node_id": .id(edge.to), "condition_type": .string(edge.condition.type.rawValue),
            "intent_pattern": .optional(edge.condition.intentPattern),
            "natural_language_trigger": .optional(edge.condition.naturalLanguageTrigger),
            "mathematical_expression": .optional(edge.condition.mathematicalExpression),
            "state_variable_condition": edge.condition.stateVariableCondition.map { .object($0) } ?? .null,
            "condition_logic": .optional(edge.conditionLogic?.rawValue), "priority": .optional(edge.priority),
            "is_active": .bool(edge.isActive ?? true), "handoff_sentence": .optional(edge.handoffSentence),
            "description": .optional(edge.description), "created_at": .optional(edge.createdAt),
            "updated_at": .optional(edge.updatedAt),
        ]
        return .object(edge.unknownKeys.joined(with: members))
    }
}

struct GraphNodeForm {
    let assistantID: Int
    let type: String?
    let position: Open<AssistantGraph.Position>?
    let configuration: Open<AssistantGraph.NodeConfiguration>
    let unknownKeys: [String: JSONValue]

    init(_ form: inout FieldReader) {
        assistantID = form.requiredInteger("assistant_id")
        type = form.text("node_type")
        position = form.object("position") { position in
            Open(
                .init(x: position.number("x") ?? 0, y: position.number("y") ?? 0),
                unknownKeys: position.otherMembers)
        }
        configuration =
            form.object("configuration") { settings in
                Open(
                    .init(
                        knowledgeBaseFiles: settings.integers("knowledge_base_files")?.map { .init($0) },
                        customTools: settings.integers("custom_tools")?.map { .init($0) },
                        maxSessionDuration: settings.integer("max_session_duration").map {
                            .seconds(60) * Int32(clamping: $0)
                        },
                        customSettings: settings.object("custom_settings")),
                    unknownKeys: settings.otherMembers)
            } ?? Open(.init())
        unknownKeys = form.otherMembers
    }
}

struct GraphEdgeForm {
    let from: Int
    let to: Int
    let condition: AssistantGraph.Condition
    let logic: String
    let priority: Int
    let handoffSentence: String?
    let description: String?
    let unknownKeys: [String: JSONValue]

    // Without a default, an edge needs the kind of its condition.
    init(_ form: inout FieldReader, defaultConditionType: String?) {
        from = form.requiredInteger("from_node_id")
        to = form.requiredInteger("to_node_id")
        condition = AssistantGraph.Condition(
            type: .init(
                rawValue: defaultConditionType.map { form.text("condition_type") ?? $0 }
                    ?? form.requiredText("condition_type")),
            intentPattern: form.text("intent_pattern"),
            naturalLanguageTrigger: form.text("natural_language_trigger"),
            mathematicalExpression: form.text("mathematical_expression"),
            stateVariableCondition: form.object("state_variable_condition"))
        logic = form.text("condition_logic") ?? "AND"
        priority = form.integer("priority") ?? 0
        handoffSentence = form.text("handoff_sentence")
        description = form.text("description")
        unknownKeys = form.otherMembers
    }

    /// Whether the edge contains the field that its type of condition requires.
    var hasRequiredField: Bool {
        switch condition.type {
        case .intent: condition.intentPattern?.isEmpty == false
        case .naturalLanguage: condition.naturalLanguageTrigger?.isEmpty == false
        case .mathematical: condition.mathematicalExpression?.isEmpty == false
        default: condition.stateVariableCondition?.isEmpty == false
        }
    }
}
