public import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A transport that answers with what a test gives it and remembers what it was asked.
///
/// ```swift
/// let transport = MockTransport(.json(#"{"message": "ok", "call_sid": "CA1"}"#))
/// let burki = BurkiClient(apiKey: "test", transport: transport)
/// let call = try await burki.calls.initiate(from: "+15551234567", to: "+15559876543")
/// #expect(call.id == "CA1")
/// #expect(await transport.requests.map(\.operation) == [.burki.calls.initiate])
/// ```
public actor MockTransport: Transport {
    /// What to answer.
    public enum Reply: Sendable {
        /// A response.
        case response(TransportResponse)
        /// No response.
        case failure(TransportError)

        /// A response with a JSON text as its body.
        public static func json(_ text: String, status: Int = 200, headers: HeaderFields = [:]) -> Reply {
            var headers = headers
            if headers["content-type"] == nil { headers["content-type"] = "application/json" }
            return .response(TransportResponse(status: status, headers: headers, body: Data(text.utf8)))
        }

        /// A connection that was lost after the request had been sent.
        public static let connectionLost = Reply.failure(TransportError(.connectionLost, mayHaveReachedServer: true))

        /// No connection: nothing was sent.
        public static let cannotConnect = Reply.failure(TransportError(.cannotConnect, mayHaveReachedServer: false))
    }

    private var replies: [Reply]
    private let answer: (@Sendable (TransportRequest) async throws -> Reply)?

    /// What was asked so far, in its order.
    public private(set) var requests: [TransportRequest] = []

    /// Answers with the replies in their order. A request too many is declined with an error that says so.
    public init(_ replies: Reply...) {
        self.replies = replies
        answer = nil
    }

    /// Answers each request with what the closure makes of it.
    public init(answer: @escaping @Sendable (TransportRequest) async throws -> Reply) {
        replies = []
        self.answer = answer
    }

    /// How many of the replies were not asked for.
    public var unusedReplies: Int { replies.count }

    /// Remembers the request and answers it.
    public func send(_ request: TransportRequest) async throws -> TransportResponse {
        try Task.checkCancellation()
        requests.append(request)
        let reply: Reply
        if let answer {
            reply = try await answer(request)
        } else if replies.isEmpty {
            throw TransportError(
                .declined, mayHaveReachedServer: false,
                reason: "this is request \(requests.count) (\(request)) and the test gave \(requests.count - 1) replies"
            )
        } else {
            reply = replies.removeFirst()
        }
        switch reply {
        case .response(let response): return response
        case .failure(let error): throw error
        }
    }
}
