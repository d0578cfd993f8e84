import Flireo
import Foundation
import Testing
import VoiceAgentsTesting

private func simulator(_ clock: VirtualClock = VirtualClock()) async -> FlireoSimulator {
    let simulator = FlireoSimulator(clock: clock)
    await simulator.update { $0.assistants[0].phoneNumberID = $0.phoneNumbers[0].id }
    return simulator
}

private let number: PhoneNumber = "+31201234567"
private let assistant = #"{"assistant":{"firstMessage":"Goedemorgen.","endCallMessage":"Tot ziens."}}"#

/// The keys of each event's body, and its answer.
private actor Server {
    private(set) var bodies: [JSONValue] = []
    private let answers: [String: String]

    init(_ answers: [String: String]) { self.answers = answers }

    func answer(_ body: Data) throws -> TransportResponse {
        let event = try JSONDecoder().decode(JSONValue.self, from: body)
        bodies.append(event)
        return TransportResponse(status: 200, body: Data((answers[event["eventType"]?.string ?? ""] ?? "{}").utf8))
    }
}

@Suite(.timeLimit(.minutes(5))) struct SimulatedCallTests {
    @Test func callSendsItsEventsInOrder() async throws {
        let results = #"{"results":[{"toolCallId":"call_2","result":"B"},{"toolCallId":"call_1","result":"A"}]}"#
        let server = Server(["assistant-request": assistant, "tool-calls": results])
        let call = try await simulator().call(
            number, answeredBy: { try await server.answer($0) },
            [
                .caller("Hallo."),
                .tools([
                    .init(id: "call_1", name: "first", payload: ["day": "monday"]),
                    .init(id: "call_2", name: "second"),
                ]),
                .agent("Anders nog iets?"),
            ])
        #expect(call.problems == [])
        #expect(call.status == .ended)
        #expect(call.assistant?.firstMessage == "Goedemorgen.")
        #expect(call.results.map(\.result) == ["B", "A"])
        let transcript = "AI: Goedemorgen.\nGebruiker: Hallo.\nAI: B\nAI: A\nAI: Anders nog iets?\nAI: Tot ziens."
        #expect(call.lines.map(\.description).joined(separator: "\n") == transcript)

        let bodies = await server.bodies
        #expect(
            bodies.map { $0["eventType"] }
                == ["assistant-request", "status-update", "tool-calls", "status-update", "end-of-call-report"])
        #expect(
            bodies[0]
                == ["eventType": "assistant-request", "fromCaller": "+31601234567", "toAssistant": "+31201234567"])
        #expect(bodies[1]["status"] == "in-progress")
        #expect(bodies[3]["status"] == "ended")
        #expect(bodies[1]["callSession"]?.string == call.id.rawValue)
        #expect(bodies[1]["eventTimestamp"]?.integer != nil)
        #expect(bodies[2]["callId"]?.string == call.id.rawValue)
        #expect(bodies[2]["userMetadata"] == JSONValue.null)
        #expect(
            bodies[2]["tasksInitiated"] == [
                ["taskId": "call_1", "taskName": "first", "taskPayload": ["day": "monday"]],
                ["taskId": "call_2", "taskName": "second"],
            ])
        #expect(bodies[4]["transcriptText"]?.string == transcript)
        #expect(bodies[4]["callLengthSeconds"] == 15.0)
        #expect(bodies.allSatisfy { (try? ServerEvent(body: JSONEncoder().encode($0))) != nil })
    }

    @Test(arguments: [
        "{}", "", "<html>", #"{"assistant":null}"#, #"{"assistant":[]}"#,
        #"{"assistant":{"maxDurationSeconds":"long"}}"#,
    ])
    func callWithoutAnAssistantEndsWithTheDocumentedReason(answer: String) async throws {
        let server = Server(["assistant-request": answer])
        let call = try await simulator().call(
            number, answeredBy: { try await server.answer($0) }, [.caller("Hallo?")])
        #expect(call.status == .endedWithDebugging)
        #expect(call.problems.count == 1)
        #expect(call.lines.isEmpty)
        let bodies = await server.bodies
        #expect(bodies.map { $0["eventType"] } == ["assistant-request", "status-update"])
        #expect(
            bodies[1]["debugging-artifact"] == "Couldn't Get Assistant. Assistant Request Did Not Return One.")
    }

    @Test func lateOrFailingServerHasNoAssistant() async throws {
        let clock = VirtualClock()
        let late = try await simulator(clock).call(
            number,
            answeredBy: { _ in
                clock.advance(by: .milliseconds(5_001))
                return TransportResponse(status: 200, body: Data(assistant.utf8))
            })
        #expect(late.problems.first == "The answer to assistant-request came after more than 5 seconds.")
        let failing = try await simulator().call(number, answeredBy: { _ in TransportResponse(status: 500) })
        #expect(failing.problems.first == "The answer to assistant-request has the status 500.")
        let explained = try await simulator().call(
            number, answeredBy: { _ in TransportResponse(status: 500, body: Data("no\nbook".utf8)) })
        #expect(explained.problems.first == #"The answer to assistant-request has the status 500: no\nbook"#)
        let dead = try await simulator().call(
            number, answeredBy: { _ in throw TransportError(.cannotConnect, mayHaveReachedServer: false) })
        #expect(dead.problems.first == "There was no answer to assistant-request: could not connect")
        #expect(
            [late, failing, dead].map(\.status) == [.endedWithDebugging, .endedWithDebugging, .endedWithDebugging])
        #expect([late, failing, dead].allSatisfy { $0.assistant == nil })
    }

    @Test(arguments: [
        (#"{"results":[]}"#, "no result for book"), ("{}", "no list of results"),
        (#"{"results":[{"toolCallId":"call_9","result":"x"}]}"#, "which was not asked for"),
        (#"{"results":[{"toolCallId":"call_1","result":5}]}"#, "no list of results"),
        (
            #"{"results":[{"toolCallId":"call_1","result":"x"},{"toolCallId":"call_1","result":"y"}]}"#,
            "more than one result for book"
        ),
    ])
    func unusableResultsAreProblems(answer: String, problem: String) async throws {
        let server = Server(["assistant-request": assistant, "tool-calls": answer])
        let call = try await simulator().call(
            number, answeredBy: { try await server.answer($0) }, [.tools([.init(id: "call_1", name: "book")])])
        #expect(call.problems.contains { $0.contains(problem) }, "\(call)")
        #expect(call.status == .ended)
    }

    @Test func handlerAnswersEveryEvent() async throws {
        var handler = ServerEventHandler(timeLimit: .seconds(600))
        handler.onAssistantRequest { .init(firstMessage: "To \($0.toAssistant?.rawValue ?? "nobody")") }
        handler.onToolCall("echo") { (words: [String: String], event) in
            "\(words["say"] ?? "nothing") to \(event.fromCaller?.rawValue ?? "nobody")"
        }
        let call = try await simulator().call(
            number, from: PhoneAddress("anonymous"), answeredBy: handler,
            [.tool("echo", ["say": "hello"]), .tool("missing")])
        #expect(call.problems == [])
        #expect(call.lines.first?.text == "To +31201234567")
        #expect(call.results.first?.result == "hello to anonymous")
        #expect(call.results.count == 2)
    }

    @Test func eventsArePostedToTheURL() async throws {
        let transport = MockTransport { _ in .json(assistant) }
        let url = try #require(URL(string: "https://events.example.test/secret"))
        let call = try await simulator().call(number, answeredAt: url, over: transport)
        #expect(call.status == .ended)
        let requests = await transport.requests
        #expect(requests.count == 4)
        #expect(requests.allSatisfy { $0.url == url })
        #expect(requests.allSatisfy { $0.method == .post })
        #expect(requests.allSatisfy { $0.headers["content-type"] == "application/json" })
        #expect(requests.allSatisfy { $0.timeout == .seconds(5) })
    }

    @Test func unlinkedNumberSendsNoEvent() async throws {
        let server = Server([:])
        for number in ["+31101234567", "+31999999999"] as [PhoneNumber] {
            let call = try await simulator().call(number, answeredBy: { try await server.answer($0) })
            #expect(call.status == nil)
            #expect(call.problems == ["No assistant of the account answers \(number)."])
        }
        #expect(await server.bodies.isEmpty)
    }

    @Test func cancellationEndsTheCall() async throws {
        let simulator = await simulator()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await simulator.call(number, answeredBy: { _ in TransportResponse(status: 200) })
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
