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

    func graph(_ id: AssistantGraph.ID) throws(SimulatedReply) -> AssistantGraph {
        graphs[try indexOfGraph(id)]
    }

    func indexOfGraph(_ id: AssistantGraph.ID) throws(SimulatedReply) -> Int {
        guard let index = graphs.firstIndex(where: { $0.id == id }) else {
            throw .detail("Graph not found in your organization", status: 404)
        }
        return index
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
}
