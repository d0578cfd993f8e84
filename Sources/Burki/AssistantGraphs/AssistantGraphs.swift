extension BurkiClient {
    /// The operations of assistant graphs, available as ``BurkiClient/assistantGraphs-swift.property``.
    ///
    /// Burki's current documentation describes conversation flows, ``BurkiClient/Flows``, in place of graphs. On a server without graphs,
    /// the operations throw an error of kind `endpointNotAvailable`.
    public struct AssistantGraphs: Sendable {
        let pipeline: Pipeline

        /// All operations of this resource.
        public static let operations = [create, sessions, phoneNumbers, assign, unassign]

        /// The description of ``create(_:validating:)``.
        public static let create = PlatformOperation(
            "burki.assistantGraphs.create", .post, "/api/v1/assistant-graphs", .unrepeatable,
            advice: "Names are unique: see whether a graph with this name is there before creating it again.")

        /// Creates an active graph with its nodes and edges.
        ///
        /// The edges of the draft refer to nodes by index, those of the reply by database id.
        ///
        /// - Parameters:
        ///   - draft: The draft. Its name must be unique within the organization, to which its assistants must belong.
        ///   - validating: Whether to reject a draft in which ``AssistantGraph/Draft/validate()`` finds errors.
        /// - Returns: The stored graph.
        /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` when the draft has errors, all of them in `fieldErrors`;
        ///   `invalidRequest` (400: the name is taken or an assistant does not exist; 422), `unauthorized` (401),
        ///   `endpointNotAvailable` (404), `serverError` (500), `outcomeUnknown`; or `CancellationError`.
        /// - SeeAlso: "Create Assistant Graph", `POST /api/v1/assistant-graphs`.
        public func create(_ draft: AssistantGraph.Draft, validating: Bool = true) async throws -> AssistantGraph {
            if validating { try Self.create.rejectErrors(among: draft.validate(), of: "The draft") }
            return try await pipeline.run(
                Endpoint(Self.create, body: .json(draft), reading: .value(knowing: ["name": draft.name])))
        }

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

        /// The description of ``phoneNumbers(of:)``.
        public static let phoneNumbers = PlatformOperation(
            "burki.assistantGraphs.phoneNumbers", .get, "/api/v1/assistant-graphs/{graph_id}/phone-numbers", .safe)

        /// Lists the phone numbers that a graph answers. The list is not paged.
        ///
        /// For all numbers of the organization, see ``BurkiClient/PhoneNumbers/list(includeAssigned:includeUnassigned:includeInactive:)``.
        ///
        /// - Parameter graphID: The graph.
        /// - Returns: The numbers.
        /// - Throws: `VoiceAgentsError` of kind `unauthorized` (401), `notFound` (404: no such graph in the organization),
        ///   `endpointNotAvailable` (404), `serverError` (500); or `CancellationError`.
        /// - SeeAlso: "Graph Phone Numbers", `GET /api/v1/assistant-graphs/{graph_id}/phone-numbers`.
        public func phoneNumbers(of graphID: AssistantGraph.ID) async throws -> Page<GraphPhoneNumber> {
            try await pipeline.run(Endpoint(Self.phoneNumbers, graphID, reading: .list(.data)))
        }

        /// The description of ``assign(_:to:)``.
        public static let assign = PlatformOperation(
            "burki.assistantGraphs.assign", .post,
            "/api/v1/assistant-graphs/{graph_id}/phone-numbers/{phone_number_id}/assign", .idempotent,
            advice: "See whether the number is among phoneNumbers(of:) of the graph.")

        /// Assigns a phone number to a graph, which then answers its calls from the entry node.
        ///
        /// A number is assigned to one assistant or one graph: the assistant to which it was assigned before is removed. Assigning a
        /// number again changes nothing, so the request is repeated after a lost connection.
        ///
        /// - Parameters:
        ///   - phoneNumberID: Burki's id of the number, from ``BurkiClient/PhoneNumbers/find(_:)-(PhoneAddress)``.
        ///   - graphID: The graph.
        /// - Returns: The assignment.
        /// - Throws: `VoiceAgentsError` of kind `invalidRequest` (400: the number is assigned to another graph or flow;
        ///   unassign it there first), `unauthorized` (401), `notFound` (404: no such graph or number), `endpointNotAvailable` (404),
        ///   `serverError` (500), `outcomeUnknown`; or `CancellationError`.
        /// - SeeAlso: "Graph Phone Numbers", `POST /api/v1/assistant-graphs/{graph_id}/phone-numbers/{phone_number_id}/assign`.
        @discardableResult
        public func assign(
            _ phoneNumberID: OrganizationPhoneNumber.ID, to graphID: AssistantGraph.ID
        ) async throws -> GraphAssignment {
            try await pipeline.run(
                Endpoint(
                    Self.assign, graphID, phoneNumberID,
                    reading: .member(
                        "data", message: \.message,
                        knowing: ["graph_id": graphID, "phone_number_id": phoneNumberID])))
        }

        /// The description of ``unassign(_:from:)``.
        public static let unassign = PlatformOperation(
            "burki.assistantGraphs.unassign", .post,
            "/api/v1/assistant-graphs/{graph_id}/phone-numbers/{phone_number_id}/unassign", .idempotent,
            advice: "See whether the number is still among phoneNumbers(of:) of the graph.")

        /// Unassigns a phone number from a graph.
        ///
        /// The number stays in the organization, and **its calls are not answered any more**, not even by the assistant to which it was
        /// assigned before. Assign it again to answer calls.
        ///
        /// - Parameters:
        ///   - phoneNumberID: Burki's id of the number.
        ///   - graphID: The graph.
        /// - Returns: The assignment that was ended.
        /// - Throws: `VoiceAgentsError` of kind `invalidRequest` (400), `unauthorized` (401), `notFound` (404: no such graph or
        ///   number), `endpointNotAvailable` (404), `serverError` (500), `outcomeUnknown`; or `CancellationError`.
        /// - SeeAlso: "Graph Phone Numbers",
        ///   `POST /api/v1/assistant-graphs/{graph_id}/phone-numbers/{phone_number_id}/unassign`.
        @discardableResult
        public func unassign(
            _ phoneNumberID: OrganizationPhoneNumber.ID, from graphID: AssistantGraph.ID
        ) async throws -> GraphAssignment {
            try await pipeline.run(
                Endpoint(
                    Self.unassign, graphID, phoneNumberID,
                    reading: .member(
                        "data", message: \.message,
                        knowing: ["graph_id": graphID, "phone_number_id": phoneNumberID])))
        }
    }
}
