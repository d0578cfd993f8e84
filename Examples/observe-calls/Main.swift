import Burki
import ExampleArguments
import Flireo
import VoiceAgentsTesting

#if Observability
import InMemoryTracing
import Logging
import MetricsTestKit
import VoiceAgentsObservability
#endif

/// Prints the logs, the metrics and the spans of a call that is placed after a failure, and of an event with two tools.
@main struct Main {
    static func main() async {
        await runExample("observe-calls", usage: usage) { arguments in
            if let argument = arguments.next() { throw UsageError(unknown: argument) }
            #if Observability
            try await observe()
            #else
            throw UsageError("the observers need a trait: swift run --traits Observability observe-calls")
            #endif
        }
    }

    private static let usage = """
        usage: swift run --traits Observability observe-calls

        Places a call and answers an event on simulated platforms, and prints the logs, metrics and spans.
        """

    #if Observability
    private static func observe() async throws {
        // In a server, the backends are bootstrapped: LoggingSystem, MetricsSystem, InstrumentationSystem.
        let (metrics, tracer) = (TestMetrics(), InMemoryTracer())
        let logger = Logger(label: "observe-calls") { label in
            var handler = StreamLogHandler.standardOutput(label: label)
            handler.logLevel = .debug
            return handler
        }
        let observers: [any EventObserver] = [
            LogObserver(logger), MetricsObserver(factory: metrics), TracingObserver(tracer: tracer),
        ]
        print("Logs:")
        try await placeCall(observers)
        try await answerEvent(observers)

        print("\nMetrics:")
        for timer in metrics.timers.sorted(by: { $0.label < $1.label }) {
            print("  \(timer.label) {\(text(timer.dimensions))}: \(timer.values.count)")
        }
        for counter in metrics.counters.sorted(by: { $0.label < $1.label }) {
            print("  \(counter.label) {\(text(counter.dimensions))}: \(counter.totalValue)")
        }
        print("\nSpans:")
        let spans = tracer.finishedSpans
        for root in spans where root.parentSpanID == nil {
            print("  \(root.operationName)")
            for child in spans where child.parentSpanID == root.spanID { print("    \(child.operationName)") }
        }
    }

    private static func placeCall(_ observers: [any EventObserver]) async throws {
        let simulator = BurkiSimulator()
        await simulator.fail(.burki.calls.initiate, with: .status(429))
        var configuration = ClientConfiguration(clock: VirtualClock())
        configuration.observe(with: observers)
        let burki = BurkiClient(apiKey: "simulated", configuration: configuration, transport: simulator)
        _ = try await burki.calls.initiate(from: "+15551234567", to: "+15559876543")
    }

    private static func answerEvent(_ observers: [any EventObserver]) async throws {
        var handler = ServerEventHandler()
        handler.onToolCall("check_availability") { _ in "Free: 14:00." }
        handler.onToolCall("book_appointment") { _ in throw ToolFailure("14:00 is taken.") }
        handler.observe(with: observers)
        let calls = [
            ToolCall(id: "1", name: "check_availability", payload: [:]),
            ToolCall(id: "2", name: "book_appointment", payload: [:]),
        ]
        _ = try await handler.reply(to: .toolCalls(.init(callID: "call-1", tasks: calls)))
    }

    private static func text(_ labels: [(String, String)]) -> String {
        labels.map { "\($0)=\($1)" }.joined(separator: ", ")
    }
    #endif
}
