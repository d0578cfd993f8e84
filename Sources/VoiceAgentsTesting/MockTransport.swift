public import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A transport that returns the replies of a test and records the requests.
///
/// ```swift
/// let transport = MockTransport(.json(#"{"message": "ok", "call_sid": "CA1"}"#))
/// let burki = BurkiClient(apiKey: "test", transport: transport)
/// let call = try await burki.calls.initiate(from: "+15551234567", to: "+15559876543")
/// #expect(call.id == "CA1")
/// #expect(await transport.requests.map(\.operation) == [.burki.calls.initiate])
/// ```
public actor MockTransport: Transport {
    /// The reply to a request. This is a closed set, because a transport either returns a response or throws an error.
    public enum Reply: Sendable {
        /// The transport returns a response.
        case response(TransportResponse)
        /// The transport throws an error.
        case failure(TransportError)

        /// A response with JSON text as its body.
        public static func json(_ text: String, status: Int = 200, headers: HeaderFields = [:]) -> Reply {
            var headers = headers
            if headers["content-type"] == nil { headers["content-type"] = "application/json" }
            return .response(TransportResponse(status: status, headers: headers, body: Data(text.utf8)))
        }

        /// The response of a recording, for example of one in `Fixtures`.
        public static func recorded(_ exchange: RecordedExchange) -> Reply {
            .response(exchange.response.transportResponse)
        }

        /// The loss of the connection after the request was sent.
        public static let connectionLost = Reply.failure(TransportError(.connectionLost, mayHaveReachedServer: true))

        /// The failure to connect, so that nothing was sent.
        public static let cannotConnect = Reply.failure(TransportError(.cannotConnect, mayHaveReachedServer: false))
    }

    private var replies: [Reply]
    private let answer: (@Sendable (TransportRequest) async throws -> Reply)?

    /// The requests so far, in order.
    public private(set) var requests: [TransportRequest] = []

    /// Creates a transport that returns each reply once, in order. For further requests, it throws an error.
    public init(_ replies: Reply...) {
        self.replies = replies
        answer = nil
    }

    /// Creates a transport that returns the reply of a closure for each request.
    public init(answer: @escaping @Sendable (TransportRequest) async throws -> Reply) {
        replies = []
        self.answer = answer
    }

    /// The number of replies that were not returned yet.
    public var unusedReplyCount: Int { replies.count }

    /// Records a request and returns its reply.
    public func send(_ request: TransportRequest) async throws -> TransportResponse {
        try Task.checkCancellation()
        requests.append(request)
        let reply: Reply
        if let answer {
            reply = try await answer(request)
        } else if replies.isEmpty {
            throw TransportError(
                .declined, mayHaveReachedServer: false,
                reason:
                    "this is request \(requests.count) (\(request)) and the number of replies that the test gave is \(requests.count - 1)"
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

extension TransportRequest {
    /// The body as JSON, for expectations: `request.json?["to_phone_number"] == "+15559876543"`. `nil` when there is no body, or when
    /// it is not JSON.
    public var json: JSONValue? { body?.data.flatMap { try? JSONDecoder().decode(JSONValue.self, from: $0) } }
}
