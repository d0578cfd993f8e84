import Burki
import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

@Suite(.timeLimit(.minutes(5))) struct AssistantNumbersTests {
    private func reply<Reply>(_ fixture: String, as type: Reply.Type = Reply.self) async throws -> Reply {
        let exchange = try Fixtures.exchange("burki/assistants/\(fixture)")
        return try #require(try await Platform.burki.perform(exchange, over: ReplayTransport(exchange)) as? Reply)
    }

    @Test func listReadsEveryField() async throws {
        let numbers: Page<AssistantPhoneNumber> = try await reply("phoneNumbers")
        #expect(
            numbers.elements == [
                AssistantPhoneNumber(
                    recordID: "1", phoneNumber: PhoneAddress("+15551234567"), friendlyName: "Main Support Line",
                    twilioSID: "PNxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                    capabilities: ["voice": true, "sms": true, "mms": true],
                    assignedAt: Date(timeIntervalSince1970: 1_698_318_000))
            ])
        #expect(numbers[0].phoneNumberID == 1)
    }

    @Test("An id that is a text, and a number without anything else")
    func listReadsTheOlderForm() async throws {
        let numbers: Page<AssistantPhoneNumber> = try await reply("phoneNumbers-odd")
        #expect(numbers[0].recordID == "pn_123")
        #expect(numbers[0].phoneNumberID == nil)
        #expect(numbers[0].assistantID == nil)
        #expect(numbers[0].createdAt == Date(timeIntervalSince1970: 1_696_154_400))
        #expect(numbers[1].recordID == nil)
        #expect(numbers[1].assistantID == 123)
        #expect(numbers[1].organizationID == 1)
        #expect(numbers.map(\.id) == [PhoneAddress("+15557654321"), PhoneAddress("88811")])
    }

    @Test(arguments: ["assign-minimal", "assign-odd"])
    func assignmentWithoutDetailsIsTheRequested(fixture: String) async throws {
        let assignment: AssistantAssignment = try await reply(fixture)
        #expect(
            assignment
                == AssistantAssignment(
                    assistantID: 123, phoneNumberID: 5, message: "Phone number assigned successfully"))
    }

    @Test func assignmentByNumberReadsBothForms() async throws {
        let documented: AssistantAssignment = try await reply("assignNumber")
        #expect(
            documented
                == AssistantAssignment(
                    assistantID: 123, phoneNumberID: 5, phoneNumber: PhoneAddress("+15557654321"),
                    assistantName: "Customer Service Bot", friendlyName: "Sales Department", wasSynced: false,
                    message: "Phone number assigned successfully"))
        let older: AssistantAssignment = try await reply("assignNumber-bare")
        #expect(
            older == .init(phoneNumber: PhoneAddress("+15557654321"), friendlyName: "Sales Department"))
        let encoded = try JSONEncoder().encode(documented)
        #expect(try JSONDecoder().decode(AssistantAssignment.self, from: encoded) == documented)
    }

    @Test func bulkAssignmentReadsBothLists() async throws {
        let all: BulkAssignment = try await reply("assignMany")
        #expect(
            all
                == BulkAssignment(
                    successes: [1, 2, 3], totalAssigned: 3, message: "Successfully assigned 3 phone numbers"))
        let some: BulkAssignment = try await reply("assignMany-failures")
        #expect(some.successes == [1])
        #expect(some.failures.map(\.phoneNumberID) == [2, 99])
        #expect(some.failures[1].error == "Phone number not found")
        #expect([some.totalRequested, some.successfulCount, some.failedCount] == [3, 1, 2])
    }

    @Test func bulkAssignmentSendsABareList() async throws {
        let transport = MockTransport(.json(#"{"success":true,"data":{"successes":[1,2]}}"#))
        let burki = BurkiClient(apiKey: "k", transport: transport)
        try await burki.assistants.assign([1, 2], to: 123)
        #expect(try await transport.bodies == [[1, 2]])
        let error = await #expect(throws: VoiceAgentsError.self) { try await burki.assistants.assign([], to: 123) }
        #expect(error?.kind == .rejectedLocally)
        #expect(error?.operation == "burki.assistants.assignMany")
        #expect(await transport.requests.count == 1)
    }

    @Test func bulkAssignmentOfNothingKeepsTheReasons() async throws {
        let burki = BurkiClient(replaying: try Fixtures.exchange("burki/assistants/assignMany-none"))
        let error = await #expect(throws: VoiceAgentsError.self) { try await burki.assistants.assign([99], to: 123) }
        #expect(error?.kind == .refused)
        #expect(error?.message == "Failed to assign all phone numbers")
        #expect(error?.body?.contains("Phone number not found") == true)
    }

    @Test func assignByNumberLeavesOutDefaults() async throws {
        let transport = MockTransport { _ in .json(#"{"success":true}"#) }
        let burki = BurkiClient(apiKey: "k", transport: transport)
        try await burki.assistants.assign(number: "+14155551234", to: 1)
        try await burki.assistants.assign(number: "+14155551234", to: 1, friendlyName: "Desk", autoSync: false)
        #expect(
            try await transport.bodies == [
                ["phone_number": "+14155551234"],
                ["phone_number": "+14155551234", "friendly_name": "Desk", "auto_sync": false],
            ])
    }

    @Test("A rejection inside a 500 is repeated like any 500, since it is known by its text alone")
    func wrappedRejectionIsAServerError() async throws {
        let exchange = try Fixtures.exchange("burki/assistants/assign-wrapped-rejection")
        let transport = MockTransport { _ in .response(exchange.response.transportResponse) }
        let burki = BurkiClient(apiKey: "k", configuration: .init(clock: VirtualClock()), transport: transport)
        let error = await #expect(throws: VoiceAgentsError.self) { try await burki.assistants.assign(5, to: 123) }
        #expect(error?.kind == .serverError)
        #expect(error?.effect == .perhaps)
        #expect(error?.message.hasPrefix("Failed to assign phone number: 400:") == true)
        #expect(error?.message.contains("assistants.phoneNumbers(of:)") == true)
        #expect(await transport.requests.count > 1)
    }
}
