#if Observability
public import CoreMetrics
public import Flireo
public import VoiceAgentsCore

/// Records the events of operations and of servers as metrics.
///
/// All labels have few values: names of operations and of registered tools, statuses and kinds of errors. The path of a raw request is
/// a label too, so its template must not contain ids: write `/calls/{id}`, and the id as an argument. The article <doc:Metrics> lists
/// the metrics.
public struct MetricsObserver: EventObserver {
    private let factory: any MetricsFactory

    /// Creates an observer.
    ///
    /// - Parameter factory: The factory of the metrics. Default: that of `MetricsSystem`, so bootstrap it before.
    public init(factory: any MetricsFactory = MetricsSystem.factory) { self.factory = factory }

    /// Records an event of an operation.
    public func observe(_ event: ClientEvent) {
        let operation = [(AttributeName.operation, event.operation.name)]
        switch event.kind {
        case .started: break
        case .queued(let wait): record(.queueDuration, wait, operation)
        case .attemptFinished(let attempt):
            let labels = [
                (AttributeName.method, event.operation.method.rawValue),
                (AttributeName.urlTemplate, event.operation.path.description),
                (AttributeName.server, attempt.server?.host ?? unknown),
                (AttributeName.port, attempt.server.map { String($0.port) } ?? unknown),
                (AttributeName.status, attempt.reply.map { String($0.status) } ?? none),
                (AttributeName.errorType, attempt.errorType ?? none),
            ]
            record(.requestDuration, attempt.duration, labels)
            // A signed URL leads to another server than the platform's.
            if attempt.server != nil, let remaining = attempt.reply?.rateLimit?.remaining {
                Gauge(
                    label: Metric.rateLimitRemaining.rawValue, dimensions: [(AttributeName.platform, event.platform)],
                    factory: factory
                ).record(remaining)
            }
        case .willRetry(let wait): count(.retries, operation + [(AttributeName.reason, wait.reason.label)])
        case .finished(let end):
            record(
                .operationDuration, end.duration,
                operation + [
                    (AttributeName.outcome, end.outcome.label), (AttributeName.effect, end.effect.rawValue),
                    (AttributeName.errorType, end.errorType ?? none),
                ])
            if !end.unreadable.isEmpty { count(.unreadable, operation, by: end.unreadable.count) }
        }
    }

    /// Records an event of Flireo that was handled.
    public func observe(_ event: HandledEvent) {
        record(
            .eventDuration, event.duration,
            [(AttributeName.event, event.type ?? unknown), (AttributeName.errorType, event.failure?.label ?? none)])
        for tool in event.tools {
            record(
                .toolDuration, tool.duration,
                [(AttributeName.tool, tool.name ?? unknown), (AttributeName.errorType, tool.failure?.label ?? none)])
        }
    }

    /// Counts a failure in the handling of an event of Flireo.
    public func observe(_ failure: ServerEventError) {
        // The severity of a report is the highest of all its failures.
        var first = failure
        first.otherToolFailures = []
        for failure in [first] + failure.otherToolFailures {
            count(
                .eventFailures,
                [(AttributeName.errorType, failure.kind.label), (AttributeName.severity, "\(failure.severity)")])
        }
    }

    private func record(_ metric: Metric, _ duration: Duration, _ labels: [(String, String)]) {
        Timer(label: metric.rawValue, dimensions: labels, factory: factory)
            .recordNanoseconds(duration.clampedNanoseconds)
    }

    private func count(_ metric: Metric, _ labels: [(String, String)], by amount: Int = 1) {
        Counter(label: metric.rawValue, dimensions: labels, factory: factory).increment(by: amount)
    }
}

/// The metrics, by their names.
package enum Metric: String, CaseIterable {
    case requestDuration = "http.client.request.duration"
    case operationDuration = "voice_agents.operation.duration"
    case queueDuration = "voice_agents.operation.queue.duration"
    case retries = "voice_agents.operation.retries"
    case unreadable = "voice_agents.operation.unreadable"
    case rateLimitRemaining = "voice_agents.rate_limit.remaining"
    case eventDuration = "voice_agents.event.duration"
    case eventFailures = "voice_agents.event.failures"
    case toolDuration = "voice_agents.tool.duration"
}
#endif
