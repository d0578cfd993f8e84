import Burki
import VoiceAgentsCore

extension BurkiAccount {
    static let flowRoutes: [SimulatedRoute<Self>] = [
        .rule(.burki.flows.create) { try $0.createFlow(&$1) },
        .rule(.burki.flows.list) { try $0.listFlows(&$1) },
        .rule(.burki.flows.get) { try $0.getFlow(&$1) },
        .rule(.burki.flows.update) { try $0.updateFlow(&$1) },
        .rule(.burki.flows.delete) { try $0.deleteFlow(&$1) },
        .rule(.burki.flows.assign) { try $0.assignToFlow(&$1) },
        .rule(.burki.flows.unassign) { try $0.unassignFromFlow(&$1) },
    ]

    // MARK: - Flows

    private mutating func createFlow(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let name = request.body.requiredText("name", length: 1...255)
        let assistantID: Assistant.ID? = request.body.id("base_assistant_id")
        let graph = request.body.flowGraph("graph")
        let isActive = request.body.flag("is_active") ?? true
        request.body.rejectOtherMembers()
        try request.check()
        try check(graph)
        try check(assistantID)
        let created = now()
        lastFlowID = max(lastFlowID, flows.map(\.id.rawValue).max() ?? 0) + 1
        let flow = Flow(
            id: .init(lastFlowID), organizationID: organizationID,
            baseAssistantID: assistantID ?? addPairedAssistant(named: name), name: name,
            graph: graph ?? Self.starterGraph, isActive: isActive, createdAt: created, updatedAt: created)
        flows.append(flow)
        return SimulatedReply(status: 201, body: json(flow))
    }

    /// The assistant of a flow that is created without one. Its name is not documented.
    private mutating func addPairedAssistant(named name: String) -> Assistant.ID {
        let id = Assistant.ID((assistants.map(\.id.rawValue).max() ?? 0) + 1)
        assistants.append(SimulatedAssistant(id: id, name: name))
        return id
    }

    /// The graph of a flow that is created without one: one node. Its content is not documented; this is the documentation's example of
    /// a graph with one node.
    private static let starterGraph = Open(
        Flow.Graph(
            beginNode: "start",
            nodes: ["start": Open(.init(prompt: "Greet the caller and ask how you can help."))]))

    /// The newest first.
    private func listFlows(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let activeOnly = request.query.flag("active_only") ?? true
        let page = request.query.page(offset: "skip", limits: 1...500, defaultLimit: 100)
        try request.check()
        let found = flows.reversed().filter { !activeOnly || $0.isActive ?? true }
        return SimulatedReply(body: page.array(found, json))
    }

    private func getFlow(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let id: Flow.ID = request.path.requiredID("flow_id")
        try request.check()
        return SimulatedReply(body: json(flows[try index(of: id)]))
    }

    private mutating func updateFlow(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let id: Flow.ID = request.path.requiredID("flow_id")
        let name = request.body.text("name", length: 1...255)
        let assistantID: Assistant.ID? = request.body.id("base_assistant_id")
        let graph = request.body.flowGraph("graph")
        let isActive = request.body.flag("is_active")
        request.body.rejectOtherMembers()
        try request.check()
        let index = try index(of: id)
        try check(graph)
        try check(assistantID)
        var flow = flows[index]
        flow.name = name ?? flow.name
        flow.baseAssistantID = assistantID ?? flow.baseAssistantID
        flow.graph = graph ?? flow.graph
        flow.isActive = isActive ?? flow.isActive
        flow.updatedAt = now()
        flows[index] = flow
        return SimulatedReply(body: json(flow))
    }

    private mutating func deleteFlow(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let id: Flow.ID = request.path.requiredID("flow_id")
        try request.check()
        let flow = flows.remove(at: try index(of: id))
        lastFlowID = max(lastFlowID, id.rawValue)
        for index in phoneNumbers.indices where phoneNumbers[index].destination == .flow(id) {
            route(index, to: .unassigned)
        }
        return confirmation("Flow '\(flow.name ?? "")' deleted successfully")
    }

    // MARK: - Phone numbers

    /// A number of an assistant is taken over. What happens to one of a graph or of another flow is not documented; it is taken over as
    /// well.
    private mutating func assignToFlow(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let (flow, index) = try flowAndNumber(&request)
        route(index, to: .flow(flow.id))
        return confirmation("Phone number assigned to flow '\(flow.name ?? "")'")
    }

    /// The reply for a number that is not assigned to the flow is not documented; it is that of a graph.
    private mutating func unassignFromFlow(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let (flow, index) = try flowAndNumber(&request)
        guard phoneNumbers[index].destination == .flow(flow.id) else {
            throw .detail("Phone number is not assigned to this flow", status: 400)
        }
        route(index, to: .unassigned)
        return confirmation("Phone number unassigned from flow '\(flow.name ?? "")'")
    }

    private func confirmation(_ message: String) -> SimulatedReply {
        SimulatedReply(body: ["success": true, "message": .string(message), "data": nil])
    }

    /// The flow, and the index of the phone number, that a path identifies.
    private func flowAndNumber(
        _ request: inout RequestReader
    ) throws(SimulatedReply) -> (flow: Flow, number: Int) {
        let flowID: Flow.ID = request.path.requiredID("flow_id")
        let numberID: OrganizationPhoneNumber.ID = request.path.requiredID("phone_number_id")
        try request.check()
        return (flows[try index(of: flowID)], try index(of: numberID))
    }

    private func index(of id: Flow.ID) throws(SimulatedReply) -> Int {
        guard let index = flows.firstIndex(where: { $0.id == id }) else {
            throw .detail("Flow not found", status: 404)
        }
        return index
    }

    // MARK: - Checks

    private func check(_ assistantID: Assistant.ID?) throws(SimulatedReply) {
        if let assistantID, assistant(assistantID) == nil {
            throw .detail("Assistant with ID \(assistantID) not found", status: 404)
        }
    }

    /// Burki validates graphs by rules that it does not publish. Here, the keys must be those of nodes.
    private func check(_ graph: Open<Flow.Graph>?) throws(SimulatedReply) {
        guard let graph else { return }
        guard let beginNode = graph.beginNode, graph.nodes[beginNode] != nil else {
            throw .invalidFlowGraph("begin_node is not a node")
        }
        for (key, node) in graph.nodes.sorted(by: { $0.key < $1.key }) {
            for transition in node.transitions {
                if let to = transition.to, graph.nodes[to] == nil {
                    throw .invalidFlowGraph("a transition of '\(key)' leads to '\(to)', which is not a node")
                }
            }
        }
    }

    // MARK: - The reply, encoded independently of the SDK's models

    private func json(_ flow: Flow) -> JSONValue {
        [
            "id": .id(flow.id), "organization_id": .id(flow.organizationID ?? organizationID),
            "base_assistant_id": .id(flow.baseAssistantID), "name": .string(flow.name ?? ""),
            "graph": json(flow.graph ?? Self.starterGraph), "is_active": .bool(flow.isActive ?? true),
            "created_at": .optional(flow.createdAt), "updated_at": .optional(flow.updatedAt),
        ]
    }

    private func json(_ graph: Open<Flow.Graph>) -> JSONValue {
        json(
            [
                "begin_node": graph.beginNode.map { .string($0) },
                "global_prompt": graph.globalPrompt.map { .string($0) },
                "nodes": graph.nodes.isEmpty ? nil : .object(graph.nodes.mapValues(json)),
            ], graph.unknownKeys)
    }

    private func json(_ node: Open<Flow.Node>) -> JSONValue {
        json(
            [
                "type": node.type.map { .string($0.rawValue) }, "prompt": node.prompt.map { .string($0) },
                "transitions": node.transitions.isEmpty ? nil : .array(node.transitions.map(json)),
            ], node.unknownKeys)
    }

    private func json(_ transition: Open<Flow.Transition>) -> JSONValue {
        json(
            [
                "kind": transition.kind.map { .string($0.rawValue) }, "to": transition.to.map { .string($0) },
                "when": transition.when.map { .string($0) },
            ], transition.unknownKeys)
    }

    /// An object of the members that are there, with those that the model does not know.
    private func json(_ members: [String: JSONValue?], _ unknownKeys: [String: JSONValue]) -> JSONValue {
        .object(unknownKeys.joined(with: members.compactMapValues(\.self)))
    }
}

extension SimulatedReply {
    fileprivate static func invalidFlowGraph(_ reason: String) -> SimulatedReply {
        SimulatedReply(
            status: 422,
            body: [
                "detail": [
                    ["type": "value_error", "loc": ["body", "graph"], "msg": .string("Value error, \(reason)")]
                ]
            ])
    }
}

extension FieldReader {
    /// The graph of a flow, with the members that this version does not know.
    fileprivate mutating func flowGraph(_ key: String) -> Open<Flow.Graph>? {
        object(key) { graph in
            Open(
                Flow.Graph(
                    beginNode: graph.text("begin_node"), globalPrompt: graph.text("global_prompt"),
                    nodes: graph.object("nodes") { $0.flowNodes() } ?? [:]),
                unknownKeys: graph.otherMembers)
        }
    }

    private mutating func flowNodes() -> [String: Open<Flow.Node>] {
        var nodes: [String: Open<Flow.Node>] = [:]
        for key in otherMembers.keys {
            nodes[key] = object(key) { node in
                Open(
                    Flow.Node(
                        type: node.text("type").map { .init(rawValue: $0) }, prompt: node.text("prompt"),
                        transitions: node.objects("transitions") { transition in
                            Open(
                                Flow.Transition(
                                    kind: transition.text("kind").map { .init(rawValue: $0) },
                                    to: transition.text("to"), when: transition.text("when")),
                                unknownKeys: transition.otherMembers)
                        }),
                    unknownKeys: node.otherMembers)
            }
        }
        return nodes
    }
}
