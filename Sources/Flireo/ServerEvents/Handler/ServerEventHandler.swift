#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Answers the events that Flireo sends to your server, with functions that you register once.
///
/// ```swift
/// var handler = ServerEventHandler()
/// handler.onToolCall("check_availability") { (day: Day, event) in
///     try await calendar.freeSlots(on: day.date).joined(separator: ", ")
/// }
/// let response = await handler.respond(to: body)
/// ```
///
/// It is a value: register everything, then share it between all requests. A later registration for the same event, or for
/// a tool of the same name, replaces the earlier one.
///
/// Flireo waits 5 seconds, so an event is answered within a time limit below that, which begins with ``reply(to:)-(Data)``.
/// It holds only while handlers suspend: one that blocks its thread also holds up the clock.
///
/// - SeeAlso: "Assistant types", doc.flireo.nl.
public struct ServerEventHandler: Sendable {
    /// Runs one function of the server.
    typealias Tool = @Sendable (ToolCall, ServerEvent.ToolCalls) async throws -> String

    let timeLimit: Duration
    let clock: any Clock<Duration>
    let onFailure: @Sendable (ServerEventError) -> Void

    var tools: [String: Tool] = [:]
    private var assistantRequest:
        (@Sendable (ServerEvent.AssistantRequest) async throws -> Open<AssistantConfiguration>)?
    private var statusUpdate: (@Sendable (ServerEvent.StatusUpdate) async throws -> Void)?
    private var endOfCallReport: (@Sendable (ServerEvent.EndOfCallReport) async throws -> Void)?
    private var unknownEvent: (@Sendable (ServerEvent.Unknown) async throws -> Void)?

    /// Creates a handler that has nothing registered.
    ///
    /// - Parameters:
    ///   - timeLimit: How long an event may take until it is answered. Default: 4.5 seconds, since Flireo waits for 5.
    ///   - clock: Measures the limit. In tests a `VirtualClock(holdsSleepers: true)`: one that does not hold is at the limit at
    ///     once.
    ///   - onFailure: Told of everything that went wrong and that nobody else is told of: a tool that gave no result of its
    ///     own, a ``ToolFailure`` included; what failed after the time limit; and what ``respond(to:)`` turned into
    ///     a status. For logs; it should return at once.
    public init(
        timeLimit: Duration = .milliseconds(4_500), clock: any Clock<Duration> = ContinuousClock(),
        onFailure: @escaping @Sendable (ServerEventError) -> Void = { _ in }
    ) {
        self.timeLimit = timeLimit
        self.clock = clock
        self.onFailure = onFailure
    }

    /// Chooses the assistant for a call that comes in.
    ///
    /// Without this, and when it throws or takes too long, the event is answered with an error, and the call ends.
    public mutating func onAssistantRequest(
        _ answer: @escaping @Sendable (ServerEvent.AssistantRequest) async throws -> AssistantConfiguration
    ) {
        assistantRequest = { Open(try await answer($0)) }
    }

    /// Chooses the assistant for a call that comes in, as a configuration with keys that this version does not know.
    ///
    /// Without this, and when it throws or takes too long, the event is answered with an error, and the call ends.
    @_disfavoredOverload
    public mutating func onAssistantRequest(
        _ answer: @escaping @Sendable (ServerEvent.AssistantRequest) async throws -> Open<AssistantConfiguration>
    ) {
        assistantRequest = answer
    }

    /// Is told when a call begins or ends.
    ///
    /// What takes longer than the time limit goes on after the event is answered.
    public mutating func onStatusUpdate(_ note: @escaping @Sendable (ServerEvent.StatusUpdate) async throws -> Void) {
        statusUpdate = note
    }

    /// Is told what was said in a conversation that has ended.
    ///
    /// What takes longer than the time limit goes on after the event is answered.
    public mutating func onEndOfCallReport(
        _ note: @escaping @Sendable (ServerEvent.EndOfCallReport) async throws -> Void
    ) {
        endOfCallReport = note
    }

    /// Is told of an event that this version does not know.
    ///
    /// What takes longer than the time limit goes on after the event is answered.
    public mutating func onUnknownEvent(_ note: @escaping @Sendable (ServerEvent.Unknown) async throws -> Void) {
        unknownEvent = note
    }
}

extension ServerEventHandler {
    /// Reads the body of a request and answers the event in it.
    ///
    /// - Parameter body: The whole body.
    /// - Returns: What to answer, as JSON.
    /// - Throws: ``ServerEventError``, whose ``ServerEventError/status`` is the one to answer with; or `CancellationError`
    ///   when the task is cancelled. That cancels tools and the choice of an assistant too; reports and status updates go on.
    public func reply(to body: Data) async throws -> ServerEventReply {
        let deadline = Deadline(in: timeLimit, on: clock)
        return try await reply(to: ServerEvent(body: body), before: deadline)
    }

    /// Answers an event.
    ///
    /// - Parameter event: The event.
    /// - Returns: What to answer, as JSON.
    /// - Throws: ``ServerEventError``, whose ``ServerEventError/status`` is the one to answer with; or `CancellationError`
    ///   when the task is cancelled. That cancels tools and the choice of an assistant too; reports and status updates go on.
    public func reply(to event: ServerEvent) async throws -> ServerEventReply {
        try await reply(to: event, before: Deadline(in: timeLimit, on: clock))
    }

    private func reply(to event: ServerEvent, before deadline: Deadline) async throws -> ServerEventReply {
        switch event {
        case .toolCalls(let calls): return .results(try await results(of: calls, before: deadline))
        case .assistantRequest(let request):
            return .assistant(try await configuration(for: request, of: event, before: deadline))
        case .statusUpdate(let update): try await tell(statusUpdate, update, of: event, before: deadline)
        case .endOfCallReport(let report): try await tell(endOfCallReport, report, of: event, before: deadline)
        case .unknown(let unknown): try await tell(unknownEvent, unknown, of: event, before: deadline)
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
        // An assistant that comes too late is worth nothing.
        let race = DeadlineGroup<Open<AssistantConfiguration>>(
            deadline: deadline, cancelsAtDeadline: true, onLateFailure: report(event))
        guard let result = try await race.results(of: [{ try await assistantRequest(request) }])[0] else {
            throw ServerEventError(
                .tooSlow, message: "The handler of \(event.type) took longer than \(timeLimit).", callID: event.callID)
        }
        return try succeed(result, event)
    }

    private func tell<Event: Sendable>(
        _ handler: (@Sendable (Event) async throws -> Void)?, _ payload: Event, of event: ServerEvent,
        before deadline: Deadline
    ) async throws {
        guard let handler else { return }
        // A report that takes long to be stored is stored all the same, also when the caller has hung up.
        let race = DeadlineGroup<Void>(deadline: deadline, cancelsAtDeadline: false, onLateFailure: report(event))
        if let result = try await race.results(of: [{ try await handler(payload) }])[0] { try succeed(result, event) }
    }

    private func succeed<Value>(_ result: Result<Value, any Error>, _ event: ServerEvent) throws -> Value {
        do {
            return try result.get()
        } catch {
            throw ServerEventError(
                .handlerFailed, message: "The handler of \(event.type) failed.", callID: event.callID,
                underlying: error)
        }
    }

    private func report(_ event: ServerEvent) -> @Sendable (Int, any Error) -> Void {
        { [onFailure] _, error in
            onFailure(ServerEventError(late: error, of: "The handler of \(event.type)", callID: event.callID))
        }
    }
}
