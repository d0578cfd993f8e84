import Burki
import Foundation
import Testing
import VoiceAgentsTesting

@Suite(.timeLimit(.minutes(1))) struct CallsTests {
    @Test func initiateSendsEveryField() async throws {
        let burki = BurkiClient(replaying: try Fixtures.exchange("burki/calls/initiate-variables"))
        let call = try await burki.calls.initiate(
            from: "+15551234567", to: "+15559876543",
            welcomeMessage: "Hello {{name}}, this is a reminder about your appointment tomorrow at {{time}}.",
            agenda: "Remind {{name}} about their upcoming {{appointment_type}} appointment.",
            variables: ["name": "John Doe", "time": "10 AM", "appointment_type": "dental"])
        #expect(
            call == InitiatedCall(id: "CAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", message: "Call initiated successfully"))
    }

    @Test func initiateOmitsUnsetFields() async throws {
        let burki = BurkiClient(
            replaying: try Fixtures.exchange("burki/calls/initiate"),
            try Fixtures.exchange("burki/calls/initiate-assistant"))
        _ = try await burki.calls.initiate(from: "+15551234567", to: "+15559876543")
        let call = try await burki.calls.initiate(
            from: "+15551234567", to: "+15559876543", assistantID: 456,
            welcomeMessage: "Hi there! I'm calling about your recent inquiry.")
        #expect(call.id == "CAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")
    }

    @Test func initiateRequiresOnlyTheID() async throws {
        let burki = BurkiClient(replaying: try Fixtures.exchange("burki/calls/initiate-awkward"))
        let call = try await burki.calls.initiate(from: "+15551234567", to: "+15559876543")
        #expect(call == InitiatedCall(id: "sip-20260430-abc123", message: nil))
    }

    @Test func initiateNeverRepeatsALostCall() async throws {
        for reply in [
            MockTransport.Reply.connectionLost, .json("", status: 503), .json("", status: 500), .json("{}"),
            .json(#"{"call_sid":""}"#), .json("", status: 303),
        ] {
            let transport = MockTransport(reply, .json(#"{"call_sid":"CA2"}"#))
            let burki = BurkiClient(apiKey: "k", configuration: .init(clock: VirtualClock()), transport: transport)
            let error = await #expect(throws: VoiceAgentsError.self) {
                try await burki.calls.initiate(from: "+15551234567", to: "+15559876543")
            }
            #expect(error.map { $0.effect >= .perhaps } == true)
            #expect(error?.message.contains("before dialling again") == true)
            #expect(await transport.requests.count == 1)
        }
    }

    @Test func callRequestListsMissingAndUnusedVariables() {
        let request = CallRequest(
            from: "+15551234567", to: "+15559876543", welcomeMessage: "Hello {{name}}, {{ time }} at {{place}}!",
            agenda: "{{name}} and {{topic}}", variables: ["name": "A", "time": "B", "tmie": "C", "extra": nil])
        #expect(request.templateVariables.names == ["name", "time", "place", "topic"])
        #expect(request.missingVariables == ["place", "topic"])
        #expect(request.unusedVariables == ["extra", "tmie"])
        #expect(CallRequest(from: "+15551234567", to: "+15559876543").missingVariables.isEmpty)
    }

    @Test(arguments: [
        ("", []), ("none", []), ("{{}}", []), ("{{ }}", []), ("{{a", []), ("a}}", []), ("{a}", []), ("{{a}}", ["a"]),
        ("{{{a}}}", ["a"]), ("{{{{a}}}}", ["a"]), ("{{a}}{{b}}{{a}}", ["a", "b"]), ("{{a b}}", ["a b"]),
        ("{{a {{b}}", ["b"]), ("{{größe}}\n{{👋}}", ["größe", "👋"]), ("}}{{a}}", ["a"]),
    ])
    func templateVariablesAreFound(text: String, names: [String]) {
        #expect(TemplateVariables(in: text).names == names)
    }
}
