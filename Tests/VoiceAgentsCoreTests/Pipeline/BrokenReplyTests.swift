import Burki
import Foundation
import Testing
import VoiceAgentsTesting

/// Replies that are incomplete, but whose status is known.
@Suite(.timeLimit(.minutes(5))) struct BrokenReplyTests {
    private func lost(
        _ status: Int, _ kind: TransportError.Kind = .connectionLost
    ) -> MockTransport.Reply {
        .failure(TransportError(kind, mayHaveReachedServer: true, status: status))
    }

    private func call(_ transport: MockTransport) async -> VoiceAgentsError? {
        let burki = BurkiClient(apiKey: "key-1", configuration: .init(clock: VirtualClock()), transport: transport)
        return await #expect(throws: VoiceAgentsError.self) {
            _ = try await burki.calls.initiate(from: "+15551234567", to: "+15559876543")
        }
    }

    @Test func brokenSuccessHasEffectYes() async {
        for kind in [TransportError.Kind.connectionLost, .timedOut, .replyTooLarge, .malformedReply] {
            let error = await call(MockTransport(lost(200, kind)))
            #expect(error?.kind == .undecodableReply)
            #expect(error?.effect == .yes)
            #expect(error?.status == 200)
            #expect(error?.message.contains("\(kind)") == true)
            #expect((error?.underlying as? TransportError)?.kind == kind)
        }
    }

    @Test func brokenRefusalHasEffectNo() async {
        let error = await call(MockTransport(lost(422)))
        #expect(error?.kind == .invalidRequest)
        #expect(error?.effect == .no)
        #expect(error?.attempts == 1)
    }

    @Test func brokenServerErrorHasEffectPerhaps() async {
        let error = await call(MockTransport(lost(503)))
        #expect(error?.kind == .serverError)
        #expect(error?.effect == .perhaps)
        #expect(error?.attempts == 1)
    }

    @Test func brokenReplyToAReadIsRetriedWhenThatCanHelp() async throws {
        let reply = MockTransport.Reply.json(#"{"success": true, "data": []}"#)
        for (kind, attempts) in [(TransportError.Kind.connectionLost, 2), (.replyTooLarge, 1), (.fileFailure, 1)] {
            let transport = MockTransport(lost(200, kind), reply)
            let burki = BurkiClient(apiKey: "key-1", configuration: .init(clock: VirtualClock()), transport: transport)
            let numbers = try? await burki.assistantGraphs.phoneNumbers(of: 1)
            #expect((numbers != nil) == (attempts == 2))
            #expect(await transport.requests.count == attempts)
        }
    }
}
