import Burki
import VoiceAgentsCore

extension BurkiAccount {
    static let assistantGraphRoutes: [SimulatedRoute<Self>] = [
        .rule(.burki.assistantGraphs.create) { try $0.createGraph(&$1) },
        .rule(.burki.assistantGraphs.sessions) { try $0.listSessions(&$1) },
        .rule(.burki.assistantGraphs.phoneNumbers) { try $0.listGraphPhoneNumbers(&$1) },
        .rule(.burki.assistantGraphs.assign) { try $0.assign(&$1) },
        .rule(.burki.assistantGraphs.unassign) { try $0.unassign(&$1) },
    ]

    // MARK: - Phone numbers of a graph

    private func listGraphPhoneNumbers(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let id: AssistantGraph.ID = request.path.requiredID("graph_id")
        try request.check()
        let graph = try graph(id)
        let numbers = phoneNumbers.filter { $0.route == .graph(graph.id) }
        return SimulatedReply(body: [
            "success": true,
            "data": .array(
                numbers.map { number in
                    [
                        "id": .id(number.id), "phone_number": .string(number.phoneNumber.e164),
                        "friendly_name": .optional(number.friendlyName),
                        "provider": .string(number.provider.rawValue), "is_active": .bool(number.isActive),
                    ]
                }),
            "message": "Found \(numbers.count) phone numbers assigned to graph '\(graph.name)'",
        ])
    }

    private mutating func assign(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let (graph, index) = try graphAndNumber(&request)
        switch phoneNumbers[index].route {
        case .graph(let other) where other != graph.id:
            throw .detail("Phone number is already assigned to another graph", status: 400)
        case .flow:
            throw .detail("Phone number is already assigned to a conversation flow", status: 400)
        default:
            phoneNumbers[index].route = .graph(graph.id)
        }
        return assignment("Phone number successfully assigned to graph '\(graph.name)'", graph, phoneNumbers[index])
    }

    private mutating func unassign(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let (graph, index) = try graphAndNumber(&request)
        guard phoneNumbers[index].route == .graph(graph.id) else {
            throw .detail("Phone number is not assigned to this graph", status: 400)
        }
        phoneNumbers[index].route = .unassigned
        return assignment(
            "Phone number successfully unassigned from graph '\(graph.name)'", graph, phoneNumbers[index])
    }

    private func assignment(
        _ message: String, _ graph: AssistantGraph, _ number: SimulatedPhoneNumber
    ) -> SimulatedReply {
        SimulatedReply(body: [
            "success": true, "message": .string(message),
            "data": [
                "graph_id": .id(graph.id), "phone_number_id": .id(number.id), "graph_name": .string(graph.name),
            ],
        ])
    }

    /// The graph, and the index of the phone number, that a path identifies.
    private func graphAndNumber(
        _ request: inout RequestReader
    ) throws(SimulatedReply) -> (graph: AssistantGraph, number: Int) {
        let graphID: AssistantGraph.ID = request.path.requiredID("graph_id")
        let numberID: OrganizationPhoneNumber.ID = request.path.requiredID("phone_number_id")
        try request.check()
        let graph = try graph(graphID)
        guard let index = phoneNumbers.firstIndex(where: { $0.id == numberID }) else {
            throw .detail("Phone number not found in your organization", status: 404)
        }
        return (graph, index)
    }

    private func graph(_ id: AssistantGraph.ID) throws(SimulatedReply) -> AssistantGraph {
        guard let graph = graphs.first(where: { $0.id == id }) else {
            throw .detail("Graph not found in your organization", status: 404)
        }
        return graph
    }

    // MARK: - Sessions of a graph

    /// The newest first, as in the example of the documentation.
    private func listSessions(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let id: AssistantGraph.ID = request.path.requiredID("graph_id")
        let activeOnly = request.query.flag("active_only") ?? false
        let page = request.query.page(offset: "skip", limits: 1...1000, defaultLimit: 100)
        try request.check()
        let graph = try graph(id)
        let found = graphSessions.reversed().filter { session in
            session.graphID == id && (!activeOnly || session.isActive ?? (session.endedAt == nil))
        }
        return SimulatedReply(body: page.array(found) { json($0, of: graph) })
    }

    private func json(_ session: GraphSession, of graph: AssistantGraph) -> JSONValue {
        let node = graph.nodes.first { $0.id == session.currentNodeID }
        return [
            "id": .id(session.id), "call_sid": .optional(session.callSID?.rawValue), "graph_id": .id(graph.id),
            "current_node_id": .id(session.currentNodeID),
            "context": .object(session.context ?? [:]), "started_at": .optional(session.startedAt),
            "ended_at": .optional(session.endedAt), "is_active": .bool(session.isActive ?? (session.endedAt == nil)),
            "current_assistant_name": .optional(session.currentAssistantName ?? node?.assistantName),
            "graph_name": .string(session.graphName ?? graph.name),
        ]
    }

    // MARK: - Creating a graph

    private mutating func createGraph(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let name = request.body.requiredText("name")
        let description = request.body.text("description")
        let configuration = request.body.object("configuration") ?? [:]
        let nodeForms = request.body.objects("nodes", GraphNodeForm.init)
        let edgeForms = request.body.objects("edges", GraphEdgeForm.init)
        try request.check()
        try check(name: name, nodeForms, edgeForms)

        let created = now()
        let id = AssistantGraph.ID((graphs.map(\.id.rawValue).max() ?? 0) + 1)
        let firstNode = (graphs.flatMap(\.nodes).map(\.id.rawValue).max() ?? 100) + 1
        let firstEdge = (graphs.flatMap(\.edges).map(\.id.rawValue).max() ?? 200) + 1
        let nodes = nodeForms.enumerated().map { index, form in
            AssistantGraph.Node(
                id: .init(firstNode + index), graphID: id, assistantID: .init(form.assistantID),
                type: .init(rawValue: form.type), position: form.position,
                configuration: form.configuration,
                createdAt: created, assistantName: assistant(.init(form.assistantID))?.name,
                assistantDescription: assistant(.init(form.assistantID))?.description)
        }
        let edges = edgeForms.enumerated().map { index, form in
            AssistantGraph.Edge(
                id: .init(firstEdge + index), graphID: id, from: nodes[form.from].id, to: nodes[form.to].id,
                condition: form.condition, conditionLogic: .init(rawValue: form.logic),
                priority: form.priority, handoffSentence: form.handoffSentence,
                description: form.description, createdAt: created, updatedAt: created)
        }
        let graph = AssistantGraph(
            id: id, organizationID: organizationID, name: name, description: description,
            configuration: configuration, nodes: nodes, edges: edges, totalNodes: nodes.count,
            totalEdges: edges.count, createdAt: created, updatedAt: created)
        graphs.append(graph)
        return SimulatedReply(body: json(graph))
    }

    private func check(name: String, _ nodes: [GraphNodeForm], _ edges: [GraphEdgeForm]) throws(SimulatedReply) {
        if name.allSatisfy(\.isWhitespace) { throw .detail("Graph name is required", status: 400) }
        if graphs.contains(where: { $0.name == name }) {
            throw .detail("A graph named '\(name)' already exists in your organization", status: 400)
        }
        for node in nodes {
            guard assistant(.init(node.assistantID)) != nil else {
                throw .detail("Assistant with ID \(node.assistantID) not found", status: 400)
            }
            guard AssistantGraph.NodeType(rawValue: node.type).isKnown else {
                throw .detail("Invalid node_type '\(node.type)'", status: 400)
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

    private func json(_ graph: AssistantGraph) -> JSONValue {
        [
            "id": .id(graph.id), "organization_id": .id(organizationID), "name": .string(graph.name),
            "description": .optional(graph.description), "is_active": .bool(graph.isActive ?? true),
            "configuration": .object(graph.configuration), "nodes": .array(graph.nodes.map(json)),
            "edges": .array(graph.edges.map(json)), "total_nodes": .integer(Int64(graph.nodes.count)),
            "total_edges": .integer(Int64(graph.edges.count)), "created_at": .optional(graph.createdAt),
            "updated_at": .optional(graph.updatedAt),
        ]
    }

    private func json(_ node: AssistantGraph.Node) -> JSONValue {
        [
            "id": .id(node.id), "graph_id": .id(node.graphID),
            "assistant_id": .id(node.assistantID), "node_type": .optional(node.type?.rawValue),
            "position": node.position.map { ["x": .number($0.x), "y": .number($0.y)] } ?? .null,
            "configuration": json(node.configuration ?? Open(.init())), "created_at": .optional(node.createdAt),
            "assistant_name": .optional(node.assistantName),
            "assistant_description": .optional(node.assistantDescription),
        ]
    }

    private func json(_ configuration: Open<AssistantGraph.NodeConfiguration>) -> JSONValue {
        var members = configuration.unknownKeys
        members["knowledge_base_files"] = configuration.knowledgeBaseFiles.map { .array($0.map { .id($0) }) }
        members["custom_tools"] = configuration.customTools.map { .array($0.map { .id($0) }) }
        members["max_session_duration"] = configuration.maxSessionDuration.map { .integer(Int64($0 / .seconds(60))) }
        members["custom_settings"] = configuration.customSettings.map { .object($0) }
        return .object(members)
    }

    private func json(_ edge: AssistantGraph.Edge) -> JSONValue {
        [
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
    }
}

private struct GraphNodeForm {
    let assistantID: Int
    let type: String
    let position: AssistantGraph.Position?
    let configuration: Open<AssistantGraph.NodeConfiguration>

    init(_ form: inout FieldReader) {
        assistantID = form.requiredInteger("assistant_id")
        type = form.text("node_type") ?? "standard"
        position = form.object("position") { position in
            .init(x: position.number("x") ?? 0, y: position.number("y") ?? 0)
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
    }
}

private struct GraphEdgeForm {
    let from: Int
    let to: Int
    let condition: AssistantGraph.Condition
    let logic: String
    let priority: Int
    let handoffSentence: String?
    let description: String?

    init(_ form: inout FieldReader) {
        from = form.requiredInteger("from_node_id")
        to = form.requiredInteger("to_node_id")
        condition = AssistantGraph.Condition(
            type: .init(rawValue: form.requiredText("condition_type")),
            intentPattern: form.text("intent_pattern"),
            naturalLanguageTrigger: form.text("natural_language_trigger"),
            mathematicalExpression: form.text("mathematical_expression"),
            stateVariableCondition: form.object("state_variable_condition"))
        logic = form.text("condition_logic") ?? "AND"
        priority = form.integer("priority") ?? 0
        handoffSentence = form.text("handoff_sentence")
        description = form.text("description")
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
