#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// A transport that keeps the requests of a program below a rate limit, in the order in which they arrive.
///
/// ```swift
/// import VoiceAgentsURLSession
///
/// let paced = PacingTransport(wrapping: URLSessionTransport.shared, limit: .requests(60, per: .seconds(60)))
/// let configuration = ClientConfiguration(timeout: .seconds(600), deadline: .seconds(600))
/// let burki = BurkiClient(apiKey: key, configuration: configuration, transport: paced)
/// ```
///
/// A platform counts the requests of an API key. So create one pacing transport for a key, and pass it to every client that uses
/// the key. A retry is a request like any other and waits behind earlier ones.
///
/// **The limit holds at the server.** A request takes a slot when it is sent, and the slot becomes free one ``Limit/period`` after
/// the reply was received. So the server does not receive more than ``Limit/requests`` in any window of that length, wherever its
/// windows start and however long the requests travel. At the start all slots are free, so that many requests are sent at once;
/// after that, slots become free in the order in which they were taken. Slow requests lower the rate: ``Limit/requests`` of them
/// are sent in one ``Limit/period`` plus the time of one request.
///
/// **The platform can pause the requests.** Requests of other processes count as well. So a 429 with `Retry-After`, and a reply
/// with `X-RateLimit-Remaining: 0` and `X-RateLimit-Reset`, delay all later requests until the given time, for an hour at most.
///
/// **The wait counts towards the time limit.** The wait is a part of ``TransportRequest/timeout``, and the wrapped transport gets
/// the remaining time. So set ``ClientConfiguration/timeout`` and ``ClientConfiguration/deadline`` to the longest wait that you
/// accept. A request that cannot be sent in time fails as soon as this is known, and is not sent. A request whose task is cancelled
/// is removed from the queue, and later ones move up.
public actor PacingTransport: Transport {
    /// The number of requests that a platform allows in a period.
    public struct Limit: Sendable, Hashable {
        /// The number of requests, 1 or more. A smaller number counts as 1.
        public var requests: Int

        /// The length of the period.
        public var period: Duration

        /// Creates a limit, for example `.requests(100, per: .seconds(60))`.
        public static func requests(_ requests: Int, per period: Duration) -> Limit {
            Limit(requests: requests, period: period)
        }
    }

    private let base: any Transport
    private let slots: Int
    private let period: Duration
    private let time: RelativeClock
    private let date: @Sendable () -> Date

    /// A request that has not been sent yet.
    private struct QueuedRequest {
        let id: Int
        let deadline: Duration
        let continuation: CheckedContinuation<Void, any Error>
    }

    private var running = 0
    /// When the other slots in use become free, earliest first.
    private var releaseTimes: [Duration] = []
    /// The end of the pause that the platform asked for.
    private var pauseEnd = Duration.zero
    private var queue: [QueuedRequest] = []
    private var lastID = 0
    /// The timer for the queue. `nil` while the queue is empty.
    private var wakeUp: (time: Duration, task: Task<Void, Never>)?

    /// The longest pause that a reply can cause, since a header field is not trusted data.
    private static let longestPause = Duration.seconds(3600)

    /// Creates a pacing transport.
    ///
    /// - Parameters:
    ///   - base: The transport that sends the requests.
    ///   - limit: The rate limit of the platform, or less when other processes use the same key.
    ///   - clock: The clock that measures the periods. Replace it in tests.
    public init(wrapping base: any Transport, limit: Limit, clock: any Clock<Duration> = ContinuousClock()) {
        self.init(wrapping: base, limit: limit, clock: clock, date: { Date() })
    }

    /// Creates a pacing transport with the current date, for a header field that is a date.
    package init(
        wrapping base: any Transport, limit: Limit, clock: any Clock<Duration>, date: @escaping @Sendable () -> Date
    ) {
        self.base = base
        slots = max(1, limit.requests)
        period = max(.zero, limit.period)
        time = RelativeClock(clock)
        self.date = date
    }

    /// Waits for a free slot, then sends the request with the remaining time limit.
    ///
    /// - Throws: The errors of the wrapped transport, or a ``TransportError`` of kind ``TransportError/Kind/declined`` when no slot
    ///   becomes free in time, or of kind ``TransportError/Kind/cancelled`` when the task was cancelled in the queue. In both cases
    ///   nothing was sent.
    public func send(_ request: TransportRequest) async throws -> TransportResponse {
        let deadline = time.now() + request.timeout
        try await acquireSlot(before: deadline)
        var request = request
        request.timeout = deadline - time.now()
        guard !Task.isCancelled, request.timeout > .zero else {
            running -= 1
            admit()
            throw Task.isCancelled ? Self.cancelled : timeLimitError(nextSlotIn: nil)
        }
        do {
            let response = try await base.send(request)
            finish(pause: response.rateLimitPause(now: date()))
            return response
        } catch {
            finish(pause: nil)
            throw error
        }
    }
}

// MARK: - The queue

extension PacingTransport {
    private func acquireSlot(before deadline: Duration) async throws {
        if Task.isCancelled { throw Self.cancelled }
        let now = time.now()
        let start = earliestStart(at: queue.count, now: now)
        guard start < deadline else { throw timeLimitError(nextSlotIn: start - now) }
        lastID += 1
        let id = lastID
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                queue.append(QueuedRequest(id: id, deadline: deadline, continuation: continuation))
                admit()
            }
        } onCancel: {
            Task { await removeFromQueue(id) }
        }
    }

    private func removeFromQueue(_ id: Int) {
        guard let index = queue.firstIndex(where: { $0.id == id }) else { return }
        queue.remove(at: index).continuation.resume(throwing: Self.cancelled)
        admit()
    }

    private func finish(pause: Duration?) {
        let now = time.now()
        running -= 1
        releaseTimes.append(now + period)
        if let pause {
            pauseEnd = max(pauseEnd, now + min(pause, Self.longestPause))
            rejectExpiredRequests()
        }
        admit()
    }

    private func wake() {
        wakeUp = nil
        rejectExpiredRequests()
        admit()
    }

    /// Starts the requests at the front of the queue for which slots are free.
    private func admit() {
        let now = time.now()
        releaseTimes.removeFirst(releaseTimes.prefix { $0 <= now }.count)
        while !queue.isEmpty, earliestStart(at: 0, now: now) <= now {
            running += 1
            queue.removeFirst().continuation.resume()
        }
        // While all slots are in use, it is not known when one becomes free. The next event is then a reply or a deadline.
        scheduleWakeUp(
            running == slots ? queue.map(\.deadline).min() : queue.isEmpty ? nil : earliestStart(at: 0, now: now))
    }

    private func rejectExpiredRequests() {
        let now = time.now()
        var kept: [QueuedRequest] = []
        for request in queue {
            let start = earliestStart(at: kept.count, now: now)
            if start < request.deadline {
                kept.append(request)
            } else {
                request.continuation.resume(throwing: timeLimitError(nextSlotIn: start - now))
            }
        }
        queue = kept
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

    /// The error for a request that was cancelled in the queue and certainly not sent.
    private static let cancelled = TransportError(.cancelled, mayHaveReachedServer: false)

    private func timeLimitError(nextSlotIn wait: Duration?) -> TransportError {
        var reason = "the rate limit of \(slots) in \(period) had no slot for the request within its time limit"
        if let (seconds, rest) = wait?.components {
            reason += ", the next is in \(rest > 0 ? seconds + 1 : seconds) seconds at the earliest"
        }
        return TransportError(.declined, mayHaveReachedServer: false, reason: reason)
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
