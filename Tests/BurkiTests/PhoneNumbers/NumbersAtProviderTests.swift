import Burki
import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

@Suite(.timeLimit(.minutes(5))) struct NumbersAtProviderTests {
    private func reply<Reply>(_ fixture: String, as type: Reply.Type = Reply.self) async throws -> Reply {
        let exchange = try Fixtures.exchange("burki/phoneNumbers/\(fixture)")
        return try #require(try await Platform.burki.perform(exchange, over: ReplayTransport(exchange)) as? Reply)
    }

    // MARK: - Search

    @Test func searchReadsEveryField() async throws {
        let numbers: Page<Burki.AvailablePhoneNumber> = try await reply("search")
        #expect(
            numbers.elements == [
                Burki.AvailablePhoneNumber(
                    phoneNumber: PhoneAddress("+14155551234"), friendlyName: "+14155551234",
                    locality: "San Francisco", region: "CA", countryCode: "US",
                    capabilities: ["voice": true, "sms": true, "mms": true, "fax": false],
                    cost: DecimalAmount("1.00"), setupCost: DecimalAmount("0.00"), provider: .telnyx)
            ])
        #expect(numbers[0].cost?.decimal == 1)
        #expect(numbers.total == 15)
    }

    @Test("Amounts with and without a dollar sign, as texts and numbers")
    func searchReadsOddNumbers() async throws {
        let numbers: Page<Burki.AvailablePhoneNumber> = try await reply("search-odd")
        #expect(numbers.map(\.cost) == [DecimalAmount("1.5"), nil])
        #expect(numbers.map(\.setupCost) == [DecimalAmount("2.00"), DecimalAmount("€ 1,00")])
        #expect(numbers[0].capabilities == ["voice": true])
        #expect(numbers[0].provider == .init(rawValue: "bandwidth"))
        #expect(numbers.unreadable.map(\.path) == ["numbers[2].phone_number"])
        #expect(numbers.total == 3)
    }

    @Test(arguments: [
        ("$1.00", "1.00"), ("$0.0035", "0.0035"), ("1.00", "1.00"), ("$", "$"), ("$1,000.00", "$1,000.00"),
        ("US$1.00", "US$1.00"), ("$$1.00", "$$1.00"),
    ])
    func amountKeepsWhatIsNoNumber(text: String, amount: String) async throws {
        let reply = #"{"numbers":[{"phone_number":"+14155551234","cost":"\#(text)"}]}"#
        let burki = BurkiClient(apiKey: "k", transport: MockTransport(.json(reply)))
        #expect(try await burki.phoneNumbers.search()[0].cost == DecimalAmount(amount))
    }

    @Test func searchSendsOnlyItsConditions() async throws {
        let transport = MockTransport { _ in .json(#"{"numbers":[]}"#) }
        let burki = BurkiClient(apiKey: "k", transport: transport)
        #expect(try await burki.phoneNumbers.search().isEmpty)
        _ = try await burki.phoneNumbers.search(
            NumberSearch(
                countryCode: "NL", areaCode: "20", contains: "777", locality: "Amsterdam", region: "NH", limit: 50,
                provider: .twilio))
        #expect(
            try await transport.bodies == [
                [:],
                [
                    "country_code": "NL", "area_code": "20", "contains": "777", "locality": "Amsterdam",
                    "region": "NH", "limit": 50, "provider": "twilio",
                ],
            ])
    }

    @Test(arguments: [0, 51, -1]) func searchRejectsLimits(limit: Int) async throws {
        let transport = MockTransport(.json("{}"))
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await BurkiClient(apiKey: "k", transport: transport).phoneNumbers.search(.init(limit: limit))
        }
        #expect(error?.kind == .rejectedLocally)
        #expect(await transport.requests.isEmpty)
    }

    @Test("A search changes nothing, so it is repeated although it is a POST")
    func searchIsRepeated() async throws {
        let transport = MockTransport(.connectionLost, .json(#"{"numbers":[]}"#))
        let burki = BurkiClient(apiKey: "k", configuration: .init(clock: VirtualClock()), transport: transport)
        _ = try await burki.phoneNumbers.search()
        #expect(await transport.requests.count == 2)
    }

    // MARK: - Release, countries, diagnosis

    @Test func releaseIsNeverRepeated() async throws {
        let transport = MockTransport(.connectionLost, .json("{}"))
        let burki = BurkiClient(apiKey: "k", configuration: .init(clock: VirtualClock()), transport: transport)
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki.phoneNumbers.release("+14155551234")
        }
        #expect(error?.kind == .outcomeUnknown)
        #expect(error?.message.contains("phoneNumbers.find(_:)") == true)
        #expect(await transport.requests.count == 1)
        #expect(try await transport.bodies == [["phone_number": "+14155551234"]])
    }

    @Test func releaseKnowsItsNumber() async throws {
        let documented: PhoneNumberRelease = try await reply("release")
        #expect(
            documented
                == PhoneNumberRelease(
                    phoneNumber: PhoneAddress("+14155551234"), provider: .telnyx,
                    message: "Successfully released phone number +14155551234 from telnyx"))
        #expect(try JSONDecoder().decode(PhoneNumberRelease.self, from: JSONEncoder().encode(documented)) == documented)
        let minimal: PhoneNumberRelease = try await reply("release-minimal")
        #expect(minimal == PhoneNumberRelease(phoneNumber: PhoneAddress("+14155551234")))
    }

    @Test func countriesLeavesOutTheDefaultProvider() async throws {
        let transport = MockTransport { _ in .json(#"{"country_codes": ["NL"]}"#) }
        let burki = BurkiClient(apiKey: "test", transport: transport)
        #expect(try await burki.phoneNumbers.countries().elements == ["NL"])
        _ = try await burki.phoneNumbers.countries(of: .twilio)
        let path = "/api/v1/phone-numbers/countries"
        #expect(await transport.targets == [path, "\(path)?provider=twilio"])
    }

    @Test func diagnosisReadsEveryField() async throws {
        let diagnosis: NumberDiagnosis = try await reply("diagnose")
        let details = NumberDiagnosis.Details(
            isFound: true, phoneNumberID: "a1b2c3d4-e5f6-7890-abcd-ef1234567890", connectionID: "1234567890",
            status: "active", features: ["voice", "sms"], messagingProfileID: "mp_1", connection: ["name": "Burki"],
            callControlApplications: [["id": "1234567890"]], voiceConfiguration: ["tech_prefix_enabled": false],
            callControlApplicationID: "1234567890", record: ["phone_number": "+14155551234"], error: "Partial data")
        #expect(diagnosis == NumberDiagnosis(phoneNumber: PhoneAddress("+14155551234"), details: Open(details)))
        let missing: NumberDiagnosis = try await reply("diagnose-odd")
        #expect(missing.details?.isFound == false)
        #expect(missing.details?.unknownKeys == ["checked_at": "2026-04-30T10:15:00"])
    }

    @Test func numberInAPathIsPercentEncoded() async throws {
        let transport = MockTransport { _ in .json(#"{"phone_number":"+14155551234"}"#) }
        let burki = BurkiClient(apiKey: "k", transport: transport)
        _ = try await burki.phoneNumbers.diagnose("+14155551234")
        _ = try await burki.phoneNumbers.webhooks(of: "+14155551234", provider: .telnyx)
        let path = "/api/v1/phone-numbers/%2B14155551234"
        #expect(await transport.targets == ["\(path)/diagnose", "\(path)/webhooks?provider=telnyx"])
    }

    // MARK: - Webhooks

    @Test func webhooksReadBothProviders() async throws {
        let twilio: NumberWebhooks = try await reply("webhooks")
        #expect(twilio.voiceURL == "https://your-app.com/webhooks/voice")
        #expect(twilio.smsURL == "https://your-app.com/webhooks/sms")
        #expect(
            twilio.configuration
                == Open(
                    .init(
                        voiceURL: "https://your-app.com/webhooks/voice", voiceMethod: "POST",
                        smsURL: "https://your-app.com/webhooks/sms", smsMethod: "POST",
                        statusCallbackURL: "https://your-app.com/status", statusCallbackMethod: "POST",
                        phoneNumberSID: "PN1234567890abcdef", friendlyName: "Support Line")))
        let telnyx: NumberWebhooks = try await reply("webhooks-telnyx")
        #expect(telnyx.voiceURL == "Configured at Connection level")
        #expect(telnyx.configuration?.connectionID == "1234567890")
        #expect(telnyx.configuration?.phoneNumberID == "a1b2c3d4-e5f6-7890-abcd-ef1234567890")
        #expect(telnyx.configuration?.status == "active")
        #expect(telnyx.configuration?.features == ["voice", "sms", "mms"])
        let odd: NumberWebhooks = try await reply("webhooks-odd")
        #expect(odd.phoneNumber == PhoneAddress("+14155551234"))
        #expect(odd.configuration?.messagingProfileID == "mp_1")
        #expect(odd.configuration?.unknownKeys == ["voice_failover_url": "https://your-app.com/failover"])
    }

    @Test func updateWebhooksSendsOnlyChanges() async throws {
        let transport = MockTransport { _ in .json(#"{"success":true}"#) }
        let burki = BurkiClient(apiKey: "k", transport: transport)
        let number: PhoneNumber = "+15551234567"
        try await burki.phoneNumbers.updateWebhooks(of: number, smsEnabled: true)
        try await burki.phoneNumbers.updateWebhooks(of: number, smsEnabled: false, provider: .telnyx)
        let url = try #require(URL(string: "https://your-app.com/voice-webhook"))
        try await burki.phoneNumbers.updateWebhooks(of: number, voiceURL: url)
        #expect(
            try await transport.bodies == [
                ["phone_number": "+15551234567", "enable_sms": true],
                ["phone_number": "+15551234567", "disable_sms": true, "provider": "telnyx"],
                ["phone_number": "+15551234567", "voice_webhook_url": "https://your-app.com/voice-webhook"],
            ])
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki.phoneNumbers.updateWebhooks(of: number, provider: .twilio)
        }
        #expect(error?.kind == .rejectedLocally)
        #expect(await transport.requests.count == 3)
    }

    @Test func updatedWebhooksAreRead() async throws {
        let update: NumberWebhookUpdate = try await reply("updateWebhooks")
        #expect(
            update
                == NumberWebhookUpdate(
                    phoneNumber: PhoneAddress("+15551234567"), provider: .twilio,
                    updatedWebhooks: ["voice": "https://your-app.com/voice-webhook", "sms": "disabled (demo URL)"],
                    message: "Successfully updated 2 webhook(s) for +15551234567 via twilio"))
        #expect(try JSONDecoder().decode(NumberWebhookUpdate.self, from: JSONEncoder().encode(update)) == update)
        let minimal: NumberWebhookUpdate = try await reply("updateWebhooks-enable")
        #expect(minimal == NumberWebhookUpdate(phoneNumber: PhoneAddress("+15551234567")))
    }

    // MARK: - Verified caller ids

    @Test func callerIDIsSentAsAForm() async throws {
        let transport = MockTransport { _ in .json(#"{"message":"Calling","validation_code":"12"}"#) }
        let burki = BurkiClient(apiKey: "k", transport: transport)
        let reply = try await burki.phoneNumbers.addVerifiedCallerID("+14155551234", friendlyName: "A+B & é")
        #expect(reply.known?.message == "Calling")
        #expect(reply.json == ["message": "Calling", "validation_code": "12"])
        try await burki.phoneNumbers.addVerifiedCallerID("+14155551234")
        let requests = await transport.requests
        #expect(
            requests.map { $0.body?.data.map { String(decoding: $0, as: UTF8.self) } } == [
                "phone_number=%2B14155551234&friendly_name=A%2BB%20%26%20%C3%A9", "phone_number=%2B14155551234",
            ])
        #expect(requests[0].headers["Content-Type"] == "application/x-www-form-urlencoded")
    }

    @Test func callerIDIsNeverCalledTwice() async throws {
        let transport = MockTransport(.connectionLost, .json("{}"))
        let burki = BurkiClient(apiKey: "k", configuration: .init(clock: VirtualClock()), transport: transport)
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki.phoneNumbers.addVerifiedCallerID("+14155551234")
        }
        #expect(error?.kind == .outcomeUnknown)
        #expect(await transport.requests.count == 1)
    }

    @Test(arguments: ["\"started\"", "[1]", "true", "{}", #"{"error":""}"#, #"{"error":null,"detail":[]}"#])
    func undocumentedReplyIsKept(json: String) async throws {
        let burki = BurkiClient(apiKey: "k", transport: MockTransport(.json(json)))
        let reply = try await burki.phoneNumbers.syncVerifiedCallerIDs()
        #expect(reply.json == (try JSONDecoder().decode(JSONValue.self, from: Data(json.utf8))))
        #expect(reply.known == (json.hasPrefix("{") ? Confirmation() : nil))
    }

    @Test(arguments: ["error", "detail"]) func undocumentedReplyWithAnErrorIsNone(name: String) async throws {
        let burki = BurkiClient(apiKey: "k", transport: MockTransport(.json(#"{"\#(name)":"Twilio is not set up"}"#)))
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki.phoneNumbers.syncVerifiedCallerIDs()
        }
        #expect(error?.kind == .undecodableReply)
        #expect(error?.message.contains("Twilio is not set up") == true)
    }
}
