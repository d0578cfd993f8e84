/// The queue of the requests of one client, which keeps its ``RateLimit``.
///
/// The limit holds at the server. A request takes a slot when it is sent, and the slot becomes free one period after the reply was
/// received. So the server receives no more requests than allowed in any window of that length, wherever its windows start and
/// however long the requests travel.
package actor RequestQueue {
    private let slots: Int
    private let period: Duration
    private let time: RelativeClock

    /// A request that has not been sent yet.
    private struct QueuedRequest {
        let limit: Duration
        let deadline: Duration
        let continuation: CheckedContinuation<Void, any Error>
    }

    private var running = 0
    /// When the other slots in use become free, earliest first.
    private var releaseTimes: [Duration] = []
    /// The end of the pause that the platform asked for.
    private var pauseEnd = Duration.zero
    /// By number. Later requests have higher numbers.
    private var requests: [Int: QueuedRequest] = [:]
    /// The numbers of the requests are in this range. Not every number has a request.
    private var numbers = 0..<0
    /// The deadlines that are earlier than that of an earlier request, by the numbers of the requests.
    private var earlyDeadlines: [Int: Duration] = [:]
    private var latestDeadline = Duration.zero
    /// The timer for the queue. `nil` while the queue is empty.
    private var wakeUp: (time: Duration, task: Task<Void, Never>)?

    /// The longest pause that a reply can cause, since a header field is not trusted data.
    private static let longestPause = Duration.seconds(3600)

    package init(_ limit: RateLimit, clock: any Clock<Duration>) {
        slots = max(1, limit.requests)
        period = limit.period.clamped
        time = RelativeClock(clock)
    }

    /// Waits for a free slot. The caller must return it with ``returnSlot(pause:)``.
    ///
    /// - Parameter limit: The longest wait.
    /// - Returns: The length of the wait. Zero when a slot was free.
    /// - Throws: A ``TransportError`` of kind ``TransportError/Kind/rateLimit`` when no slot becomes free in time, or
    ///   `CancellationError`.
    package func waitForSlot(atMost limit: Duration) async throws -> Duration {
        try Task.checkCancellation()
        let limit = limit.clamped
        let now = time.now()
        let (start, deadline) = (earliestStart(at: requests.count, now: now), now + limit)
        guard start <= deadline else { throw timeLimitError(limit: limit, nextSlotIn: start - now) }
        let number = numbers.upperBound
        numbers = numbers.lowerBound..<number + 1
        if deadline < latestDeadline { earlyDeadlines[number] = deadline }
        latestDeadline = max(latestDeadline, deadline)
        var hasWaited = false
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                requests[number] = QueuedRequest(limit: limit, deadline: deadline, continuation: continuation)
                admit()
                hasWaited = requests[number] != nil
            }
        } onCancel: {
            Task { await remove(number) }
        }
        if Task.isCancelled {
            running -= 1
            admit()
            throw CancellationError()
        }
        return hasWaited ? time.now() - now : .zero
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
        guard let request = take(number) else { return }
        request.continuation.resume(throwing: CancellationError())
        admit()
    }

    private func take(_ number: Int) -> QueuedRequest? {
        earlyDeadlines[number] = nil
        return requests.removeValue(forKey: number)
    }

    private func reject(_ number: Int, nextSlotIn wait: Duration) {
        guard let request = take(number) else { return }
        request.continuation.resume(throwing: timeLimitError(limit: request.limit, nextSlotIn: wait))
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
        for (number, deadline) in earlyDeadlines where deadline <= now && earliestStart(at: 0, now: now) > now {
            reject(number, nextSlotIn: earliestStart(at: requests.count, now: now) - now)
        }
        while let (number, request) = first() {
            let start = earliestStart(at: 0, now: now)
            if start <= now {
                running += 1
                take(number)?.continuation.resume()
            } else if request.deadline <= now {
                reject(number, nextSlotIn: start - now)
            } else {
                let deadline = min(request.deadline, earlyDeadlines.values.min() ?? request.deadline)
                // While all slots are in use, it is not known when one becomes free.
                scheduleWakeUp(running == slots ? deadline : min(start, deadline))
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
                reject(number, nextSlotIn: start - now)
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

    private func timeLimitError(limit: Duration, nextSlotIn wait: Duration) -> TransportError {
        let (seconds, rest) = wait.components
        return TransportError(
            .rateLimit, mayHaveReachedServer: false,
            reason: "The limit of \(slots) requests in \(period) has no free slot within \(limit);"
                + " the next one is in \(rest > 0 ? seconds + 1 : seconds) seconds or later.")
    }
}
