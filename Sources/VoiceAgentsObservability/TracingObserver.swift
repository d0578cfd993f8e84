#if Observability
public import Flireo
public import Tracing
public import VoiceAgentsCore

/// Records a span for each operation and its attempts, and for each event of Flireo and its tools.
///
/// The span of an operation is a child of the current span of its task, and that of an event too, for example of the span of an HTTP
/// server. The context is not sent to the platforms. An event and its tools get their spans when they have ended, so spans that a
/// closure starts are their siblings.
public struct TracingObserver: EventObserver {
    private let tracer: any Tracer
    /// The spans of the operations that have not ended, by the id of the call.
    private let spans = Locked([UInt64: any Span]())

    /// Creates an observer.
    ///
    /// - Parameter tracer: The tracer. Default: that of `InstrumentationSystem`, so bootstrap it before.
    public init(tracer: any Tracer = InstrumentationSystem.tracer) { self.tracer = tracer }

    /// Records an event of an operation.
    public func observe(_ event: ClientEvent) {
        switch event.kind {
        case .started:
            let span = begin(event.operation.name, in: .current ?? .topLevel, ofKind: .internal)
            span.attributes[AttributeName.operation] = event.operation.name
            spans.withLock { $0[event.callID] = span }
        case .attemptFinished(let attempt):
            guard let parent = spans.withLock({ $0[event.callID] }) else { return }
            // OpenTelemetry's span of an HTTP client, with its names.
            let span = begin(
                "\(event.operation.method.rawValue) \(event.operation.path)", in: parent.context, ofKind: .client,
                before: attempt.duration)
            span.attributes[AttributeName.method] = event.operation.method.rawValue
            span.attributes[AttributeName.urlTemplate] = event.operation.path.description
            span.attributes[AttributeName.server] = attempt.server?.host
            span.attributes[AttributeName.port] = attempt.server?.port
            span.attributes[AttributeName.status] = attempt.reply?.status
            span.attributes[AttributeName.resendCount] = attempt.number > 1 ? attempt.number - 1 : nil
            span.attributes[AttributeName.requestID] = attempt.reply?.requestID?.singleLine(limit: 100)
            end(span, attempt.errorType)
        case .queued(let wait):
            addEvent("waited for the limit", [AttributeName.wait: .double(wait / .seconds(1))], to: event)
        case .willRetry(let wait):
            addEvent(
                "repeated",
                [
                    AttributeName.wait: .double(wait.duration / .seconds(1)),
                    AttributeName.reason: .string(wait.reason.label),
                ], to: event)
        case .finished(let result):
            guard let span = spans.withLock({ $0.removeValue(forKey: event.callID) }) else { return }
            span.attributes[AttributeName.outcome] = result.outcome.label
            span.attributes[AttributeName.effect] = result.effect.rawValue
            span.attributes[AttributeName.attempts] = result.attempts
            end(span, result.errorType)
        }
    }

    /// Records an event of Flireo that was handled.
    public func observe(_ event: HandledEvent) {
        let type = event.type ?? unknown
        let span = begin("flireo \(type)", in: .current ?? .topLevel, ofKind: .internal, before: event.duration)
        span.attributes[AttributeName.event] = type
        for tool in event.tools {
            let name = tool.name ?? unknown
            let toolSpan = begin("execute_tool \(name)", in: span.context, ofKind: .internal, before: event.duration)
            toolSpan.attributes[AttributeName.tool] = name
            // The tools of an event start together, at its beginning.
            end(toolSpan, tool.failure?.label, at: .init(before: event.duration - tool.duration))
        }
        end(span, event.failure?.label)
    }

    /// Does nothing: the spans of events and tools have the kinds of their failures.
    public func observe(_ failure: ServerEventError) {}

    /// Begins a span that started a duration ago.
    private func begin(
        _ name: String, in context: ServiceContext, ofKind kind: SpanKind, before duration: Duration = .zero
    ) -> any Span {
        tracer.startSpan(name, context: context, ofKind: kind, at: DefaultTracerClock.Timestamp(before: duration))
    }

    private func end(
        _ span: any Span, _ errorType: String?, at moment: DefaultTracerClock.Timestamp = DefaultTracerClock.now
    ) {
        if let errorType {
            span.attributes[AttributeName.errorType] = errorType
            span.setStatus(SpanStatus(code: .error))
        }
        span.end(at: moment)
    }

    private func addEvent(_ name: String, _ attributes: [String: SpanAttribute], to event: ClientEvent) {
        let span = spans.withLock { $0[event.callID] }
        span?.addEvent(SpanEvent(name: name, attributes: SpanAttributes(attributes)))
    }
}

extension DefaultTracerClock.Timestamp {
    /// The moment before now by a duration.
    fileprivate init(before duration: Duration) {
        let now = DefaultTracerClock.now.nanosecondsSinceEpoch
        self.init(nanosecondsSinceEpoch: now - min(UInt64(duration.clampedNanoseconds), now))
    }
}
#endif
