import Burki
import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension BurkiAccount {
    static let assistantGraphRoutes: [SimulatedRoute<Self>] = [
        .rule(.burki.assistantGraphs.create) { try $0.createGraph(&$1) },
        .rule(.burki.assistantGraphs.list) { try $0.listGraphs(&$1) },
        .rule(.burki.assistantGraphs.get) { try $0.getGraph(&$1) },
        .rule(.burki.assistantGraphs.update) { try $0.updateGraph(&$1) },
        .rule(.burki.assistantGraphs.replaceStructure) { try $0.replaceStructure(&$1) },
        .rule(.burki.assistantGraphs.delete) { try $0.deleteGraph(&$1) },
        .rule(.burki.assistantGraphs.phoneNumbers) { try $0.listGraphPhoneNumbers(&$1) },
        .rule(.burki.assistantGraphs.assign) { try $0.assign(&$1) },
        .rule(.burki.assistantGraphs.unassign) { try $0.unassign(&$1) },
        .rule(.burki.assistantGraphs.sessions) { try $0.listSessions(&$1) },
        .rule(.burki.assistantGraphs.session) { try $0.getSession(&$1) },
        .rule(.burki.assistantGraphs.analytics) { try $0.analyzeGraph(&$1) },
        .rule(.burki.assistantGraphs.test) { try $0.testGraph(&$1) },
    ]

    // MARK: - Phone numbers of a graph

    private func listGraphPhoneNumbers(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let id: AssistantGraph.ID = request.path.requiredID("graph_id")
        try request.check()
        let graph = try graph(id)
        let numbers = phoneNumbers.filter { $0.destination == .graph(graph.id) }
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
        switch phoneNumbers[index].destination {
        case .graph(let other) where other != graph.id:
            throw .detail("Phone number is already assigned to another graph", status: 400)
        case .flow:
            throw .detail("Phone number is already assigned to a conversation flow", status: 400)
        default:
            route(index, to: .graph(graph.id))
        }
        return assignment("Phone number successfully assigned to graph '\(graph.name)'", graph, phoneNumbers[index])
    }

    private mutating func unassign(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let (graph, index) = try graphAndNumber(&request)
        guard phoneNumbers[index].destination == .graph(graph.id) else {
            throw .detail("Phone number is not assigned to this graph", status: 400)
        }
        route(index, to: .unassigned)
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
        return (try graph(graphID), try index(of: numberID))
    }

    private func graph(_ id: AssistantGraph.ID) throws(SimulatedReply) -> AssistantGraph {
        graphs[try indexOfGraph(id)]
    }

    private func indexOfGraph(_ id: AssistantGraph.ID) throws(SimulatedReply) -> Int {
        guard let index = graphs.firstIndex(where: { $0.id == id }) else {
            throw .detail("Graph not found in your organization", status: 404)
        }
        return index
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
            session.graphID == id && (!activeOnly || session.isOngoing)
        }
        return SimulatedReply(body: page.array(found) { json($0, of: graph) })
    }

    private func getSession(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let sid = Call.SID(request.path.requiredText("call_sid"))
        try request.check()
        guard let session = graphSessions.last(where: { $0.callSID == sid }),
            let graph = graphs.first(where: { $0.id == session.graphID })
        else { throw .detail("Session not found", status: 404) }
        return SimulatedReply(body: json(session, of: graph))
    }

    private func json(_ session: GraphSession, of graph: AssistantGraph) -> JSONValue {
        let node = graph.nodes.first { $0.id == session.currentNodeID }
        return [
            "id": .id(session.id), "call_sid": .optional(session.callSID?.rawValue), "graph_id": .id(graph.id),
            "current_node_id": .id(session.currentNodeID),
            "context": .object(session.context ?? [:]), "started_at": .optional(session.startedAt),
            "ended_at": .optional(session.endedAt), "is_active": .bool(session.isOngoing),
            "current_assistant_name": .optional(session.currentAssistantName ?? node?.assistantName),
            "graph_name": .string(session.graphName ?? graph.name),
        ]
    }

    // MARK: - Numbers about a graph

    /// The sessions are those of the account. They do not have paths, so the rest comes from `graphAnalytics`.
    private func analyzeGraph(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let id: AssistantGraph.ID = request.path.requiredID("graph_id")
        let days = request.query.integer("days", in: 1...365) ?? 30
        try request.check()
        let graph = try graph(id)
        let start = now().addingTimeInterval(-86_400 * Double(days))
        let sessions = graphSessions.filter { $0.graphID == id && $0.startedAt.map { $0 >= start } ?? false }
        let durations = sessions.compactMap { session in
            session.startedAt.flatMap { session.endedAt?.timeIntervalSince($0) }
        }
        let other = graphAnalytics[id]
        return SimulatedReply(body: [
            "graph_id": .id(id), "graph_name": .string(graph.name), "period_days": .optional(days),
            "total_sessions": .optional(sessions.count),
            "total_transitions": .optional(other?.transitionCount ?? 0),
            "avg_session_duration": .number(durations.isEmpty ? 0 : durations.reduce(0, +) / Double(durations.count)),
            "most_used_transitions": .array(
                (other?.transitions ?? []).map { transition in
                    [
                        "from_node": .optional(transition.fromName), "to_node": .optional(transition.toName),
                        "count": .optional(transition.count),
                        "percentage": transition.percentage.map { .number($0) } ?? .null,
                    ]
                }),
            "node_usage_stats": .object(
                (other?.nodeUsage ?? [:]).reduce(into: [:]) { members, usage in
                    members[usage.key.description] = [
                        "node_name": .optional(usage.value.nodeName),
                        "sessions_started": .optional(usage.value.sessionCount),
                        "avg_time_in_node": .number(usage.value.averageTime.map { $0 / .seconds(1) } ?? 0),
                        "exit_rate": .number(usage.value.exitRate ?? 0),
                    ]
                }),
        ])
    }

    // MARK: - Testing a graph

    /// One transition for each message at most. What only a language model can judge, and what needs a variable, is not met.
    private func testGraph(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let id: AssistantGraph.ID = request.path.requiredID("graph_id")
        let messages = request.body.requiredTexts("test_messages")
        let startID: AssistantGraph.Node.ID? = request.body.id("starting_node_id")
        try request.check()
        let graph = try graph(id)
        guard let start = graph.nodes.first(where: { startID == nil ? $0.type == .entry : $0.id == startID }) else {
            let problem = startID.map { "Node \($0) not found in graph" } ?? "Graph has no entry node"
            throw .detail(problem, status: 400)
        }
        var (node, path, transitions): (AssistantGraph.Node, [JSONValue], [JSONValue]) = (start.known, [], [])
        for message in messages {
            var step: [String: JSONValue] = ["message_processed": .string(message)]
            // The first message of Burki's example meets a condition, and does not move the conversation.
            if !path.isEmpty {
                step["transition_reason"] = "No transition triggered"
                if let (edge, next, reason) = transition(from: node, in: graph, on: message) {
                    transitions.append(transition(edge, from: node, to: next, on: message))
                    step["transition_reason"] = .string(reason)
                    node = next
                }
            }
            step["node_id"] = .id(node.id)
            step["node_name"] = .optional(node.assistantName)
            path.append(.object(step))
        }
        return SimulatedReply(body: [
            "success": true, "graph_id": .id(id), "test_messages": .array(messages.map { .string($0) }),
            "starting_node_id": .id(start.id), "path_taken": .array(path), "transitions": .array(transitions),
            "summary": [
                "total_messages": .optional(messages.count), "total_transitions": .optional(transitions.count),
                "final_node": .optional(node.assistantName),
            ],
        ])
    }

    private func transition(
        from node: AssistantGraph.Node, in graph: AssistantGraph, on message: String
    ) -> (edge: AssistantGraph.Edge, to: AssistantGraph.Node, reason: String)? {
        let edges = graph.edges.filter { $0.from == node.id && $0.isActive != false }
        let ordered = edges.enumerated().sorted {
            ($0.element.priority ?? 0, $0.offset) < ($1.element.priority ?? 0, $1.offset)
        }
        for (_, edge) in ordered {
            guard case .met(let reason) = edge.condition.verdict(on: message, combinedBy: edge.conditionLogic, [:]),
                let next = graph.nodes.first(where: { $0.id == edge.to })
            else { continue }
            return (
                edge.known, next.known,
                "\(edge.condition.type.rawValue.capitalized) matched: \(reason.trimmingPrefix("keywords: "))"
            )
        }
        return nil
    }

    private func transition(
        _ edge: AssistantGraph.Edge, from node: AssistantGraph.Node, to next: AssistantGraph.Node, on message: String
    ) -> JSONValue {
        [
            "from_node": .optional(node.assistantName), "to_node": .optional(next.assistantName),
            "triggered_by_message": .string(message), "condition_type": .string(edge.condition.type.rawValue),
            "matched_condition": .optional(edge.condition.intentPattern),
            "handoff_sentence": .optional(edge.handoffSentence),
        ]
    }

    // MARK: - Reading and changing a graph

    /// The oldest first, as in the example of the documentation.
    private func listGraphs(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let activeOnly = request.query.flag("active_only") ?? true
        let page = request.query.page(offset: "skip", limits: 1...1000, defaultLimit: 100)
        try request.check()
        let found = graphs.filter { !activeOnly || $0.isActive != false }
        return SimulatedReply(body: page.array(found) { json($0, isListed: true) })
    }

    private func getGraph(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let id: AssistantGraph.ID = request.path.requiredID("graph_id")
        try request.check()
        return SimulatedReply(body: json(try graph(id)))
    }

    private mutating func updateGraph(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let id: AssistantGraph.ID = request.path.requiredID("graph_id")
        let name = request.body.text("name")
        let description = request.body.text("description")
        let isActive = request.body.flag("is_active")
        let configuration = request.body.object("configuration")
        try request.check()
        let index = try indexOfGraph(id)
        if let name { try check(name: name, of: id) }
        graphs[index].name = name ?? graphs[index].name
        graphs[index].description = description ?? graphs[index].description
        graphs[index].isActive = isActive ?? graphs[index].isActive
        graphs[index].configuration = configuration ?? graphs[index].configuration
        graphs[index].updatedAt = now()
        return SimulatedReply(body: json(graphs[index]))
    }

    private mutating func replaceStructure(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let id: AssistantGraph.ID = request.path.requiredID("graph_id")
        let nodeForms = request.body.objects("nodes") { GraphNodeForm(&$0) }
        let edgeForms = request.body.objects("edges") {
            GraphEdgeForm(&$0, defaultConditionType: "natural_language")
        }
        try request.check()
        let index = try indexOfGraph(id)
        for key in ["nodes", "edges"] where !request.body.hasValue(key) {
            throw .detail("\(key) is required", status: 400)
        }
        try check(nodeForms, edgeForms)

        let date = now()
        // The documented default is not one of the documented types.
        setStructure(of: index, nodeForms, edgeForms, defaultType: "assistant", at: date)
        graphs[index].updatedAt = date
        for session in graphSessions.indices where graphSessions[session].graphID == id {
            guard graphSessions[session].isOngoing else { continue }
            graphSessions[session].isActive = false
            graphSessions[session].endedAt = date
        }
        return SimulatedReply(body: json(graphs[index]))
    }

    private mutating func deleteGraph(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let id: AssistantGraph.ID = request.path.requiredID("graph_id")
        try request.check()
        let graph = graphs.remove(at: try indexOfGraph(id))
        lastGraphID = max(lastGraphID, id.rawValue)
        graphSessions.removeAll { $0.graphID == id }
        for index in phoneNumbers.indices where phoneNumbers[index].destination == .graph(id) {
            route(index, to: .unassigned)
        }
        return SimulatedReply(body: [
            "success": true, "message": .string("Assistant graph '\(graph.name)' deleted successfully"),
        ])
    }

    // MARK: - Creating a graph

    private mutating func createGraph(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
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
    private mutating func setStructure(
        of index: Int, _ nodeForms: [GraphNodeForm], _ edgeForms: [GraphEdgeForm], defaultType: String, at date: Date
    ) {
        let id = graphs[index].id
        lastNodeID = max(lastNodeID, graphs.flatMap(\.nodes).map(\.id.rawValue).max() ?? 0)
        lastEdgeID = max(lastEdgeID, graphs.flatMap(\.edges).map(\.id.rawValue).max() ?? 0)
        let nodes = nodeForms.enumerated().map { place, form in
            Open(
                AssistantGraph.Node(
                    id: .init(lastNodeID + 1 + place), graphID: id, assistantID: .init(form.assistantID),
                    type: .init(rawValue: form.type ?? defaultType), position: form.position,
                    configuration: form.configuration,
                    createdAt: date, assistantName: assistant(.init(form.assistantID))?.name,
                    assistantDescription: assistant(.init(form.assistantID))?.description),
                unknownKeys: form.unknownKeys)
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
    private func check(name: String, of id: AssistantGraph.ID?) throws(SimulatedReply) {
        if name.allSatisfy(\.isWhitespace) { throw .detail("Graph name is required", status: 400) }
        if graphs.contains(where: { $0.name == name && $0.id != id }) {
            throw .detail("A graph named '\(name)' already exists in your organization", status: 400)
        }
    }

    private func check(_ nodes: [GraphNodeForm], _ edges: [GraphEdgeForm]) throws(SimulatedReply) {
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
    private func json(_ graph: AssistantGraph, isListed: Bool = false) -> JSONValue {
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
            "position": node.position.map { ["x": .number($0.x), "y": .number($0.y)] } ?? .null,
            "configuration": json(node.configuration ?? Open(.init())), "created_at": .optional(node.createdAt),
            "assistant_name": .optional(node.assistantName),
            "assistant_description": .optional(node.assistantDescription),
        ]
        return .object(node.unknownKeys.joined(with: members))
    }

    private func json(_ configuration: Open<AssistantGraph.NodeConfiguration>) -> JSONValue {
        var members = configuration.unknownKeys
        members["knowledge_base_files"] = configuration.knowledgeBaseFiles.map { .array($0.map { .id($0) }) }
        members["custom_tools"] = configuration.customTools.map { .array($0.map { .id($0) }) }
        members["max_session_duration"] = configuration.maxSessionDuration.map { .integer(Int64($0 / .seconds(60))) }
        members["custom_settings"] = configuration.customSettings.map { .object($0) }
        return .object(members)
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

extension GraphSession {
    /// Whether the session is active. Without the flag, its end tells.
    fileprivate var isOngoing: Bool { isActive ?? (endedAt == nil) }
}

private struct GraphNodeForm {
    let assistantID: Int
    let type: String?
    let position: AssistantGraph.Position?
    let configuration: Open<AssistantGraph.NodeConfiguration>
    let unknownKeys: [String: JSONValue]

    init(_ form: inout FieldReader) {
        assistantID = form.requiredInteger("assistant_id")
        type = form.text("node_type")
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
        unknownKeys = form.otherMembers
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
