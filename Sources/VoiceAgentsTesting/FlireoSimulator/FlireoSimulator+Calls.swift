public import Flireo
public import VoiceAgentsCore

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension FlireoSimulator {
    /// Takes the body of an event, as a POST carries it, and brings the response.
    public typealias EventServer = @Sendable (_ body: Data) async throws -> TransportResponse

    /// Simulates a call to a number of the account, and sends the events of the call to a server, as Flireo does for an
    /// assistant of type external.
    ///
    /// ```swift
    /// let call = try await simulator.call("+31201234567", answeredBy: handler, [
    ///     .caller("Is there a free slot on Monday?"), .tool("check_availability", ["day": "monday"]),
    /// ])
    /// #expect(call.problems.isEmpty && call.results.first?.result == "Free: 14:00")
    /// ```
    ///
    /// It asks for the assistant, reports that the call is in progress, goes through the steps, reports the end, and sends the
    /// report. What the platform could not use is a problem of the call: an answer after more than 5 seconds on the
    /// simulator's clock, a status other than 2xx, no assistant, a function without a result. Without an assistant the
    /// call ends with the documented words. A function that failed has a result that says so, which is no problem. A server
    /// that never answers holds the call up. Nothing listens on the line: what was said is what the steps say.
    ///
    /// - Parameters:
    ///   - number: The number that is called. An assistant of the account must be linked to it.
    ///   - caller: Who calls.
    ///   - server: Your server.
    ///   - steps: What happens in the call.
    /// - Returns: What happened.
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

    /// Simulates a call to a number of the account, and has a handler in this process answer the events.
    ///
    /// - Parameters:
    ///   - number: The number that is called. An assistant of the account must be linked to it.
    ///   - caller: Who calls.
    ///   - handler: Answers the events.
    ///   - steps: What happens in the call.
    /// - Returns: What happened.
    /// - Throws: `CancellationError` when the task is cancelled.
    public nonisolated func call(
        _ number: PhoneNumber, from caller: PhoneAddress = PhoneAddress("+31601234567"),
        answeredBy handler: ServerEventHandler, _ steps: [SimulatedCall.Step] = []
    ) async throws -> SimulatedCall {
        try await call(number, from: caller, answeredBy: { await handler.respond(to: $0) }, steps)
    }

    /// Simulates a call to a number of the account, and posts the events to a server over HTTP.
    ///
    /// - Parameters:
    ///   - number: The number that is called. An assistant of the account must be linked to it.
    ///   - caller: Who calls.
    ///   - url: The server's address, as it would stand in Flireo's dashboard.
    ///   - transport: Carries the events, for example `URLSessionTransport.shared`.
    ///   - steps: What happens in the call.
    /// - Returns: What happened.
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

/// A call as it goes on.
private struct Conversation {
    /// How long Flireo waits for an answer.
    static let timeLimit = Duration.seconds(5)
    /// How long it takes to say something.
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
        guard try await askForAssistant() else {
            return try await report(
                .endedWithDebugging, because: "Couldn't Get Assistant. Assistant Request Did Not Return One.")
        }
        try await report(.inProgress)
        if let assistant = call.assistant, let greeting = assistant.firstMessage,
            (assistant.firstMessageMode ?? .assistantSpeaksFirst) == .assistantSpeaksFirst
        {
            say(.assistant, greeting)
        }
        for step in steps {
            switch step {
            case .caller(let text): say(.caller, text)
            case .agent(let text): say(.assistant, text)
            case .tools(let calls): try await run(calls)
            }
        }
        if let farewell = call.assistant?.endCallMessage { say(.assistant, farewell) }
        try await report(.ended)
        _ = try await send(
            .endOfCallReport(
                .init(
                    callID: call.id, time: time, fromCaller: caller, toAssistant: number,
                    transcriptText: call.lines.map(\.description).joined(separator: "\n"),
                    summaryText: "A simulated call of \(call.lines.count) lines.",
                    recordings: Open(.init(linkStereo: "https://recordings.example/\(call.id).mp3?token=simulated")),
                    callLength: .seconds(seconds))))
    }

    private mutating func say(_ speaker: ServerEvent.EndOfCallReport.Speaker, _ text: String) {
        call.entries.append(.line(.init(speaker: speaker, text: text)))
    }

    private mutating func askForAssistant() async throws -> Bool {
        let request = ServerEvent.assistantRequest(.init(fromCaller: caller, toAssistant: number))
        guard let reply = try await send(request) else { return false }
        do {
            call.assistant = try JSONDecoder().decode(AssistantReply.self, from: reply).assistant
        } catch {
            note("The answer to assistant-request holds no usable assistant.")
        }
        return call.assistant != nil
    }

    private mutating func report(_ status: CallStatus, because reason: String? = nil) async throws {
        call.status = status
        _ = try await send(
            .statusUpdate(
                .init(
                    callID: call.id, time: time, fromCaller: caller, toAssistant: number, status: status,
                    debuggingArtifact: reason)))
    }

    private mutating func run(_ calls: [ToolCall]) async throws {
        let event = ServerEvent.toolCalls(
            .init(callID: call.id, time: time, fromCaller: caller, toAssistant: number, tasks: calls))
        let reply = try await send(event)
        let results = reply.flatMap { try? JSONDecoder().decode(ResultsReply.self, from: $0).results }
        if reply != nil, results == nil { note("The answer to tool-calls holds no list of results.") }
        for task in calls {
            switch results?.filter({ $0.toolCallID == task.id }).count ?? 0 {
            case 0: note("There is no result for \(task.name): the agent does not know that it has finished.")
            case 1: break
            default: note("There is more than one result for \(task.name).")
            }
        }
        for result in results ?? [] {
            guard calls.contains(where: { $0.id == result.toolCallID }) else {
                note("There is a result for \(result.toolCallID), which was not asked for.")
                continue
            }
            call.results.append(result)
            say(.assistant, result.result)
        }
    }

    /// Sends an event.
    ///
    /// - Returns: The body of a response that came in time and says success.
    private mutating func send(_ event: ServerEvent) async throws -> Data? {
        try Task.checkCancellation()
        let began = elapsed()
        let response: TransportResponse
        do {
            response = try await server(JSONEncoder.forRequests.encode(event))
        } catch {
            try Task.checkCancellation()
            call.entries.append(.event(event, nil))
            note("There was no answer to \(event.type): \(error)")
            return nil
        }
        call.entries.append(.event(event, response))
        guard elapsed() - began <= Self.timeLimit else {
            note("The answer to \(event.type) came after more than 5 seconds.")
            return nil
        }
        guard (200..<300).contains(response.status) else {
            note("The answer to \(event.type) has the status \(response.status).")
            return nil
        }
        return response.body
    }

    private mutating func note(_ problem: String) { call.entries.append(.problem(problem)) }
}

private struct AssistantReply: Decodable {
    let assistant: Open<AssistantConfiguration>
}

private struct ResultsReply: Decodable {
    let results: [ToolResult]?
}
