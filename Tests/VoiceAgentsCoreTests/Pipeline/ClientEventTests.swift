import Foundation
import Synchronization
import Testing
import VoiceAgentsCore
import VoiceAgentsTesting

private let read = PlatformOperation("test.read", .get, "/x/{id}", .safe)
private let dial = PlatformOperation("test.dial", .post, "/x/{id}", .unrepeatable)

/// Collects the events of a client.
private final class Observer: Sendable {
    private let events = Mutex<[ClientEvent]>([])

    var all: [ClientEvent] { events.withLock { $0 } }
    func take(_ event: ClientEvent) { events.withLock { $0.append(event) } }

    var end: ClientEvent.End? {
        if case .finished(let end)? = all.last?.kind { end } else { nil }
    }
}

private func pipeline(
    _ transport: any Transport, _ observer: Observer, clock: any Clock<Duration> = VirtualClock()
) -> Pipeline {
    var configuration = ClientConfiguration(clock: clock, onEvent: { observer.take($0) })
    configuration.jitter = { 1 }
    return Pipeline(
        baseURL: URL(literal: "https://api.example.test"), apiKey: "hush-hush-1", authentication: .bearer,
        configuration: configuration, transport: transport)
}

@Suite(.timeLimit(.minutes(5))) struct ClientEventTests {
    @Test("An operation reports its start, its attempts, its waits and its end")
    func eventsFollowAnOperation() async throws {
        let observer = Observer()
        let transport = MockTransport(
            .connectionLost, .json("", status: 503),
            .json("{}", headers: ["X-Request-ID": "r1", "X-RateLimit-Limit": "60", "X-RateLimit-Remaining": "59"]))
        try await pipeline(transport, observer).run(Endpoint(read, "+31201234567", reading: .nothing))
        let names = observer.all.map { event in
            switch event.kind {
            case .started: "started"
            case .queued(let wait): "queued \(wait)"
            case .attemptFinished(let attempt):
                "attempt \(attempt.number) \(attempt.reply.map { "\($0.status)" } ?? attempt.failure.map { "\($0)" } ?? "")"
            case .willRetry(let wait): "retry after \(wait.duration), \(wait.budget ?? -1) left"
            case .finished(let end): "\(end.outcome), \(end.effect), \(end.attempts)"
            @unknown default: "?"
            }
        }
        #expect(
            names == [
                "started", "attempt 1 connection lost", "retry after 0.5 seconds, 49 left", "attempt 2 503",
                "retry after 1.0 seconds, 48 left", "attempt 3 200", "success, no, 3",
            ])
        #expect(Set(observer.all.map(\.callID)).count == 1)
        #expect(observer.all.allSatisfy { $0.operation == read })
        #expect(observer.end?.duration == .seconds(1.5))
        #expect(observer.end?.reply?.requestID == "r1")
        #expect(observer.end?.reply?.rateLimit == .init(limit: 60, remaining: 59))
        var text = ""
        dump(observer.all, to: &text)
        #expect(!text.contains("31201234567"))
        #expect(!text.contains("hush-hush"))
    }

    @Test("A failure reports its kind and its effect")
    func eventReportsFailure() async throws {
        let observer = Observer()
        _ = try? await pipeline(MockTransport(.connectionLost), observer).run(
            Endpoint(dial, 1, reading: .nothing))
        #expect(observer.end?.outcome == .failure(.outcomeUnknown))
        #expect(observer.end?.effect == .perhaps)
    }

    @Test("A rejected request reports that nothing was sent")
    func eventReportsRejection() async throws {
        let observer = Observer()
        _ = try? await pipeline(MockTransport(), observer).run(Endpoint(dial, "", reading: .nothing))
        #expect(observer.end?.outcome == .failure(.rejectedLocally))
        #expect(observer.end?.attempts == 0)
    }

    @Test("A write that is cancelled while it is sent may have been carried out")
    func eventReportsCancelledWrite() async throws {
        let observer = Observer()
        let started = AsyncStream.makeStream(of: Void.self)
        let never = AsyncStream.makeStream(of: Void.self)
        let transport = MockTransport { _ in
            started.continuation.yield()
            // Ends when the task is cancelled.
            for await _ in never.stream {}
            throw CancellationError()
        }
        let client = pipeline(transport, observer, clock: ContinuousClock())
        let task = Task { try await client.run(Endpoint(dial, 1, reading: .nothing)) }
        for await _ in started.stream { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(observer.end?.outcome == .cancelled)
        #expect(observer.end?.effect == .perhaps)
    }

    @Test("A wait for the limit of the client is reported")
    func eventReportsQueue() async throws {
        let observer = Observer()
        let clock = VirtualClock(holdsSleepers: true)
        let client = pipeline(MockTransport { _ in .json("{}") }, observer, clock: clock)
            .with { $0.limit = .requests(1, per: .seconds(10)) }
        try await client.run(Endpoint(read, 1, reading: .nothing))
        let task = Task { try await client.run(Endpoint(read, 2, reading: .nothing)) }
        try await clock.waitForSleepers(1)
        clock.advance(by: .seconds(10))
        try await task.result.get()
        let waits = observer.all.compactMap { event -> Duration? in
            if case .queued(let wait) = event.kind { wait } else { nil }
        }
        #expect(waits == [.seconds(10)])
    }

    @Test("A write that is cancelled in the queue was not sent")
    func eventReportsWriteCancelledInTheQueue() async throws {
        let observer = Observer()
        let clock = VirtualClock(holdsSleepers: true)
        let client = pipeline(MockTransport { _ in .json("{}") }, observer, clock: clock)
            .with { $0.limit = .requests(1, per: .seconds(10)) }
        try await client.run(Endpoint(dial, 1, reading: .nothing))
        let task = Task { try await client.run(Endpoint(dial, 2, reading: .nothing)) }
        try await clock.waitForSleepers(1)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(observer.end?.outcome == .cancelled)
        #expect(observer.end?.effect == .no)
    }
}

@Suite(.timeLimit(.minutes(5))) struct VariedClientTests {
    @Test("A client made with `with` shares transport and retry budget, and has its own settings")
    func variedClientSharesTheBudget() async throws {
        let observer = Observer()
        let transport = MockTransport { _ in .connectionLost }
        let client = pipeline(transport, observer).with { $0.retry.budget = RetryBudget(share: 0, reserve: 1) }
        let varied = client.with { $0.headers["X-A"] = "1" }
        _ = try? await client.run(Endpoint(read, 1, reading: .nothing))
        #expect(await transport.requests.count == 2)
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await varied.run(Endpoint(read, 1, reading: .nothing))
        }
        #expect(await transport.requests.count == 3)
        #expect(error?.message.hasSuffix("It was not tried again, because too many requests fail.") == true)
        #expect(await transport.requests.map { $0.headers["x-a"] } == [nil, nil, "1"])
    }

    @Test("Header fields with URLs, cookies and names of files are not reported")
    func repliesAreReportedWithoutURLs() async throws {
        let headers: HeaderFields = [
            "Location": "https://api.burki.dev/x?number=%2B31612345678", "Set-Cookie": "session=1",
            "Content-Disposition": "attachment; filename=31612345678.wav", "Content-Type": "application/json",
        ]
        let observer = Observer()
        let transport = MockTransport(.json("{}", status: 307, headers: headers))
        _ = try? await pipeline(transport, observer).run(Endpoint(read, "+31201234567", reading: .nothing))
        #expect(observer.end?.reply?.status == 307)
        #expect(observer.end?.reply?.headers.fields.map(\.name) == ["content-type"])
    }
}
