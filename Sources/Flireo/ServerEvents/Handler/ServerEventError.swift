#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A failure in the handling of an event.
///
/// ``ServerEventHandler/reply(to:)-(Data)`` throws it, and the handler's `onFailure` closure receives it for failures that are not
/// part of a reply. Flireo receives only the ``status``.
public struct ServerEventError: Error, Sendable {
    /// The kind of a failure. This is an open set: a `switch` needs a `default`.
    public struct Kind: Sendable, Hashable, CustomStringConvertible {
        /// The name of the kind, for example `malformed event`.
        public let description: String

        private init(_ description: String) { self.description = description }

        /// The body is not an event, or it is an event of a known type that cannot be decoded.
        public static let malformedEvent = Kind("malformed event")
        /// The arguments of a tool cannot be decoded.
        public static let malformedArguments = Kind("malformed arguments")
        /// No closure is registered for the event.
        public static let unanswered = Kind("unanswered")
        /// No function is registered for the tool, which the dashboard defines.
        public static let unknownTool = Kind("unknown tool")
        /// The tool threw a ``ToolFailure``: it works, and declines what the agent asked for.
        public static let declinedByTool = Kind("declined by the tool")
        /// The registered closure threw an error, which is the ``ServerEventError/underlying`` error.
        public static let handlerFailed = Kind("handler failed")
        /// The registered closure exceeded the time limit.
        public static let tooSlow = Kind("too slow")
        /// The task that handles the event was cancelled. ``ServerEventHandler/respond(to:)`` and ``HandledEvent/failure`` report it;
        /// ``ServerEventHandler/reply(to:)-(Data)`` throws `CancellationError` instead.
        public static let cancelled = Kind("cancelled")
    }

    /// The kind of the failure.
    public var kind: Kind

    /// A message for logs. It contains the name of the function and the path in the event but no value of the event, because values
    /// are personal data.
    public var message: String

    /// The tool that failed. `nil` when the failure does not concern a tool.
    public var tool: String?

    /// The call. `nil` when the event does not contain it.
    public var callID: Call.ID?

    /// The error that was thrown. A `DecodingError` may contain values of the event.
    public var underlying: (any Error)?

    /// The failures of other tools in the same event, in the order of their calls. An event is reported once, so that one with many
    /// failing calls does not fill a log.
    public var otherToolFailures: [ServerEventError]

    /// Creates an error, for example for a mock.
    public init(
        _ kind: Kind, message: String, tool: String? = nil, callID: Call.ID? = nil, underlying: (any Error)? = nil,
        otherToolFailures: [ServerEventError] = []
    ) {
        self.kind = kind
        self.message = message
        self.tool = tool
        self.callID = callID
        self.underlying = underlying
        self.otherToolFailures = otherToolFailures
    }

    /// The HTTP status of the response: 400 for a malformed event, 503 for a cancelled task, otherwise 500.
    public var status: Int {
        switch kind {
        case .malformedEvent: 400
        case .cancelled: 503
        default: 500
        }
    }
}

extension ServerEventError {
    /// How urgent a failure is. This is a closed set, in the order of the levels of a log.
    public enum Severity: Int, Sendable, CaseIterable, Comparable {
        /// Nothing is wrong: a tool declined, or a task was cancelled.
        case notice
        /// The other side sent something that cannot be used, or a limit was exceeded: malformed events and arguments, a slow closure.
        case warning
        /// The server or the dashboard has a defect: a closure threw an error or is missing.
        case error

        /// Whether the first is less urgent.
        public static func < (lhs: Severity, rhs: Severity) -> Bool { lhs.rawValue < rhs.rawValue }
    }

    /// How urgent the failure is: the most urgent of this one and ``otherToolFailures``.
    public var severity: Severity {
        let own: Severity =
            switch kind {
            case .declinedByTool, .cancelled: .notice
            case .malformedEvent, .malformedArguments, .tooSlow: .warning
            default: .error
            }
        return otherToolFailures.map(\.severity).reduce(own, max)
    }
}

extension ServerEventError {
    /// Creates the error of a closure that failed after the time limit.
    init(late error: any Error, of subject: String, tool: String? = nil, callID: Call.ID?) {
        self.init(
            .handlerFailed, message: "\(subject) failed after the time limit.", tool: tool,
            callID: callID, underlying: error)
    }

    /// Creates the error of a body that cannot be decoded.
    init(malformed error: DecodingError) {
        var reason = error.summary
        if case .dataCorrupted(let context) = error, context.codingPath.isEmpty { reason = "the body is not JSON" }
        self.init(.malformedEvent, message: "The event could not be read: \(reason).", underlying: error)
    }
}

extension ServerEventError: CustomStringConvertible, LocalizedError {
    /// The kind, the call and the messages, also of ``otherToolFailures``, on one line. Control characters are escaped, and the
    /// messages are cut after 1,000 characters.
    public var description: String {
        let call = callID.map { " (call \($0.description.singleLine(limit: 100)))" } ?? ""
        let messages = ([self] + otherToolFailures).map(\.message).joined(separator: " ")
        return "\(kind)\(call): \(messages.singleLine(limit: 1000))"
    }

    /// The same as ``description``.
    public var errorDescription: String? { description }
}
