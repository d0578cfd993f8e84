import Burki
import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension BurkiAccount {
    // MARK: - Sessions of a graph

    /// The newest first, as in the example of the documentation.
    func listSessions(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
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

    func getSession(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
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

    // MARK: - Analytics of a graph

    /// The sessions are those of the account. They do not have paths, so the rest comes from `graphAnalytics`.
    func analyzeGraph(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
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
    func testGraph(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
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
}

extension GraphSession {
    /// Whether the session is active. Without the flag, its end tells.
    var isOngoing: Bool { isActive ?? (endedAt == nil) }
}
