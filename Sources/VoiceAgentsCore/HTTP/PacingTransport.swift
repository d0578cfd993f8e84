#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// Keeps all requests together below a rate limit, in the order in which they arrive.
///
/// ```swift
/// import VoiceAgentsURLSession
///
/// let paced = PacingTransport(wrapping: URLSessionTransport.shared, limit: .requests(60, per: .seconds(60)))
/// let configuration = ClientConfiguration(timeout: .seconds(600), deadline: .seconds(600))
/// let burki = BurkiClient(apiKey: key, configuration: configuration, transport: paced)
/// ```
///
/// A platform counts the requests of an API key. So make one pacing transport for a key, and give it to every client
/// that uses the key. A retry is a request like any other and waits behind those that came before it.
///
/// **The limit holds at the server.** A request takes one of the places of the limit when it is sent, and the place is
/// free again one ``Limit/period`` after its reply has come. So the server cannot see more than ``Limit/requests`` of
/// them in any window of that length, wherever it lets its windows begin and however long each request travels. At the
/// start all places are free, so that many requests go at once; after that, places come free as they were taken. Requests
/// that take long lower the rate: ``Limit/requests`` of them go in each ``Limit/period`` plus the time that one takes.
///
/// **The platform has the last word.** Requests of other processes count as well, and the platform tells: a 429 with
/// `Retry-After`, and a reply with `X-RateLimit-Remaining: 0` and `X-RateLimit-Reset`, hold back all later requests
/// until then, for an hour at most.
///
/// **Waiting counts.** The wait is a part of ``TransportRequest/timeout``, and what is left of it is handed on with the
/// request. So set ``ClientConfiguration/timeout`` and ``ClientConfiguration/deadline`` to the longest wait that you
/// accept. A request that cannot be sent in time fails as soon as that is clear, and nothing of it is sent. A request
/// whose task is cancelled leaves the queue, and those behind it move up.
public actor PacingTransport: Transport {
    /// How many requests a platform admits in how much time.
    public struct Limit: Sendable, Hashable {
        /// The number of requests. Less than 1 counts as 1.
        public var requests: Int

        /// The time in which no more than that are admitted.
        public var period: Duration

        /// A limit, for example `.requests(100, per: .seconds(60))`.
        public static func requests(_ requests: Int, per period: Duration) -> Limit {
            Limit(requests: requests, period: period)
        }
    }

    private let base: any Transport
    private let places: Int
    private let period: Duration
    private let time: Timeline
    private let date: @Sendable () -> Date

    /// A request that has not been sent yet.
    private struct Waiter {
        let id: Int
        let deadline: Duration
        let place: CheckedContinuation<Void, any Error>
    }

    private var running = 0
    /// When the other places that are taken come free, the earliest first.
    private var returns: [Duration] = []
    /// Until when the platform admits nothing.
    private var pauseEnd = Duration.zero
    private var queue: [Waiter] = []
    private var lastID = 0
    /// Set exactly while there is a queue.
    private var alarm: (time: Duration, task: Task<Void, Never>)?

    /// The longest that a reply can hold back all others: a header is data from outside.
    private static let longestPause = Duration.seconds(3600)

    /// Wraps a transport.
    ///
    /// - Parameters:
    ///   - base: Carries the requests.
    ///   - limit: What the platform documents, or less where other processes use the same key.
    ///   - clock: Measures the periods. Replace it in tests.
    public init(wrapping base: any Transport, limit: Limit, clock: any Clock<Duration> = ContinuousClock()) {
        self.init(wrapping: base, limit: limit, clock: clock, date: { Date() })
    }

    /// Wraps a transport, with the time of day for a header that is a date.
    package init(
        wrapping base: any Transport, limit: Limit, clock: any Clock<Duration>, date: @escaping @Sendable () -> Date
    ) {
        self.base = base
        places = max(1, limit.requests)
        period = max(.zero, limit.period)
        time = Timeline(clock)
        self.date = date
    }

    /// Waits for a place, then sends the request with what is left of its time limit.
    ///
    /// - Throws: What the wrapped transport throws, or a ``TransportError`` of kind ``TransportError/Kind/declined`` when the
    ///   limit has no place for the request in its time, of kind ``TransportError/Kind/cancelled`` when the task was
    ///   cancelled in the queue. Nothing was sent then.
    public func send(_ request: TransportRequest) async throws -> TransportResponse {
        let deadline = time.now() + request.timeout
        try await takePlace(before: deadline)
        var request = request
        request.timeout = deadline - time.now()
        guard !Task.isCancelled, request.timeout > .zero else {
            running -= 1
            admit()
            throw Task.isCancelled ? Self.cancelled : outOfTime(nil)
        }
        do {
            let response = try await base.send(request)
            finish(pause: response.pause(now: date()))
            return response
        } catch {
            finish(pause: nil)
            throw error
        }
    }
}

// MARK: - The queue

extension PacingTransport {
    private func takePlace(before deadline: Duration) async throws {
        if Task.isCancelled { throw Self.cancelled }
        let now = time.now()
        let start = earliestStart(at: queue.count, now: now)
        guard start < deadline else { throw outOfTime(start - now) }
        lastID += 1
        let id = lastID
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { place in
                queue.append(Waiter(id: id, deadline: deadline, place: place))
                admit()
            }
        } onCancel: {
            Task { await leave(id) }
        }
    }

    private func leave(_ id: Int) {
        guard let index = queue.firstIndex(where: { $0.id == id }) else { return }
        queue.remove(at: index).place.resume(throwing: Self.cancelled)
        admit()
    }

    private func finish(pause: Duration?) {
        let now = time.now()
        running -= 1
        returns.append(now + period)
        if let pause {
            pauseEnd = max(pauseEnd, now + min(pause, Self.longestPause))
            refuseWhoIsTooLate()
        }
        admit()
    }

    private func wake() {
        alarm = nil
        refuseWhoIsTooLate()
        admit()
    }

    /// Gives the places that are free to those in front.
    private func admit() {
        let now = time.now()
        returns.removeFirst(returns.prefix { $0 <= now }.count)
        while !queue.isEmpty, earliestStart(at: 0, now: now) <= now {
            running += 1
            queue.removeFirst().place.resume()
        }
        // While all places are in use, it is not known when one comes free. The next event is then a reply or a deadline.
        setAlarm(running == places ? queue.map(\.deadline).min() : queue.isEmpty ? nil : earliestStart(at: 0, now: now))
    }

    private func refuseWhoIsTooLate() {
        let now = time.now()
        var inTime: [Waiter] = []
        for waiter in queue {
            let start = earliestStart(at: inTime.count, now: now)
            if start < waiter.deadline {
                inTime.append(waiter)
            } else {
                waiter.place.resume(throwing: outOfTime(start - now))
            }
        }
        queue = inTime
    }

    /// Before when a request cannot be sent that has `position` others in front of it: each place that is in use now may
    /// come free a period from now, and each is taken for a period by everybody who gets it.
    private func earliestStart(at position: Int, now: Duration) -> Duration {
        let (round, place) = position.quotientAndRemainder(dividingBy: places)
        let free = places - running - returns.count
        let start: Duration
        if place < free {
            start = now
        } else if place - free < returns.count {
            start = returns[place - free]
        } else {
            start = now + period
        }
        return max(start, now, pauseEnd) + period * round
    }

    private func setAlarm(_ moment: Duration?) {
        guard moment != alarm?.time else { return }
        alarm?.task.cancel()
        alarm = moment.map { moment in
            let task = Task {
                try? await time.sleep(moment)
                // A newer alarm has taken its place.
                if !Task.isCancelled { wake() }
            }
            return (moment, task)
        }
    }

    /// A request that was cancelled in the queue has certainly not been sent.
    private static let cancelled = TransportError(.cancelled, mayHaveReachedServer: false)

    private func outOfTime(_ wait: Duration?) -> TransportError {
        var reason = "the rate limit of \(places) in \(period) had no place for the request in its time"
        if let (seconds, rest) = wait?.components {
            reason += ", the next is in \(rest > 0 ? seconds + 1 : seconds) seconds at the earliest"
        }
        return TransportError(.declined, mayHaveReachedServer: false, reason: reason)
    }
}

/// A clock whose moments are the time since its first use.
private struct Timeline: Sendable {
    let now: @Sendable () -> Duration
    let sleep: @Sendable (_ until: Duration) async throws -> Void

    init<C: Clock<Duration>>(_ clock: C) {
        let start = clock.now
        now = { start.duration(to: clock.now) }
        sleep = { try await clock.sleep(until: start.advanced(by: $0), tolerance: nil) }
    }
}
