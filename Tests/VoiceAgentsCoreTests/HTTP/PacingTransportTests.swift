import Foundation
import Testing
import VoiceAgentsCore
import VoiceAgentsTesting

/// A server that answers at once, and records the requests and their times.
private actor Platform: Transport {
    private let clock: VirtualClock
    private let answer: @Sendable (TransportRequest) -> TransportResponse
    private(set) var arrivals: [(name: String, at: Duration, timeout: Duration)] = []

    var names: [String] { arrivals.map(\.name) }
    var times: [Duration] { arrivals.map(\.at) }
    /// In the order of the numbers in their names: requests that are sent at the same moment arrive in any order.
    var timesByNumber: [Duration] { arrivals.sorted { Int($0.name) ?? 0 < Int($1.name) ?? 0 }.map(\.at) }

    init(
        _ clock: VirtualClock,
        answer: @escaping @Sendable (TransportRequest) -> TransportResponse = { _ in .init(status: 200) }
    ) {
        self.clock = clock
        self.answer = answer
    }

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        try Task.checkCancellation()
        arrivals.append((request.operation.name, clock.now.offset, request.timeout))
        return answer(request)
    }
}

/// A server that answers one request with each call of `answerOne`.
private struct SlowPlatform: Transport {
    private let answers: AsyncStream<Void>
    private let answer: AsyncStream<Void>.Continuation

    init() { (answers, answer) = AsyncStream.makeStream() }

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        for await _ in answers { return TransportResponse(status: 200) }
        throw CancellationError()
    }

    func answerOne() { answer.yield() }
}

/// A clock that advances by a second with each reading.
private struct CreepingClock: Clock {
    private let base = VirtualClock()
    var now: VirtualClock.Instant {
        base.advance(by: .seconds(1))
        return base.now
    }
    var minimumResolution: Duration { base.minimumResolution }
    func sleep(until deadline: VirtualClock.Instant, tolerance: Duration?) async throws {
        try await base.sleep(until: deadline, tolerance: tolerance)
    }
}

private typealias Sending = Task<TransportResponse, any Error>

extension Sending {
    /// The reply. Cancelling, as the time limit of a test does, cancels the request.
    fileprivate var reply: TransportResponse {
        get async throws {
            try await withTaskCancellationHandler {
                try await value
            } onCancel: {
                cancel()
            }
        }
    }
}

extension PacingTransport {
    /// Starts to send requests, which arrive in their order: tasks that are made on an actor run on it in their order.
    fileprivate func start(_ requests: [TransportRequest]) -> [Sending] {
        requests.map { request in Task { try await send(request) } }
    }
}

private func request(_ name: String, timeout: Duration = .seconds(100_000)) throws -> TransportRequest {
    TransportRequest(
        PlatformOperation(name, .get, "/", .safe), url: try #require(URL(string: "https://api.example.test")),
        timeout: timeout)
}

private func requests(_ range: ClosedRange<Int>, timeout: Duration = .seconds(100_000)) throws -> [TransportRequest] {
    try range.map { try request("\($0)", timeout: timeout) }
}

/// The largest number of times in any half-open window of a length.
private func most(_ times: [Duration], within window: Duration) -> Int {
    times.indices.map { first in times[first...].count { $0 - times[first] < window } }.max() ?? 0
}

@Suite(.timeLimit(.minutes(1))) struct PacingTransportTests {
    let clock = VirtualClock(holdsSleepers: true)

    @Test func limitHoldsInEveryWindowAndOrderIsKept() async throws {
        let platform = Platform(clock)
        let paced = PacingTransport(wrapping: platform, limit: .requests(60, per: .seconds(60)), clock: clock)
        let tasks = await paced.start(try requests(1...500))
        for (done, task) in tasks.enumerated() {
            if done > 0, done.isMultiple(of: 60) { clock.advance(by: .seconds(60)) }
            #expect(try await task.reply.status == 200)
        }
        let times = await platform.timesByNumber
        #expect(most(times, within: .seconds(60)) == 60)
        // No time is lost either: 60 at once, and 60 more with each minute.
        #expect(times == (0..<500).map { .seconds($0 / 60 * 60) })
        // No needless wakes: a timer for each minute, and one while all slots are in use and none has a known end.
        #expect(clock.sleeps.count <= 16)
        #expect(clock.wakeTimes.isEmpty)
    }

    @Test func requestsAreSentAsEarlyAsTheLimitAllows() async throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 1...20 {
            let clock = VirtualClock(holdsSleepers: true)
            let platform = Platform(clock)
            let limit = Int.random(in: 1...10, using: &generator)
            let paced = PacingTransport(wrapping: platform, limit: .requests(limit, per: .seconds(10)), clock: clock)
            var arrival = Duration.zero
            var expected: [Duration] = []
            var tasks: [Sending] = []
            var sent = 0
            func wait(until moment: Duration) async throws {
                while sent < tasks.count, expected[sent] <= moment {
                    clock.advance(by: max(.zero, expected[sent] - clock.now.offset))
                    _ = try await tasks[sent].reply
                    sent += 1
                }
            }
            for name in 1...100 {
                if Bool.random(using: &generator) {
                    arrival += .milliseconds(Int.random(in: 0...4000, using: &generator))
                }
                try await wait(until: arrival)
                clock.advance(by: arrival - clock.now.offset)
                tasks += await paced.start([try request("\(name)")])
                let free = expected.count < limit ? .zero : expected[expected.count - limit] + .seconds(10)
                expected.append(max(arrival, expected.last ?? .zero, free))
            }
            try await wait(until: .seconds(100_000))
            #expect(await platform.timesByNumber == expected)
            #expect(most(expected, within: .seconds(10)) <= limit)
        }
    }

    @Test func slotIsFreedAPeriodAfterTheReply() async throws {
        let platform = SlowPlatform()
        let paced = PacingTransport(wrapping: platform, limit: .requests(1, per: .seconds(10)), clock: clock)
        let tasks = await paced.start(try requests(1...2))
        clock.advance(by: .seconds(25))
        platform.answerOne()
        _ = try await tasks[0].reply
        // The server may have counted the first one as late as its reply.
        try await clock.waitForSleepers(1)
        #expect(clock.wakeTimes.map(\.offset) == [.seconds(35)])
        clock.advance(by: .seconds(10))
        platform.answerOne()
        _ = try await tasks[1].reply
    }

    @Test func requestsBelowTheLimitDoNotWait() async throws {
        let platform = Platform(clock)
        let paced = PacingTransport(wrapping: platform, limit: .requests(0, per: .seconds(1)), clock: clock)
        for name in 1...5 {
            _ = try await paced.send(request("\(name)", timeout: .seconds(30)))
            clock.advance(by: .seconds(1))
        }
        #expect(await platform.arrivals.allSatisfy { $0.timeout == .seconds(30) })
        #expect(await platform.times == (0..<5).map { .seconds($0) })
        #expect(clock.sleeps.isEmpty)
    }

    @Test func failedRequestTakesASlot() async throws {
        let failing = MockTransport(.connectionLost, .json("{}"))
        let paced = PacingTransport(wrapping: failing, limit: .requests(1, per: .seconds(10)), clock: clock)
        let error = await #expect(throws: TransportError.self) { try await paced.send(request("1")) }
        #expect(error?.kind == .connectionLost)
        let task = try await #require(paced.start([request("2")]).first)
        try await clock.waitForSleepers(1)
        #expect(clock.wakeTimes.map(\.offset) == [.seconds(10)])
        clock.advance(by: .seconds(10))
        _ = try await task.reply
    }

    @Test func cancelledRequestLeavesTheQueue() async throws {
        let platform = Platform(clock)
        let paced = PacingTransport(wrapping: platform, limit: .requests(1, per: .seconds(10)), clock: clock)
        let tasks = await paced.start(try requests(1...5))
        _ = try await tasks[0].reply
        tasks[2].cancel()
        // At once: no time has passed.
        #expect(await #expect(throws: TransportError.self) { try await tasks[2].reply }?.kind == .cancelled)
        for index in [1, 3, 4] {
            clock.advance(by: .seconds(10))
            _ = try await tasks[index].reply
        }
        #expect(await platform.names == ["1", "2", "4", "5"])
        #expect(await platform.times == [0, 10, 20, 30].map { .seconds($0) })
    }

    @Test func emptyQueueCancelsItsTimer() async throws {
        let platform = Platform(clock)
        let paced = PacingTransport(wrapping: platform, limit: .requests(1, per: .seconds(10)), clock: clock)
        _ = try await paced.send(request("1"))
        let task = try await #require(paced.start([request("2")]).first)
        try await clock.waitForSleepers(1)
        task.cancel()
        #expect(await #expect(throws: TransportError.self) { try await task.reply }?.kind == .cancelled)
        #expect(clock.wakeTimes.isEmpty)
    }

    @Test func cancelledTaskTakesNoSlot() async throws {
        let platform = Platform(clock)
        let paced = PacingTransport(wrapping: platform, limit: .requests(1, per: .seconds(10)), clock: clock)
        let cancelled = try request("1")
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await paced.send(cancelled)
        }
        #expect(await #expect(throws: TransportError.self) { try await task.reply }?.kind == .cancelled)
        _ = try await paced.send(request("2", timeout: .seconds(1)))
        #expect(await platform.names == ["2"])
    }

    @Test func waitCountsAgainstTheTimeout() async throws {
        let platform = Platform(clock)
        let paced = PacingTransport(wrapping: platform, limit: .requests(1, per: .seconds(10)), clock: clock)
        let tasks = await paced.start(try requests(1...2, timeout: .seconds(15)))
        _ = try await tasks[0].reply
        clock.advance(by: .seconds(10))
        _ = try await tasks[1].reply
        #expect(await platform.arrivals.map(\.timeout) == [.seconds(15), .seconds(5)])
    }

    @Test func requestThatCannotBeSentInTimeFailsAtOnce() async throws {
        let platform = Platform(clock)
        let paced = PacingTransport(wrapping: platform, limit: .requests(2, per: .seconds(10)), clock: clock)
        for name in 1...2 { _ = try await paced.send(request("\(name)")) }
        // Two fit in at 10 seconds, the third would be sent at 20.
        let tasks = await paced.start(try requests(3...5, timeout: .seconds(20)))
        let error = await #expect(throws: TransportError.self) { try await tasks[2].reply }
        #expect(error?.kind == .declined)
        #expect(error?.mayHaveReachedServer == false)
        #expect(
            error?.reason
                == "the rate limit of 2 in 10.0 seconds had no slot for the request within its time limit, the next is in 20 seconds at the earliest"
        )
        #expect(clock.now.offset == .zero)
        clock.advance(by: .seconds(10))
        for task in tasks[0...1] { _ = try await task.reply }
        #expect(await platform.timesByNumber == [0, 0, 10, 10].map { .seconds($0) })
    }

    @Test func queuedRequestTimesOutWithoutReplies() async throws {
        let platform = SlowPlatform()
        let paced = PacingTransport(wrapping: platform, limit: .requests(1, per: .seconds(10)), clock: clock)
        let tasks = await paced.start([try request("1"), try request("2", timeout: .seconds(30)), try request("3")])
        try await clock.waitForSleepers(1)
        #expect(clock.wakeTimes.map(\.offset) == [.seconds(30)])
        clock.advance(by: .seconds(30))
        let error = await #expect(throws: TransportError.self) { try await tasks[1].reply }
        #expect(error?.kind == .declined)
        #expect(error?.mayHaveReachedServer == false)
        platform.answerOne()
        _ = try await tasks[0].reply
        clock.advance(by: .seconds(10))
        platform.answerOne()
        _ = try await tasks[2].reply
    }

    @Test func requestThatTimesOutWithASlotFreesIt() async throws {
        let paced = PacingTransport(
            wrapping: MockTransport(.json("{}")), limit: .requests(1, per: .seconds(100)), clock: CreepingClock())
        let error = await #expect(throws: TransportError.self) {
            // A second passes until it asks for a slot, another until it gets it, and a third until it is sent.
            try await paced.send(request("1", timeout: .seconds(2.5)))
        }
        #expect(error?.kind == .declined)
        #expect(error?.mayHaveReachedServer == false)
        #expect(try await paced.send(request("2", timeout: .seconds(50))).status == 200)
    }

    @Test func retryOfThePipelineIsPaced() async throws {
        let platform = Platform(clock) { $0.timeout > .seconds(25) ? .init(status: 503) : .init(status: 204) }
        let paced = PacingTransport(wrapping: platform, limit: .requests(1, per: .seconds(10)), clock: clock)
        var configuration = ClientConfiguration(timeout: .seconds(30), deadline: .seconds(30), clock: clock)
        configuration.jitter = { 1 }
        let pipeline = Pipeline(
            baseURL: try #require(URL(string: "https://api.example.test")), apiKey: "key", authentication: .bearer,
            configuration: configuration, transport: paced)
        let task = Task {
            try await pipeline.run(Endpoint(PlatformOperation("test.read", .get, "/x", .safe), reading: .nothing))
        }
        // The backoff of half a second, then the rest of the ten.
        for seconds in [0.5, 9.5] {
            try await clock.waitForSleepers(1)
            clock.advance(by: .seconds(seconds))
        }
        try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
        #expect(await platform.times == [.zero, .seconds(10)])
        #expect(await platform.arrivals.map(\.timeout) == [.seconds(30), .seconds(20)])
    }
}

@Suite(.timeLimit(.minutes(1))) struct PacingByRepliesTests {
    let clock = VirtualClock(holdsSleepers: true)

    private static let exhausted: HeaderFields = ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "45"]

    @Test(arguments: [
        TransportResponse(status: 200, headers: exhausted),
        TransportResponse(status: 404, headers: exhausted),
        TransportResponse(status: 429, headers: ["Retry-After": "45"]),
        TransportResponse(status: 429, headers: ["X-RateLimit-Reset": "45"]),
        TransportResponse(status: 200, headers: ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1700000045"]),
        TransportResponse(
            status: 200,
            headers: [
                "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1800000045",
                "Date": "Fri, 15 Jan 2027 08:00:00 GMT",
            ]),
    ])
    func exhaustedLimitHoldsLaterRequests(reply: TransportResponse) async throws {
        let platform = Platform(clock) { $0.operation.name == "1" ? reply : TransportResponse(status: 200) }
        let paced = PacingTransport(
            wrapping: platform, limit: .requests(3, per: .seconds(10)), clock: clock,
            date: { Date(timeIntervalSince1970: 1_700_000_000) })
        #expect(try await paced.send(request("1")) == reply)
        let tasks = await paced.start(try requests(2...5))
        try await clock.waitForSleepers(1)
        #expect(clock.wakeTimes.map(\.offset) == [.seconds(45)])
        clock.advance(by: .seconds(45))
        for task in tasks[0...2] { _ = try await task.reply }
        clock.advance(by: .seconds(10))
        _ = try await tasks[3].reply
        #expect(await platform.timesByNumber == [0, 45, 45, 45, 55].map { .seconds($0) })
    }

    @Test(arguments: [
        TransportResponse(status: 200, headers: ["X-RateLimit-Remaining": "1", "X-RateLimit-Reset": "45"]),
        TransportResponse(status: 200, headers: ["X-RateLimit-Remaining": "0"]),
        TransportResponse(status: 200, headers: ["X-RateLimit-Reset": "45"]),
        TransportResponse(status: 200, headers: ["X-RateLimit-Remaining": "", "X-RateLimit-Reset": "45"]),
        TransportResponse(status: 200, headers: ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "soon"]),
        TransportResponse(status: 503, headers: ["Retry-After": "45"]), TransportResponse(status: 429),
        TransportResponse(status: 429, headers: ["Retry-After": "-1"]),
    ])
    func otherRepliesHoldNoRequests(reply: TransportResponse) async throws {
        let platform = Platform(clock) { _ in reply }
        let paced = PacingTransport(wrapping: platform, limit: .requests(3, per: .seconds(10)), clock: clock)
        for name in 1...3 { _ = try await paced.send(request("\(name)")) }
        #expect(await platform.times == [.zero, .zero, .zero])
    }

    @Test func requestThatCannotWaitFailsWithTheReply() async throws {
        let platform = Platform(clock) {
            TransportResponse(status: $0.operation.name == "2" ? 429 : 200, headers: ["Retry-After": "60"])
        }
        let paced = PacingTransport(wrapping: platform, limit: .requests(1, per: .seconds(10)), clock: clock)
        let tasks = await paced.start(
            try requests(1...2) + [
                request("3", timeout: .seconds(40)), request("4"), request("5", timeout: .seconds(60)),
            ]
        )
        _ = try await tasks[0].reply
        clock.advance(by: .seconds(10))
        #expect(try await tasks[1].reply.status == 429)
        for index in [2, 4] {
            let error = await #expect(throws: TransportError.self) { try await tasks[index].reply }
            #expect(error?.kind == .declined)
            #expect(error?.mayHaveReachedServer == false)
        }
        #expect(clock.now.offset == .seconds(10))
        clock.advance(by: .seconds(60))
        _ = try await tasks[3].reply
        #expect(await platform.names == ["1", "2", "4"])
    }

    @Test(arguments: ["1e308", "86400", "Fri, 31 Dec 9999 23:59:59 GMT"])
    func holdIsAtMostAnHour(text: String) async throws {
        let platform = Platform(clock) { _ in TransportResponse(status: 429, headers: ["Retry-After": text]) }
        let paced = PacingTransport(wrapping: platform, limit: .requests(2, per: .seconds(10)), clock: clock)
        _ = try await paced.send(request("1"))
        let task = try await #require(paced.start([request("2")]).first)
        try await clock.waitForSleepers(1)
        #expect(clock.wakeTimes.map(\.offset) == [.seconds(3600)])
        task.cancel()
        #expect(await #expect(throws: TransportError.self) { try await task.reply }?.kind == .cancelled)
    }
}
