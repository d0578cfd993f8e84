/// A limit on the requests of a client, which keeps it below the rate limit of the platform.
///
/// ```swift
/// var configuration = ClientConfiguration()
/// configuration.limit = .requests(60, per: .seconds(60))
/// let burki = BurkiClient(apiKey: key, configuration: configuration)
/// ```
///
/// A platform counts the requests of an API key, so use one client for a key; its copies share the limit. Requests are sent in the
/// order in which they arrive, and a retry waits behind earlier requests. See <doc:RateLimits>.
public struct RateLimit: Sendable, Hashable {
    /// The number of requests, 1 or more. A smaller number counts as 1.
    public var requests: Int

    /// The length of the period.
    public var period: Duration

    /// The longest wait of a request. It counts neither towards ``ClientConfiguration/timeout`` nor towards
    /// ``ClientConfiguration/deadline``. A request that cannot be sent in time fails with ``VoiceAgentsError/Kind/notSent``, at once
    /// when this is known.
    public var maximumWait: Duration

    /// Creates a limit, for example `.requests(100, per: .seconds(60))`.
    ///
    /// - Parameters:
    ///   - requests: The number of requests, 1 or more.
    ///   - period: The length of the period.
    ///   - maximumWait: The longest wait of a request. Default: an hour.
    /// - Returns: The limit.
    public static func requests(
        _ requests: Int, per period: Duration, maximumWait: Duration = .seconds(3600)
    ) -> RateLimit {
        RateLimit(requests: requests, period: period, maximumWait: maximumWait)
    }
}

/// The queue of the requests of one client, which keeps its ``RateLimit``.
///
/// The limit holds at the server. A request takes a slot when it is sent, and the slot becomes free one period after the reply was
/// received. So the server receives no more requests than allowed in any window of that length, wherever its windows start and
/// however long the requests travel.
package actor RequestQueue {
    private let slots: Int
    private let period: Duration
    private let maximumWait: Duration
    private let time: RelativeClock

    /// A request that has not been sent yet.
    private struct QueuedRequest {
        let deadline: Duration
        let continuation: CheckedContinuation<Void, any Error>
    }

    private var running = 0
    /// When the other slots in use become free, earliest first.
    private var releaseTimes: [Duration] = []
    /// The end of the pause that the platform asked for.
    private var pauseEnd = Duration.zero
    /// By number. Later requests have higher numbers, and later deadlines.
    private var requests: [Int: QueuedRequest] = [:]
    /// The numbers of the requests are in this range. Not every number has a request.
    private var numbers = 0..<0
    /// The timer for the queue. `nil` while the queue is empty.
    private var wakeUp: (time: Duration, task: Task<Void, Never>)?

    /// The longest pause that a reply can cause, since a header field is not trusted data.
    private static let longestPause = Duration.seconds(3600)

    package init(_ limit: RateLimit, clock: any Clock<Duration>) {
        slots = max(1, limit.requests)
        period = limit.period.clamped
        maximumWait = limit.maximumWait.clamped
        time = RelativeClock(clock)
    }

    /// Waits for a free slot. The caller must return it with ``returnSlot(pause:)``.
    ///
    /// - Throws: A ``TransportError`` of kind ``TransportError/Kind/declined`` when no slot becomes free in time, or
    ///   `CancellationError`.
    package func waitForSlot() async throws {
        try Task.checkCancellation()
        let now = time.now()
        let (start, deadline) = (earliestStart(at: requests.count, now: now), now + maximumWait)
        guard start <= deadline else { throw timeLimitError(nextSlotIn: start - now) }
        let number = numbers.upperBound
        numbers = numbers.lowerBound..<number + 1
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                requests[number] = QueuedRequest(deadline: deadline, continuation: continuation)
                admit()
            }
        } onCancel: {
            Task { await remove(number) }
        }
        if Task.isCancelled {
            running -= 1
            admit()
            throw CancellationError()
        }
    }

    /// Returns the slot of a request that has ended.
    ///
    /// - Parameter pause: The time in which the platform accepts no further requests.
    package func returnSlot(pause: Duration?) {
        let now = time.now()
        running -= 1
        releaseTimes.append(now + period)
        if let pause {
            pauseEnd = max(pauseEnd, now + min(pause, Self.longestPause))
            rejectLateRequests(now: now)
        }
        admit()
    }
}

extension RequestQueue {
    private func remove(_ number: Int) {
        guard let request = requests.removeValue(forKey: number) else { return }
        request.continuation.resume(throwing: CancellationError())
        admit()
    }

    private func wake() {
        wakeUp = nil
        admit()
    }

    /// The first request and its number.
    private func first() -> (number: Int, request: QueuedRequest)? {
        while let number = numbers.first {
            if let request = requests[number] { return (number, request) }
            numbers.removeFirst()
        }
        return nil
    }

    /// Starts the first requests as long as slots are free, and rejects those whose time is over.
    private func admit() {
        let now = time.now()
        releaseTimes.removeFirst(releaseTimes.prefix { $0 <= now }.count)
        while let (number, request) = first() {
            let start = earliestStart(at: 0, now: now)
            if start <= now {
                running += 1
                requests[number] = nil
                request.continuation.resume()
            } else if request.deadline <= now {
                requests[number] = nil
                request.continuation.resume(throwing: timeLimitError(nextSlotIn: start - now))
            } else {
                // While all slots are in use, it is not known when one becomes free.
                scheduleWakeUp(running == slots ? request.deadline : min(start, request.deadline))
                return
            }
        }
        scheduleWakeUp(nil)
    }

    /// Rejects the requests that cannot be sent in time because of a pause.
    private func rejectLateRequests(now: Duration) {
        var position = 0
        for number in numbers {
            guard let request = requests[number] else { continue }
            let start = earliestStart(at: position, now: now)
            if start <= request.deadline {
                position += 1
            } else {
                requests[number] = nil
                request.continuation.resume(throwing: timeLimitError(nextSlotIn: start - now))
            }
        }
    }

    /// The earliest time at which the request at `position` in the queue can be sent: each slot in use may become free one period
    /// from now, and each request takes its slot for one period.
    private func earliestStart(at position: Int, now: Duration) -> Duration {
        let (round, slot) = position.quotientAndRemainder(dividingBy: slots)
        let free = slots - running - releaseTimes.count
        let start: Duration
        if slot < free {
            start = now
        } else if slot - free < releaseTimes.count {
            start = releaseTimes[slot - free]
        } else {
            start = now + period
        }
        return max(start, now, pauseEnd) + period * round
    }

    private func scheduleWakeUp(_ moment: Duration?) {
        guard moment != wakeUp?.time else { return }
        wakeUp?.task.cancel()
        wakeUp = moment.map { moment in
            let task = Task {
                try? await time.sleep(moment)
                // A cancelled task was replaced by a newer one.
                if !Task.isCancelled { wake() }
            }
            return (moment, task)
        }
    }

    private func timeLimitError(nextSlotIn wait: Duration) -> TransportError {
        let (seconds, rest) = wait.components
        return TransportError(
            .declined, mayHaveReachedServer: false,
            reason: "the limit of \(slots) requests in \(period) has no slot within \(maximumWait),"
                + " the next is in \(rest > 0 ? seconds + 1 : seconds) seconds at the earliest")
    }
}

/// A clock whose instants are the time since its creation.
private struct RelativeClock: Sendable {
    let now: @Sendable () -> Duration
    let sleep: @Sendable (_ until: Duration) async throws -> Void

    init<C: Clock<Duration>>(_ clock: C) {
        let start = clock.now
        now = { start.duration(to: clock.now) }
        sleep = { try await clock.sleep(until: start.advanced(by: $0), tolerance: nil) }
    }
}
