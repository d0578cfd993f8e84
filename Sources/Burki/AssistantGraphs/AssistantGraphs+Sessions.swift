extension BurkiClient.AssistantGraphs {
    /// The description of ``sessions(of:activeOnly:)``.
    public static let sessions = PlatformOperation(
        "burki.assistantGraphs.sessions", .get, "/api/v1/assistant-graphs/{graph_id}/sessions", .safe)

    /// Lists the sessions of a graph: the calls that it handles or handled.
    ///
    /// A page has 1 to 1000 sessions, 100 by default. Burki does not document their order.
    ///
    /// - Parameters:
    ///   - graphID: The graph.
    ///   - activeOnly: Whether to leave out the sessions that have ended.
    /// - Returns: The sessions. The loop throws `VoiceAgentsError` of kind `unauthorized` (401), `notFound` (404: no such graph
    ///   in the organization), `endpointNotAvailable` (404) or `serverError` (500); or `CancellationError`.
    /// - SeeAlso: `GET /api/v1/assistant-graphs/{graph_id}/sessions` in Burki's documentation of January 2026.
    public func sessions(of graphID: AssistantGraph.ID, activeOnly: Bool = false) -> PagedSequence<GraphSession> {
        pipeline.list(
            Self.sessions, graphID, query: ["active_only": activeOnly ? true : nil], in: .data, by: .skip(1000))
    }

    /// The description of ``session(of:)``.
    public static let session = PlatformOperation(
        "burki.assistantGraphs.session", .get, "/api/v1/assistant-graphs/sessions/{call_sid}", .safe)

    /// Reads the session of a call: the graph that handles it, and its place there.
    ///
    /// - Parameter sid: The provider's id of the call.
    /// - Returns: The session.
    /// - Throws: `VoiceAgentsError` of kind `notFound` (404: no graph handles or handled the call), `endpointNotAvailable` (404),
    ///   `unauthorized` (401) or `serverError` (500); or `CancellationError`.
    /// - SeeAlso: `GET /api/v1/assistant-graphs/sessions/{call_sid}` in Burki's documentation of January 2026.
    public func session(of sid: Call.SID) async throws -> GraphSession {
        try await pipeline.run(Endpoint(Self.session, sid))
    }

    /// The description of ``analytics(of:days:)``.
    public static let analytics = PlatformOperation(
        "burki.assistantGraphs.analytics", .get, "/api/v1/assistant-graphs/{graph_id}/analytics", .safe)

    /// Reads how often the nodes and edges of a graph were used.
    ///
    /// Burki counts with a delay: the last minutes can be missing. ``AssistantGraph/mermaid(with:direction:)`` shows the numbers in
    /// a diagram.
    ///
    /// - Parameters:
    ///   - graphID: The graph.
    ///   - days: The number of days until now, 1 to 365.
    /// - Returns: The numbers.
    /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` for another number of days, `notFound` (404: no such graph in the
    ///   organization), `endpointNotAvailable` (404), `unauthorized` (401) or `serverError` (500); or `CancellationError`.
    /// - SeeAlso: `GET /api/v1/assistant-graphs/{graph_id}/analytics` in Burki's documentation of January 2026.
    public func analytics(of graphID: AssistantGraph.ID, days: Int = 30) async throws -> GraphAnalytics {
        // 30 is the server's own default, so it is not sent.
        var query: Query = ["days": days == 30 ? nil : days]
        if !(1...365).contains(days) { query.reject("Burki has analytics of 1 to 365 days, not of \(days).") }
        return try await pipeline.run(Endpoint(Self.analytics, graphID, query: query))
    }

    /// The description of ``test(_:messages:startingAt:)``.
    public static let test = PlatformOperation(
        "burki.assistantGraphs.test", .post, "/api/v1/assistant-graphs/{graph_id}/test", .safe)

    /// Finds the path of a conversation through a graph, by Burki's own rules. No call is placed and no assistant speaks: only the
    /// conditions are evaluated, and nothing is changed.
    ///
    /// ``AssistantGraph/Draft/simulate(_:startingAt:variables:)`` does it for a draft, without a server, where no language model has to
    /// judge.
    ///
    /// - Parameters:
    ///   - graphID: The graph.
    ///   - messages: What the caller says, in order.
    ///   - nodeID: The node at which the conversation starts. `nil`: the entry.
    /// - Returns: The path of the conversation.
    /// - Throws: `VoiceAgentsError` of kind `notFound` (404: no such graph in the organization), `endpointNotAvailable` (404),
    ///   `invalidRequest` (422), `unauthorized` (401) or `serverError` (500); or `CancellationError`.
    /// - SeeAlso: `POST /api/v1/assistant-graphs/{graph_id}/test` in Burki's documentation of January 2026.
    public func test(
        _ graphID: AssistantGraph.ID, messages: [String], startingAt nodeID: AssistantGraph.Node.ID? = nil
    ) async throws -> GraphTestRun {
        try await pipeline.run(
            Endpoint(Self.test, graphID, body: .json(TestRequest(messages: messages, startingNodeID: nodeID))))
    }
}

private struct TestRequest: Encodable {
    let messages: [String]
    let startingNodeID: AssistantGraph.Node.ID?

    private enum CodingKeys: String, CodingKey {
        case messages = "test_messages"
        case startingNodeID = "starting_node_id"
    }
}
