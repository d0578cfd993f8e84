/// Creates graphs of assistants and gives them phone numbers. Reach it through ``BurkiClient/assistantGraphs``.
///
/// Burki's documentation of today describes conversation flows in place of graphs. A server without graphs answers
/// with an error of kind `endpointNotAvailable`.
public struct AssistantGraphs: Sendable {
    let pipeline: Pipeline

    static let operations = [create, phoneNumbers, assign, unassign]

    static let create = Operation(
        "burki.assistantGraphs.create", .post, .unrepeatable,
        remedy: "Names are unique: see whether a graph with this name is there before creating it again.")

    /// Creates a graph with its nodes and edges. A new graph is active.
    ///
    /// The edges of the draft name nodes by their place; the edges of the reply name them by database id.
    ///
    /// - Parameters:
    ///   - draft: The graph. Its name must be unique within the organization, and its assistants must belong to it.
    ///   - sendingAsIs: Whether to send the draft even if ``AssistantGraph/Draft/validate()`` finds errors in it.
    /// - Returns: The graph as it was stored.
    /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` when the draft has errors, all of them in `fieldErrors`;
    ///   `invalidRequest` (400: the name is taken or an assistant does not exist; 422), `unauthorized` (401),
    ///   `endpointNotAvailable` (404), `serverError` (500), `outcomeUnknown`; or `CancellationError`.
    /// - SeeAlso: "Create Assistant Graph", `POST /api/v1/assistant-graphs`.
    public func create(_ draft: AssistantGraph.Draft, sendingAsIs: Bool = false) async throws -> AssistantGraph {
        let errors = sendingAsIs ? [] : draft.validate().filter { $0.severity == .error }
        guard errors.isEmpty else {
            throw VoiceAgentsError(
                .rejectedLocally, operation: Self.create.name,
                message: "The draft has errors: " + errors.map { "\($0.path) \($0.message)" }.joined(separator: "; "),
                fieldErrors: errors.map { FieldError(path: $0.path, message: $0.message) })
        }
        return try await pipeline.run(Endpoint(Self.create, "/api/v1/assistant-graphs", body: draft))
    }

    static let phoneNumbers = Operation("burki.assistantGraphs.phoneNumbers", .get, .safe)

    /// Lists the phone numbers whose calls a graph answers. The reply is not paged.
    ///
    /// For all numbers of the organization see ``PhoneNumbers/owned(includeAssigned:includeUnassigned:includeInactive:)``.
    ///
    /// - Parameter graphID: The graph.
    /// - Returns: The numbers.
    /// - Throws: `VoiceAgentsError` of kind `unauthorized` (401), `notFound` (404: no such graph in the organization),
    ///   `endpointNotAvailable` (404), `serverError` (500); or `CancellationError`.
    /// - SeeAlso: "Graph Phone Numbers", `GET /api/v1/assistant-graphs/{graph_id}/phone-numbers`.
    public func phoneNumbers(of graphID: AssistantGraph.ID) async throws -> Listing<GraphPhoneNumber> {
        try await pipeline.run(Endpoint(Self.phoneNumbers, "/api/v1/assistant-graphs/\(graphID)/phone-numbers"))
    }

    static let assign = Operation(
        "burki.assistantGraphs.assign", .post, .idempotent,
        remedy: "See whether the number is among phoneNumbers(of:) of the graph.")

    /// Routes the calls to a number through a graph, beginning at its entry node.
    ///
    /// A number is on one assistant or on one graph: an assistant that answered it so far is taken off it. Assigning
    /// the same number twice is the same as once, so this is repeated when a connection is lost.
    ///
    /// - Parameters:
    ///   - phoneNumberID: The number's id in Burki, from ``PhoneNumbers/owned(matching:)-(PhoneAddress)``.
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
        let reply: Envelope<GraphAssignment.Details> = try await pipeline.run(
            Endpoint(Self.assign, "/api/v1/assistant-graphs/\(graphID)/phone-numbers/\(phoneNumberID)/assign"))
        return GraphAssignment(reply, of: phoneNumberID, in: graphID)
    }

    static let unassign = Operation(
        "burki.assistantGraphs.unassign", .post, .idempotent,
        remedy: "See whether the number is still among phoneNumbers(of:) of the graph.")

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
        let reply: Envelope<GraphAssignment.Details> = try await pipeline.run(
            Endpoint(Self.unassign, "/api/v1/assistant-graphs/\(graphID)/phone-numbers/\(phoneNumberID)/unassign"))
        return GraphAssignment(reply, of: phoneNumberID, in: graphID)
    }
}
