import VoiceAgentsCore

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Handles the events that Flireo sends to your server, with closures that you register.
///
/// ```swift
/// var handler = ServerEventHandler()
/// handler.onToolCall("check_availability") { (day: Day, event) in
///     try await calendar.freeSlots(on: day.date).joined(separator: ", ")
/// }
/// let response = await handler.respond(to: body)
/// ```
///
/// A handler is a value: register all closures, then share it between all requests. A later registration for the same event, or for
/// a tool with the same name, replaces the earlier one.
///
/// Flireo waits 5 seconds for a reply, so the handler has a shorter time limit, which starts with ``reply(to:)-(Data)``. The limit is
/// effective only while closures suspend: a closure that blocks its thread also blocks the timer.
///
/// - SeeAlso: "Assistant types", doc.flireo.nl.
public struct ServerEventHandler: Sendable {
    /// A registered function.
    typealias Tool = @Sendable (ToolCall, ServerEvent.ToolCalls) async throws -> String

    /// The largest event, in bytes: 1 MiB. A larger one is answered with status 400 and not decoded.
    public static let maximumEventSize = 1_048_576

    /// The largest number of tool calls in an event: 100. An event with more is answered with status 400, and no tool is called.
    public static let maximumToolCalls = 100

    let timeLimit: Duration
    let clock: any Clock<Duration>
    package var onFailure: @Sendable (ServerEventError) -> Void
    var eventObserver: (@Sendable (HandledEvent) -> Void)?

    var tools: [String: Tool] = [:]
    private var assistantRequest:
        (@Sendable (ServerEvent.AssistantRequest) async throws -> Open<AssistantConfiguration>)?
    private var statusUpdate: (@Sendable (ServerEvent.StatusUpdate) async throws -> Void)?
    private var endOfCallReport: (@Sendable (ServerEvent.EndOfCallReport) async throws -> Void)?
    private var unknownEvent: (@Sendable (ServerEvent.Unknown) async throws -> Void)?

    /// Creates a handler without registered closures.
    ///
    /// - Parameters:
    ///   - timeLimit: The time limit for the reply to an event. Default: 4.5 seconds, because Flireo waits 5 seconds.
    ///   - clock: The clock of the time limit. For tests, a `VirtualClock(holdsSleepers: true)`: a virtual clock that does not hold
    ///     sleepers reaches the limit immediately.
    ///   - onFailure: A closure for logging, which should return quickly. It receives all failures that are not thrown: of the tools
    ///     of an event, including a ``ToolFailure``, as one error with ``ServerEventError/otherToolFailures``; of a closure after the time
    ///     limit; and those that ``respond(to:)`` turns into a status.
    public init(
        timeLimit: Duration = .milliseconds(4_500), clock: any Clock<Duration> = ContinuousClock(),
        onFailure: @escaping @Sendable (ServerEventError) -> Void = { _ in }
    ) {
        self.timeLimit = timeLimit.clamped
        self.clock = clock
        self.onFailure = onFailure
    }

    /// Registers a closure that chooses the assistant for an incoming call.
    ///
    /// Without a closure, and when it throws or exceeds the time limit, the response is an error, and the call ends.
    ///
    /// - Parameter handler: The closure. It receives the event and returns the configuration of the assistant.
    public mutating func onAssistantRequest(
        _ handler: @escaping @Sendable (ServerEvent.AssistantRequest) async throws -> AssistantConfiguration
    ) {
        assistantRequest = { Open(try await handler($0)) }
    }

    /// Registers a closure that chooses the assistant for an incoming call, and may use keys that this version does not know.
    ///
    /// Without a closure, and when it throws or exceeds the time limit, the response is an error, and the call ends.
    ///
    /// - Parameter handler: The closure. It receives the event and returns the configuration of the assistant.
    @_disfavoredOverload
    public mutating func onAssistantRequest(
        _ handler: @escaping @Sendable (ServerEvent.AssistantRequest) async throws -> Open<AssistantConfiguration>
    ) {
        assistantRequest = handler
    }

    /// Registers a closure that is called when a call starts or ends.
    ///
    /// When the closure exceeds the time limit, the event is acknowledged and the closure continues to run.
    ///
    /// - Parameter handler: The closure. It receives the event.
    public mutating func onStatusUpdate(
        _ handler: @escaping @Sendable (ServerEvent.StatusUpdate) async throws -> Void
    ) {
        statusUpdate = handler
    }

    /// Registers a closure that is called with the report of a conversation that has ended.
    ///
    /// When the closure exceeds the time limit, the event is acknowledged and the closure continues to run.
    ///
    /// - Parameter handler: The closure. It receives the event.
    public mutating func onEndOfCallReport(
        _ handler: @escaping @Sendable (ServerEvent.EndOfCallReport) async throws -> Void
    ) {
        endOfCallReport = handler
    }

    /// Registers a closure that is called with an event that this version does not know.
    ///
    /// When the closure exceeds the time limit, the event is acknowledged and the closure continues to run.
    ///
    /// - Parameter handler: The closure. It receives the event.
    public mutating func onUnknownEvent(_ handler: @escaping @Sendable (ServerEvent.Unknown) async throws -> Void) {
        unknownEvent = handler
    }
}

extension ServerEventHandler {
    /// Decodes the event in the body of a request and returns the reply.
    ///
    /// - Parameter body: The complete body.
    /// - Returns: The reply, to be sent as JSON.
    /// - Throws: ``ServerEventError``, whose ``ServerEventError/status`` is the status of the response; or `CancellationError`
    ///   when the task is cancelled. The closures of tools and of an assistant request are then cancelled too; the closures of
    ///   reports and status updates continue.
    public func reply(to body: Data) async throws -> ServerEventReply {
        try await observed { try await reply(to: body, &$0) }
    }

    /// Returns the reply to an event.
    ///
    /// - Parameter event: The event.
    /// - Returns: The reply, to be sent as JSON.
    /// - Throws: ``ServerEventError``, whose ``ServerEventError/status`` is the status of the response; or `CancellationError`
    ///   when the task is cancelled. The closures of tools and of an assistant request are then cancelled too; the closures of
    ///   reports and status updates continue.
    public func reply(to event: ServerEvent) async throws -> ServerEventReply {
        try await observed { observation in
            try await reply(to: event, before: Deadline(in: timeLimit, on: clock), &observation)
        }
    }

    /// Handles an event and reports it to the observers.
    func observed<Reply>(_ handle: (inout EventObservation) async throws -> Reply) async throws -> Reply {
        var observation = EventObservation(eventObserver, clock: clock)
        do {
            let reply = try await handle(&observation)
            observation.finish(nil)
            return reply
        } catch {
            observation.finish((error as? ServerEventError)?.kind ?? .cancelled)
            throw error
        }
    }

    func reply(to body: Data, _ observation: inout EventObservation) async throws -> ServerEventReply {
        let deadline = Deadline(in: timeLimit, on: clock)
        guard body.count <= Self.maximumEventSize else {
            throw ServerEventError(
                .malformedEvent,
                message: "The event has \(body.count) bytes; at most \(Self.maximumEventSize) are read.")
        }
        let event = try await LargeDecoding.run(isLarge: body.count > LargeDecoding.size) {
            try ServerEvent(body: body)
        }
        return try await reply(to: event, before: deadline, &observation)
    }

    private func reply(
        to event: ServerEvent, before deadline: Deadline, _ observation: inout EventObservation
    ) async throws -> ServerEventReply {
        observation.receive(event)
        switch event {
        case .toolCalls(let calls) where calls.tasks.count > Self.maximumToolCalls:
            throw ServerEventError(
                .malformedEvent,
                message:
                    "The event has \(calls.tasks.count) tool calls; at most \(Self.maximumToolCalls) are answered.",
                callID: calls.callID)
        case .toolCalls(let calls): return .results(try await results(of: calls, before: deadline, &observation))
        case .assistantRequest(let request):
            return .assistant(try await configuration(for: request, of: event, before: deadline))
        case .statusUpdate(let update): try await run(statusUpdate, with: update, of: event, before: deadline)
        case .endOfCallReport(let report): try await run(endOfCallReport, with: report, of: event, before: deadline)
        case .unknown(let unknown): try await run(unknownEvent, with: unknown, of: event, before: deadline)
        }
        return .acknowledged
    }

    private func configuration(
        for request: ServerEvent.AssistantRequest, of event: ServerEvent, before deadline: Deadline
    ) async throws -> Open<AssistantConfiguration> {
        guard let assistantRequest else {
            throw ServerEventError(
                .unanswered, message: "Nothing is registered for \(event.type).", callID: event.callID)
        }
        // After the deadline the call has ended, so the assistant is of no use.
        let group = DeadlineGroup<Open<AssistantConfiguration>>(
            deadline: deadline, cancelsAtDeadline: true, onLateFailure: lateFailureReporter(for: event))
        guard let result = try await group.results(of: [{ try await assistantRequest(request) }])[0] else {
            throw ServerEventError(
                .tooSlow, message: "The handler of \(event.type) took longer than \(timeLimit).", callID: event.callID)
        }
        return try value(of: result, handling: event)
    }

    private func run<Payload: Sendable>(
        _ handler: (@Sendable (Payload) async throws -> Void)?, with payload: Payload, of event: ServerEvent,
        before deadline: Deadline
    ) async throws {
        guard let handler else { return }
        // A report that takes long to store must be stored nevertheless, even when the client has disconnected.
        let group = DeadlineGroup<Void>(
            deadline: deadline, cancelsAtDeadline: false, onLateFailure: lateFailureReporter(for: event))
        guard let result = try await group.results(of: [{ try await handler(payload) }])[0] else { return }
        try value(of: result, handling: event)
    }

    /// Returns the value of a result.
    ///
    /// - Throws: ``ServerEventError`` when the result is a failure.
    private func value<Value>(of result: Result<Value, any Error>, handling event: ServerEvent) throws -> Value {
        do {
            return try result.get()
        } catch {
            throw ServerEventError(
                .handlerFailed, message: "The handler of \(event.type) failed.", callID: event.callID,
                underlying: error)
        }
    }

    /// A closure that reports a failure after the deadline to `onFailure`.
    private func lateFailureReporter(for event: ServerEvent) -> @Sendable (Int, any Error) -> Void {
        { [onFailure] _, error in
            onFailure(ServerEventError(late: error, of: "The handler of \(event.type)", callID: event.callID))
        }
    }
}
