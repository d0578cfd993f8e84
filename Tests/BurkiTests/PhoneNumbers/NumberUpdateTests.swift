import Burki
import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

@Suite(.timeLimit(.minutes(5))) struct NumberUpdateTests {
    fileprivate typealias Update = OrganizationPhoneNumber.Update

    @Test(
        "Each field has its own spelling of none",
        arguments: [
            (Update(friendlyName: "Sales"), #"{"friendly_name":"Sales"}"#),
            (Update(assistantID: .set(7)), #"{"assistant_id":7}"#),
            (Update(assistantID: .clear), #"{"assistant_id":0}"#),
            (Update(flowID: .set(42)), #"{"flow_id":42}"#),
            (Update(flowID: .clear), #"{"flow_id":0}"#),
            (Update(assistantID: .set(7), flowID: .clear), #"{"assistant_id":7,"flow_id":0}"#),
            (Update(sipTrunkID: .set("t-1")), #"{"sip_trunk_id":"t-1"}"#),
            (Update(sipTrunkID: .clear), #"{"sip_trunk_id":""}"#),
            (Update(allowedCountryCodes: .set(["NL"])), #"{"allowed_country_codes":["NL"]}"#),
            (Update(allowedCountryCodes: .clear), #"{"allowed_country_codes":[]}"#),
        ])
    fileprivate func updateWritesItsStates(update: Update, json: String) async throws {
        let transport = MockTransport(.json(#"{"success":true}"#))
        try await BurkiClient(apiKey: "k", transport: transport).phoneNumbers.update(5, with: update)
        #expect(try await transport.bodies == [JSONDecoder().decode(JSONValue.self, from: Data(json.utf8))])
        #expect(await transport.targets == ["/api/v1/assistants/organization/phone-numbers/5"])
        #expect(await transport.requests[0].method == .patch)
    }

    @Test(arguments: [
        Update(), Update(assistantID: .set(1), flowID: .set(2)), Update(assistantID: .set(0)),
        Update(friendlyName: "x", flowID: .set(0)), Update(sipTrunkID: .set("")),
        Update(allowedCountryCodes: .set([])),
    ])
    fileprivate func updateThatMeansSomethingElseIsRejected(update: Update) async throws {
        let transport = MockTransport(.json(#"{"success":true}"#))
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await BurkiClient(apiKey: "k", transport: transport).phoneNumbers.update(5, with: update)
        }
        #expect(error?.kind == .rejectedLocally)
        #expect(error?.effect == .no)
        #expect(await transport.requests.isEmpty)
    }

    @Test func updateReadsTheRecord() async throws {
        let exchange = try Fixtures.exchange("burki/phoneNumbers/update")
        let burki = BurkiClient(replaying: exchange)
        let update = try await burki.phoneNumbers.update(
            1, with: .init(friendlyName: "Main Support Line", assistantID: .set(123)))
        #expect(update.message == "Phone number updated successfully")
        #expect(update.phoneNumber?.id == 1)
        #expect(update.phoneNumber?.assistant?.id == 123)
        #expect(JSONValue.object(update.fields) == exchange.response.body?["phone_number"])
    }

    @Test("A record of another form is kept, and is no OrganizationPhoneNumber")
    func updateKeepsAnotherRecord() async throws {
        let replies = [#"{"success":true,"phone_number":{"id":"pn_5"}}"#, #"{"success":true,"phone_number":null}"#]
        let transport = MockTransport(.json(replies[0]), .json(replies[1]))
        let burki = BurkiClient(apiKey: "k", transport: transport)
        let other = try await burki.phoneNumbers.update(5, with: .init(friendlyName: "x"))
        #expect(other.fields == ["id": "pn_5"])
        #expect(other.phoneNumber == nil)
        #expect(try await burki.phoneNumbers.update(5, with: .init(friendlyName: "x")).fields.isEmpty)
    }

    @Test func syncReadsItsCount() async throws {
        let burki = BurkiClient(replaying: try Fixtures.exchange("burki/phoneNumbers/sync"))
        let sync = try await burki.phoneNumbers.sync()
        #expect(
            sync
                == PhoneNumberSync(
                    addedCount: 3, message: "Successfully synced 3 phone numbers: Twilio: 1, Telnyx: 1, Vonage: 1"))
    }

    @Test func unassignedReadsNumbersOfFlows() async throws {
        let burki = BurkiClient(replaying: try Fixtures.exchange("burki/phoneNumbers/unassigned-odd"))
        let numbers = try await burki.phoneNumbers.unassigned()
        #expect(numbers.map(\.id) == [10, 11])
        #expect(numbers[0].flow?.id == 4)
    }
}
