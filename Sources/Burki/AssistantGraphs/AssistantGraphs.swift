extension BurkiClient {
    /// Creates graphs of assistants and gives them phone numbers. Reach it through ``BurkiClient/assistantGraphs-swift.property``.
    ///
    /// Burki's documentation of today describes conversation flows in place of graphs. A server without graphs answers
    /// with an error of kind `endpointNotAvailable`.
    public struct AssistantGraphs: Sendable {
        let pipeline: Pipeline

        /// Every operation of this resource.
        public static let operations = [create, phoneNumbers, assign, unassign]

        /// The operation of the method below.
        public static let create = PlatformOperation(
            "burki.assistantGraphs.create", .post, "/api/v1/assistant-graphs", .unrepeatable,
            advice: "Names are unique: see whether a graph with this name is there before creating it again.")

        /// Creates a graph with its nodes and edges. A new graph is active.
        ///
        /// The edges of the draft name nodes by their place; the edges of the reply name them by database id.
        ///
        /// - Parameters:
        ///   - draft: The graph. Its name must be unique within the organization, and its assistants must belong to it.
        ///   - validating: Whether to refuse a draft in which ``AssistantGraph/Draft/validate()`` finds errors.
        /// - Returns: The graph as it was stored.
        /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` when the draft has errors, all of them in `fieldErrors`;
        ///   `invalidRequest` (400: the name is taken or an assistant does not exist; 422), `unauthorized` (401),
        ///   `endpointNotAvailable` (404), `serverError` (500), `outcomeUnknown`; or `CancellationError`.
        /// - SeeAlso: "Create Assistant Graph", `POST /api/v1/assistant-graphs`.
        public func create(_ draft: AssistantGraph.Draft, validating: Bool = true) async throws -> AssistantGraph {
            let errors = validating ? draft.validate().filter { $0.severity == .error } : []
            guard errors.isEmpty else {
                throw VoiceAgentsError(
                    .rejectedLocally, operation: Self.create.name,
                    message: "The draft has errors: "
                        + errors.map { "\($0.path) \($0.message)" }.joined(separator: "; "),
                    fieldErrors: errors.map { FieldError(path: $0.path, message: $0.message) })
            }
            return try await pipeline.run(Endpoint(Self.create, body: .json(draft)))
        }

        /// The operation of the method below.
        public static let phoneNumbers = PlatformOperation(
            "burki.assistantGraphs.phoneNumbers", .get, "/api/v1/assistant-graphs/{graph_id}/phone-numbers", .safe)

        /// Lists the phone numbers whose calls a graph answers. The reply is not paged.
        ///
        /// For all numbers of the organization see ``BurkiClient/PhoneNumbers/list(includeAssigned:includeUnassigned:includeInactive:)``.
        ///
        /// - Parameter graphID: The graph.
        /// - Returns: The numbers.
        /// - Throws: `VoiceAgentsError` of kind `unauthorized` (401), `notFound` (404: no such graph in the organization),
        ///   `endpointNotAvailable` (404), `serverError` (500); or `CancellationError`.
        /// - SeeAlso: "Graph Phone Numbers", `GET /api/v1/assistant-graphs/{graph_id}/phone-numbers`.
        public func phoneNumbers(of graphID: AssistantGraph.ID) async throws -> Page<GraphPhoneNumber> {
            try await pipeline.run(Endpoint(Self.phoneNumbers, graphID, reading: .list(.data)))
        }

        /// The operation of the method below.
        public static let assign = PlatformOperation(
            "burki.assistantGraphs.assign", .post,
            "/api/v1/assistant-graphs/{graph_id}/phone-numbers/{phone_number_id}/assign", .idempotent,
            advice: "See whether the number is among phoneNumbers(of:) of the graph.")

        /// Routes the calls to a number through a graph, beginning at its entry node.
        ///
        /// A number is on one assistant or on one graph: an assistant that answered it so far is taken off it. Assigning
        /// the same number twice is the same as once, so this is repeated when a connection is lost.
        ///
        /// - Parameters:
        ///   - phoneNumberID: The number's id in Burki, from ``BurkiClient/PhoneNumbers/find(_:)-(PhoneAddress)``.
        ///   - graphID: The graph.
        /// - Returns: The assignment.
        /// - Throws: `VoiceAgentsError` of kind `invalidRequest` (400: the number is on another graph or flow; unassign it
        ///   there first), `unauthorized` (401), `notFound` (404: no such graph or number), `endpointNotAvailable` (404),
        ///   `serverError` (500), `outcomeUnknown`; or `CancellationError`.
        /// - SeeAlso: "Graph Phone Numbers", `POST /api/v1/assistant-graphs/{graph_id}/phone-numbers/{phone_number_id}/assign`.
        @discardableResult
        public func assign(
            _ phoneNumberID: OrganizationPhoneNumber.ID, to graphID: AssistantGraph.ID
        ) async throws -> GraphAssignment {
            try await pipeline.run(
                Endpoint(
                    Self.assign, graphID, phoneNumberID,
                    reading: GraphAssignment.reading(of: phoneNumberID, in: graphID)))
        }

        /// The operation of the method below.
        public static let unassign = PlatformOperation(
            "burki.assistantGraphs.unassign", .post,
            "/api/v1/assistant-graphs/{graph_id}/phone-numbers/{phone_number_id}/unassign", .idempotent,
            advice: "See whether the number is still among phoneNumbers(of:) of the graph.")

        /// Takes a number off a graph. The number stays in the organization and **nothing answers it any more**, also not
        /// the assistant that it had before: assign it again to take calls.
        ///
        /// - Parameters:
        ///   - phoneNumberID: The number's id in Burki.
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
                    reading: GraphAssignment.reading(of: phoneNumberID, in: graphID)))
        }
    }
}
