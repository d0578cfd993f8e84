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

/// A transport whose requests wait in a queue, as those of a client do.
private struct Queued {
    let queue: RequestQueue
    let base: any Transport
    let limit: RateLimit

    init(_ base: any Transport, _ limit: RateLimit, _ clock: any Clock<Duration>) {
        self.base = base
        self.limit = limit
        queue = RequestQueue(limit, clock: clock)
    }

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        try await queue.send(request, through: base, atMost: limit.maximumWait)
    }

    /// Starts to send requests, which arrive in their order: tasks that are made on an actor run on it in their order.
    func start(_ requests: [TransportRequest]) async -> [Sending] {
        await queue.start(requests, through: base, atMost: limit.maximumWait)
    }
}

extension RequestQueue {
    fileprivate func send(
        _ request: TransportRequest, through base: any Transport, atMost limit: Duration
    ) async throws -> TransportResponse {
        _ = try await waitForSlot(atMost: limit)
        do {
            let response = try await base.send(request)
            returnSlot(pause: response.rateLimitPause(now: Date(timeIntervalSince1970: 1_700_000_000)))
            return response
        } catch {
            returnSlot(pause: nil)
            throw error
        }
    }

    fileprivate func start(
        _ requests: [TransportRequest], through base: any Transport, atMost limit: Duration
    ) -> [Sending] {
        requests.map { request in Task { try await send(request, through: base, atMost: limit) } }
    }
}

private let read = PlatformOperation("test.read", .get, "/x", .safe)
private let dial = PlatformOperation("test.dial", .post, "/x", .unrepeatable)

private func client(_ transport: any Transport, _ configuration: ClientConfiguration) throws -> Pipeline {
    Pipeline(
        baseURL: try #require(URL(string: "https://api.example.test")), apiKey: "key", authentication: .bearer,
        configuration: configuration, transport: transport)
}

private func request(_ name: String) throws -> TransportRequest {
    TransportRequest(
        PlatformOperation(name, .get, "/", .safe), url: try #require(URL(string: "https://api.example.test")))
}

private func requests(_ range: ClosedRange<Int>) throws -> [TransportRequest] { try range.map { try request("\($0)") } }

/// The largest number of times in any half-open window of a length.
private func most(_ times: [Duration], within window: Duration) -> Int {
    times.indices.map { first in times[first...].count { $0 - times[first] < window } }.max() ?? 0
}

@Suite(.timeLimit(.minutes(5))) struct RequestQueueTests {
    let clock = VirtualClock(holdsSleepers: true)

    @Test func limitHoldsInEveryWindowAndOrderIsKept() async throws {
        let platform = Platform(clock)
        let queued = Queued(platform, .requests(60, per: .seconds(60)), clock)
        let tasks = await queued.start(try requests(1...500))
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
            let queued = Queued(platform, .requests(limit, per: .seconds(10)), clock)
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
                tasks += await queued.start([try request("\(name)")])
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
        let queued = Queued(platform, .requests(1, per: .seconds(10)), clock)
        let tasks = await queued.start(try requests(1...2))
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
        let queued = Queued(platform, .requests(0, per: .seconds(1)), clock)
        for name in 1...5 {
            _ = try await queued.send(request("\(name)"))
            clock.advance(by: .seconds(1))
        }
        #expect(await platform.arrivals.allSatisfy { $0.timeout == .seconds(30) })
        #expect(await platform.times == (0..<5).map { .seconds($0) })
        #expect(clock.sleeps.isEmpty)
    }

    @Test func failedRequestTakesASlot() async throws {
        let failing = MockTransport(.connectionLost, .json("{}"))
        let queued = Queued(failing, .requests(1, per: .seconds(10)), clock)
        let error = await #expect(throws: TransportError.self) { try await queued.send(request("1")) }
        #expect(error?.kind == .connectionLost)
        let task = try await #require(queued.start([request("2")]).first)
        try await clock.waitForSleepers(1)
        #expect(clock.wakeTimes.map(\.offset) == [.seconds(10)])
        clock.advance(by: .seconds(10))
        _ = try await task.reply
    }

    @Test func cancelledRequestLeavesTheQueue() async throws {
        let platform = Platform(clock)
        let queued = Queued(platform, .requests(1, per: .seconds(10)), clock)
        let tasks = await queued.start(try requests(1...5))
        _ = try await tasks[0].reply
        tasks[2].cancel()
        // At once: no time has passed.
        await #expect(throws: CancellationError.self) { try await tasks[2].reply }
        for index in [1, 3, 4] {
            clock.advance(by: .seconds(10))
            _ = try await tasks[index].reply
        }
        #expect(await platform.names == ["1", "2", "4", "5"])
        #expect(await platform.times == [0, 10, 20, 30].map { .seconds($0) })
    }

    @Test func emptyQueueCancelsItsTimer() async throws {
        let platform = Platform(clock)
        let queued = Queued(platform, .requests(1, per: .seconds(10)), clock)
        _ = try await queued.send(request("1"))
        let task = try await #require(queued.start([request("2")]).first)
        try await clock.waitForSleepers(1)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.reply }
        #expect(clock.wakeTimes.isEmpty)
    }

    @Test func cancelledTaskTakesNoSlot() async throws {
        let platform = Platform(clock)
        let queued = Queued(platform, .requests(1, per: .seconds(10)), clock)
        let cancelled = try request("1")
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await queued.send(cancelled)
        }
        await #expect(throws: CancellationError.self) { try await task.reply }
        _ = try await queued.send(request("2"))
        #expect(await platform.names == ["2"])
    }

    @Test func waitCountsNeitherTowardsTheTimeoutNorTheDeadline() async throws {
        let platform = Platform(clock)
        let client = try client(
            platform,
            ClientConfiguration(
                timeout: .seconds(15), deadline: .seconds(20), limit: .requests(1, per: .seconds(60)), clock: clock))
        let tasks = (1...2).map { _ in Task { try await client.run(Endpoint(read, reading: .nothing)) } }
        try await clock.waitForSleepers(1)
        clock.advance(by: .seconds(60))
        for task in tasks { try await task.result.get() }
        #expect(await platform.arrivals.map(\.timeout) == [.seconds(15), .seconds(15)])
        #expect(await platform.times == [.zero, .seconds(60)])
    }

    @Test func copiesOfAClientShareTheLimit() async throws {
        let platform = Platform(clock)
        let client = try client(
            platform, ClientConfiguration(limit: .requests(1, per: .seconds(60)), clock: clock))
        let patient = client.with { $0.timeout = .seconds(100) }
        let free = client.with { $0.limit = nil }
        try await client.run(Endpoint(read, reading: .nothing))
        let task = Task { try await patient.run(Endpoint(read, reading: .nothing)) }
        try await clock.waitForSleepers(1)
        try await free.run(Endpoint(read, reading: .nothing))
        clock.advance(by: .seconds(60))
        try await task.result.get()
        #expect(await platform.times == [.zero, .zero, .seconds(60)])
    }

    @Test("A time limit of one call covers the queue, and a copy with a shorter wait shares it")
    func limitOfACallCoversTheQueue() async throws {
        let platform = Platform(clock)
        let client = try client(platform, ClientConfiguration(limit: .requests(1, per: .seconds(60)), clock: clock))
        try await client.run(Endpoint(read, reading: .nothing))
        var limited = Endpoint<Void>(read, reading: .nothing)
        limited.deadline = .seconds(59)
        let hasty = client.with { $0.limit?.maximumWait = .seconds(30) }
        let patient = Task { try await client.run(Endpoint(read, reading: .nothing)) }
        try await clock.waitForSleepers(1)
        for (client, endpoint) in [(client, limited), (hasty, Endpoint(read, reading: .nothing))] {
            let error = await #expect(throws: VoiceAgentsError.self) { try await client.run(endpoint) }
            #expect(error?.kind == .notSent)
        }
        // A limit that the queue can keep at first, and not after a pause: the request behind it has a later one.
        limited.deadline = .seconds(130)
        let short = limited
        let first = Task { try await client.run(short) }
        clock.advance(by: .seconds(60))
        try await patient.result.get()
        clock.advance(by: .seconds(60))
        try await first.result.get()
        #expect(await platform.times == [0, 60, 120].map { .seconds($0) })
    }

    @Test func failureBeforeTheQueueIsNotHidden() async throws {
        let platform = Platform(clock) { _ in TransportResponse(status: 503) }
        let client = try client(
            platform,
            ClientConfiguration(limit: .requests(1, per: .seconds(60), maximumWait: .seconds(5)), clock: clock))
        let task = Task { try await client.run(Endpoint(read, reading: .nothing)) }
        try await clock.waitForSleepers(1)
        clock.advance(by: .seconds(1))
        let error = await #expect(throws: VoiceAgentsError.self) { try await task.result.get() }
        #expect(error?.status == 503)
        #expect(error?.attempts == 1)
    }

    @Test func operationThatCannotBeSentInTimeIsNotSent() async throws {
        let platform = Platform(clock)
        let client = try client(
            platform,
            ClientConfiguration(
                limit: .requests(1, per: .seconds(60), maximumWait: .seconds(30)), clock: clock))
        try await client.run(Endpoint(dial, reading: .nothing))
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await client.run(Endpoint(dial, reading: .nothing))
        }
        #expect(error?.kind == .notSent)
        #expect(error?.effect == .no)
        #expect(error?.attempts == 0)
        #expect(clock.now.offset == .zero)
    }

    @Test func requestThatCannotBeSentInTimeFailsAtOnce() async throws {
        let platform = Platform(clock)
        let queued = Queued(platform, .requests(2, per: .seconds(10), maximumWait: .seconds(19)), clock)
        for name in 1...2 { _ = try await queued.send(request("\(name)")) }
        // Two fit in at 10 seconds, the third would be sent at 20.
        let tasks = await queued.start(try requests(3...5))
        let error = await #expect(throws: TransportError.self) { try await tasks[2].reply }
        #expect(error?.kind == .rateLimit)
        #expect(error?.mayHaveReachedServer == false)
        #expect(
            error?.reason
                == "The limit of 2 requests in 10.0 seconds has no free slot within 19.0 seconds; the next one is in 20 seconds or later."
        )
        #expect(clock.now.offset == .zero)
        clock.advance(by: .seconds(10))
        for task in tasks[0...1] { _ = try await task.reply }
        #expect(await platform.timesByNumber == [0, 0, 10, 10].map { .seconds($0) })
    }

    @Test func queuedRequestTimesOutWithoutReplies() async throws {
        let platform = SlowPlatform()
        let queued = Queued(platform, .requests(1, per: .seconds(3), maximumWait: .seconds(30)), clock)
        var tasks = await queued.start(try requests(1...2))
        try await clock.waitForSleepers(1)
        #expect(clock.wakeTimes.map(\.offset) == [.seconds(30)])
        clock.advance(by: .seconds(5))
        tasks += await queued.start([try request("3")])
        clock.advance(by: .seconds(25))
        let error = await #expect(throws: TransportError.self) { try await tasks[1].reply }
        #expect(error?.kind == .rateLimit)
        #expect(error?.mayHaveReachedServer == false)
        platform.answerOne()
        _ = try await tasks[0].reply
        clock.advance(by: .seconds(3))
        platform.answerOne()
        _ = try await tasks[2].reply
    }

    @Test func retryIsQueued() async throws {
        let platform = Platform(clock) { .init(status: $0.timeout == .seconds(30) ? 503 : 204) }
        var configuration = ClientConfiguration(
            timeout: .seconds(30), deadline: .seconds(30), limit: .requests(1, per: .seconds(10)), clock: clock)
        configuration.jitter = { 1 }
        let client = try client(platform, configuration)
        let task = Task { try await client.run(Endpoint(read, reading: .nothing)) }
        // The backoff of half a second, then the rest of the ten.
        for seconds in [0.5, 9.5] {
            try await clock.waitForSleepers(1)
            clock.advance(by: .seconds(seconds))
        }
        try await task.result.get()
        #expect(await platform.times == [.zero, .seconds(10)])
        #expect(await platform.arrivals.map(\.timeout) == [.seconds(30), .seconds(29.5)])
    }
}

@Suite(.timeLimit(.minutes(5))) struct RequestQueuePauseTests {
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
        let queued = Queued(platform, .requests(3, per: .seconds(10)), clock)
        #expect(try await queued.send(request("1")) == reply)
        let tasks = await queued.start(try requests(2...5))
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
        let queued = Queued(platform, .requests(3, per: .seconds(10)), clock)
        for name in 1...3 { _ = try await queued.send(request("\(name)")) }
        #expect(await platform.times == [.zero, .zero, .zero])
    }

    @Test func requestThatCannotWaitFailsWithTheReply() async throws {
        let platform = Platform(clock) {
            TransportResponse(status: $0.operation.name == "2" ? 429 : 200, headers: ["Retry-After": "60"])
        }
        let queued = Queued(platform, .requests(1, per: .seconds(10), maximumWait: .seconds(60)), clock)
        let tasks = await queued.start(try requests(1...4))
        _ = try await tasks[0].reply
        clock.advance(by: .seconds(10))
        #expect(try await tasks[1].reply.status == 429)
        for index in 2...3 {
            let error = await #expect(throws: TransportError.self) { try await tasks[index].reply }
            #expect(error?.kind == .rateLimit)
            #expect(error?.mayHaveReachedServer == false)
        }
        #expect(clock.now.offset == .seconds(10))
        let later = try await #require(queued.start([request("5")]).first)
        try await clock.waitForSleepers(1)
        clock.advance(by: .seconds(60))
        _ = try await later.reply
        #expect(await platform.names == ["1", "2", "5"])
    }

    @Test(arguments: ["1e308", "86400", "Fri, 31 Dec 9999 23:59:59 GMT"])
    func holdIsAtMostAnHour(text: String) async throws {
        let platform = Platform(clock) { _ in TransportResponse(status: 429, headers: ["Retry-After": text]) }
        let queued = Queued(platform, .requests(2, per: .seconds(10)), clock)
        _ = try await queued.send(request("1"))
        let task = try await #require(queued.start([request("2")]).first)
        try await clock.waitForSleepers(1)
        #expect(clock.wakeTimes.map(\.offset) == [.seconds(3600)])
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.reply }
    }
}
