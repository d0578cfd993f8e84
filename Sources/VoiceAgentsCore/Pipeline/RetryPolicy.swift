/// How often failed attempts are repeated, and after which wait: exponential backoff with full jitter.
///
/// *Which* requests may be repeated cannot be configured. A request that did not reach a server, or that got a 429, is repeated for
/// every operation. After server errors and lost connections, only reads and idempotent writes are repeated: a call is not placed
/// twice, a number is not bought twice.
///
/// What another attempt would hardly change fails soon: an unknown host, an untrusted certificate and a connection to this computer
/// that is not established at once, another connection that is not established after one repeat.
///
/// A read whose connection the server had already closed is sent again at once over another connection. This is
/// no repeat of the policy, unless it allows none.
public struct RetryPolicy: Sendable, Hashable {
    /// The largest number of repeats after the first attempt. 0: no repeats. Default: 2.
    public var maximumRetries: Int

    /// The upper bound of the first wait, which doubles with each repeat. Default: 0.5 seconds.
    public var baseDelay: Duration

    /// The longest wait. When the platform asks for a longer one, the operation fails with ``VoiceAgentsError/retryAfter`` set.
    /// Default: 20 seconds.
    public var maximumDelay: Duration

    /// The limit on the repeats of all operations of the client together. `nil`: no limit.
    public var budget: RetryBudget?

    /// Creates a policy.
    public init(
        maximumRetries: Int = 2, baseDelay: Duration = .milliseconds(500), maximumDelay: Duration = .seconds(20),
        budget: RetryBudget? = .standard
    ) {
        self.maximumRetries = maximumRetries
        self.baseDelay = baseDelay
        self.maximumDelay = maximumDelay
        self.budget = budget
    }

    /// Two repeats, the first after at most 0.5 seconds.
    public static let standard = RetryPolicy()

    /// No repeats.
    public static let never = RetryPolicy(maximumRetries: 0)
}

extension RetryPolicy {
    /// How an attempt failed.
    package enum Outcome: Sendable {
        /// With a response whose status is not a success.
        case response(status: Int, retryAfter: Duration?)
        /// Without a complete response.
        case failure(TransportError)
    }

    /// The wait before the next attempt. A pure function, without a clock or randomness.
    ///
    /// - Parameters:
    ///   - outcome: How the last attempt failed.
    ///   - safety: Whether the request may be repeated after it may have arrived.
    ///   - retriesDone: The number of repeats so far.
    ///   - canReconnect: Whether another connection is attempted when none was established.
    ///   - jitter: A number in `0...1`.
    /// - Returns: The wait, or `nil` when the attempt is not repeated.
    package func delay(
        after outcome: Outcome, safety: RequestSafety, retriesDone: Int, canReconnect: Bool = true, jitter: Double
    ) -> Duration? {
        guard retriesDone < maximumRetries else { return nil }
        let maximumDelay = maximumDelay.clamped
        // Doubled step by step, so that no setting can overflow.
        var ceiling = min(baseDelay.clamped, maximumDelay)
        for _ in 0..<retriesDone where ceiling > .zero && ceiling < maximumDelay {
            ceiling = min(ceiling * 2, maximumDelay)
        }
        let backoff = min(ceiling * min(max(jitter, 0), 1), ceiling)
        let mayRepeatWork = safety != .unrepeatable
        switch outcome {
        case .response(429, let wait):
            return Self.wait(wait, orBackoff: backoff, atMost: maximumDelay)
        case .response(500, let wait), .response(502, let wait), .response(503, let wait), .response(504, let wait):
            return mayRepeatWork ? Self.wait(wait, orBackoff: backoff, atMost: maximumDelay) : nil
        case .response:
            return nil
        case .failure(let error) where error.kind == .replyTooLarge || error.kind == .fileFailure:
            return nil
        case .failure(let error) where [.declined, .insecureConnection, .unknownHost].contains(error.kind):
            return error.mayHaveReachedServer && mayRepeatWork ? backoff : nil
        case .failure(let error) where error.kind == .cannotConnect && !canReconnect:
            return nil
        case .failure(let error):
            return mayRepeatWork || !error.mayHaveReachedServer ? backoff : nil
        }
    }

    private static func wait(_ asked: Duration?, orBackoff backoff: Duration, atMost limit: Duration) -> Duration? {
        guard let asked else { return backoff }
        // Jitter is added, because all refused clients may have received the same time.
        return asked <= limit ? min(asked + backoff, limit) : nil
    }
}
