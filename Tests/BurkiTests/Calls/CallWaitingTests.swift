import Burki
import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

@Suite(.timeLimit(.minutes(1))) struct CallWaitingTests {
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
        #expect(error?.message.contains("CA1") == true)
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
        #expect(error?.message.contains("CA1") == true)
        #expect(clock.now.offset >= .seconds(120))
    }

    @Test func refusalEndsTheWaitAtOnce() async throws {
        let transport = MockTransport(.json(#"{"detail": "Invalid API key"}"#, status: 401))
        let error = await #expect(throws: VoiceAgentsError.self) { try await burki(transport).calls.wait(for: "CA1") }
        #expect(error?.kind == .unauthorized)
        #expect(error?.message.contains("CA1") == true)
        #expect(clock.sleeps.isEmpty)
    }
}

@Suite(.timeLimit(.minutes(1))) struct CallFindingTests {
    private let clock = VirtualClock()
    private let time = Date(timeIntervalSince1970: 1_705_312_800)

    /// Finds the call to +1 570 555 0123, with a reply for each search.
    private func find(_ replies: String..., from number: PhoneNumber? = "+15551234567") async throws -> Call.Placement {
        let pages = Replies(replies)
        let transport = MockTransport { _ in .json(await pages.next()) }
        let burki = BurkiClient(apiKey: "k", configuration: .init(clock: clock), transport: transport)
        let placement = try await burki.calls.find(to: "+15705550123", from: number, after: time)
        #expect(
            await transport.targets.first
                == "/api/v1/calls/?customer_phone=15705550123&date_from=2024-01-15T09%3A59%3A00Z&limit=1000")
        return placement
    }

    private func page(_ calls: String..., total: Int? = nil) -> String {
        #"{"items": [\#(calls.joined(separator: ","))], "total": \#(total ?? calls.count)}"#
    }

    private func call(_ id: Int, to customer: String?, from number: String? = "+15551234567") -> String {
        let customer = customer.map { #""\#($0)""# } ?? "null"
        let number = number.map { #""\#($0)""# } ?? "null"
        return #"{"id": \#(id), "customer_phone_number": \#(customer), "to_phone_number": \#(number)}"#
    }

    @Test func recordThatAppearsLateIsFound() async throws {
        let placement = try await find(page(), page(), page(call(1, to: "+1 (570) 555-0123")))
        guard case .placed(let call) = placement else {
            Issue.record("\(placement)")
            return
        }
        #expect(call.id == 1)
        #expect(clock.sleeps.count == 2)
    }

    @Test("Calls to other numbers that contain the digits, and from other numbers, are other calls")
    func otherCallsAreNotFound() async throws {
        let others = page(
            call(1, to: "+4915705550123"), call(2, to: "+157055501234"),
            call(3, to: "+15705550123", from: "+15550000000"))
        #expect(try await find(others) == .notPlaced)
        #expect(clock.now.offset >= .seconds(60))
    }

    @Test(
        "Several calls, records without a number, and a list that cannot be read whole tell nothing",
        arguments: ["several", "no number", "hidden", "unreadable", "more"])
    func uncertainCallsAreReturned(reason: String) async throws {
        let customer = "+15705550123"
        let reply =
            switch reason {
            case "several": page(call(1, to: customer), call(2, to: customer))
            case "no number": page(call(1, to: customer, from: nil))
            case "hidden": page(call(1, to: nil))
            case "unreadable": page("{}", call(1, to: "+4915705550123"))
            default: page(call(1, to: "+4915705550123"), total: 2)
            }
        let placement = try await find(reply)
        guard case .uncertain = placement else {
            Issue.record("\(placement)")
            return
        }
    }

    @Test func anyNumberOfTheOrganizationCounts() async throws {
        let placement = try await find(page(call(3, to: "+15705550123", from: nil)), from: nil)
        guard case .placed = placement else {
            Issue.record("\(placement)")
            return
        }
    }
}

/// Replies in order; the last one again and again.
private actor Replies {
    private var replies: [String]

    init(_ replies: [String]) { self.replies = replies }

    func next() -> String { replies.count > 1 ? replies.removeFirst() : replies.first ?? "" }
}
