#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension BurkiClient {
    /// The operations of phone calls, available as ``BurkiClient/calls-swift.property``.
    public struct Calls: Sendable {
        let pipeline: Pipeline

        /// All operations of this resource.
        public static let operations = [initiate, list]

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

        /// The description of ``list(where:)``.
        public static let list = PlatformOperation("burki.calls.list", .get, "/api/v1/calls/", .safe)

        /// Lists the calls of the organization, the newest first.
        ///
        /// A page has 1 to 1000 calls, 100 by default. A call that was just placed can be missing for a moment.
        ///
        /// - Parameter filter: The conditions. Default: none.
        /// - Returns: The calls. The loop throws `VoiceAgentsError` of kind `unauthorized` (401), `invalidRequest` (422),
        ///   `rejectedLocally` for a duration that is not whole seconds, or `serverError`; or `CancellationError`.
        /// - SeeAlso: "List Calls", `GET /api/v1/calls/`.
        public func list(where filter: Filter = Filter()) -> PagedSequence<Call> {
            pipeline.list(Self.list, query: filter.query, in: .items, by: .skip(1000))
        }

        /// Conditions for calls. A call must meet all of them; `nil` is no condition.
        public struct Filter: Hashable, Sendable {
            let query: Query

            /// Creates conditions. Use at most one of `customerPhoneNumber`, `sid` and `assistantName`: Burki's pages disagree on
            /// whether they can be combined.
            ///
            /// - Parameters:
            ///   - status: The status.
            ///   - assistantID: The assistant.
            ///   - customerPhoneNumber: A part of the customer's number.
            ///   - sid: A part of the provider's id, in any case.
            ///   - assistantName: A part of the assistant's name, in any case.
            ///   - start: The earliest time.
            ///   - end: The latest time.
            ///   - minDuration: The smallest duration, in whole seconds.
            ///   - maxDuration: The largest duration, in whole seconds.
            public init(
                status: Call.Status? = nil, assistantID: Assistant.ID? = nil, customerPhoneNumber: String? = nil,
                sid: String? = nil, assistantName: String? = nil, from start: Date? = nil, to end: Date? = nil,
                minDuration: Duration? = nil, maxDuration: Duration? = nil
            ) {
                query = [
                    "status": status, "assistant_id": assistantID, "customer_phone": customerPhoneNumber,
                    "call_sid": sid,
                    "assistant_name": assistantName, "date_from": start, "date_to": end,
                    "min_duration": minDuration.map(WholeSeconds.init),
                    "max_duration": maxDuration.map(WholeSeconds.init),
                ]
            }
        }
    }
}
