/// How often a failed attempt is repeated, and after what wait: exponential backoff with full jitter.
///
/// *What* may be repeated is not a setting. A request that never reached a server and a 429 are repeated for every
/// operation. Server errors and lost connections are repeated for reads and for writes that may be carried out
/// twice, and never for one that may not: a call is not placed twice, a number is not bought twice.
public struct RetryPolicy: Sendable, Hashable {
    /// Repeats after the first attempt. 0 turns repeating off. Default: 2.
    public var maximumRetries: Int

    /// The upper bound of the first wait; it doubles with each repeat. Default: 0.5 seconds.
    public var baseDelay: Duration

    /// No wait is longer. When the platform asks for more, the operation fails with
    /// ``VoiceAgentsError/retryAfter`` set, instead of sleeping. Default: 20 seconds.
    public var maximumDelay: Duration

    /// How many repeats the client may make in all. `nil`: as many as its operations ask for.
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

    /// Two repeats, the first after at most half a second.
    public static let standard = RetryPolicy()

    /// No repeats.
    public static let never = RetryPolicy(maximumRetries: 0)
}

extension RetryPolicy {
    /// How an attempt ended.
    package enum Outcome: Sendable {
        /// With an answer that is not a success.
        case response(status: Int, retryAfter: Duration?)
        /// Without an answer.
        case failure(TransportError)
    }

    /// Decides whether and when to try again. Pure: no clock, no randomness.
    ///
    /// - Parameters:
    ///   - outcome: How the last attempt ended.
    ///   - safety: Whether the request may be carried out twice.
    ///   - retriesDone: How many repeats there have been.
    ///   - jitter: A number in `0...1`.
    /// - Returns: The wait before the next attempt, or `nil` to give up.
    package func delay(
        after outcome: Outcome, safety: RequestSafety, retriesDone: Int, jitter: Double
    ) -> Duration? {
        guard retriesDone < maximumRetries else { return nil }
        // Doubled step by step, so that no setting can overflow.
        var ceiling = min(max(baseDelay, .zero), maximumDelay)
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
        case .failure(let error) where error.kind == .declined || error.kind == .insecureConnection:
            return error.mayHaveReachedServer && mayRepeatWork ? backoff : nil
        case .failure(let error):
            return mayRepeatWork || !error.mayHaveReachedServer ? backoff : nil
        }
    }

    private static func wait(_ asked: Duration?, orBackoff backoff: Duration, atMost limit: Duration) -> Duration? {
        guard let asked else { return backoff }
        // All that were told the same moment would meet again at it. So the jitter comes on top of it.
        return asked <= limit ? min(asked + backoff, limit) : nil
    }
}
