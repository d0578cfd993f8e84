extension BurkiClient {
    /// The operations of phone calls, available as ``BurkiClient/calls-swift.property``.
    public struct Calls: Sendable {
        let pipeline: Pipeline

        /// All operations of this resource.
        public static let operations = [
            initiate, list, export, analytics, count, statistics, get, getBySID, updateMetadata, metrics,
            recalculateMetrics, review, messages, webhookLogs, transcripts, transcriptsBySID, exportTranscripts,
            recordings,
            recordingsBySID, downloadRecording, downloadPublicRecording, debugLogs, exportDebugLogs, terminate,
        ]

        /// The description of ``initiate(_:)``.
        public static let initiate = PlatformOperation(
            "burki.calls.initiate", .post, "/calls/initiate", .unrepeatable,
            advice: "The phone may be ringing: look with burki.calls.find(to:from:after:) before dialling again.")

        /// Places a phone call. **A real phone rings**, perhaps before this method returns.
        ///
        /// Burki uses the assistant in the request, otherwise the conversation flow of the calling number, otherwise the assistant of the
        /// calling number; without any of them it answers 404. The SDK never repeats a call: when the outcome is unknown, an error of
        /// kind `outcomeUnknown` is thrown.
        ///
        /// - Parameter request: The numbers, the assistant and what it says.
        /// - Returns: The call, which was passed to the provider and may not be answered yet.
        /// - Throws: `VoiceAgentsError` of kind `invalidRequest` (400, 422: a number is missing or malformed), `unauthorized`
        ///   (401), `paymentRequired` (402: too little balance), `forbidden` (403: the number or the assistant belongs to
        ///   another organization), `notFound` (404: no assistant can be found for the call), `serverError` (500),
        ///   `outcomeUnknown`; or `CancellationError`, after which the call may have been placed as well.
        /// - SeeAlso: "Initiate Outbound Call", `POST /calls/initiate`, at the root and not under `/api/v1`.
        @discardableResult
        public func initiate(_ request: CallRequest) async throws -> InitiatedCall {
            try await pipeline.run(Endpoint(Self.initiate, body: .json(request)))
        }

        /// Places a phone call. **A real phone rings**, perhaps before this method returns.
        ///
        /// See ``initiate(_:)`` for the choice of the assistant and the errors.
        ///
        /// - Parameters:
        ///   - from: The number to call from, one of the organization's.
        ///   - to: The number to call.
        ///   - assistantID: The assistant that leads the call. `nil`: the flow or assistant of the calling number.
        ///   - welcomeMessage: The first sentence of the assistant, with `{{name}}` for a variable. `nil`: the assistant's greeting.
        ///   - agenda: The purpose of the call, with `{{name}}` for a variable.
        ///   - variables: The values of the variables. Empty: none are sent.
        /// - Returns: The call, which was passed to the provider and may not be answered yet.
        /// - Throws: The errors of ``initiate(_:)``.
        /// - SeeAlso: "Initiate Outbound Call", `POST /calls/initiate`.
        @discardableResult
        public func initiate(
            from: PhoneNumber, to: PhoneNumber, assistantID: Assistant.ID? = nil, welcomeMessage: String? = nil,
            agenda: String? = nil, variables: [String: JSONValue] = [:]
        ) async throws -> InitiatedCall {
            try await initiate(
                CallRequest(
                    from: from, to: to, assistantID: assistantID, welcomeMessage: welcomeMessage, agenda: agenda,
                    variables: variables.isEmpty ? nil : variables))
        }

        /// The description of ``list(where:)``.
        public static let list = PlatformOperation("burki.calls.list", .get, "/api/v1/calls/", .safe)

        /// Lists the calls of the organization, the newest first.
        ///
        /// A page has 1 to 1000 calls, 100 by default. A call that was just placed can be missing for a moment.
        ///
        /// - Parameter filter: The conditions. Default: none.
        /// - Returns: The calls. The loop throws `VoiceAgentsError` of kind `unauthorized` (401), `invalidRequest` (422),
        ///   `rejectedLocally` for conditions that cannot be sent, or `serverError`; or `CancellationError`.
        /// - SeeAlso: "List Calls", `GET /api/v1/calls/`.
        public func list(where filter: Filter = Filter()) -> PagedSequence<Call> {
            list(where: filter, within: nil)
        }

        /// Lists calls, with a deadline for all pages together.
        func list(where filter: Filter, within deadline: Duration?) -> PagedSequence<Call> {
            pipeline.list(Self.list, query: filter.query, in: .items, by: .skip(1000), within: deadline)
        }

        /// The description of ``count(where:)``.
        public static let count = PlatformOperation("burki.calls.count", .get, "/api/v1/calls/count", .safe)

        /// Counts the calls of the organization.
        ///
        /// - Parameter filter: The conditions: only status, assistant and times. Default: none.
        /// - Returns: The number of calls.
        /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` for another condition, `unauthorized` (401), `invalidRequest`
        ///   (422) or `serverError`; or `CancellationError`.
        /// - SeeAlso: "Get Calls Count", `GET /api/v1/calls/count`.
        public func count(where filter: Filter = Filter()) async throws -> Int {
            try await pipeline.run(
                Endpoint(
                    Self.count, query: filter.query(withoutTexts: true, withoutDurations: true),
                    reading: .member("count")))
        }

        /// The description of ``get(_:)-(Call.ID)``.
        public static let get = PlatformOperation("burki.calls.get", .get, "/api/v1/calls/{call_id}", .safe)

        /// Reads a call.
        ///
        /// - Parameter id: Burki's id of the call.
        /// - Returns: The call.
        /// - Throws: `VoiceAgentsError` of kind `notFound` (404: no such call in the organization), `unauthorized` (401) or
        ///   `serverError`; or `CancellationError`.
        /// - SeeAlso: "Get Call", `GET /api/v1/calls/{call_id}`.
        public func get(_ id: Call.ID) async throws -> Call { try await pipeline.run(Endpoint(Self.get, id)) }

        /// The description of ``get(_:)-(Call.SID)``.
        public static let getBySID = PlatformOperation(
            "burki.calls.getBySID", .get, "/api/v1/calls/sid/{call_sid}", .safe)

        /// Reads a call by the provider's id.
        ///
        /// The record of a call that was just placed can be missing for a moment. ``wait(for:until:within:)`` waits for it.
        ///
        /// - Parameter sid: The provider's id of the call, the ``InitiatedCall/id`` of a call that was placed.
        /// - Returns: The call.
        /// - Throws: The errors of ``get(_:)-(Call.ID)``.
        /// - SeeAlso: "Get Call By Sid", `GET /api/v1/calls/sid/{call_sid}`.
        public func get(_ sid: Call.SID) async throws -> Call { try await pipeline.run(Endpoint(Self.getBySID, sid)) }

        /// The description of ``updateMetadata(of:_:)``.
        public static let updateMetadata = PlatformOperation(
            "burki.calls.updateMetadata", .patch, "/api/v1/calls/{call_id}/metadata", .idempotent,
            advice: "Read the call and compare its metadata, or repeat the update.")

        /// Changes metadata of a call. Members that are not named remain.
        ///
        /// ```swift
        /// try await burki.calls.updateMetadata(
        ///     of: call.id, ["customer_id": "c1", "draft": nil])
        /// ```
        ///
        /// - Parameters:
        ///   - id: The call.
        ///   - changes: The new values. `nil`, the JSON value `null`, removes a member.
        /// - Returns: The call with all its metadata.
        /// - Throws: `VoiceAgentsError` of kind `notFound` (404), `invalidRequest` (422), `unauthorized` (401), `serverError` or
        ///   `outcomeUnknown`; or `CancellationError`.
        /// - SeeAlso: "Update Call Metadata", `PATCH /api/v1/calls/{call_id}/metadata`.
        @discardableResult
        public func updateMetadata(of id: Call.ID, _ changes: [String: JSONValue]) async throws -> Call {
            try await pipeline.run(Endpoint(Self.updateMetadata, id, body: .json(["metadata": changes])))
        }

        /// The description of ``terminate(_:)``.
        public static let terminate = PlatformOperation(
            "burki.calls.terminate", .post, "/api/v1/calls/{call_sid}/terminate", .unrepeatable,
            advice: "The call may have ended: burki.calls.get(_:) tells its status.")

        /// Ends an ongoing call: the provider hangs up.
        ///
        /// - Parameter sid: The provider's id of the call.
        /// - Returns: Burki's confirmation.
        /// - Throws: `VoiceAgentsError` of kind `invalidRequest` (400: the call is not ongoing), `notFound` (404: no such call that
        ///   this key may end), `unauthorized` (401), `forbidden` (403: the account is not verified), `serverError` (500: the
        ///   provider refused) or `outcomeUnknown`; or `CancellationError`, after which the call may have ended as well.
        /// - SeeAlso: "Terminate Call", `POST /api/v1/calls/{call_sid}/terminate`.
        @discardableResult
        public func terminate(_ sid: Call.SID) async throws -> Confirmation {
            try await pipeline.run(Endpoint(Self.terminate, sid, reading: .confirmation()))
        }
    }
}
