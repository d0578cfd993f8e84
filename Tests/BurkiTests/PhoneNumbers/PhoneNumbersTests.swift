import Burki
import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

@Suite(.timeLimit(.minutes(5))) struct PhoneNumbersTests {
    private func purchase(_ variant: String) async throws -> PhoneNumberPurchase {
        let exchange = try Fixtures.exchange("burki/phoneNumbers/purchase\(variant)")
        let purchase = try await Platform.burki.perform(exchange, over: ReplayTransport(exchange))
        return try #require(purchase as? PhoneNumberPurchase)
    }

    @Test func purchaseReadsATelnyxOrder() async throws {
        let burki = BurkiClient(replaying: try Fixtures.exchange("burki/phoneNumbers/purchase"))
        let bought = try await burki.phoneNumbers.purchase(
            "+14155551234", provider: .telnyx, assistantID: 123, friendlyName: "San Francisco Support Line")
        #expect(
            bought
                == PhoneNumberPurchase(
                    phoneNumber: PhoneAddress("+14155551234"), provider: .telnyx,
                    details: .telnyx(
                        Open(
                            TelnyxOrder(
                                id: "ORD_12345", status: .completed, phoneNumber: PhoneAddress("+14155551234"),
                                connectionID: "1234567890", dateCreated: "2024-01-15T10:30:00Z"))),
                    message: "Successfully purchased phone number +14155551234 from telnyx"))
        #expect(bought.isUsable)
    }

    @Test func purchaseOfAPendingOrderIsNotUsable() async throws {
        let bought = try await purchase("-pending")
        guard case .telnyx(let order)? = bought.details else {
            Issue.record("not an order of Telnyx")
            return
        }
        #expect(order.status == .pending)
        #expect(!order.isComplete)
        #expect(!bought.isUsable)
        #expect(order.messagingProfileID == "mp_1")
        #expect(order.phoneNumbersCount == 1)
        #expect(order.provider == .telnyx)
        #expect(order.customerReference == "burki-1")
        #expect(order.unknownKeys == ["requirements_met": false])
    }

    @Test func purchaseReadsATwilioNumber() async throws {
        let bought = try await purchase("-twilio")
        let expected = TwilioPurchase(
            sid: "PN00000000000000000000000000000001", phoneNumber: PhoneAddress("+14155551234"),
            friendlyName: "San Francisco Support Line", voiceURL: "https://yourdomain.com/twiml",
            smsURL: "https://yourdomain.com/twiml", capabilities: ["voice": true, "sms": true, "mms": false],
            dateCreated: "2024-01-15T10:30:00Z", provider: .twilio)
        #expect(bought.details == .twilio(Open(expected, unknownKeys: ["beta": false])))
        #expect(bought.isUsable)
    }

    @Test func purchaseReadsIncompleteReplies() async throws {
        let vonage = try await purchase("-vonage")
        #expect(vonage.phoneNumber.rawValue == "+14155551234")
        #expect(vonage.details == nil)
        #expect(!vonage.isUsable)
        let odd = try await purchase("-odd-order")
        guard case .telnyx(let order)? = odd.details else {
            Issue.record("not an order of Telnyx")
            return
        }
        #expect(order.status == .unknown)
        #expect(order.message == "Order placed, state could not be read")
        #expect(!odd.isUsable)
        let details = try await purchase("-odd-details")
        #expect(
            details.details == .twilio(Open(.init(sid: "17"), unknownKeys: ["capabilities": ["voice"]])))
        #expect(details.isUsable)
    }

    @Test(arguments: ["", "-twilio", "-pending"])
    func purchaseRoundTrips(variant: String) async throws {
        let bought = try await purchase(variant)
        let body = try #require(try Fixtures.exchange("burki/phoneNumbers/purchase\(variant)").response.body)
        #expect(try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(bought)) == body)
    }

    @Test func purchaseNeverRepeatsALostRequest() async throws {
        let transport = MockTransport(.connectionLost, .json("{}"))
        let burki = BurkiClient(apiKey: "k", configuration: .init(clock: VirtualClock()), transport: transport)
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki.phoneNumbers.purchase("+14155551234", provider: .twilio)
        }
        #expect(error?.kind == .outcomeUnknown)
        #expect(error?.effect == .perhaps)
        #expect(error?.message.contains("phoneNumbers.find(_:)") == true)
        #expect(await transport.requests.count == 1)
    }

    @Test func listReadsEveryField() async throws {
        let burki = BurkiClient(replaying: try Fixtures.exchange("burki/phoneNumbers/list"))
        let numbers = try await burki.phoneNumbers.list()
        #expect(
            numbers.elements == [
                OrganizationPhoneNumber(
                    id: 1, phoneNumber: PhoneAddress("+15551234567"), friendlyName: "Main Support Line",
                    provider: .twilio, twilioSID: "PNxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", isVerifiedCallerID: false,
                    capabilities: ["voice": true, "sms": true, "mms": true],
                    assistant: .init(id: 123, name: "Customer Service Bot"),
                    createdAt: Date(timeIntervalSince1970: 1_696_154_400),
                    updatedAt: Date(timeIntervalSince1970: 1_698_318_000)),
                OrganizationPhoneNumber(
                    id: 2, phoneNumber: PhoneAddress("+15557654321"), friendlyName: "Sales Department",
                    provider: .telnyx, twilioSID: "PNyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy", isVerifiedCallerID: false,
                    capabilities: ["voice": true, "sms": false, "mms": false],
                    createdAt: Date(timeIntervalSince1970: 1_696_248_000)),
            ])
    }

    @Test func listReadsOddNumbers() async throws {
        let burki = BurkiClient(replaying: try Fixtures.exchange("burki/phoneNumbers/list-odd"))
        let numbers = try await burki.phoneNumbers.list()
        #expect(numbers[0].phoneNumber.phoneNumber == nil)
        #expect(numbers[0].provider?.rawValue == "bandwidth")
        #expect(numbers[0].createdAt == Date(timeIntervalSince1970: 1_777_544_100))
        #expect(numbers[1].flow == .init(id: 4, name: "Intake"))
        #expect(numbers[1].assistantGraphID == 3)
        #expect(numbers[1].sipTrunkID == "7c9e6679-7425-40de-944b-e07fc1f90ae7")
        #expect(numbers[1].allowedCountryCodes == ["NL", "BE"])
        #expect(numbers[1].updatedAt == numbers[0].createdAt)
    }

    @Test func listReadsSIPAddressesAndNullFlags() async throws {
        let list = """
            [{"id":8,"phone_number":"sip:14155551234@pbx.example","provider":"telnyx","is_active":true,
              "capabilities":{"voice":true,"fax":null}}]
            """
        let burki = BurkiClient(apiKey: "k", transport: MockTransport(.json(list), .json(list)))
        #expect(try await burki.phoneNumbers.list()[0].capabilities == ["voice": true])
        await #expect(throws: VoiceAgentsError.self) { try await burki.phoneNumbers.find("+14155551234") }
    }

    @Test(arguments: [
        "+1\u{A0}415\u{2011}555\u{2013}1234", "\u{202A}+1 (415) 555-1234\u{202C}", "+14155551234", "14155551234",
        "+1 (415) 555-1234", #"\t+14155551234\r\n"#,
    ])
    func findComparesDigits(stored: String) async throws {
        let list = """
            [{"id":8,"phone_number":"\(stored)","provider":"telnyx","twilio_sid":"x","is_active":false,"capabilities":{},
              "created_at":"2025-01-19T10:00:00"},
             {"id":9,"phone_number":"\(stored)","provider":"telnyx","twilio_sid":"x","is_active":true,"capabilities":{},
              "created_at":"2025-01-19T10:00:00"}]
            """
        let transport = MockTransport(.json(list), .json(list), .json(list))
        let burki = BurkiClient(apiKey: "k", transport: transport)
        #expect(try await burki.phoneNumbers.find(PhoneAddress("+14155551234")).id == 9)
        #expect(try await burki.phoneNumbers.find("+14155551234").id == 9)
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki.phoneNumbers.find(PhoneAddress("anonymous"))
        }
        #expect(error?.kind == .notFound)
        #expect(error?.operation == "burki.phoneNumbers.list")
        #expect(await transport.requests.map { $0.url.query() } == Array(repeating: "include_inactive=true", count: 3))
    }

    @Test("A number that can be among the records that cannot be read is not said to be absent")
    func findDoesNotMissUnreadableNumbers() async throws {
        let list = #"[{"phone_number":"+14155551234","is_active":true},{"id":9,"phone_number":"+14155550000"}]"#
        let burki = BurkiClient(apiKey: "k", transport: MockTransport(.json(list), .json(list)))
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki.phoneNumbers.find("+14155551234" as PhoneNumber)
        }
        #expect(error?.kind == .undecodableReply)
        #expect(try await burki.phoneNumbers.find("+14155550000" as PhoneNumber).id == 9)
    }
}
