public import Flireo
public import VoiceAgentsCore

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension FlireoSimulator {
    /// A server that receives the body of an event, which Flireo sends as a POST request, and returns the response.
    public typealias EventServer = @Sendable (_ body: Data) async throws -> TransportResponse

    /// Simulates a call to a number of the account, and sends its events to a server, as Flireo does for an assistant of type
    /// external.
    ///
    /// ```swift
    /// let call = try await simulator.call("+31201234567", answeredBy: handler, [
    ///     .caller("Is there a free slot on Monday?"),
    ///     .tool("check_availability", ["day": "monday"]),
    /// ])
    /// #expect(call.problems.isEmpty && call.results.first?.result == "Free: 14:00")
    /// ```
    ///
    /// The simulator requests the assistant, reports the status `in-progress`, performs the steps, reports the status `ended`, and
    /// sends the end-of-call report. Replies that the platform could not use are ``SimulatedCall/problems`` of the call: a reply
    /// after more than 5 seconds on the simulator's clock, a status other than 2xx, no assistant, or a function without a result. A
    /// result that reports the failure of a function is not a problem. Without an assistant, the call ends with the documented
    /// message. While the server does not reply, the call does not continue. There is no audio: the transcript consists of the texts
    /// of the steps, the results and the assistant's own messages.
    ///
    /// - Parameters:
    ///   - number: The called number. An assistant of the account must be linked to it.
    ///   - caller: The caller.
    ///   - server: Your server.
    ///   - steps: The steps of the call.
    /// - Returns: The events, the replies and the transcript of the call.
    /// - Throws: `CancellationError` when the task is cancelled.
    public nonisolated func call(
        _ number: PhoneNumber, from caller: PhoneAddress = PhoneAddress("+31601234567"),
        answeredBy server: @escaping EventServer, _ steps: [SimulatedCall.Step] = []
    ) async throws -> SimulatedCall {
        let account = await account
        let line = account.phoneNumbers.first { $0.phoneNumber == number }
        var conversation = Conversation(
            from: caller, to: PhoneAddress(number), start: account.now(), elapsed: elapsed, server: server)
        guard let line, account.assistants.contains(where: { $0.phoneNumberID == line.id }) else {
            conversation.call.entries.append(.problem("No assistant of the account answers \(number)."))
            return conversation.call
        }
        try await conversation.run(steps)
        return conversation.call
    }

    /// Simulates a call to a number of the account, and passes its events to a handler in this process.
    ///
    /// - Parameters:
    ///   - number: The called number. An assistant of the account must be linked to it.
    ///   - caller: The caller.
    ///   - handler: The handler of the events.
    ///   - steps: The steps of the call.
    /// - Returns: The events, the replies and the transcript of the call.
    /// - Throws: `CancellationError` when the task is cancelled.
    public nonisolated func call(
        _ number: PhoneNumber, from caller: PhoneAddress = PhoneAddress("+31601234567"),
        answeredBy handler: ServerEventHandler, _ steps: [SimulatedCall.Step] = []
    ) async throws -> SimulatedCall {
        try await call(number, from: caller, answeredBy: { await handler.respond(to: $0) }, steps)
    }

    /// Simulates a call to a number of the account, and sends its events to a server over HTTP.
    ///
    /// - Parameters:
    ///   - number: The called number. An assistant of the account must be linked to it.
    ///   - caller: The caller.
    ///   - url: The server URL, which would be set in Flireo's dashboard.
    ///   - transport: The transport that sends the events, for example `URLSessionTransport.shared`.
    ///   - steps: The steps of the call.
    /// - Returns: The events, the replies and the transcript of the call.
    /// - Throws: `CancellationError` when the task is cancelled.
    public nonisolated func call(
        _ number: PhoneNumber, from caller: PhoneAddress = PhoneAddress("+31601234567"),
        answeredAt url: URL, over transport: any Transport, _ steps: [SimulatedCall.Step] = []
    ) async throws -> SimulatedCall {
        let server: EventServer = { body in
            try await transport.send(
                TransportRequest(
                    PlatformOperation("flireo.serverEvents", .post, "/", .unrepeatable), url: url,
                    headers: ["Content-Type": "application/json"], body: RequestBody(body),
                    timeout: Conversation.timeLimit))
        }
        return try await call(number, from: caller, answeredBy: server, steps)
    }
}

/// The course of a simulated call.
private struct Conversation {
    /// The time that Flireo waits for a reply.
    static let timeLimit = Duration.seconds(5)
    /// The simulated duration of each line of the transcript.
    private static let secondsPerLine = 2.5

    var call = SimulatedCall(id: Call.ID(UUID().wireText))
    private let caller: PhoneAddress
    private let number: PhoneAddress
    private let start: Date
    private let elapsed: @Sendable () -> Duration
    private let server: FlireoSimulator.EventServer

    init(
        from caller: PhoneAddress, to number: PhoneAddress, start: Date, elapsed: @escaping @Sendable () -> Duration,
        server: @escaping FlireoSimulator.EventServer
    ) {
        self.caller = caller
        self.number = number
        self.start = start
        self.elapsed = elapsed
        self.server = server
    }

    private var seconds: Double { Double(call.lines.count) * Self.secondsPerLine }
    private var time: Date { start.addingTimeInterval(seconds) }

    mutating func run(_ steps: [SimulatedCall.Step]) async throws {
        guard try await requestAssistant() else {
            return try await sendStatus(
                .endedWithDebugging, artifact: "Couldn't Get Assistant. Assistant Request Did Not Return One.")
        }
        try await sendStatus(.inProgress)
        if let assistant = call.assistant, let greeting = assistant.firstMessage,
            (assistant.firstMessageMode ?? .assistantSpeaksFirst) == .assistantSpeaksFirst
        {
            addLine(.assistant, greeting)
        }
        for step in steps {
            switch step {
            case .caller(let text): addLine(.caller, text)
            case .agent(let text): addLine(.assistant, text)
            case .tools(let calls): try await runTools(calls)
            }
        }
        if let message = call.assistant?.endCallMessage { addLine(.assistant, message) }
        try await sendStatus(.ended)
        _ = try await send(
            .endOfCallReport(
                .init(
                    callID: call.id, time: time, fromCaller: caller, toAssistant: number,
                    transcriptText: call.lines.map(\.description).joined(separator: "\n"),
                    summaryText: "A simulated call of \(call.lines.count) lines.",
                    recordings: Open(.init(linkStereo: "https://recordings.example/\(call.id).mp3?token=simulated")),
                    callLength: .seconds(seconds))))
    }

    private mutating func addLine(_ speaker: ServerEvent.EndOfCallReport.Speaker, _ text: String) {
        call.entries.append(.line(.init(speaker: speaker, text: text)))
    }

    /// Requests an assistant for the call.
    ///
    /// - Returns: Whether the server returned an assistant.
    private mutating func requestAssistant() async throws -> Bool {
        let request = ServerEvent.assistantRequest(.init(fromCaller: caller, toAssistant: number))
        guard let reply = try await send(request) else { return false }
        do {
            call.assistant = try JSONDecoder().decode(AssistantReply.self, from: reply).assistant
        } catch {
            addProblem("The answer to assistant-request holds no usable assistant.")
        }
        return call.assistant != nil
    }

    private mutating func sendStatus(_ status: CallStatus, artifact: String? = nil) async throws {
        call.status = status
        _ = try await send(
            .statusUpdate(
                .init(
                    callID: call.id, time: time, fromCaller: caller, toAssistant: number, status: status,
                    debuggingArtifact: artifact)))
    }

    private mutating func runTools(_ calls: [ToolCall]) async throws {
        let event = ServerEvent.toolCalls(
            .init(callID: call.id, time: time, fromCaller: caller, toAssistant: number, tasks: calls))
        let reply = try await send(event)
        let results = reply.flatMap { try? JSONDecoder().decode(ResultsReply.self, from: $0).results }
        if reply != nil, results == nil { addProblem("The answer to tool-calls holds no list of results.") }
        for task in calls {
            switch results?.filter({ $0.toolCallID == task.id }).count ?? 0 {
            case 0: addProblem("There is no result for \(task.name): the agent does not know that it has finished.")
            case 1: break
            default: addProblem("There is more than one result for \(task.name).")
            }
        }
        for result in results ?? [] {
            guard calls.contains(where: { $0.id == result.toolCallID }) else {
                addProblem("There is a result for \(result.toolCallID), which was not asked for.")
                continue
            }
            call.results.append(result)
            addLine(.assistant, result.result)
        }
    }

    /// Sends an event.
    ///
    /// - Returns: The body of the response. `nil` when the response was late, had an unsuccessful status, or there was none.
    private mutating func send(_ event: ServerEvent) async throws -> Data? {
        try Task.checkCancellation()
        let sentAt = elapsed()
        let response: TransportResponse
        do {
            response = try await server(JSONEncoder.forRequests.encode(event))
        } catch {
            try Task.checkCancellation()
            call.entries.append(.event(event, nil))
            addProblem("There was no answer to \(event.type): \(error)")
            return nil
        }
        call.entries.append(.event(event, response))
        guard elapsed() - sentAt <= Self.timeLimit else {
            addProblem("The answer to \(event.type) came after more than 5 seconds.")
            return nil
        }
        guard (200..<300).contains(response.status) else {
            let body = String(decoding: response.body, as: UTF8.self).singleLine(limit: 200)
            addProblem(
                "The answer to \(event.type) has the status \(response.status)\(body.isEmpty ? "." : ": \(body)")")
            return nil
        }
        return response.body
    }

    private mutating func addProblem(_ problem: String) { call.entries.append(.problem(problem)) }
}

private struct AssistantReply: Decodable {
    let assistant: Open<AssistantConfiguration>
}

private struct ResultsReply: Decodable {
    let results: [ToolResult]?
}
