import Dispatch

/// A clock whose waits take no time and are recorded, so that a test of retries does not sleep.
///
/// ```swift
/// let clock = VirtualClock()
/// let burki = BurkiClient(
///     apiKey: "test", configuration: .init(clock: clock), transport: simulator)
/// ```
///
/// When several tasks wait, a test can advance the time itself:
///
/// ```swift
/// let clock = VirtualClock(holdsSleepers: true)
/// let task = Task { try await clock.sleep(for: .seconds(60)) }
/// try await clock.waitForSleepers(1)
/// clock.advance(by: .seconds(60))
/// try await task.value
/// ```
public final class VirtualClock: Clock, @unchecked Sendable {
    // Sendable because every variable is accessed only on `queue`.
    private let queue = DispatchQueue(label: "VirtualClock")
    private let holdsSleepers: Bool
    private var elapsed = Duration.zero
    private var waits: [Duration] = []
    private var suspendedTasks: [SuspendedTask] = []
    private var lastID = 0

    /// A task that is suspended until an instant, or until a number of other tasks sleep.
    private struct SuspendedTask {
        enum Condition {
            case instant(Instant)
            case sleepers(Int)
        }
        let id: Int
        let condition: Condition
        let continuation: CheckedContinuation<Void, any Error>

        var wakeTime: Instant? {
            if case .instant(let instant) = condition { instant } else { nil }
        }
    }

    /// An instant of the clock.
    public struct Instant: InstantProtocol {
        /// The time since the clock was created.
        public let offset: Duration

        /// The instant that is `duration` later.
        public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }

        /// The time until another instant.
        public func duration(to other: Instant) -> Duration { other.offset - offset }

        /// Whether an instant is earlier than another.
        public static func < (lhs: Instant, rhs: Instant) -> Bool { lhs.offset < rhs.offset }
    }

    /// Creates a clock whose current instant has the offset zero.
    ///
    /// - Parameter holdsSleepers: Whether a wait lasts until ``advance(by:)`` reaches its end. Otherwise a wait advances the clock
    ///   itself and returns immediately.
    public init(holdsSleepers: Bool = false) { self.holdsSleepers = holdsSleepers }

    /// The current instant.
    public var now: Instant { queue.sync { Instant(offset: elapsed) } }

    /// The smallest duration that the clock distinguishes: one nanosecond.
    public var minimumResolution: Duration { .nanoseconds(1) }

    /// The durations of the waits so far, in order.
    public var sleeps: [Duration] { queue.sync { waits } }

    /// The instants at which the held waits end, earliest first.
    public var wakeTimes: [Instant] { queue.sync { suspendedTasks.compactMap(\.wakeTime).sorted() } }

    /// Advances the clock without a wait, and ends the held waits that are due.
    public func advance(by duration: Duration) {
        queue.sync {
            elapsed += duration.clamped
            resumeTasks()
        }
    }

    /// Advances the clock to `deadline` and returns immediately, or waits until the clock is advanced to it.
    ///
    /// - Throws: `CancellationError` when the task is cancelled, immediately even when the wait is held.
    public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try await suspend(until: .instant(deadline))
    }

    /// Waits until at least `count` waits are held. It waits for ever when there are fewer, so give the test a time limit:
    /// `@Test(.timeLimit(.minutes(1)))`.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    public func waitForSleepers(_ count: Int) async throws {
        try await suspend(until: .sleepers(count))
    }

    private func suspend(until condition: SuspendedTask.Condition) async throws {
        let id = queue.sync {
            lastID += 1
            return lastID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                queue.sync { add(SuspendedTask(id: id, condition: condition, continuation: continuation)) }
            }
        } onCancel: {
            queue.sync {
                guard let index = suspendedTasks.firstIndex(where: { $0.id == id }) else { return }
                suspendedTasks.remove(at: index).continuation.resume(throwing: CancellationError())
            }
        }
    }

    /// Adds a task. Must be called on `queue`.
    private func add(_ task: SuspendedTask) {
        // A later cancellation finds the task in `suspendedTasks`.
        guard !Task.isCancelled else { return task.continuation.resume(throwing: CancellationError()) }
        if let wakeTime = task.wakeTime {
            waits.append(wakeTime.offset - elapsed)
            if !holdsSleepers { elapsed = max(elapsed, wakeTime.offset) }
        }
        suspendedTasks.append(task)
        resumeTasks()
    }

    /// Resumes the tasks whose condition is met. Must be called on `queue`.
    private func resumeTasks() {
        let now = Instant(offset: elapsed)
        let sleeperCount = suspendedTasks.count { $0.wakeTime.map { $0 > now } ?? false }
        func isMet(_ condition: SuspendedTask.Condition) -> Bool {
            switch condition {
            case .instant(let instant): instant <= now
            case .sleepers(let count): count <= sleeperCount
            }
        }
        for task in suspendedTasks where isMet(task.condition) { task.continuation.resume() }
        suspendedTasks.removeAll { isMet($0.condition) }
    }
}
