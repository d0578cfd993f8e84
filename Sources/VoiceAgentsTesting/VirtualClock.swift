import Dispatch

/// A clock whose waits take no time and are remembered, so that a test of retries does not sleep.
///
/// ```swift
/// let clock = VirtualClock()
/// let burki = BurkiClient(apiKey: "test", configuration: .init(clock: clock), transport: simulator)
/// ```
///
/// Where several tasks wait, a test decides itself when time passes:
///
/// ```swift
/// let clock = VirtualClock(holdsSleepers: true)
/// let task = Task { try await clock.sleep(for: .seconds(60)) }
/// try await clock.waitForSleepers(1)
/// clock.advance(by: .seconds(60))
/// try await task.value
/// ```
public final class VirtualClock: Clock, @unchecked Sendable {
    // Sendable because every variable is touched on `queue` only.
    private let queue = DispatchQueue(label: "VirtualClock")
    private let holdsSleepers: Bool
    private var elapsed = Duration.zero
    private var waits: [Duration] = []
    private var held: [Held] = []
    private var lastID = 0

    /// A task that is held, until a moment or until a number of others sleep.
    private struct Held {
        enum Until {
            case moment(Instant)
            case sleepers(Int)
        }
        let id: Int
        let until: Until
        let continuation: CheckedContinuation<Void, any Error>

        var wake: Instant? {
            if case .moment(let moment) = until { moment } else { nil }
        }
    }

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
    ///
    /// - Parameter holdsSleepers: Whether a wait lasts until ``advance(by:)`` reaches its end. Otherwise a wait moves the
    ///   clock itself and takes no time.
    public init(holdsSleepers: Bool = false) { self.holdsSleepers = holdsSleepers }

    /// The current moment.
    public var now: Instant { queue.sync { Instant(offset: elapsed) } }

    /// The smallest step there is.
    public var minimumResolution: Duration { .nanoseconds(1) }

    /// The waits so far, in their order.
    public var sleeps: [Duration] { queue.sync { waits } }

    /// When the waits that are held end, the earliest first.
    public var wakes: [Instant] { queue.sync { held.compactMap(\.wake).sorted() } }

    /// Moves the clock on without a wait, and ends the held waits whose time has come.
    public func advance(by duration: Duration) {
        queue.sync {
            elapsed += duration
            release()
        }
    }

    /// Moves the clock to `deadline` and returns at once, or waits until the clock is moved there.
    ///
    /// - Throws: `CancellationError` when the task is cancelled, at once also when it is held.
    public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try await hold(until: .moment(deadline))
    }

    /// Returns as soon as at least `count` waits are held.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    public func waitForSleepers(_ count: Int) async throws {
        try await hold(until: .sleepers(count))
    }

    private func hold(until end: Held.Until) async throws {
        let id = queue.sync {
            lastID += 1
            return lastID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                queue.sync { begin(Held(id: id, until: end, continuation: continuation)) }
            }
        } onCancel: {
            queue.sync {
                guard let index = held.firstIndex(where: { $0.id == id }) else { return }
                held.remove(at: index).continuation.resume(throwing: CancellationError())
            }
        }
    }

    /// On `queue`.
    private func begin(_ task: Held) {
        // A cancellation from here on finds the task among those held.
        guard !Task.isCancelled else { return task.continuation.resume(throwing: CancellationError()) }
        if let wake = task.wake {
            waits.append(wake.offset - elapsed)
            if !holdsSleepers { elapsed = max(elapsed, wake.offset) }
        }
        held.append(task)
        release()
    }

    /// Resumes the sleepers whose time has come. On `queue`.
    private func release() {
        let now = Instant(offset: elapsed)
        let sleepers = held.count { $0.wake.map { $0 > now } ?? false }
        func isOver(_ end: Held.Until) -> Bool {
            switch end {
            case .moment(let moment): moment <= now
            case .sleepers(let count): count <= sleepers
            }
        }
        for task in held where isOver(task.until) { task.continuation.resume() }
        held.removeAll { isOver($0.until) }
    }
}
