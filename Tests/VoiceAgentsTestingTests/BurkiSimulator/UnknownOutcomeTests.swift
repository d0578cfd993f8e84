import Burki
import Foundation
import Testing
import VoiceAgentsTesting

/// What a program does after a call whose reply was lost.
@Suite(.timeLimit(.minutes(5))) struct UnknownOutcomeTests {
    private let clock = VirtualClock()
    private let ours: PhoneNumber = "+15551234567"
    private let customer: PhoneNumber = "+15559876543"

    /// Places a call with a fault, then looks for it.
    private func placement(
        after fault: Fault, from number: PhoneNumber? = nil, recordDelay: Duration = .zero
    ) async throws -> (found: Call.Placement, simulator: BurkiSimulator) {
        let simulator = BurkiSimulator(clock: clock)
        await simulator.update { $0.callRecordDelay = recordDelay }
        await simulator.fail(.burki.calls.initiate, with: fault)
        let burki = BurkiClient(apiKey: "test", configuration: .init(clock: clock), transport: simulator)
        let attempt = Date()
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki.calls.initiate(from: ours, to: customer)
        }
        #expect(error?.effect == .perhaps)
        #expect(error?.message.contains("find(to:from:after:)") == true)
        return (try await burki.calls.find(to: customer, from: number, after: attempt), simulator)
    }

    @Test("A call whose reply was lost is found, also when its record appears late", arguments: [0, 20])
    func placedCallIsFound(delay: Int) async throws {
        let result = try await placement(
            after: .connectionLostAfterEffect, from: ours, recordDelay: .seconds(delay))
        guard case .placed(let call) = result.found else {
            Issue.record("\(result.found)")
            return
        }
        #expect(await result.simulator.account.calls.map(\.sid) == [call.sid])
    }

    @Test func callThatWasNotPlacedIsNotFound() async throws {
        let result = try await placement(after: .connectionLostBeforeEffect)
        #expect(result.found == .notPlaced)
        #expect(await result.simulator.account.calls.isEmpty)
    }

    @Test("A call from another number of the organization is not the one")
    func callFromAnotherNumberIsNotFound() async throws {
        #expect(try await placement(after: .connectionLostAfterEffect, from: "+15557654321").found == .notPlaced)
    }

    @Test("The story of a call that a program places, follows, and stores")
    func callIsFollowedToItsFiles() async throws {
        let burki = BurkiClient(
            apiKey: "test", configuration: .init(clock: clock), transport: BurkiSimulator(clock: clock))
        let placed = try await burki.calls.initiate(from: ours, to: customer, welcomeMessage: "Hello, it is me.")
        let call = try await burki.calls.wait(for: placed.id, until: .recorded)
        #expect(call.status == .completed)
        let transcripts = try await burki.calls.transcripts(of: call.id)
        #expect(transcripts.plainText.hasPrefix("Assistant: Hello, it is me.\n"))
        let recording = try #require(try await burki.calls.recordings(of: placed.id).first)
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: file) }
        try await burki.calls.downloadRecording(recording.id, of: call.id, to: file)
        #expect(try Data(contentsOf: file).starts(with: Data("RIFF".utf8)))
        #expect(try await burki.calls.wait(for: placed.id, until: .costed).totalCost != nil)
    }
}
