#if Observability
import Burki
import Foundation
import InMemoryTracing
import MetricsTestKit
import Testing
import Tracing
import VoiceAgentsObservability
import VoiceAgentsTesting

@Suite(.timeLimit(.minutes(5))) struct ClientObserverTests {
    private func dial(_ burki: BurkiClient) async throws {
        _ = try await burki.calls.initiate(from: "+15551234567", to: "+15559876543")
    }

    @Test func successIsObserved() async throws {
        let observation = Observation()
        try await dial(observation.burki(MockTransport(.json(#"{"message": "ok", "call_sid": "CA1"}"#))))
        #expect(observation.log == ["debug: operation succeeded"])
        #expect(
            observation.labels(of: .requestDuration) == [
                [
                    "error.type=none", "http.request.method=POST", "http.response.status_code=200",
                    "server.address=api.burki.dev", "server.port=443", "url.template=/calls/initiate",
                ]
            ])
        #expect(
            observation.labels(of: .operationDuration) == [
                [
                    "error.type=none", "voice_agents.effect=yes", "voice_agents.operation=burki.calls.initiate",
                    "voice_agents.outcome=success",
                ]
            ])
        #expect(observation.labels(of: .retries) == [])
    }

    @Test func retriesAreObserved() async throws {
        let observation = Observation()
        let transport = MockTransport(.connectionLost, .json("", status: 503), .json(#"{"success": true, "data": []}"#))
        _ = try await observation.burki(transport).assistantGraphs.phoneNumbers(of: 1)
        #expect(
            observation.log == [
                "notice: operation is repeated", "notice: operation is repeated", "debug: operation succeeded",
            ])
        let operation = "voice_agents.operation=burki.assistantGraphs.phoneNumbers"
        #expect(
            observation.labels(of: .retries) == [
                [operation, "voice_agents.reason=503"], [operation, "voice_agents.reason=connection_lost"],
            ])
        #expect(observation.labels(of: .requestDuration).count == 3)

        let parent = try observation.span("burki.assistantGraphs.phoneNumbers")
        let attempts = observation.tracer.finishedSpans.filter { $0.kind == .client }
        #expect(
            attempts.map(\.operationName)
                == Array(repeating: "GET /api/v1/assistant-graphs/{graph_id}/phone-numbers", count: 3))
        #expect(attempts.allSatisfy { $0.parentSpanID == parent.spanID && $0.traceID == parent.traceID })
        #expect(attempts.map { $0.status?.code } == [.error, .error, nil])
        #expect(attempts[0].texts.contains("error.type=connection_lost"))
        #expect(attempts[1].texts.contains("error.type=503"))
        #expect(attempts[2].texts.contains("http.request.resend_count=2"))
        #expect(parent.events.map(\.name) == ["repeated", "repeated"])
        #expect(parent.texts.contains("voice_agents.attempts=3"))
        #expect(parent.status == nil)
        #expect(observation.tracer.activeSpans.isEmpty)
    }

    @Test("An outcome that nobody knows is an error, a refusal a warning")
    func failuresHaveLevels() async throws {
        let observation = Observation()
        let burki = observation.burki(MockTransport(.connectionLost, .json(#"{"detail": "no money"}"#, status: 402)))
        for _ in 1...2 { await #expect(throws: VoiceAgentsError.self) { try await dial(burki) } }
        #expect(observation.log == ["error: operation failed", "warning: operation failed"])
        #expect(
            observation.labels(of: .operationDuration).map(\.first) == [
                "error.type=outcome_unknown", "error.type=payment_required",
            ])
        #expect(try observation.span("burki.calls.initiate").status?.code == .error)
    }

    @Test("A reply that was cut off is no success, though it has the status of one")
    func cutOffReplyIsAnError() async throws {
        let observation = Observation()
        let burki = observation.burki(
            MockTransport(.failure(TransportError(.connectionLost, mayHaveReachedServer: true, status: 200))))
        await #expect(throws: VoiceAgentsError.self) { try await dial(burki) }
        let labels = try #require(observation.labels(of: .requestDuration).first)
        #expect(labels.contains("error.type=connection_lost"))
        #expect(labels.contains("http.response.status_code=200"))
        #expect(try observation.span("POST /calls/initiate").status?.code == .error)
    }

    @Test func cancellationEndsTheSpan() async throws {
        let observation = Observation()
        let burki = observation.burki(MockTransport(.connectionLost))
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await dial(burki)
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(observation.log == ["debug: operation was cancelled"])
        #expect(observation.tracer.activeSpans.isEmpty)
        #expect(try observation.span("burki.calls.initiate").texts.contains("voice_agents.outcome=cancelled"))
    }

    @Test func spanIsAChildOfTheCurrentSpan() async throws {
        let observation = Observation()
        let burki = observation.burki(MockTransport(.json(#"{"message": "ok", "call_sid": "CA1"}"#)))
        let parent = observation.tracer.startSpan("request")
        try await ServiceContext.withValue(parent.context) { try await dial(burki) }
        parent.end()
        #expect(try observation.span("burki.calls.initiate").parentSpanID == parent.spanID)
    }

    @Test func waitForTheLimitIsObserved() async throws {
        let observation = Observation()
        let reply = MockTransport.Reply.json(#"{"message": "ok", "call_sid": "CA1"}"#)
        let burki = observation.burki(MockTransport(reply, reply), limit: .requests(1, per: .seconds(60)))
        for _ in 1...2 { try await dial(burki) }
        #expect(observation.log.contains("info: operation waited for the limit of the client"))
        #expect(
            observation.metrics.timers.first { $0.label == Metric.queueDuration.rawValue }?.lastValue
                == 60_000_000_000)
    }

    @Test func leftOutValuesAndTheRateLimitAreObserved() async throws {
        let observation = Observation()
        let transport = MockTransport(
            .json(
                #"{"success": true, "data": [{"id": 1, "phone_number": "+15551234567", "is_active": [7]}]}"#,
                headers: ["X-RateLimit-Remaining": "7"]))
        _ = try await observation.burki(transport).assistantGraphs.phoneNumbers(of: 1)
        #expect(observation.log == ["notice: operation succeeded, with a part of the reply left out"])
        #expect(observation.metrics.counterTotal(label: Metric.unreadable.rawValue) == 1)
        #expect(observation.metrics.recorders.first?.lastValue == 7)
        #expect(observation.labels(of: .rateLimitRemaining) == [["voice_agents.platform=burki"]])
    }

    @Test("The host of a signed URL has no rate limit of the platform")
    func signedHostHasNoRateLimit() async throws {
        let observation = Observation()
        let reply = TransportResponse(status: 403, headers: ["X-RateLimit-Remaining": "0"])
        let burki = observation.burki(MockTransport(.response(reply)))
        let url = try #require(URL(string: "https://files.example.test/stereo.wav?signature=s3cret"))
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        await #expect(throws: VoiceAgentsError.self) { try await burki.raw.download(signed: url, to: file) }
        #expect(observation.labels(of: .requestDuration).first?.contains("server.address=unknown") == true)
        #expect(observation.labels(of: .rateLimitRemaining) == [])
    }

    @Test("No observer gets a phone number, a key or a body, and what a server chooses is one bounded line")
    func contentIsNotObserved() async throws {
        let observation = Observation()
        let id = "r1\n" + String(repeating: "x", count: 5_000)
        let transport = MockTransport(
            .json(
                #"{"detail": "+15559876543 is busy, hush-hush-key"}"#, status: 409,
                headers: ["X-Request-ID": id, "Location": "https://x.test/+15559876543"]))
        await #expect(throws: VoiceAgentsError.self) { try await dial(observation.burki(transport)) }
        let text = observation.everything
        #expect(text.contains("r1"))
        for secret in ["9876543", "1234567", "hush", "busy", "r1\n", String(repeating: "x", count: 101)] {
            #expect(!text.contains(secret))
        }
    }

    @Test("Exporters for Prometheus need the same labels for all values of a metric")
    func metricHasTheSameLabels() async throws {
        let observation = Observation()
        let burki = observation.burki(
            MockTransport(
                .connectionLost, .json("", status: 500), .json(#"{"message": "ok", "call_sid": "CA1"}"#),
                .json("nonsense")))
        for _ in 1...4 { try? await dial(burki) }
        for metric in [Metric.requestDuration, .operationDuration] {
            let names = observation.labels(of: metric).map { $0.map { $0.prefix { $0 != "=" } } }
            #expect(names.count >= 3)
            #expect(Set(names).count == 1)
        }
    }
}
#endif
