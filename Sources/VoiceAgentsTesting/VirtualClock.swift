import Dispatch

/// A clock whose waits take no time and are remembered, so that a test of retries does not sleep.
///
/// ```swift
/// let clock = VirtualClock()
/// let burki = BurkiClient(apiKey: "test", configuration: .init(clock: clock), transport: simulator)
/// ```
public final class VirtualClock: Clock, @unchecked Sendable {
    // Sendable because both variables are touched on `queue` only.
    private let queue = DispatchQueue(label: "VirtualClock")
    private var elapsed = Duration.zero
    private var waits: [Duration] = []

    /// A moment of the clock.
    public struct Instant: InstantProtocol {
        /// The time since the clock was made.
        public let offset: Duration

        /// The moment that is `duration` later.
        public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }

        /// The time until another moment.
        public func duration(to other: Instant) -> Duration { other.offset - offset }

        /// Earlier is less.
        public static func < (lhs: Instant, rhs: Instant) -> Bool { lhs.offset < rhs.offset }
    }

    /// Creates a clock at its first moment.
    public init() {}

    /// The current moment.
    public var now: Instant { queue.sync { Instant(offset: elapsed) } }

    /// The smallest step there is.
    public var minimumResolution: Duration { .nanoseconds(1) }

    /// The waits so far, in their order.
    public var sleeps: [Duration] { queue.sync { waits } }

    /// Moves the clock on without a wait.
    public func advance(by duration: Duration) { queue.sync { elapsed += duration } }

    /// Moves the clock to `deadline` and returns at once.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        queue.sync {
            waits.append(deadline.offset - elapsed)
            elapsed = max(elapsed, deadline.offset)
        }
    }
}
