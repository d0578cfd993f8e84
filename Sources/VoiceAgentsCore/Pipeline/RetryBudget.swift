/// How many repeats a client may make in all, so that it does not answer an outage with a multiple of its traffic.
///
/// Each operation puts a share of a token into the client's bucket, and each repeat takes a whole one out. While most
/// requests succeed the bucket is full and every repeat is made. When most of them fail it runs empty: then repeats
/// add no more than ``share`` to the traffic, and what is not repeated throws the failure as it is, with a message that
/// says so. New operations fill the bucket again.
///
/// One bucket serves a client, all copies of it and all tasks that use it. So keep a client as long as the process:
/// one that is made anew for each request starts with a full bucket each time.
///
/// Every repeat costs the same. Not to have reached a server is how an outage looks from outside, and a server that is
/// just coming back is hurt by connections too. A 429 with `Retry-After` names a time at which *one* request is welcome,
/// not all that were refused with it. To stay below a rate limit without repeats, use ``PacingTransport``.
public struct RetryBudget: Sendable, Hashable {
    /// The repeats that each operation pays for, in `0...1`. Default: 0.1, one repeat for ten operations.
    public var share: Double

    /// The repeats that a full bucket holds, 0 or more. A client starts with a full one, so that one that sends little
    /// can repeat as well. With 0 nothing is ever repeated. Default: 50.
    public var reserve: Int

    /// Creates a budget. Values outside their ranges count as the nearest that is inside.
    public init(share: Double = 0.1, reserve: Int = 50) {
        self.share = share
        self.reserve = reserve
    }

    /// One repeat for ten operations, and 50 in reserve.
    public static let standard = RetryBudget()
}

/// The bucket of one client.
package actor RetryBucket {
    private let share: Double
    private let capacity: Double
    private var tokens: Double

    /// Creates a full bucket.
    package init(_ budget: RetryBudget) {
        // In this order, a share that is not a number counts as none.
        share = min(1, max(0, budget.share))
        capacity = Double(max(budget.reserve, 0))
        tokens = capacity
    }

    /// Puts in what a new operation pays.
    package func deposit() { tokens = min(tokens + share, capacity) }

    /// Takes out what a repeat costs.
    ///
    /// - Returns: How many whole repeats are left, or `nil` when there was not enough for one.
    package func withdraw() -> Int? {
        // Ten tenths are a little less than one.
        guard tokens > 1 - 1e-9 else { return nil }
        tokens = max(0, tokens - 1)
        return Int(min(tokens, 1e9))
    }
}
