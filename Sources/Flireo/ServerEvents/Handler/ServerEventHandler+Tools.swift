#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension ServerEventHandler {
    /// Runs a function with arguments when the agent asks for it.
    ///
    /// The functions of one event run at the same time. A failure becomes a result too, so that the agent can go on:
    /// of arguments that cannot be read the agent is told where and why, a ``ToolFailure`` explains itself, of any other error the
    /// agent is told only that there was one, and a function that takes too long is cancelled and not waited for.
    ///
    /// - Parameters:
    ///   - name: The function's name, as the dashboard defines it.
    ///   - arguments: The type of the arguments, where the context does not tell it. When the event has none, it is read from
    ///     an empty object.
    ///   - perform: Runs the function. It is given the arguments and the whole event, and returns the result in words.
    public mutating func onToolCall<Arguments: Decodable & Sendable>(
        _ name: String, with arguments: Arguments.Type = Arguments.self,
        perform: @escaping @Sendable (Arguments, ServerEvent.ToolCalls) async throws -> String
    ) {
        tools[name] = { call, event in
            let arguments: Arguments
            do {
                let payload = call.payload ?? .null
                // Strictly: a tool must not run without an argument that the model got wrong.
                arguments = try ReplyDecoder.strict.decode(
                    Arguments.self, from: JSONEncoder.forRequests.encode(payload.isNull ? [:] : payload))
            } catch {
                throw UnreadableArguments(underlying: error)
            }
            return try await perform(arguments, event)
        }
    }

    /// Runs a function without arguments when the agent asks for it.
    ///
    /// The functions of one event run at the same time. A failure becomes a result too, so that the agent can go on: a
    /// ``ToolFailure`` explains itself, of any other error the agent is told only that there was one, and a function that
    /// takes too long is cancelled and not waited for.
    ///
    /// - Parameters:
    ///   - name: The function's name, as the dashboard defines it.
    ///   - perform: Runs the function. It is given the whole event, and returns the result in words.
    public mutating func onToolCall(
        _ name: String, perform: @escaping @Sendable (ServerEvent.ToolCalls) async throws -> String
    ) {
        tools[name] = { _, event in try await perform(event) }
    }
}

extension ServerEventHandler {
    /// The results of the tasks of an event, in their order.
    func results(of event: ServerEvent.ToolCalls, before deadline: Deadline) async throws -> [ToolResult] {
        let calls = event.tasks
        let race = DeadlineGroup<String>(deadline: deadline, cancelsAtDeadline: true) { [onFailure] index, error in
            let name = calls[index].name
            onFailure(ServerEventError(late: error, of: name, tool: name, callID: event.callID))
        }
        let results = try await race.results(
            of: calls.map { call in
                { [tool = tools[call.name]] in
                    guard let tool else { throw NoSuchTool() }
                    return try await tool(call, event)
                }
            })
        return zip(calls, results).map { call, result in
            if case .success(let words) = result { return ToolResult(of: call, words) }
            let failure = Failure(of: call.name, result)
            onFailure(
                ServerEventError(
                    failure.kind, message: failure.message ?? failure.explanation, tool: call.name,
                    callID: event.callID,
                    underlying: failure.underlying))
            return ToolResult(of: call, failure.explanation)
        }
    }
}

/// The agent asks for a tool that is not registered.
private struct NoSuchTool: Error {}

/// The arguments of a tool do not have the form that it needs.
private struct UnreadableArguments: Error {
    let underlying: any Error
}

/// How a tool ended that brought no result of its own.
private struct Failure {
    let kind: ServerEventError.Kind
    /// The result for the agent.
    let explanation: String
    /// The message for the server's log, where it must hold less: logs must not hold what callers say.
    var message: String?
    var underlying: (any Error)?

    /// The result is `nil` of a tool that was not done in time.
    init(of name: String, _ result: Result<String, any Error>?) {
        guard case .failure(let error) = result else {
            (kind, explanation) = (.tooSlow, "\(name) took too long; whether it was done is not known.")
            return
        }
        switch error {
        case is NoSuchTool:
            (kind, explanation) = (
                .unanswered, name.isEmpty ? "No function is named." : "There is no function named \(name)."
            )
        case let error as UnreadableArguments:
            kind = .malformedArguments
            underlying = error.underlying
            let reason = error.underlying as? DecodingError
            let opening = "The arguments of \(name) could not be read"
            explanation = reason.map { "\(opening): \($0.summary)." } ?? "\(opening)."
            message = reason.map { "\(opening): \($0.summaryWithoutContent)." }
        case let error as ToolFailure:
            (kind, explanation, message, underlying) = (.handlerFailed, error.explanation, "\(name) failed.", error)
        case is CancellationError:
            kind = .handlerFailed
            explanation = "\(name) was cancelled; whether it was done is not known."
            underlying = error
        default: (kind, explanation, underlying) = (.handlerFailed, "\(name) failed.", error)
        }
    }
}
