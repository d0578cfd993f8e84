extension BurkiClient {
    /// Places phone calls. Reach it through ``BurkiClient/calls-swift.property``.
    public struct Calls: Sendable {
        let pipeline: Pipeline

        /// Every operation of this resource.
        public static let operations = [initiate]

        /// The operation of the method below.
        public static let initiate = PlatformOperation(
            "burki.calls.initiate", .post, "/calls/initiate", .unrepeatable,
            advice: "The phone may be ringing: look at the organization's calls before dialling again.")

        /// Places a phone call. **A real phone rings**, perhaps before this returns.
        ///
        /// Burki picks the assistant: the one in the request; else the conversation flow of the calling number; else the
        /// assistant of the calling number; else it answers 404. The call is never placed a second time by itself: when
        /// the outcome is unknown, the error says so.
        ///
        /// - Parameter request: The numbers, the assistant and what it says.
        /// - Returns: The provider's id of the call, which has been handed over and need not be answered yet.
        /// - Throws: `VoiceAgentsError` of kind `invalidRequest` (400, 422: a number is missing or malformed), `unauthorized`
        ///   (401), `paymentRequired` (402: too little balance), `forbidden` (403: the number or the assistant belongs to
        ///   another organization), `notFound` (404: no assistant can be found for the call), `serverError` (500),
        ///   `outcomeUnknown`; or `CancellationError`, after which the call may have been placed too.
        /// - SeeAlso: "Initiate Outbound Call", `POST /calls/initiate`, at the root and not under `/api/v1`.
        @discardableResult
        public func initiate(_ request: CallRequest) async throws -> InitiatedCall {
            try await pipeline.run(Endpoint(Self.initiate, body: .json(request)))
        }

        /// Places a phone call. **A real phone rings**, perhaps before this returns.
        ///
        /// See ``initiate(_:)`` for how the assistant is picked and what is thrown.
        ///
        /// - Parameters:
        ///   - from: The number to call from, one of the organization's.
        ///   - to: The number to ring.
        ///   - assistantID: The assistant that leads the call. `nil`: the one of the calling number.
        ///   - welcomeMessage: The first thing said; `{{name}}` stands for a variable. `nil`: the assistant's greeting.
        ///   - agenda: What the call is about; `{{name}}` stands for a variable.
        ///   - variables: The values of the variables. Empty: none are sent.
        /// - Returns: The provider's id of the call.
        /// - Throws: `VoiceAgentsError` or `CancellationError`.
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
    }
}
