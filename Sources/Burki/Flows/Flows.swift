extension BurkiClient {
    /// The operations of conversation flows, available as ``BurkiClient/flows-swift.property``.
    public struct Flows: Sendable {
        let pipeline: Pipeline

        /// All operations of this resource.
        public static let operations = [create, list, get, update, delete, assign, unassign]

        /// The description of ``create(_:validating:)``.
        public static let create = PlatformOperation(
            "burki.flows.create", .post, "/api/v1/flows", .unrepeatable,
            advice: "Look for the flow in burki.flows.list(activeOnly: false) before creating it again.")

        /// Creates a flow.
        ///
        /// With a name alone, Burki creates an assistant for the flow, and a graph with one node. Burki does not document whether names
        /// are unique.
        ///
        /// - Parameters:
        ///   - draft: The draft.
        ///   - validating: Whether to reject a draft in which ``Flow/Draft/validate()`` finds errors.
        /// - Returns: The stored flow.
        /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` when the draft has errors, all of them in `fieldErrors`;
        ///   `invalidRequest` (422: a graph that Burki does not accept), `unauthorized` (401), `serverError`, `outcomeUnknown`; or
        ///   `CancellationError`. Burki does not document the error for an assistant that does not exist.
        /// - SeeAlso: "Create Flow", `POST /api/v1/flows`.
        public func create(_ draft: Flow.Draft, validating: Bool = true) async throws -> Flow {
            if validating { try Self.create.rejectErrors(among: draft.validate(), of: "The draft") }
            return try await pipeline.run(
                Endpoint(Self.create, body: .json(draft), reading: .memberOrValue("flow")))
        }

        /// The description of ``list(activeOnly:)``.
        public static let list = PlatformOperation("burki.flows.list", .get, "/api/v1/flows", .safe)

        /// Lists the flows of the organization with their graphs. **Inactive flows are left out by default**, as by Burki.
        ///
        /// A page has 1 to 500 flows, 100 by default. Burki does not document their order.
        ///
        /// - Parameter activeOnly: Whether to leave out the inactive flows.
        /// - Returns: The flows. The loop throws `VoiceAgentsError` of kind `unauthorized` (401), `invalidRequest` (422) or
        ///   `serverError`; or `CancellationError`.
        /// - SeeAlso: "List Flows", `GET /api/v1/flows`.
        public func list(activeOnly: Bool = true) -> PagedSequence<Flow> {
            // The default is the server's own, so it is not sent.
            pipeline.list(Self.list, query: ["active_only": activeOnly ? nil : false], in: .data, by: .skip(500))
        }

        /// The description of ``get(_:)``.
        public static let get = PlatformOperation("burki.flows.get", .get, "/api/v1/flows/{flow_id}", .safe)

        /// Reads a flow.
        ///
        /// - Parameter id: The flow.
        /// - Returns: The flow.
        /// - Throws: `VoiceAgentsError` of kind `notFound` (404: no such flow in the organization), `unauthorized` (401) or
        ///   `serverError`; or `CancellationError`.
        /// - SeeAlso: "Get Flow", `GET /api/v1/flows/{flow_id}`.
        public func get(_ id: Flow.ID) async throws -> Flow {
            try await pipeline.run(Endpoint(Self.get, id, reading: .memberOrValue("flow")))
        }

        /// The description of ``update(_:name:baseAssistantID:graph:isActive:validating:)``.
        public static let update = PlatformOperation(
            "burki.flows.update", .put, "/api/v1/flows/{flow_id}", .idempotent,
            advice: "Read the flow and compare it, or repeat the update.")

        /// Changes a flow. What is `nil` is not sent, and remains.
        ///
        /// A graph is replaced as a whole. Take it from ``get(_:)`` and change it, so that the members that this version does not know
        /// are kept; ``Flow/Difference`` shows what will change. Burki does not document what happens to the calls that are in the flow.
        ///
        /// ```swift
        /// let flow = try await burki.flows.get(42)
        /// var graph = flow.graph
        /// graph?.globalPrompt = "Be brief."
        /// try await burki.flows.update(flow.id, graph: graph)
        /// ```
        ///
        /// - Parameters:
        ///   - id: The flow.
        ///   - name: The name, of 1 to 255 characters.
        ///   - baseAssistantID: The assistant, whose voice, transcription, model, tools and knowledge base the flow uses.
        ///   - graph: The nodes and the transitions between them.
        ///   - isActive: Whether the flow is active.
        ///   - validating: Whether to reject a name or a graph with errors, which ``Flow/Graph/validate()`` finds.
        /// - Returns: The stored flow.
        /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` when the name or the graph has errors, all of them in `fieldErrors`;
        ///   `notFound` (404), `invalidRequest` (422: a graph that Burki does not accept), `unauthorized` (401), `serverError`,
        ///   `outcomeUnknown`; or `CancellationError`.
        /// - SeeAlso: "Update Flow", `PUT /api/v1/flows/{flow_id}`.
        @discardableResult
        public func update(
            _ id: Flow.ID, name: String? = nil, baseAssistantID: Assistant.ID? = nil, graph: Open<Flow.Graph>? = nil,
            isActive: Bool? = nil, validating: Bool = true
        ) async throws -> Flow {
            if validating {
                let problems =
                    (name.map { Flow.Draft.problems(ofName: $0) } ?? [])
                    + (graph.map { Flow.Draft.problems(of: $0) } ?? [])
                try Self.update.rejectErrors(among: problems, of: "The update")
            }
            let body = UpdateBody(name: name, baseAssistantID: baseAssistantID, graph: graph, isActive: isActive)
            return try await pipeline.run(
                Endpoint(Self.update, id, body: .json(body), reading: .memberOrValue("flow")))
        }

        /// The description of ``delete(_:)``.
        public static let delete = PlatformOperation(
            "burki.flows.delete", .delete, "/api/v1/flows/{flow_id}", .idempotent,
            advice: "See whether burki.flows.get(_:) still finds the flow.")

        /// Deletes a flow.
        ///
        /// **The calls of its phone numbers are not answered any more**, not even by an assistant to which a number was assigned before.
        /// Burki does not document what happens to the assistant that it created for the flow. To stop a flow without deleting it, set
        /// `isActive` with ``update(_:name:baseAssistantID:graph:isActive:validating:)``.
        ///
        /// The request is repeated after a lost connection. When a repeated request finds no flow, the flow was deleted by an earlier
        /// one, or by somebody else, and the method returns a confirmation without a message.
        ///
        /// - Parameter id: The flow.
        /// - Returns: Burki's confirmation.
        /// - Throws: `VoiceAgentsError` of kind `notFound` (404: no such flow in the organization), `unauthorized` (401),
        ///   `serverError`, `outcomeUnknown`; or `CancellationError`.
        /// - SeeAlso: "Delete Flow", `DELETE /api/v1/flows/{flow_id}`.
        @discardableResult
        public func delete(_ id: Flow.ID) async throws -> Confirmation {
            try await pipeline.delete(Endpoint(Self.delete, id, reading: .confirmation()))
        }

        /// The description of ``assign(_:to:)``.
        public static let assign = PlatformOperation(
            "burki.flows.assign", .post, "/api/v1/flows/{flow_id}/phone-numbers/{phone_number_id}/assign",
            .idempotent, advice: "Read the number's flow with burki.phoneNumbers.find(_:).")

        /// Assigns a phone number to a flow, which then answers its calls.
        ///
        /// **The number is taken over from the assistant that answered it**, as it is by
        /// ``BurkiClient/AssistantGraphs/assign(_:to:)`` of a graph. The operations that assign a number to an assistant refuse a number
        /// of another assistant. Burki does not document whether this operation takes over a number of another flow or of a graph, so be
        /// ready for `invalidRequest`, and unassign the number there first. Assigning a number again changes nothing, so the request is
        /// repeated after a lost connection.
        ///
        /// - Parameters:
        ///   - phoneNumberID: Burki's id of the number, from ``BurkiClient/PhoneNumbers/find(_:)-(PhoneAddress)``.
        ///   - flowID: The flow.
        /// - Returns: Burki's confirmation. The content of its data is not documented.
        /// - Throws: `VoiceAgentsError` of kind `notFound` (404: no such flow or number), `invalidRequest` (400: the number is assigned
        ///   elsewhere), `unauthorized` (401), `serverError`, `outcomeUnknown`; or `CancellationError`.
        /// - SeeAlso: "Assign Phone Number", `POST /api/v1/flows/{flow_id}/phone-numbers/{phone_number_id}/assign`.
        @discardableResult
        public func assign(
            _ phoneNumberID: OrganizationPhoneNumber.ID, to flowID: Flow.ID
        ) async throws -> Confirmation {
            try await pipeline.run(Endpoint(Self.assign, flowID, phoneNumberID, reading: .confirmation()))
        }

        /// The description of ``unassign(_:from:)``.
        public static let unassign = PlatformOperation(
            "burki.flows.unassign", .post, "/api/v1/flows/{flow_id}/phone-numbers/{phone_number_id}/unassign",
            .idempotent, advice: "Read the number's flow with burki.phoneNumbers.find(_:).")

        /// Unassigns a phone number from a flow.
        ///
        /// The number stays in the organization, and **its calls are not answered any more** until it is assigned again. Burki does not
        /// document the reply for a number that is not assigned to the flow.
        ///
        /// - Parameters:
        ///   - phoneNumberID: Burki's id of the number.
        ///   - flowID: The flow.
        /// - Returns: Burki's confirmation. The content of its data is not documented.
        /// - Throws: `VoiceAgentsError` of kind `notFound` (404: no such flow or number), `invalidRequest` (400), `unauthorized` (401),
        ///   `serverError`, `outcomeUnknown`; or `CancellationError`.
        /// - SeeAlso: "Unassign Phone Number", `POST /api/v1/flows/{flow_id}/phone-numbers/{phone_number_id}/unassign`.
        @discardableResult
        public func unassign(
            _ phoneNumberID: OrganizationPhoneNumber.ID, from flowID: Flow.ID
        ) async throws -> Confirmation {
            try await pipeline.run(Endpoint(Self.unassign, flowID, phoneNumberID, reading: .confirmation()))
        }
    }
}

/// The body of `PUT /api/v1/flows/{flow_id}`. `null` has no documented meaning, so none is sent.
private struct UpdateBody: Encodable, Sendable {
    let name: String?
    let baseAssistantID: Assistant.ID?
    let graph: Open<Flow.Graph>?
    let isActive: Bool?

    private enum CodingKeys: String, CodingKey {
        case name
        case baseAssistantID = "base_assistant_id"
        case graph
        case isActive = "is_active"
    }
}
