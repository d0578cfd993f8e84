extension BurkiClient {
    /// The operations of assistant graphs, available as ``BurkiClient/assistantGraphs-swift.property``.
    ///
    /// Burki's current documentation describes conversation flows, ``BurkiClient/Flows``, in place of graphs. On a server without graphs,
    /// the operations throw an error of kind `endpointNotAvailable`.
    public struct AssistantGraphs: Sendable {
        let pipeline: Pipeline

        /// All operations of this resource.
        public static let operations = [
            create, list, get, update, replaceStructure, delete, phoneNumbers, assign, unassign, sessions, session,
            analytics, test,
        ]

        /// The description of ``create(_:validating:)``.
        public static let create = PlatformOperation(
            "burki.assistantGraphs.create", .post, "/api/v1/assistant-graphs", .unrepeatable,
            advice: "Names are unique: see whether burki.assistantGraphs.list(activeOnly: false) has this one already.")

        /// Creates an active graph with its nodes and edges.
        ///
        /// The edges of the draft refer to nodes by index, those of the reply by database id.
        ///
        /// - Parameters:
        ///   - draft: The draft. Its name must be unique within the organization, to which its assistants must belong.
        ///   - validating: Whether to reject a draft in which ``AssistantGraph/Draft/validate()`` finds errors.
        /// - Returns: The stored graph.
        /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` when the draft has errors, all of them in `fieldErrors`;
        ///   `invalidRequest` (400: an assistant does not exist; 422), `unauthorized` (401), `endpointNotAvailable` (404),
        ///   `serverError` (500), `outcomeUnknown`; or `CancellationError`. Burki does not document the error for a name that is taken.
        /// - SeeAlso: "Create Assistant Graph", `POST /api/v1/assistant-graphs`.
        public func create(_ draft: AssistantGraph.Draft, validating: Bool = true) async throws -> AssistantGraph {
            if validating { try Self.create.rejectErrors(among: draft.validate(), of: "The draft") }
            return try await pipeline.run(
                Endpoint(Self.create, body: .json(draft), reading: .value(knowing: ["name": draft.name])))
        }

        /// The description of ``list(activeOnly:)``.
        public static let list = PlatformOperation(
            "burki.assistantGraphs.list", .get, "/api/v1/assistant-graphs", .safe)

        /// Lists the graphs of the organization. **Inactive graphs are left out by default**, as by Burki.
        ///
        /// A graph in the list has no nodes and no edges, only their counts, ``AssistantGraph/totalNodes`` and
        /// ``AssistantGraph/totalEdges``; ``get(_:)`` reads it complete. A page has 1 to 1000 graphs, 100 by default. Burki does not
        /// document their order.
        ///
        /// - Parameter activeOnly: Whether to leave out the graphs that are not active.
        /// - Returns: The graphs. The loop throws `VoiceAgentsError` of kind `unauthorized` (401), `endpointNotAvailable` (404) or
        ///   `serverError` (500); or `CancellationError`.
        /// - SeeAlso: `GET /api/v1/assistant-graphs` in Burki's documentation of January 2026.
        public func list(activeOnly: Bool = true) -> PagedSequence<AssistantGraph> {
            pipeline.list(Self.list, query: ["active_only": activeOnly ? nil : false], in: .data, by: .skip(1000))
        }

        /// The description of ``get(_:)``.
        public static let get = PlatformOperation(
            "burki.assistantGraphs.get", .get, "/api/v1/assistant-graphs/{graph_id}", .safe)

        /// Reads a graph with its nodes and edges.
        ///
        /// ``AssistantGraph/Draft/init(copying:)`` makes a draft of it, to change its structure.
        ///
        /// - Parameter id: The graph.
        /// - Returns: The graph.
        /// - Throws: `VoiceAgentsError` of kind `notFound` (404: no such graph in the organization), `endpointNotAvailable` (404),
        ///   `unauthorized` (401) or `serverError` (500); or `CancellationError`.
        /// - SeeAlso: `GET /api/v1/assistant-graphs/{graph_id}` in Burki's documentation of January 2026.
        public func get(_ id: AssistantGraph.ID) async throws -> AssistantGraph {
            try await pipeline.run(Endpoint(Self.get, id))
        }

        /// The description of ``update(_:name:description:isActive:configuration:)``.
        public static let update = PlatformOperation(
            "burki.assistantGraphs.update", .put, "/api/v1/assistant-graphs/{graph_id}", .idempotent,
            advice: "Read the graph with burki.assistantGraphs.get(_:) and compare it, or repeat the update.")

        /// Changes the properties of a graph. What is `nil` remains, and so do the nodes and edges.
        ///
        /// A graph that is not active is paused: it keeps its structure and its phone numbers. Burki does not document what happens
        /// to their calls, nor how a description is removed.
        ///
        /// - Parameters:
        ///   - id: The graph.
        ///   - name: The new name, unique within the organization.
        ///   - description: The new description.
        ///   - isActive: Whether the graph is active.
        ///   - configuration: The new settings. Burki does not document whether they replace the old ones or join them.
        /// - Returns: The changed graph. Some of its nodes can be missing in the reply, as in Burki's example.
        /// - Throws: `VoiceAgentsError` of kind `notFound` (404: no such graph in the organization), `endpointNotAvailable` (404),
        ///   `invalidRequest` (422), `unauthorized` (401), `serverError` (500) or `outcomeUnknown`; or `CancellationError`.
        /// - SeeAlso: `PUT /api/v1/assistant-graphs/{graph_id}` in Burki's documentation of January 2026.
        @discardableResult
        public func update(
            _ id: AssistantGraph.ID, name: String? = nil, description: String? = nil, isActive: Bool? = nil,
            configuration: [String: JSONValue]? = nil
        ) async throws -> AssistantGraph {
            var known: KnownValues = ["id": id]
            if let name { known["name"] = name }
            return try await pipeline.run(
                Endpoint(
                    Self.update, id,
                    body: .json(
                        Properties(
                            name: name, description: description, isActive: isActive, configuration: configuration)),
                    reading: .value(knowing: known)))
        }

        /// The description of ``replaceStructure(of:with:validating:)``.
        public static let replaceStructure = PlatformOperation(
            "burki.assistantGraphs.replaceStructure", .put, "/api/v1/assistant-graphs/{graph_id}/structure",
            .idempotent,
            advice: "Compare the graph of burki.assistantGraphs.get(_:) with the draft, or repeat the replacement.")

        /// Replaces all nodes and edges of a graph by those of a draft. **Calls that the graph handles lose their session**, and all
        /// nodes and edges get new ids.
        ///
        /// Only the nodes and edges of the draft are sent; ``update(_:name:description:isActive:configuration:)`` changes the other
        /// properties. ``AssistantGraph/Difference`` shows what a replacement changes. A repeated request ends in the same structure,
        /// so it is repeated after a lost connection; the ids are then those of the last one.
        ///
        /// ```swift
        /// var draft = try AssistantGraph.Draft(copying: graph)
        /// draft.edges[0].priority = 2
        /// try await burki.assistantGraphs.replaceStructure(of: graph.id, with: draft)
        /// ```
        ///
        /// - Parameters:
        ///   - id: The graph.
        ///   - draft: The draft. Its assistants must belong to the organization.
        ///   - validating: Whether to reject a draft in which ``AssistantGraph/Draft/validate()`` finds errors in nodes or edges.
        /// - Returns: The graph with its new structure. The reply in Burki's documentation has fewer edges than its request.
        /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` when the draft has errors, all of them in `fieldErrors`;
        ///   `invalidRequest` (400, 422), `notFound` (404: no such graph in the organization), `endpointNotAvailable` (404),
        ///   `unauthorized` (401), `serverError` (500) or `outcomeUnknown`; or `CancellationError`.
        /// - SeeAlso: `PUT /api/v1/assistant-graphs/{graph_id}/structure` in Burki's documentation of January 2026.
        @discardableResult
        public func replaceStructure(
            of id: AssistantGraph.ID, with draft: AssistantGraph.Draft, validating: Bool = true
        ) async throws -> AssistantGraph {
            if validating {
                try Self.replaceStructure.rejectErrors(
                    among: draft.validate().filter { $0.path != "name" }, of: "The draft")
            }
            return try await pipeline.run(
                Endpoint(
                    Self.replaceStructure, id, body: .json(Structure(nodes: draft.nodes, edges: draft.edges)),
                    reading: .value(knowing: ["id": id])))
        }

        /// The description of ``delete(_:)``.
        public static let delete = PlatformOperation(
            "burki.assistantGraphs.delete", .delete, "/api/v1/assistant-graphs/{graph_id}", .idempotent,
            advice: "See whether burki.assistantGraphs.get(_:) still finds the graph, or repeat the deletion.")

        /// Deletes a graph with its nodes, edges and sessions. **The calls of its numbers are not answered any more.**
        ///
        /// Its assistants, its numbers, which are then unassigned, and the records of calls remain. To pause a graph instead, use
        /// ``update(_:name:description:isActive:configuration:)`` with `isActive: false`.
        ///
        /// The request is repeated after a lost connection. When a repeated request finds no graph, the graph was deleted by an
        /// earlier one, or by somebody else, and the method returns a confirmation without a message.
        ///
        /// - Parameter id: The graph.
        /// - Returns: Burki's confirmation.
        /// - Throws: `VoiceAgentsError` of kind `notFound` (404: no such graph in the organization), `endpointNotAvailable` (404),
        ///   `unauthorized` (401), `serverError` (500) or `outcomeUnknown`; or `CancellationError`.
        /// - SeeAlso: `DELETE /api/v1/assistant-graphs/{graph_id}` in Burki's documentation of January 2026.
        @discardableResult
        public func delete(_ id: AssistantGraph.ID) async throws -> Confirmation {
            try await pipeline.delete(Endpoint(Self.delete, id, reading: .confirmation()))
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
            advice: "See whether the number is among burki.assistantGraphs.phoneNumbers(of:).")

        /// Assigns a phone number to a graph, which then answers its calls from the entry node.
        ///
        /// **The number is taken over from the assistant that answered it.** Burki's page also lists an error for a number that is
        /// "already assigned elsewhere", which can only be another graph or a flow. Assigning a number again changes nothing, so the
        /// request is repeated after a lost connection.
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
            advice: "See whether the number is still among burki.assistantGraphs.phoneNumbers(of:).")

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

/// The properties of a graph that an update changes.
private struct Properties: Encodable {
    let name: String?
    let description: String?
    let isActive: Bool?
    let configuration: [String: JSONValue]?

    private enum CodingKeys: String, CodingKey {
        case name, description, configuration
        case isActive = "is_active"
    }
}

/// The nodes and edges that replace those of a graph.
private struct Structure: Encodable {
    let nodes: [Open<AssistantGraph.Draft.Node>]
    let edges: [Open<AssistantGraph.Draft.Edge>]
}
