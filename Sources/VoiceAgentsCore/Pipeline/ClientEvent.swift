#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// An event of an operation, which a client reports to ``ClientConfiguration/onEvent``.
///
/// An event never contains a phone number, a body or a key: only the operation, its path template and its result.
///
/// ```swift
/// configuration.onEvent = { event in
///     switch event.kind {
///     case .finished(let end):
///         log("\(event.operation) \(end.outcome) after \(end.attempts) attempts")
///     default: break
///     }
/// }
/// ```
public struct ClientEvent: Sendable {
    /// A random number that identifies this call of the operation within the process.
    public let callID: UInt64
    /// The operation, with its path template.
    public let operation: PlatformOperation
    /// What happened.
    public let kind: Kind

    /// The kinds of events. This is an open set: a `switch` needs a `default`.
    #if hasAttribute(nonexhaustive)
    @nonexhaustive
    #endif
    public enum Kind: Sendable {
        /// The operation started.
        case started
        /// The next attempt waited this long for the client's ``ClientConfiguration/limit``.
        case queued(Duration)
        /// An attempt ended, with or without a reply.
        case attemptFinished(Attempt)
        /// Another attempt follows after a wait.
        case willRetry(Wait)
        /// The operation ended. This is the last event of a call.
        case finished(End)
    }

    /// An attempt that ended.
    public struct Attempt: Sendable {
        /// The attempt's number, from 1.
        public let number: Int
        /// How long it took.
        public let duration: Duration
        /// The server. `nil` for a signed URL, whose host the platform chooses.
        public let server: Server?
        /// The reply, or `nil` when none came. Of a reply that was cut off, only the status.
        public let reply: Reply?
        /// Why no complete reply came, or `nil` when one did.
        public let failure: TransportError.Kind?
    }

    /// A server, as in the client's base URL.
    public struct Server: Sendable, Hashable {
        /// The name or the address of the host.
        public let host: String
        /// The port.
        public let port: Int
    }

    /// A reply without its body.
    public struct Reply: Sendable {
        /// The status.
        public let status: Int
        /// The header fields of the reply, except those with URLs, cookies and names of files, which can contain a phone number.
        public let headers: HeaderFields
        /// The platform's id of the request.
        public let requestID: String?
        /// The state of the rate limit. `nil` when the platform does not report it.
        public let rateLimit: RateLimitState?
    }

    /// The state of a rate limit, from the header fields `X-RateLimit-…` of a reply.
    public struct RateLimitState: Sendable, Hashable {
        /// The number of requests allowed in one period.
        public var limit: Int?
        /// The number of requests left in the current period.
        public var remaining: Int?

        /// Creates a state.
        public init(limit: Int? = nil, remaining: Int? = nil) {
            self.limit = limit
            self.remaining = remaining
        }

        init?(_ headers: HeaderFields) {
            limit = headers["x-ratelimit-limit"].flatMap { Int($0) }
            remaining = headers["x-ratelimit-remaining"].flatMap { Int($0) }
            if limit == nil, remaining == nil { return nil }
        }
    }

    /// The wait before the next attempt.
    public struct Wait: Sendable {
        /// The length of the wait.
        public let duration: Duration
        /// Why the last attempt is repeated.
        public let reason: Reason
        /// The number of repeats that the client's budget has left. `nil` when the client has no budget, or this repeat costs
        /// none.
        public let budget: Int?

        /// Why an attempt is repeated. This is an open set: a `switch` needs a `default`.
        #if hasAttribute(nonexhaustive)
        @nonexhaustive
        #endif
        public enum Reason: Sendable, Hashable {
            /// The server answered with this status.
            case status(Int)
            /// No reply came.
            case failure(TransportError.Kind)
            /// The result was not ready.
            case pending
        }
    }

    /// The end of an operation.
    public struct End: Sendable {
        /// How it ended.
        public let outcome: Outcome
        /// Whether the operation can have taken effect. For a cancelled write: whether the request can have been sent.
        public let effect: Effect
        /// The number of attempts.
        public let attempts: Int
        /// The total time, including waits.
        public let duration: Duration
        /// The last reply, or `nil` when none came.
        public let reply: Reply?
        /// The optional values and the elements of lists that could not be decoded. The result does not contain them.
        public let unreadable: [UnreadableValue]

        /// How an operation ended. This is a closed set.
        public enum Outcome: Sendable, Hashable {
            /// The operation returned a result.
            case success
            /// The operation threw an error of this kind.
            case failure(VoiceAgentsError.Kind)
            /// The task was cancelled.
            case cancelled
        }
    }
}

/// Reports the events of one operation to the observer, if there is one.
struct EventReporter: Sendable {
    private let operation: PlatformOperation
    private let observer: (@Sendable (ClientEvent) -> Void)?
    private let callID: UInt64

    init(_ operation: PlatformOperation, _ observer: (@Sendable (ClientEvent) -> Void)?) {
        self.operation = operation
        self.observer = observer
        callID = observer == nil ? 0 : .random(in: 1...(.max))
    }

    func report(_ kind: @autoclosure () -> ClientEvent.Kind) {
        observer?(ClientEvent(callID: callID, operation: operation, kind: kind()))
    }
}

extension ClientEvent.Server {
    init?(_ url: URL) {
        guard let host = url.host else { return nil }
        (self.host, port) = (host, url.port ?? (url.scheme?.lowercased() == "http" ? 80 : 443))
    }
}

extension ClientEvent.Reply {
    /// - Parameters:
    ///   - response: The reply.
    ///   - key: The API key, which the server may have repeated.
    init(_ response: TransportResponse, redacting key: String) {
        status = response.status
        headers = response.headers.withoutURLsAndCookies.redacting(key)
        requestID = response.requestID?.redacting(key)
        rateLimit = ClientEvent.RateLimitState(response.headers)
    }
}
