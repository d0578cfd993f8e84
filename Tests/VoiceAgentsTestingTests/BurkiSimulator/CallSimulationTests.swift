import Burki
import Foundation
import Testing
import VoiceAgentsTesting

/// A simulator and a client on one clock, and the conversation that the tests of calls use.
struct CallSimulation {
    let clock = VirtualClock()
    let simulator: BurkiSimulator
    let burki: BurkiClient
    let start = Date(timeIntervalSince1970: 1_705_312_800)

    /// Rings until 5 s; the assistant speaks from 6 to 10 s, the customer from 12 to 16 s; the end is at 16 s.
    static let conversation = SimulatedConversation([
        .assistant("one two three four", after: .seconds(1), lasting: .seconds(4)),
        .user("five six seven eight", after: .seconds(2), lasting: .seconds(4)),
    ])

    init(_ conversation: SimulatedConversation = Self.conversation, _ change: (inout BurkiAccount) -> Void = { _ in }) {
        var account = BurkiAccount.example
        account.now = { [start] in start }
        account.conversation = { _ in conversation }
        change(&account)
        simulator = BurkiSimulator(account: account, clock: clock)
        burki = BurkiClient(apiKey: "k", configuration: .init(retry: .never, clock: clock), transport: simulator)
    }

    /// Places a call.
    @discardableResult
    func place(to number: PhoneNumber = "+15550000001") async throws -> Call.SID {
        try await burki.calls.initiate(from: "+15551234567", to: number).id
    }

    /// Sends a request that the client would not send.
    func send(_ method: RequestMethod, _ path: String, headers: HeaderFields = ["Authorization": "Bearer k"])
        async throws -> TransportResponse
    {
        let url = try #require(URL(string: "https://api.burki.dev" + path))
        return try await simulator.send(
            TransportRequest(PlatformOperation("raw", method, "/", .unrepeatable), url: url, headers: headers))
    }

    func text(_ path: String) async throws -> String {
        String(decoding: try await send(.get, path).body, as: UTF8.self)
    }
}

@Suite(.timeLimit(.minutes(5))) struct CallSimulationTests {
    @Test func callEndsOnTheClock() async throws {
        let test = CallSimulation()
        let sid = try await test.place()
        let ongoing = try await test.burki.calls.get(sid)
        #expect(ongoing.status == .ongoing)
        #expect(ongoing.startedAt == test.start)
        #expect(ongoing.endedAt == nil)
        #expect(ongoing.duration == nil)
        test.clock.advance(by: .milliseconds(15_999))
        #expect(try await test.burki.calls.get(sid).status == .ongoing)
        test.clock.advance(by: .milliseconds(1))
        let ended = try await test.burki.calls.get(sid)
        #expect(ended.status == .completed)
        #expect(ended.duration == .seconds(16))
        #expect(ended.endedAt == test.start + 16)
        test.clock.advance(by: .seconds(1_000))
        #expect(try await test.burki.calls.get(sid).endedAt == test.start + 16)
    }

    @Test func accountShowsTheTimeOfTheClock() async throws {
        let test = CallSimulation()
        try await test.place()
        test.clock.advance(by: .seconds(21))
        let call = try #require(await test.simulator.account.calls.first)
        #expect(call.status == .completed)
        #expect(call.duration == .seconds(16))
        #expect(call.endedAt == test.start + 16)
        #expect(call.cost == Decimal(11) / 1_000)
        #expect(call.recordingStatus == .processing)
    }

    @Test func callsAreIndependent() async throws {
        let test = CallSimulation()
        let first = try await test.place()
        test.clock.advance(by: .seconds(10))
        let second = try await test.place()
        test.clock.advance(by: .seconds(6))
        #expect(try await test.burki.calls.get(first).status == .completed)
        #expect(try await test.burki.calls.get(second).status == .ongoing)
        #expect(try await test.burki.calls.count(where: .init(status: .ongoing)) == 1)
    }

    @Test("A call that is not answered, or whose connection breaks off, fails")
    func callFails() async throws {
        let test = CallSimulation {
            $0.conversation = { call in
                if call.to == "+15550000002" { return .noAnswer }
                var conversation = CallSimulation.conversation
                conversation.outcome = .failed
                return conversation
            }
        }
        let silent = try await test.place(to: "+15550000002")
        let broken = try await test.place()
        test.clock.advance(by: .seconds(60))
        let unanswered = try await test.burki.calls.get(silent)
        #expect(unanswered.status == .failed)
        #expect(unanswered.duration == .seconds(30))
        #expect(unanswered.totalCost == DecimalAmount("0"))
        #expect(try await test.burki.calls.transcripts(of: silent).isEmpty)
        #expect(try await test.burki.calls.recordings(of: silent).isEmpty)
        #expect(try await test.burki.calls.get(broken).status == .failed)
        #expect(try await test.burki.calls.transcripts(of: broken).count == 2)
    }

    @Test func defaultConversationBeginsWithTheWelcomeMessage() async throws {
        let clock = VirtualClock()
        let burki = BurkiClient(
            apiKey: "k", configuration: .init(clock: clock), transport: BurkiSimulator(clock: clock))
        let placed = try await burki.calls.initiate(
            from: "+15551234567", to: "+15550000001", welcomeMessage: "Hello {{name}}", variables: ["name": "Ann"])
        let call = try await burki.calls.wait(for: placed.id, until: .costed)
        #expect(call.duration ?? .zero >= .seconds(12))
        #expect(call.duration ?? .zero <= .seconds(25))
        #expect(call.totalCost != nil)
        let transcripts = try await burki.calls.transcripts(of: placed.id)
        #expect(transcripts.count == 3)
        #expect(transcripts[0].content == "Hello Ann")
        let second = try await burki.calls.initiate(from: "+15551234567", to: "+15550000001")
        try await burki.calls.wait(for: second.id)
        #expect(
            try await burki.calls.transcripts(of: second.id).first?.content
                == SimulatedConversation.example().turns[0].text
        )
    }

    @Test func turnTakesTimeByItsLength() {
        #expect(SimulatedConversation.Turn.user("Yes").duration == .seconds(1))
        #expect(SimulatedConversation.Turn.user(String(repeating: "a", count: 30)).duration == .seconds(2))
        #expect(SimulatedConversation.Turn.user("Yes", lasting: .seconds(9)).duration == .seconds(9))
    }

    @Test("Negative and huge times are calls that never end or end at once", arguments: [-1, Int64.max])
    func oddTimesAreClamped(seconds: Int64) async throws {
        let odd = Duration.seconds(seconds)
        let test = CallSimulation(
            .init([.user("a b", after: odd, lasting: odd)], ringing: odd, recordingDelay: odd, costDelay: odd)
        ) { $0.callRecordDelay = .seconds(-1) }
        let sid = try await test.place()
        test.clock.advance(by: .seconds(60))
        #expect(try await test.burki.calls.get(sid).status == (seconds < 0 ? .completed : .ongoing))
        #expect(try await test.burki.calls.transcripts(of: sid).count == (seconds < 0 ? 1 : 0))
        #expect(try await test.burki.calls.recordings(of: sid).isEmpty)
    }

    @Test func historyDoesNotChange() async throws {
        let test = CallSimulation {
            $0.calls = [
                .init(id: 1, sid: "CA1", from: "+15551234567", to: "+15550000001", assistantID: 1),
                .init(
                    id: 2, sid: "CA2", from: "+15551234567", to: "+15550000001", assistantID: 1, status: .failed,
                    duration: .seconds(9), metadata: ["a": 1]),
            ]
        }
        test.clock.advance(by: .seconds(100_000))
        #expect(try await test.burki.calls.get(1).status == .ongoing)
        let failed = try await test.burki.calls.get(2)
        #expect(failed.status == .failed)
        #expect(failed.duration == .seconds(9))
        #expect(failed.metadata == ["a": 1])
        #expect(failed.totalCost == nil)
        #expect(try await test.burki.calls.transcripts(of: 2 as Call.ID).isEmpty)
        try await test.burki.calls.terminate("CA1")
        #expect(try await test.burki.calls.get(1).status == .completed)
    }

    @Test("The account of one simulator continues in another, whose clock begins again")
    func callsContinueInAnotherSimulator() async throws {
        let test = CallSimulation()
        let sid = try await test.place()
        test.clock.advance(by: .seconds(10))
        let clock = VirtualClock()
        let simulator = BurkiSimulator(account: await test.simulator.account, clock: clock)
        let burki = BurkiClient(apiKey: "k", transport: simulator)
        #expect(try await burki.calls.get(sid).status == .ongoing)
        clock.advance(by: .seconds(6))
        #expect(try await burki.calls.get(sid).status == .completed)
    }

    @Test func acceleratedCallEnds() async throws {
        let clock = AcceleratedClock(factor: 100_000)
        let burki = BurkiClient(
            apiKey: "k", configuration: .init(clock: clock), transport: BurkiSimulator(clock: clock))
        let sid = try await burki.calls.initiate(from: "+15551234567", to: "+15550000001").id
        let call = try await burki.calls.wait(for: sid, until: .costed, within: .seconds(30_000_000))
        let (start, end) = (try #require(call.startedAt), try #require(call.endedAt))
        #expect(abs(end.timeIntervalSince(start) - Double(call.duration?.components.seconds ?? 0)) < 0.001)
    }

    @Test func recordAppearsLate() async throws {
        let test = CallSimulation { $0.callRecordDelay = .seconds(3) }
        let sid = try await test.place()
        let calls = test.burki.calls
        let missing = await #expect(throws: VoiceAgentsError.self) { try await calls.get(sid) }
        #expect(missing?.kind == .notFound)
        #expect(missing?.message.hasPrefix("Call not found") == true)
        await #expect(throws: VoiceAgentsError.self) { try await calls.get(1) }
        await #expect(throws: VoiceAgentsError.self) { try await calls.terminate(sid) }
        #expect(try await calls.list().page().total == 0)
        #expect(try await calls.count() == 0)
        #expect(try await calls.export().isEmpty)
        #expect(try await calls.analytics().totalCount == 0)
        test.clock.advance(by: .seconds(3))
        #expect(try await calls.get(sid).id == 1)
        #expect(try await calls.list().page().total == 1)
        #expect(try await calls.export().count == 1)
    }

    @Test("After a lost reply, the call is found although its record appears late", arguments: [true, false])
    func lostCallIsFound(isPlaced: Bool) async throws {
        let test = CallSimulation { $0.callRecordDelay = .seconds(20) }
        await test.simulator.fail(
            .burki.calls.initiate, with: isPlaced ? .connectionLostAfterEffect : .connectionLostBeforeEffect)
        await #expect(throws: VoiceAgentsError.self) { try await test.place() }
        let placement = try await test.burki.calls.find(to: "+15550000001", from: "+15551234567", after: test.start)
        guard isPlaced else {
            #expect(placement == .notPlaced)
            return
        }
        guard case .placed(let call) = placement else {
            Issue.record("\(placement)")
            return
        }
        #expect(call.id == 1)
    }

    // MARK: - The end by a program

    @Test func terminateEndsTheCallInTheMiddleOfATurn() async throws {
        let test = CallSimulation()
        let sid = try await test.place()
        test.clock.advance(by: .milliseconds(14_500))
        let confirmation = try await test.burki.calls.terminate(sid)
        #expect(confirmation.message == "Call terminated successfully via twilio")
        test.clock.advance(by: .seconds(60))
        let call = try await test.burki.calls.get(sid)
        #expect(call.status == .completed)
        #expect(call.duration == .seconds(14))
        #expect(call.endedAt == test.start + 14.5)
        // The begun second counts: 10 of 9.5 seconds.
        #expect(call.totalCost == DecimalAmount("0.01"))
        let transcripts = try await test.burki.calls.transcripts(of: sid)
        #expect(transcripts.map(\.content) == ["one two three four", "five six"])
        #expect(transcripts[1].end == .milliseconds(14_500))
        #expect(try await test.burki.calls.recordings(of: sid)[0].status == .completed)

        let again = await #expect(throws: VoiceAgentsError.self) { try await test.burki.calls.terminate(sid) }
        #expect(again?.status == 400)
        #expect(again?.message == "Cannot terminate call - current status is 'completed'")
        let unknown = await #expect(throws: VoiceAgentsError.self) { try await test.burki.calls.terminate("CA9") }
        #expect(unknown?.kind == .notFound)
        #expect(unknown?.message == "Call not found or you don't have permission to terminate it")
    }

    @Test func terminateWhileRinging() async throws {
        let test = CallSimulation()
        let sid = try await test.place()
        test.clock.advance(by: .seconds(2))
        try await test.burki.calls.terminate(sid)
        let call = try await test.burki.calls.wait(for: sid, until: .costed)
        #expect(call.duration == .seconds(2))
        #expect(call.totalCost == DecimalAmount("0"))
        #expect(try await test.burki.calls.transcripts(of: sid).isEmpty)
        #expect(try await test.burki.calls.recordings(of: sid).isEmpty)
    }

    @Test func terminateFailsForACallThatFailed() async throws {
        let test = CallSimulation(.noAnswer)
        let sid = try await test.place()
        test.clock.advance(by: .seconds(30))
        let error = await #expect(throws: VoiceAgentsError.self) { try await test.burki.calls.terminate(sid) }
        #expect(error?.message == "Cannot terminate call - current status is 'failed'")
    }

    // MARK: - Money

    @Test func callsUseUpTheBalance() async throws {
        let test = CallSimulation { $0.balance = Decimal(15) / 1_000 }
        let (first, second) = (try await test.place(), try await test.place())
        test.clock.advance(by: .seconds(20))
        #expect(try await test.burki.calls.get(first).totalCost == nil)
        try await test.place()
        #expect(await test.simulator.account.balance == Decimal(15) / 1_000)
        test.clock.advance(by: .seconds(1))
        let call = try await test.burki.calls.get(second)
        #expect(call.totalCost == DecimalAmount("0.011"))
        #expect(call.llmCost == DecimalAmount("0.0044"))
        #expect(call.telephonyCost == DecimalAmount("0.0022"))
        #expect(call.costCurrency == "USD")
        #expect(await test.simulator.account.balance == Decimal(-7) / 1_000)
        let error = await #expect(throws: VoiceAgentsError.self) { try await test.place() }
        #expect(error?.kind == .paymentRequired)
        test.clock.advance(by: .seconds(60))
        #expect(await test.simulator.account.balance == Decimal(-18) / 1_000)
        await test.simulator.update { $0.balance += 1 }
        try await test.place()
    }

    @Test func costWithoutDelayIsPaidOnce() async throws {
        var conversation = CallSimulation.conversation
        conversation.costDelay = .zero
        conversation.pricePerMinute = 60
        let test = CallSimulation(conversation)
        let sid = try await test.place()
        test.clock.advance(by: .seconds(8))
        try await test.burki.calls.terminate(sid)
        #expect(await test.simulator.account.balance == 997)
        test.clock.advance(by: .seconds(8))
        _ = try await test.burki.calls.get(sid)
        #expect(await test.simulator.account.balance == 997)
    }
}
