#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Why an event was not answered as it should be.
///
/// ``ServerEventHandler/reply(to:)-(Data)`` throws it, and what a reply does not show is reported with it. Flireo is told
/// nothing of it but ``status``.
public struct ServerEventError: Error, Sendable {
    /// What went wrong. An open set: a `switch` needs a `default`.
    public struct Kind: Sendable, Hashable, CustomStringConvertible {
        /// The kind in words.
        public let description: String

        private init(_ description: String) { self.description = description }

        /// The body is no event, or an event of a known type that cannot be read.
        public static let malformedEvent = Kind("malformed event")
        /// The arguments of a tool cannot be read.
        public static let malformedArguments = Kind("malformed arguments")
        /// Nobody is registered who could answer.
        public static let unanswered = Kind("unanswered")
        /// The handler, or the tool, threw an error. See ``ServerEventError/underlying``.
        public static let handlerFailed = Kind("handler failed")
        /// The handler, or the tool, took longer than the time limit.
        public static let tooSlow = Kind("too slow")
        /// The task that answers was cancelled. Only ``ServerEventHandler/respond(to:)`` reports it.
        public static let cancelled = Kind("cancelled")
    }

    /// What went wrong.
    public var kind: Kind

    /// What happened, in words. It names the function and the place in the event, and holds no value of it: those are
    /// people's data.
    public var message: String

    /// The tool that it happened to, or `nil` when it was no tool.
    public var tool: String?

    /// The call, where the event tells it.
    public var callID: Call.ID?

    /// What was thrown. A `DecodingError` may quote values of the event.
    public var underlying: (any Error)?

    /// Creates an error, for example for a test double.
    public init(
        _ kind: Kind, message: String, tool: String? = nil, callID: Call.ID? = nil, underlying: (any Error)? = nil
    ) {
        self.kind = kind
        self.message = message
        self.tool = tool
        self.callID = callID
        self.underlying = underlying
    }

    /// The HTTP status to answer with: 400 for a malformed event, 503 for a task that was cancelled, otherwise 500.
    public var status: Int {
        switch kind {
        case .malformedEvent: 400
        case .cancelled: 503
        default: 500
        }
    }
}

extension ServerEventError {
    /// The error of what was no longer waited for.
    init(late error: any Error, of subject: String, tool: String? = nil, callID: Call.ID?) {
        self.init(
            .handlerFailed, message: "\(subject) failed after the time limit.", tool: tool,
            callID: callID, underlying: error)
    }

    /// The error of a body that cannot be read.
    init(malformed error: DecodingError) {
        var words = error.summaryWithoutContent
        if case .dataCorrupted(let context) = error, context.codingPath.isEmpty { words = "the body is not JSON" }
        self.init(.malformedEvent, message: "The event could not be read: \(words).", underlying: error)
    }
}

extension ServerEventError: CustomStringConvertible, LocalizedError {
    /// One line: the kind, what happened, and the call.
    public var description: String {
        let call = callID.map { " (call \($0))" } ?? ""
        return "\(kind)\(call): \(message)"
    }

    /// The same as ``description``.
    public var errorDescription: String? { description }
}
