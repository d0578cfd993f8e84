import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension ServerEventHandler {
    /// Registers a function with arguments that the agent can call.
    ///
    /// The functions of one event run concurrently. A failure also becomes a result, so that the agent can continue: for arguments
    /// that cannot be decoded, the result contains the path and the reason; for a ``ToolFailure``, its explanation; for any other
    /// error, only the fact that the function failed. A function that exceeds the time limit is cancelled and not awaited.
    ///
    /// - Parameters:
    ///   - name: The name of the function, as defined in the dashboard.
    ///   - arguments: The type of the arguments, when it cannot be inferred. When the event contains no arguments, they are decoded
    ///     from an empty object.
    ///   - perform: The function. It receives the arguments and the event, whose tasks are the one that it answers, and returns the
    ///     result as text.
    public mutating func onToolCall<Arguments: Decodable & Sendable>(
        _ name: String, with arguments: Arguments.Type = Arguments.self,
        perform: @escaping @Sendable (Arguments, ServerEvent.ToolCalls) async throws -> String
    ) {
        tools[name] = { call, event in
            let arguments: Arguments
            if call.hasUnreadablePayload { throw UnreadableArguments() }
            do {
                // The decoder is strict, so that a tool never runs without an argument that the model got wrong.
                // The description is JSON, and is written faster than by an encoder.
                arguments = try await LargeDecoding.run(isLarge: call.payload.map(LargeDecoding.isLarge) ?? false) {
                    try ReplyDecoder.strict.decode(Arguments.self, from: Data(call.arguments.description.utf8))
                }
            } catch {
                throw UnreadableArguments(underlying: error)
            }
            return try await perform(arguments, event)
        }
    }

    /// Registers a function without arguments that the agent can call.
    ///
    /// The functions of one event run concurrently. A failure also becomes a result, so that the agent can continue: for a
    /// ``ToolFailure``, the result contains its explanation; for any other error, only the fact that the function failed. A function
    /// that exceeds the time limit is cancelled and not awaited.
    ///
    /// - Parameters:
    ///   - name: The name of the function, as defined in the dashboard.
    ///   - perform: The function. It receives the event, and returns the result as text.
    public mutating func onToolCall(
        _ name: String, perform: @escaping @Sendable (ServerEvent.ToolCalls) async throws -> String
    ) {
        tools[name] = { _, event in try await perform(event) }
    }
}

extension ServerEventHandler {
    /// Runs the functions of an event and returns their results, in the order of the calls.
    func results(
        of event: ServerEvent.ToolCalls, before deadline: Deadline, _ observation: inout EventObservation
    ) async throws -> [ToolResult] {
        let calls = event.tasks
        // A parameter that is `inout` cannot be captured.
        let timer = observation
        let start = timer.elapsed
        let ends = Locked([Duration?](repeating: nil, count: calls.count))
        let group = DeadlineGroup<String>(deadline: deadline, cancelsAtDeadline: true) { [onFailure] index, error in
            let name = calls[index].name
            onFailure(ServerEventError(late: error, of: name, tool: name, callID: event.callID))
        }
        let results = try await group.results(
            of: calls.enumerated().map { index, call in
                { [tool = tools[call.name]] in
                    defer { ends.withLock { $0[index] = timer.elapsed } }
                    guard let tool else { throw ToolNotRegistered() }
                    var event = event
                    event.tasks = [call]
                    return try await tool(call, event)
                }
            })
        let finished = (ends: ends.withLock { $0 }, last: timer.elapsed)
        var failures: [ServerEventError] = []
        var replies: [ToolResult] = []
        for (index, call) in calls.enumerated() {
            var failure: Failure?
            if case .success(let text)? = results[index] {
                replies.append(ToolResult(of: call, text))
            } else {
                let toolFailure = Failure(of: call.name, results[index])
                failures.append(
                    ServerEventError(
                        toolFailure.kind, message: toolFailure.message ?? toolFailure.explanation, tool: call.name,
                        callID: event.callID, underlying: toolFailure.underlying))
                replies.append(ToolResult(of: call, toolFailure.explanation))
                failure = toolFailure
            }
            observation.append(
                HandledEvent.Tool(
                    name: tools[call.name] == nil ? nil : call.name,
                    duration: (finished.ends[index] ?? finished.last) - start, failure: failure?.kind))
        }
        // The first of the most severe failures is the one that is reported, with the others.
        if let worst = failures.map(\.severity).max(), let index = failures.firstIndex(where: { $0.severity == worst })
        {
            var report = failures.remove(at: index)
            report.otherToolFailures = failures
            onFailure(report)
        }
        return replies
    }
}

/// The error of a call of a tool that is not registered.
private struct ToolNotRegistered: Error {}

/// The error of arguments that cannot be decoded as the type that the tool requires.
private struct UnreadableArguments: Error {
    var underlying: (any Error)?
}

/// The failure of a tool, for the agent and for the log.
private struct Failure {
    let kind: ServerEventError.Kind
    /// The result for the agent.
    let explanation: String
    /// The message for the server's log, when it must contain less than the explanation: logs must not contain what callers say.
    var message: String?
    var underlying: (any Error)?

    /// Creates the failure of a tool.
    ///
    /// - Parameters:
    ///   - name: The name of the tool.
    ///   - result: The result of the tool. `nil` when it did not finish before the deadline.
    init(of name: String, _ result: Result<String, any Error>?) {
        guard case .failure(let error) = result else {
            (kind, explanation) = (.tooSlow, "\(name) took too long; whether it was done is not known.")
            return
        }
        switch error {
        case is ToolNotRegistered:
            (kind, explanation) = (
                .unknownTool, name.isEmpty ? "No function is named." : "There is no function named \(name)."
            )
        case let error as UnreadableArguments:
            kind = .malformedArguments
            underlying = error.underlying
            let reason = error.underlying as? DecodingError
            let opening = "The arguments of \(name) could not be read"
            explanation = reason.map { "\(opening): \($0.summary)." } ?? "\(opening)."
        case let error as ToolFailure:
            (kind, explanation, message, underlying) = (.declinedByTool, error.explanation, "\(name) declined.", error)
        case is CancellationError:
            kind = .handlerFailed
            explanation = "\(name) was cancelled; whether it was done is not known."
            underlying = error
        default: (kind, explanation, underlying) = (.handlerFailed, "\(name) failed.", error)
        }
    }
}
