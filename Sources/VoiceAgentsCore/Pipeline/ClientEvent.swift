/// One step of an operation, as a client reports it to ``ClientConfiguration/onEvent``.
///
/// An event never holds a number, a body or a key: only the operation, its path template, and what became of it.
///
/// ```swift
/// configuration.onEvent = { event in
///     switch event.kind {
///     case .finished(let end): log("\(event.operation) \(end.outcome) after \(end.attempts) attempts")
///     default: break
///     }
/// }
/// ```
public struct ClientEvent: Sendable {
    /// Tells the calls of one process apart. Random.
    public let callID: UInt64
    /// The operation, with its path template.
    public let operation: PlatformOperation
    /// What happened.
    public let kind: Kind

    /// What happened. An open set: a `switch` needs a `default`.
    #if hasAttribute(nonexhaustive)
    @nonexhaustive
    #endif
    public enum Kind: Sendable {
        /// The operation begins.
        case started
        /// An attempt ended, with or without a reply.
        case attemptFinished(Attempt)
        /// Another attempt follows after a wait.
        case willRetry(Wait)
        /// The operation is over. The last event of a call.
        case finished(End)
    }

    /// An attempt that ended.
    public struct Attempt: Sendable {
        /// The attempt's number, from 1.
        public let number: Int
        /// How long it took.
        public let duration: Duration
        /// The reply, or `nil` when none came.
        public let reply: Reply?
        /// Why no reply came, or `nil` when one did.
        public let failure: TransportError.Kind?
    }

    /// What is known of a reply without its body.
    public struct Reply: Sendable {
        /// The status.
        public let status: Int
        /// The header fields, as the platform sent them.
        public let headers: HeaderFields
        /// The platform's name for the exchange.
        public let requestID: String?
        /// What the platform says about its rate limit. `nil`: nothing.
        public let rateLimit: RateLimit?
    }

    /// A wait before the next attempt.
    public struct Wait: Sendable {
        /// How long.
        public let duration: Duration
        /// Why the last attempt is repeated.
        public let reason: Reason
        /// How many repeats the client's budget still has. `nil`: it has no budget.
        public let budget: Int?

        /// Why an attempt is repeated. An open set: a `switch` needs a `default`.
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
        /// Whether what the operation does can have happened. For a cancelled write: whether it can have been sent.
        public let effect: Effect
        /// How many attempts there were.
        public let attempts: Int
        /// How long everything took, waits included.
        public let duration: Duration
        /// The last reply, or `nil` when none came.
        public let reply: Reply?

        /// How an operation ended.
        public enum Outcome: Sendable, Hashable {
            /// With a result.
            case success
            /// With an error of this kind.
            case failure(VoiceAgentsError.Kind)
            /// Its task was cancelled.
            case cancelled
        }
    }
}

/// What a platform says about its rate limit in the header fields `X-RateLimit-…` of a reply.
public struct RateLimit: Sendable, Hashable {
    /// How many requests are admitted in one period.
    public var limit: Int?
    /// How many of them are left.
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

/// Reports the steps of one operation. Does nothing without an observer.
struct Observation: Sendable {
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

extension ClientEvent.Reply {
    init(_ response: TransportResponse) {
        status = response.status
        headers = response.headers
        requestID = response.requestID
        rateLimit = RateLimit(response.headers)
    }
}
