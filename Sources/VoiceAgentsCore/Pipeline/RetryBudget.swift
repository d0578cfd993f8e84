/// A limit on the repeats of a client, so that its traffic does not multiply in an outage.
///
/// The budget is a token bucket. Each operation adds a share of a token, and each repeat removes one token. While most requests
/// succeed, the bucket is full and every repeat is made. When most requests fail, the bucket becomes empty: then repeats add no
/// more than ``share`` to the traffic, and an operation that is not repeated throws its failure, with a message that explains
/// this. New operations fill the bucket again.
///
/// A client, all its copies and all tasks that use it share one bucket. So keep a client as long as the process: a new client for
/// each request starts with a full bucket each time.
///
/// Every repeat costs the same. A failed connection counts too, because that is how a client sees an outage, and connections also
/// burden a server that is recovering. So does a 429 with `Retry-After`, which names a time at which *one* request is accepted,
/// not all requests that were refused. To stay below a rate limit without repeats, use ``ClientConfiguration/limit``.
public struct RetryBudget: Sendable, Hashable {
    /// The number of repeats that each operation adds to the budget, in `0...1`. Default: 0.1, one repeat for ten operations.
    public var share: Double

    /// The number of repeats in a full bucket, 0 or more. A client starts with a full bucket, so that a client that sends few requests
    /// can repeat them. With 0, no request is repeated. Default: 50.
    public var reserve: Int

    /// Creates a budget. Values outside their ranges are clamped.
    public init(share: Double = 0.1, reserve: Int = 50) {
        self.share = share
        self.reserve = reserve
    }

    /// One repeat for ten operations and a reserve of 50 repeats.
    public static let standard = RetryBudget()
}

/// The token bucket of one client.
///
/// A lock in place of an actor: every operation makes a deposit, and a change of the executor costs as much as a small request.
package struct RetryBucket: Sendable {
    private let share: Double
    private let capacity: Double
    private let tokens: Locked<Double>

    /// Creates a full bucket.
    package init(_ budget: RetryBudget) {
        // With the arguments in this order, a share that is not a number becomes 0.
        share = min(1, max(0, budget.share))
        capacity = Double(max(budget.reserve, 0))
        tokens = Locked(capacity)
    }

    /// Adds the share of one operation.
    package func deposit() { tokens.withLock { $0 = min($0 + share, capacity) } }

    /// Removes the token of one repeat.
    ///
    /// - Returns: The number of repeats left, or `nil` when there was no whole token.
    package func withdraw() -> Int? {
        tokens.withLock { tokens in
            // The sum of ten times 0.1 is slightly less than 1.
            guard tokens > 1 - 1e-9 else { return nil }
            tokens = max(0, tokens - 1)
            return Int(min(tokens, 1e9))
        }
    }
}
