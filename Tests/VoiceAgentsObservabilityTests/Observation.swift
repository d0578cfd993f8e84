#if Observability
import Burki
import Flireo
import InMemoryLogging
import InMemoryTracing
import Logging
import MetricsTestKit
import Testing
import Tracing
import VoiceAgentsObservability
import VoiceAgentsTesting

/// The three observers, with backends in memory.
struct Observation {
    let metrics = TestMetrics()
    let tracer = InMemoryTracer()
    private let handler: InMemoryLogHandler
    private let observers: [any EventObserver]

    init() {
        var handler = InMemoryLogHandler()
        handler.logLevel = .trace
        self.handler = handler
        let logger = Logger(label: "test") { [handler] _ in handler }
        observers = [LogObserver(logger), MetricsObserver(factory: metrics), TracingObserver(tracer: tracer)]
    }

    var logs: [InMemoryLogHandler.Entry] { handler.entries }

    /// The level and the message of each entry, without traces.
    var log: [String] { logs.filter { $0.level > .trace }.map { "\($0.level): \($0.message)" } }

    func burki(_ transport: any Transport, limit: RateLimit? = nil) -> BurkiClient {
        var configuration = ClientConfiguration(limit: limit, clock: VirtualClock())
        configuration.observe(with: observers)
        return BurkiClient(apiKey: "hush-hush-key", configuration: configuration, transport: transport)
    }

    func observe(_ handler: inout ServerEventHandler) {
        handler.observe(with: observers)
    }

    /// The labels of each metric with a name, written `name=value`, each sorted.
    func labels(of metric: Metric) -> [[String]] {
        let all =
            metrics.timers.map { ($0.label, $0.dimensions) } + metrics.counters.map { ($0.label, $0.dimensions) }
            + metrics.recorders.map { ($0.label, $0.dimensions) }
        return all.filter { $0.0 == metric.rawValue }.map { $0.1.map { "\($0.0)=\($0.1)" }.sorted() }
            .sorted { $0.joined() < $1.joined() }
    }

    func span(_ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> FinishedInMemorySpan {
        try #require(
            tracer.finishedSpans.first { $0.operationName == name },
            "spans: \(tracer.finishedSpans.map(\.operationName))", sourceLocation: sourceLocation)
    }

    /// Everything that left the observers, as text.
    var everything: String {
        var texts = logs.map { "\($0.message) \($0.metadata)" }
        texts += Metric.allCases.flatMap { labels(of: $0) }.flatMap(\.self)
        for span in tracer.finishedSpans {
            texts += [span.operationName, "\(span.events)", "\(String(describing: span.status))"]
            span.attributes.forEach { texts.append("\($0)=\($1)") }
        }
        return texts.joined(separator: "\n")
    }
}

extension FinishedInMemorySpan {
    /// The attributes, written `name=value`, sorted.
    var texts: [String] {
        var texts: [String] = []
        attributes.forEach { name, value in
            switch value.toSpanAttribute() {
            case .string(let text): texts.append("\(name)=\(text)")
            case .int64(let number): texts.append("\(name)=\(number)")
            default: texts.append("\(name)=\(value)")
            }
        }
        return texts.sorted()
    }
}
#endif
