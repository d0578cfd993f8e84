import Burki
import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

@Suite(.timeLimit(.minutes(5))) struct CallWaitingTests {
    private let clock = VirtualClock()

    private func burki(_ transport: MockTransport) -> BurkiClient {
        BurkiClient(apiKey: "k", configuration: .init(retry: .never, clock: clock), transport: transport)
    }

    private func call(_ status: String, cost: String = "null") -> MockTransport.Reply {
        .json(#"{"id": 7, "call_sid": "CA1", "status": "\#(status)", "total_cost": \#(cost)}"#)
    }

    private let absent = MockTransport.Reply.json(#"{"detail": "Call not found"}"#, status: 404)

    @Test("The record can be absent at first, and a failure of the server does not end the wait")
    func waitEndsWithTheCall() async throws {
        let transport = MockTransport(
            absent, call("ongoing"), .json("", status: 503), .connectionLost, call("ongoing"), call("completed"))
        let call = try await burki(transport).calls.wait(for: "CA1")
        #expect(call.status == .completed)
        #expect(await transport.unusedReplyCount == 0)
        #expect(Set(await transport.targets) == ["/api/v1/calls/sid/CA1"])
    }

    @Test func waitForTheCost() async throws {
        let transport = MockTransport(call("completed"), call("completed"), call("completed", cost: "0.05"))
        #expect(try await burki(transport).calls.wait(for: "CA1", until: .costed).totalCost == DecimalAmount("0.05"))
        #expect(await transport.unusedReplyCount == 0)
    }

    @Test func waitForTheTranscriptAndTheRecording() async throws {
        let segment = #"[{"id": 1, "content": "Hello"}]"#
        let transcribed = MockTransport(call("ongoing"), call("completed"), .json("[]"), .json(segment))
        try await burki(transcribed).calls.wait(for: "CA1", until: .transcribed)
        #expect(await transcribed.unusedReplyCount == 0)

        let recordings = ["[]", #"[{"id": 1, "status": "processing"}]"#, #"[{"id": 1, "status": "uploaded"}]"#]
        let recorded = MockTransport(
            call("completed"), .json(recordings[0]), .json(recordings[1]), .json(recordings[2]))
        try await burki(recorded).calls.wait(for: "CA1", until: .recorded)
        #expect(await recorded.unusedReplyCount == 0)
    }

    @Test("Recordings that all failed end the wait, and one that failed beside another does not")
    func failedRecordingsEndTheWait() async throws {
        let failed = #"{"id": 1, "status": "failed"}"#
        let transport = MockTransport(call("completed"), .json("[\(failed)]"))
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki(transport).calls.wait(for: "CA1", until: .recorded)
        }
        #expect(error?.kind == .refused)
        #expect(error?.message == "Call CA1: Its recording failed.")
        #expect(clock.sleeps.isEmpty)

        let second = MockTransport(
            call("completed"), .json(#"[\#(failed), {"id": 2, "status": "processing"}]"#),
            .json(#"[\#(failed), {"id": 2, "status": "uploaded"}]"#))
        try await burki(second).calls.wait(for: "CA1", until: .recorded)
        #expect(await second.unusedReplyCount == 0)
    }

    @Test("A transcript can be absent for a time, like the record")
    func absentTranscriptDoesNotEndTheWait() async throws {
        let transport = MockTransport(
            absent, call("completed"), absent, .json("[]"), .json(#"[{"id": 1, "content": "Hello"}]"#))
        try await burki(transport).calls.wait(for: "CA1", until: .transcribed)
        #expect(await transport.unusedReplyCount == 0)
    }

    @Test("A record that does not appear in the first minute does not exist")
    func unknownCallEndsTheWaitEarly() async throws {
        let absent = absent
        let transport = MockTransport { _ in absent }
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki(transport).calls.wait(for: "CA1")
        }
        #expect(error?.kind == .notFound)
        #expect(clock.now.offset >= .seconds(60))
        #expect(clock.now.offset < .seconds(90))
    }

    @Test("The call stands at the beginning, where no long text of the server cuts it off")
    func longTextDoesNotHideTheCall() async throws {
        let text = String(repeating: "long ", count: 500)
        let transport = MockTransport(.json(#"{"detail": "\#(text)"}"#, status: 403))
        let error = await #expect(throws: VoiceAgentsError.self) { try await burki(transport).calls.wait(for: "CA1") }
        #expect(error?.description.contains("Call CA1: ") == true)
    }

    @Test("A call that failed does not get what follows its end", arguments: Call.Milestone.allCases)
    func failedCallEndsTheWait(milestone: Call.Milestone) async throws {
        let failed = call("failed")
        let transport = MockTransport {
            $0.operation == .burki.calls.getBySID ? failed : .json("[]")
        }
        guard milestone != .ended else {
            #expect(try await burki(transport).calls.wait(for: "CA1").status == .failed)
            return
        }
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki(transport).calls.wait(for: "CA1", until: milestone)
        }
        #expect(error?.kind == .refused)
        #expect(error?.message.hasPrefix("Call CA1: ") == true)
        #expect(clock.sleeps.isEmpty)
    }

    @Test(
        "Every error names the call",
        arguments: [
            ("ongoing" as String?, Call.Milestone.ended, VoiceAgentsError.Kind.stillPending),
            ("completed", .costed, .stillPending), ("completed", .transcribed, .stillPending),
            ("completed", .recorded, .stillPending), (nil, .ended, .notFound),
        ])
    func errorNamesTheCall(status: String?, milestone: Call.Milestone, kind: VoiceAgentsError.Kind) async {
        let (found, absent) = (status.map { call($0) }, absent)
        let transport = MockTransport {
            $0.operation == .burki.calls.getBySID ? found ?? absent : .json("[]")
        }
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki(transport).calls.wait(for: "CA1", until: milestone, within: .seconds(120))
        }
        #expect(error?.kind == kind)
        #expect(error?.message.hasPrefix("Call CA1: ") == true)
        #expect(clock.now.offset >= (kind == .notFound ? .seconds(60) : .seconds(120)))
    }

    @Test func refusalEndsTheWaitAtOnce() async throws {
        let transport = MockTransport(.json(#"{"detail": "Invalid API key"}"#, status: 401))
        let error = await #expect(throws: VoiceAgentsError.self) { try await burki(transport).calls.wait(for: "CA1") }
        #expect(error?.kind == .unauthorized)
        #expect(error?.message.hasPrefix("Call CA1: ") == true)
        #expect(clock.sleeps.isEmpty)
    }
}
