#if Observability
public import Flireo
public import Logging
public import VoiceAgentsCore

/// Writes the events of operations and the failures of events to a logger.
///
/// | Level | Message |
/// |---|---|
/// | `error` | an operation failed, and may have taken effect; a server or the dashboard has a defect |
/// | `warning` | an operation failed without an effect; an event or its arguments could not be used, a closure was too slow |
/// | `notice` | an operation is repeated, or was cancelled and may have taken effect; a part of a reply could not be decoded; a tool declined, or the handling of an event was cancelled |
/// | `info` | an operation waited for the limit of the client |
/// | `debug` | an operation succeeded, or was cancelled without an effect; an event was handled |
/// | `trace` | an operation started, an attempt ended |
///
/// The metadata has OpenTelemetry's names, and no phone number, body or key. The ids that the platforms choose are escaped and cut
/// after 100 characters. The message of a failure in the handling of an event contains names of tools, members and event types
/// as the sender wrote them, escaped and cut.
public struct LogObserver: EventObserver {
    private let logger: Logger

    /// Creates an observer.
    ///
    /// - Parameter logger: The logger. Its level and its metadata apply.
    public init(_ logger: Logger = Logger(label: "voice-agents")) { self.logger = logger }

    /// Logs an event of an operation.
    public func observe(_ event: ClientEvent) {
        var metadata: Logger.Metadata = [
            AttributeName.operation: .string(event.operation.name),
            AttributeName.call: .string(String(event.callID, radix: 16)),
        ]
        func log(_ level: Logger.Level, _ message: Logger.Message) {
            logger.log(level: level, message, metadata: metadata)
        }
        switch event.kind {
        case .started: log(.trace, "operation started")
        case .queued(let wait):
            metadata[AttributeName.wait] = .string(wait.text)
            log(.info, "operation waited for the limit of the client")
        case .attemptFinished(let attempt):
            metadata[AttributeName.attempt] = .stringConvertible(attempt.number)
            metadata[AttributeName.duration] = .string(attempt.duration.text)
            metadata[AttributeName.status] = attempt.reply.map { .stringConvertible($0.status) }
            metadata[AttributeName.errorType] = attempt.errorType.map { .string($0) }
            log(.trace, "attempt ended")
        case .willRetry(let wait):
            metadata[AttributeName.wait] = .string(wait.duration.text)
            metadata[AttributeName.reason] = .string(wait.reason.label)
            metadata[AttributeName.budget] = wait.budget.map { .stringConvertible($0) }
            log(.notice, "operation is repeated")
        case .finished(let end):
            metadata[AttributeName.attempts] = .stringConvertible(end.attempts)
            metadata[AttributeName.duration] = .string(end.duration.text)
            metadata[AttributeName.effect] = .string(end.effect.rawValue)
            metadata[AttributeName.status] = end.reply.map { .stringConvertible($0.status) }
            metadata[AttributeName.requestID] = end.reply?.requestID.map { .string($0.singleLine(limit: 100)) }
            metadata[AttributeName.errorType] = end.errorType.map { .string($0) }
            if !end.unreadable.isEmpty {
                metadata[AttributeName.unreadable] = .array(end.unreadable.prefix(10).map { .stringConvertible($0) })
            }
            switch end.outcome {
            case .success where end.unreadable.isEmpty: log(.debug, "operation succeeded")
            case .success: log(.notice, "operation succeeded, with a part of the reply left out")
            case .failure: log(end.effect == .no ? .warning : .error, "operation failed")
            case .cancelled: log(end.effect == .no ? .debug : .notice, "operation was cancelled")
            }
        }
    }

    /// Logs an event of Flireo that was handled.
    public func observe(_ event: HandledEvent) {
        logger.debug(
            "event handled",
            metadata: [
                AttributeName.event: .string(event.type ?? unknown),
                AttributeName.eventCall: .string(event.callID?.description.singleLine(limit: 100) ?? none),
                AttributeName.duration: .string(event.duration.text),
                AttributeName.errorType: .string(event.failure?.label ?? none),
            ])
    }

    /// Logs a failure in the handling of an event of Flireo, without the underlying error, which can contain values of the event.
    public func observe(_ failure: ServerEventError) {
        logger.log(level: failure.severity.level, "\(failure)")
    }
}

extension ServerEventError.Severity {
    fileprivate var level: Logger.Level {
        switch self {
        case .notice: .notice
        case .warning: .warning
        case .error: .error
        }
    }
}

extension Duration {
    /// Seconds with three digits after the point.
    fileprivate var text: String {
        let milliseconds = Int64((self / .milliseconds(1)).rounded())
        let fraction = String(milliseconds % 1000)
        return "\(milliseconds / 1000).\(String(repeating: "0", count: max(0, 3 - fraction.count)))\(fraction) s"
    }
}
#endif
