import Foundation
import Testing
import VoiceAgentsCore
import VoiceAgentsTesting

private let read = PlatformOperation("test.read", .get, "/x", .safe)
private let replace = PlatformOperation("test.replace", .put, "/x", .idempotent)
private let dial = PlatformOperation("test.dial", .post, "/x", .unrepeatable)

private func client(_ transport: any Transport, _ configuration: ClientConfiguration) throws -> Pipeline {
    Pipeline(
        baseURL: try #require(URL(string: "https://api.example.test")), apiKey: "key", authentication: .bearer,
        configuration: configuration, transport: transport)
}

extension Pipeline {
    fileprivate func send(_ operation: PlatformOperation = read) async throws {
        try await run(Endpoint(operation, reading: .nothing))
    }
}

@Suite(.timeLimit(.minutes(5))) struct DeadlineTests {
    /// A server that fails at random. An attempt takes up to its timeout, as a transport enforces it.
    private actor BadDay: Transport {
        private var generator: SeededGenerator
        private let clock: VirtualClock
        private let deadline: Duration
        private(set) var requests: [TransportRequest] = []
        private(set) var isWithinLimits = true

        init(seed: UInt64, clock: VirtualClock, deadline: Duration) {
            generator = SeededGenerator(seed: seed)
            self.clock = clock
            self.deadline = deadline
        }

        func send(_ request: TransportRequest) async throws -> TransportResponse {
            requests.append(request)
            let remaining = deadline - clock.now.offset
            isWithinLimits = isWithinLimits && request.timeout > .zero && request.timeout <= remaining
            switch Int.random(in: 0..<6, using: &generator) {
            case 0:
                clock.advance(by: request.timeout)
                throw TransportError(.timedOut, mayHaveReachedServer: true)
            case 1:
                clock.advance(by: request.timeout * .random(in: 0...1, using: &generator))
                throw TransportError(.connectionLost, mayHaveReachedServer: .random(using: &generator))
            case 2:
                clock.advance(by: request.timeout * .random(in: 0...1, using: &generator))
                return TransportResponse(status: [500, 502, 503, 504].randomElement(using: &generator) ?? 500)
            default:
                clock.advance(by: request.timeout * .random(in: 0...0.2, using: &generator))
                let wait = Double.random(in: 0...30, using: &generator)
                return TransportResponse(
                    status: Bool.random(using: &generator) ? 429 : 503, headers: ["Retry-After": "\(wait)"])
            }
        }
    }

    @Test func deadlineHoldsForRandomFailures() async throws {
        var generator = SeededGenerator(seed: 1)
        var (attempts, longest) = (0, 0.0)
        for seed in 0..<2000 as Range<UInt64> {
            let clock = VirtualClock()
            let deadline = Duration.seconds(Double.random(in: 0.001...120, using: &generator))
            let jitter = Double.random(in: 0...1, using: &generator)
            var configuration = ClientConfiguration(
                timeout: .seconds(Double.random(in: 0.001...60, using: &generator)), deadline: deadline,
                retry: RetryPolicy(
                    maximumRetries: .random(in: 0...20, using: &generator),
                    baseDelay: .seconds(Double.random(in: 0...5, using: &generator)), budget: nil),
                clock: clock)
            configuration.jitter = { jitter }
            let transport = BadDay(seed: seed, clock: clock, deadline: deadline)
            let error = try await #require(throws: VoiceAgentsError.self) {
                try await client(transport, configuration).send(Bool.random(using: &generator) ? read : dial)
            }
            #expect(clock.now.offset <= deadline, "seed \(seed)")
            #expect(await transport.isWithinLimits, "seed \(seed)")
            #expect(await transport.requests.allSatisfy { $0.timeout <= configuration.timeout }, "seed \(seed)")
            attempts += error.attempts
            longest = max(longest, clock.now.offset / deadline)
        }
        // The scenarios cover retries and deadlines that are almost reached.
        #expect(attempts > 3500)
        #expect(longest > 0.99)
    }

    @Test func waitBeyondTheDeadlineIsAnError() async throws {
        let clock = VirtualClock()
        let transport = MockTransport(.json("", status: 503, headers: ["Retry-After": "15"]), .json("{}"))
        let configuration = ClientConfiguration(deadline: .seconds(10), clock: clock)
        let error = await #expect(throws: VoiceAgentsError.self) { try await client(transport, configuration).send() }
        #expect(error?.kind == .serverError)
        #expect(error?.retryAfter == .seconds(15))
        #expect(error?.attempts == 1)
        #expect(clock.sleeps.isEmpty)
    }
}

@Suite(.timeLimit(.minutes(5))) struct JitterTests {
    /// The waits of 1,000 clients that fail at the same moment.
    private func returns(after reply: MockTransport.Reply) async throws -> [Duration] {
        var generator = SeededGenerator(seed: 42)
        var waits: [Duration] = []
        for _ in 1...1000 {
            let (clock, jitter) = (VirtualClock(), Double.random(in: 0...1, using: &generator))
            var configuration = ClientConfiguration(
                retry: RetryPolicy(maximumRetries: 1, baseDelay: .seconds(10)), clock: clock)
            configuration.jitter = { jitter }
            try await client(MockTransport(reply, .json("{}")), configuration).send()
            waits += clock.sleeps
        }
        return waits
    }

    @Test(arguments: [
        (MockTransport.Reply.connectionLost, 0), (.json("", status: 503), 0),
        (.json("", status: 429, headers: ["Retry-After": "5"]), 5),
    ])
    func jitterSpreadsRetriesOverTheWindow(reply: MockTransport.Reply, earliest: Int) async throws {
        let waits = try await returns(after: reply)
        #expect(waits.count == 1000)
        #expect(waits.allSatisfy { $0 >= .seconds(earliest) })
        #expect(waits.allSatisfy { $0 <= .seconds(earliest + 10) })
        let tenths = Dictionary(grouping: waits) { min(Int($0.components.seconds) - earliest, 9) }.mapValues(\.count)
        // An even share is 100, and three standard deviations of it are 28.
        #expect(tenths.count == 10)
        #expect(tenths.values.allSatisfy { (72...128).contains($0) }, "\(tenths)")
    }
}

@Suite(.timeLimit(.minutes(5))) struct RetryBudgetTests {
    private func configuration(_ budget: RetryBudget?) -> ClientConfiguration {
        ClientConfiguration(retry: RetryPolicy(budget: budget), clock: VirtualClock())
    }

    @Test(arguments: [
        MockTransport.Reply.json("", status: 503), .cannotConnect, .connectionLost,
        .json("", status: 429, headers: ["Retry-After": "1"]),
    ])
    func budgetBoundsRetriesOfConcurrentOperations(reply: MockTransport.Reply) async throws {
        let transport = MockTransport { _ in reply }
        let client = try client(transport, configuration(.standard))
        let attempts = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 1...1000 {
                group.addTask { [client] in
                    // A copy of a client shares its budget.
                    let copy = client
                    return try await #require(throws: VoiceAgentsError.self) { try await copy.send() }.attempts
                }
            }
            return try await group.reduce(0, +)
        }
        // The reserve, and a tenth of a retry from each; the deposits of the first ones find a full bucket.
        #expect((1050...1150).contains(attempts), "\(attempts)")
        #expect(await transport.requests.count == attempts)
    }

    @Test func budgetBoundsRetriesOfSequentialOperations() async throws {
        let transport = MockTransport { _ in .connectionLost }
        let client = try client(transport, configuration(.standard))
        for _ in 1...1000 { await #expect(throws: VoiceAgentsError.self) { try await client.send() } }
        let attempts = await transport.requests.count
        #expect((1140...1150).contains(attempts), "\(attempts)")
    }

    @Test("After a failure on a stale connection a fresh one is used at once, without budget and wait")
    func staleConnectionCostsNoBudget() async throws {
        var stale = TransportError(.connectionLost, mayHaveReachedServer: true)
        stale.connectionWasStale = true
        let failure = MockTransport.Reply.failure(stale)
        for (operation, attempts) in [(read, 2), (replace, 1), (dial, 1)] {
            let transport = MockTransport(failure, .json("{}"))
            let clock = VirtualClock()
            let start = clock.now
            let client = try client(
                transport, ClientConfiguration(retry: RetryPolicy(budget: RetryBudget(reserve: 0)), clock: clock))
            _ = try? await client.send(operation)
            #expect(await transport.requests.count == attempts)
            #expect(
                await transport.requests.last?.needsFreshConnection == true)
            #expect(clock.now == start)
        }
        // A second failure, which no used connection explains, is an ordinary one.
        let transport = MockTransport { _ in failure }
        let client = try client(transport, configuration(RetryBudget(reserve: 1)))
        let error = await #expect(throws: VoiceAgentsError.self) { try await client.send(read) }
        #expect(error?.attempts == 3)
        // A client that repeats nothing does not repeat this either.
        let single = client.with { $0.retry = .never }
        let only = await #expect(throws: VoiceAgentsError.self) { try await single.send(read) }
        #expect(only?.attempts == 1)
    }

    @Test func withoutBudgetEveryOperationIsRetried() async throws {
        let transport = MockTransport { _ in .connectionLost }
        let client = try client(transport, configuration(nil))
        for _ in 1...100 { await #expect(throws: VoiceAgentsError.self) { try await client.send() } }
        #expect(await transport.requests.count == 300)
    }

    @Test func emptyBudgetIsNamedInTheError() async throws {
        let transport = MockTransport { _ in .json(#"{"detail":"Down"}"#, status: 503, headers: ["Retry-After": "2"]) }
        let client = try client(transport, configuration(RetryBudget(reserve: 1)))
        let errors = try await [1, 2].asyncMap { _ in
            try await #require(throws: VoiceAgentsError.self) { try await client.send() }
        }
        for error in errors {
            #expect(error.message == "Down. It was not tried again, because too many requests fail.")
            #expect(error.kind == .serverError)
            #expect(error.status == 503)
            #expect(error.retryAfter == .seconds(2))
        }
        #expect(errors.map(\.attempts) == [2, 1])
    }

    @Test func finalFailureDoesNotNameTheBudget() async throws {
        let transport = MockTransport(
            .json(#"{"detail":"Down"}"#, status: 503), .json(#"{"detail":"No"}"#, status: 400))
        let client = try client(transport, configuration(RetryBudget(reserve: 0)))
        for (operation, message) in [(dial, "Down"), (read, "No")] {
            let error = await #expect(throws: VoiceAgentsError.self) { try await client.send(operation) }
            #expect(error?.message == message)
        }
    }

    @Test func successesPayForOccasionalRetries() async throws {
        let transport = MockTransport { _ in .json("{}") }
        let flaky = EveryTwentieth(base: transport)
        let client = try client(flaky, configuration(RetryBudget(reserve: 1)))
        // Each failure is retried with success, although the reserve is only one.
        for _ in 1...500 { try await client.send() }
        #expect(await transport.requests.count == 500)
        #expect(await flaky.failures >= 25)
    }

    private actor EveryTwentieth: Transport {
        let base: any Transport
        private var count = 0
        private(set) var failures = 0

        init(base: any Transport) { self.base = base }

        func send(_ request: TransportRequest) async throws -> TransportResponse {
            count += 1
            guard count % 20 != 0 else {
                failures += 1
                throw TransportError(.connectionLost, mayHaveReachedServer: true)
            }
            return try await base.send(request)
        }
    }

    @Test func depositsRefillTheBucket() {
        let bucket = RetryBucket(RetryBudget(share: 0.1, reserve: 2))
        func repeatsLeft() -> Int {
            var count = 0
            while bucket.withdraw() != nil { count += 1 }
            return count
        }
        #expect(repeatsLeft() == 2)
        for _ in 1...9 { bucket.deposit() }
        #expect(repeatsLeft() == 0)
        bucket.deposit()
        #expect(repeatsLeft() == 1)
        for _ in 1...1000 { bucket.deposit() }
        #expect(repeatsLeft() == 2)
    }

    @Test(arguments: [
        RetryBudget(share: -1, reserve: 0), RetryBudget(share: .nan, reserve: .min),
        RetryBudget(share: -.infinity, reserve: -3),
    ])
    func invalidBudgetGivesNoTokens(budget: RetryBudget) {
        let bucket = RetryBucket(budget)
        for _ in 1...100 { bucket.deposit() }
        #expect(bucket.withdraw() == nil)
    }

    @Test func hugeBudgetDoesNotTrap() {
        let bucket = RetryBucket(RetryBudget(share: .infinity, reserve: .max))
        bucket.deposit()
        #expect(bucket.withdraw() != nil)
    }
}

extension Sequence where Element: Sendable {
    fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
