extension BurkiClient {
    /// The operations of phone calls, available as ``BurkiClient/calls-swift.property``.
    public struct Calls: Sendable {
        let pipeline: Pipeline

        /// All operations of this resource.
        public static let operations = [initiate]

        /// The description of ``initiate(_:)``.
        public static let initiate = PlatformOperation(
            "burki.calls.initiate", .post, "/calls/initiate", .unrepeatable,
            advice: "The phone may be ringing: look at the organization's calls before dialling again.")

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
    }
}
