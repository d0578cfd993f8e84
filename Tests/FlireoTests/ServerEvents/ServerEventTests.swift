import Flireo
import Foundation
import Testing
import VoiceAgentsTesting

private let caller = PhoneAddress("+31601234567")
private let assistant = PhoneAddress("+31850123456")
private let call: Call.ID = "875573b5-4458-45be-bac2-4d2b869f8297"
private let time = Date(timeIntervalSince1970: 1_756_278_882.619)

/// The body of an event that is kept as a fixture.
func eventBody(_ name: String) throws -> JSONValue {
    try #require(Fixtures.exchange("flireo-events/\(name)").request.body)
}

/// An event that is kept as a fixture.
func event(_ name: String) throws -> ServerEvent {
    try ServerEvent(body: JSONEncoder().encode(eventBody(name)))
}

func json(_ value: some Encodable) throws -> JSONValue {
    try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(value))
}

@Suite struct ServerEventTests {
    @Test func assistantRequestReadsEveryField() throws {
        #expect(
            try event("assistantRequest")
                == .assistantRequest(ServerEvent.AssistantRequest(fromCaller: caller, toAssistant: assistant)))
        #expect(
            try event("assistantRequest-odd")
                == .assistantRequest(
                    ServerEvent.AssistantRequest(
                        callID: call, time: time, toAssistant: PhoneAddress("anonymous"),
                        unknownKeys: ["newKey": ["nested": [1, 2.5, nil]]])))
    }

    @Test func toolCallsReadEveryField() throws {
        let message = "Bericht voor het team: Jonas wil graag teruggebeld worden op telefoonnummer 06 01 23 45 67."
        #expect(
            try event("toolCalls")
                == .toolCalls(
                    ServerEvent.ToolCalls(
                        callID: call, time: time, fromCaller: caller, toAssistant: assistant,
                        tasks: [
                            ToolCall(
                                id: "call_kLsrB3eFvT6bvo67BqTv7iXc", name: "send_task",
                                payload: ["message": .string(message)])
                        ])))
        #expect(
            try event("toolCalls-without-payload")
                == .toolCalls(
                    ServerEvent.ToolCalls(
                        callID: "875573b5-4458-45be-bac2-4d2b869f8267", time: time, fromCaller: caller,
                        toAssistant: assistant,
                        tasks: [ToolCall(id: "call_kLsrD3eFvY6bko67BqTb7iXc", name: "ask_email")])))
        guard case .toolCalls(let two) = try event("toolCalls-two-tasks") else { throw AnotherEvent() }
        #expect(two.tasks.map(\.id) == ["call_abc123", "call_def456"])
        guard case .toolCalls(let slots) = try event("toolCalls-slots") else { throw AnotherEvent() }
        #expect(
            slots.tasks == [ToolCall(id: "call_xyz123", name: "check_availability", payload: ["date": "2025-09-01"])])
    }

    @Test func toolCallsReadOddEvents() throws {
        #expect(
            try event("toolCalls-odd")
                == .toolCalls(
                    ServerEvent.ToolCalls(
                        callID: call, time: time, fromCaller: PhoneAddress("sip:jonas@example.test"),
                        tasks: [
                            ToolCall(id: "call_1", name: "ask_email", unknownKeys: ["newKey": true]),
                            ToolCall(id: "call_1", name: "ask_email", payload: []),
                        ],
                        userMetadata: ["plan": "large", "visits": 9_007_199_254_740_993],
                        unknownKeys: ["newKey": "new"])))
        #expect(
            try event("toolCalls-absent-keys")
                == .toolCalls(ServerEvent.ToolCalls(tasks: [ToolCall(id: "call_1", name: "ask_email")])))
        #expect(try event("toolCalls-none") == .toolCalls(ServerEvent.ToolCalls(tasks: [])))
    }

    @Test func endOfCallReportReadsEveryField() throws {
        let body = try eventBody("endOfCallReport")
        #expect(
            try event("endOfCallReport")
                == .endOfCallReport(
                    ServerEvent.EndOfCallReport(
                        callID: "cc1abf4a-d005-44a8-825f-702334e8d4c8",
                        time: Date(timeIntervalSince1970: 1_756_294_820.944), fromCaller: PhoneAddress("+31623731537"),
                        toAssistant: PhoneAddress("+31850835003"), transcriptText: body["transcriptText"]?.string,
                        summaryText: body["summaryText"]?.string,
                        recordings: Open(.init(linkStereo: body["recordings"]?["linkStereo"]?.string)),
                        callLength: .milliseconds(132_500))))
        #expect(body["transcriptText"]?.string?.count == 824)
        #expect(body["summaryText"]?.string?.count == 439)
        #expect(
            try event("endOfCallReport-odd")
                == .endOfCallReport(
                    ServerEvent.EndOfCallReport(
                        time: Date(timeIntervalSince1970: 1_756_294_820.944),
                        transcriptText: eventBody("endOfCallReport-odd")["transcriptText"]?.string,
                        recordings: Open(
                            .init(),
                            unknownKeys: [
                                "newLink": "https://recordings.example.test/a.mp3?token=EXAMPLE_TOKEN"
                            ]), callLength: .seconds(132), unknownKeys: ["analysis": ["success": nil, "score": 0.5]])))
        #expect(try event("endOfCallReport-absent-keys") == .endOfCallReport(ServerEvent.EndOfCallReport()))
    }

    @Test(arguments: [
        ("statusUpdate", CallStatus.inProgress, nil), ("statusUpdate-plural", .inProgress, nil),
        ("statusUpdate-ended", .ended, nil),
        (
            "statusUpdate-debugging", .endedWithDebugging,
            "Couldn't Get Assistant. Assistant Request Did Not Return One."
        ),
    ])
    func statusUpdateReadsEveryField(name: String, status: CallStatus, artifact: String?) throws {
        #expect(
            try event(name)
                == .statusUpdate(
                    ServerEvent.StatusUpdate(
                        callID: "d0132d99-a7a4-4826-ad7b-72fee9f6f61f",
                        time: Date(timeIntervalSince1970: 1_756_368_117.035), fromCaller: PhoneAddress("+31612345678"),
                        toAssistant: assistant, status: status, debuggingArtifact: artifact)))
        #expect(status.isKnown)
    }

    @Test func statusUpdateReadsOddEvents() throws {
        #expect(
            try event("statusUpdate-odd")
                == .statusUpdate(
                    ServerEvent.StatusUpdate(
                        callID: "d0132d99-a7a4-4826-ad7b-72fee9f6f61f", fromCaller: PhoneAddress("anonymous"),
                        status: CallStatus(rawValue: "on-hold"),
                        unknownKeys: ["callId": "a second id", "newKey": []])))
        #expect(try event("statusUpdate-absent-keys") == .statusUpdate(ServerEvent.StatusUpdate(status: nil)))
    }

    @Test func unknownEventKeepsThePayload() throws {
        let body = try eventBody("unknown")
        let unknown = try event("unknown")
        #expect(unknown == .unknown(ServerEvent.Unknown(type: "new-event", payload: body)))
        #expect(unknown.type == "new-event")
        #expect(unknown.callID == nil)
        #expect(body["newKey"]?["nested"]?[2] == 9_007_199_254_740_993)
    }

    @Test func everyEventHasTypeAndCallID() throws {
        let names = ["assistantRequest-odd", "toolCalls", "endOfCallReport", "statusUpdate-plural"]
        let events = try names.map(event)
        #expect(events.map(\.type) == ["assistant-request", "tool-calls", "end-of-call-report", "status-update"])
        #expect(
            events.map(\.callID) == [
                call, call, "cc1abf4a-d005-44a8-825f-702334e8d4c8", "d0132d99-a7a4-4826-ad7b-72fee9f6f61f",
            ])
    }
}

/// The event is not the one that the test needs.
struct AnotherEvent: Error {}
