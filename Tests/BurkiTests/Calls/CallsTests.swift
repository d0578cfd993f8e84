import Burki
import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

@Suite(.timeLimit(.minutes(5))) struct CallsTests {
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
        let burki = BurkiClient(replaying: try Fixtures.exchange("burki/calls/initiate-odd"))
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

@Suite(.timeLimit(.minutes(5))) struct CallListTests {
    @Test func listReadsEveryField() async throws {
        let burki = BurkiClient(replaying: try Fixtures.exchange("burki/calls/list"))
        let page = try await burki.calls.list(where: .init(status: .completed, assistantID: 123)).page(limit: 100)
        let start = Date(timeIntervalSince1970: 1_705_312_800)
        #expect(
            page.elements == [
                Call(
                    id: 101, sid: "CAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", assistantID: 123, assistantName: "ServiceBot",
                    flowName: "Customer Support Flow", phoneNumber: PhoneAddress("+15551234567"),
                    customerPhoneNumber: PhoneAddress("+15559876543"), status: .completed, duration: .seconds(180),
                    startedAt: start, endedAt: start + 180,
                    metadata: ["customer_id": "cust_abc123", "campaign": "winter_outreach"],
                    totalCost: DecimalAmount("0.05"), llmCost: DecimalAmount("0.02"), ttsCost: DecimalAmount("0.01"),
                    sttCost: DecimalAmount("0.01"), telephonyCost: DecimalAmount("0.01"), costCurrency: "USD")
            ])
        #expect(page.total == 1250)
    }

    @Test func listReadsOddCalls() async throws {
        let burki = BurkiClient(replaying: try Fixtures.exchange("burki/calls/list-odd"))
        let day = Date(timeIntervalSince1970: 1_705_276_800)
        let filter = BurkiClient.Calls.Filter(
            customerPhoneNumber: "+1555", from: day, to: day + 86_400, minDuration: .seconds(60),
            maxDuration: .seconds(90))
        let page = try await burki.calls.list(where: filter).page(offset: 5)
        #expect(page.map(\.id) == [102, 103])
        #expect(page[0].status?.isKnown == false)
        #expect(page[0].customerPhoneNumber?.phoneNumber == nil)
        #expect(page[0].duration == nil)
    }

    @Test("The platform searches by one text at a time", arguments: [nil, "CA1"])
    func listSendsEveryCondition(sid: String?) async throws {
        let transport = MockTransport { _ in .json(#"{"items":[]}"#) }
        let burki = BurkiClient(apiKey: "k", transport: transport)
        let time = Date(timeIntervalSince1970: 1_705_312_800)
        let filter = BurkiClient.Calls.Filter(
            status: .failed, assistantID: 7, customerPhoneNumber: sid == nil ? "+1555" : nil, sid: sid, from: time,
            to: time, minDuration: .seconds(60), maxDuration: .seconds(90))
        _ = try await burki.calls.list(where: filter).page()
        let search = sid == nil ? "customer_phone=%2B1555" : "call_sid=CA1"
        #expect(
            await transport.targets == [
                "/api/v1/calls/?status=failed&assistant_id=7&\(search)&date_from=2024-01-15T10%3A00%3A00Z"
                    + "&date_to=2024-01-15T10%3A00%3A00Z&min_duration=60&max_duration=90"
            ])
    }

    @Test(
        "Conditions that the platform would ignore or refuse are not sent",
        arguments: [
            .init(customerPhoneNumber: "+1", sid: "CA"), .init(sid: "CA", assistantName: "Bot"),
            .init(minDuration: .milliseconds(1_500)),
        ] as [BurkiClient.Calls.Filter])
    func listRejectsConditions(_ filter: BurkiClient.Calls.Filter) async throws {
        let transport = MockTransport()
        let burki = BurkiClient(apiKey: "k", transport: transport)
        let error = await #expect(throws: VoiceAgentsError.self) {
            _ = try await burki.calls.list(where: filter).page()
        }
        #expect(error?.kind == .rejectedLocally)
        #expect(await transport.requests.isEmpty)
    }

    @Test func countAndExportRejectConditionsThatTheyDoNotHave() async throws {
        let transport = MockTransport()
        let burki = BurkiClient(apiKey: "k", transport: transport)
        let search = await #expect(throws: VoiceAgentsError.self) {
            try await burki.calls.count(where: .init(sid: "CA1"))
        }
        #expect(search?.kind == .rejectedLocally)
        #expect(search?.message.contains("sid") == true)
        let duration = await #expect(throws: VoiceAgentsError.self) {
            try await burki.calls.export(where: .init(minDuration: .seconds(1)))
        }
        #expect(duration?.kind == .rejectedLocally)
        #expect(await transport.requests.isEmpty)
    }
}
