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
        /// No closure is registered for the event or the tool.
        public static let unanswered = Kind("unanswered")
        /// The registered closure threw an error, which is the ``ServerEventError/underlying`` error.
        public static let handlerFailed = Kind("handler failed")
        /// The registered closure exceeded the time limit.
        public static let tooSlow = Kind("too slow")
        /// The task that handles the event was cancelled. Only ``ServerEventHandler/respond(to:)`` reports it.
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
