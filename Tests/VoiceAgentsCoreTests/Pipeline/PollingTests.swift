import Foundation
import Testing
import VoiceAgentsCore
import VoiceAgentsTesting

private struct Progress: Decodable, Sendable {
    var isDone: Bool
}

private let endpoint = Endpoint<Progress>(PlatformOperation("test.read", .get, "/x", .safe))

private func client(_ transport: any Transport, _ configuration: ClientConfiguration) throws -> Pipeline {
    Pipeline(
        baseURL: try #require(URL(string: "https://api.example.test")), apiKey: "key", authentication: .bearer,
        configuration: configuration, transport: transport)
}

@Suite(.timeLimit(.minutes(5))) struct PollingTests {
    private static let pending = MockTransport.Reply.json(#"{"isDone":false}"#)
    private static let done = MockTransport.Reply.json(#"{"isDone":true}"#)

    @Test func pollRetriesFailedAttempts() async throws {
        let clock = VirtualClock()
        var configuration = ClientConfiguration(clock: clock)
        configuration.jitter = { 1 }
        let transport = MockTransport(Self.pending, .connectionLost, .connectionLost, .connectionLost, Self.done)
        let reply = try await client(transport, configuration).poll(endpoint, within: .seconds(60), until: \.isDone)
        #expect(reply.isDone)
        // A second after the first reply, two repeats within the second attempt, and two seconds after it.
        #expect(clock.sleeps == [1, 0.5, 1, 2].map { .seconds($0) })
    }

    @Test func pollLimitsEachAttempt() async throws {
        let clock = VirtualClock()
        let transport = MockTransport { _ in
            clock.advance(by: .seconds(4))
            return Self.pending
        }
        var configuration = ClientConfiguration(timeout: .seconds(30), deadline: .seconds(8), clock: clock)
        configuration.jitter = { 1 }
        let reply = try await client(transport, configuration).poll(endpoint, within: .seconds(20), until: \.isDone)
        #expect(!reply.isDone)
        // They begin after 0, 5, 11 and 19 seconds. The fourth one has the second that is left and takes longer, and the last one a second.
        #expect(await transport.requests.map(\.timeout) == [8, 8, 8, 1, 1].map { .seconds($0) })
    }

    @Test func pollEndsWithinItsLimit() async throws {
        var generator = SeededGenerator(seed: 7)
        var (requests, stillPending) = (0, 0)
        for seed in 0..<1000 as Range<UInt64> {
            let clock = VirtualClock()
            let limit = Duration.seconds(Double.random(in: 0...200, using: &generator))
            let jitter = Double.random(in: 0...1, using: &generator)
            var configuration = ClientConfiguration(
                timeout: .seconds(Double.random(in: 0.1...30, using: &generator)),
                deadline: .seconds(Double.random(in: 0.1...90, using: &generator)), clock: clock)
            configuration.jitter = { jitter }
            let transport = SlowServer(seed: seed, clock: clock)
            let outcome = await Result.of {
                try await client(transport, configuration).poll(endpoint, within: limit, until: \.isDone)
            }
            switch outcome {
            case .success(let reply): stillPending += reply.isDone ? 0 : 1
            case .failure(let error): #expect(error is VoiceAgentsError, "seed \(seed)")
            }
            #expect(clock.now.offset <= limit + .seconds(1), "seed \(seed)")
            #expect(clock.sleeps.allSatisfy { $0 >= .zero }, "seed \(seed)")
            requests += await transport.count
        }
        // The scenarios send many requests, and many of them last until the limit.
        #expect(requests > 10_000)
        #expect(stillPending > 500)
    }

    /// A server whose result is never ready, and that fails at random with errors that are retried.
    private actor SlowServer: Transport {
        private var generator: SeededGenerator
        private let clock: VirtualClock
        private(set) var count = 0

        init(seed: UInt64, clock: VirtualClock) {
            generator = SeededGenerator(seed: seed)
            self.clock = clock
        }

        func send(_ request: TransportRequest) async throws -> TransportResponse {
            count += 1
            clock.advance(by: request.timeout * .random(in: 0...0.3, using: &generator))
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: throw TransportError(.connectionLost, mayHaveReachedServer: .random(using: &generator))
            case 1: return TransportResponse(status: [500, 503].randomElement(using: &generator) ?? 500)
            case 2:
                return TransportResponse(
                    status: 429, headers: ["Retry-After": "\(Int.random(in: 0...9, using: &generator))"])
            default: return TransportResponse(status: 200, body: Data(#"{"isDone":false}"#.utf8))
            }
        }
    }
}

extension Result where Failure == any Error {
    fileprivate static func of(_ work: () async throws -> Success) async -> Self {
        do { return .success(try await work()) } catch { return .failure(error) }
    }
}
