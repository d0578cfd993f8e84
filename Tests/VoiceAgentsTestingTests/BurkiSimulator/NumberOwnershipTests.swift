import Burki
import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

/// Phone numbers of a simulated organization: stock, money and owners.
@Suite(.timeLimit(.minutes(5))) struct NumberOwnershipTests {
    private let simulator = BurkiSimulator()
    private var burki: BurkiClient { client(of: simulator) }

    private func client(of simulator: BurkiSimulator) -> BurkiClient {
        BurkiClient(apiKey: "k", configuration: .init(retry: .never), transport: simulator)
    }

    private func destination(of id: OrganizationPhoneNumber.ID) async -> Routing.Destination? {
        await simulator.account.phoneNumbers.first { $0.id == id }?.destination
    }

    private func kind(_ operation: () async throws -> some Sendable) async -> VoiceAgentsError.Kind? {
        do {
            _ = try await operation()
            return nil
        } catch {
            return (error as? VoiceAgentsError)?.kind
        }
    }

    // MARK: - Stock and money

    @Test func searchFindsTheSameNumbersEachTime() async throws {
        let search = NumberSearch(areaCode: "212", contains: "777", limit: 3)
        let found = try await burki.phoneNumbers.search(search)
        #expect(found.count == 3)
        #expect(found.allSatisfy { $0.phoneNumber.rawValue.hasPrefix("+1212") })
        #expect(found.allSatisfy { $0.phoneNumber.rawValue.contains("777") && $0.cost == DecimalAmount("1.00") })
        #expect(try await burki.phoneNumbers.search(search).elements == found.elements)
        let number = try #require(found[0].phoneNumber.phoneNumber)
        try await burki.phoneNumbers.purchase(number, provider: .telnyx)
        #expect(try await burki.phoneNumbers.search(search).map(\.phoneNumber).contains(found[0].phoneNumber) == false)
        let dutch = try await burki.phoneNumbers.search(.init(countryCode: "NL", provider: .twilio))
        #expect(dutch.count == 10)
        #expect(dutch.allSatisfy { $0.phoneNumber.rawValue.hasPrefix("+31") && $0.cost == nil })
    }

    @Test func searchFindsTheStockOfTheAccount() async throws {
        await simulator.update {
            $0.availablePhoneNumbers = ["+14155550102", "+14155550101", "+12125550100", "+31201234567"]
        }
        let phoneNumbers = burki.phoneNumbers
        let californian = try await phoneNumbers.search(.init(areaCode: "415"))
        #expect(californian.map(\.phoneNumber.rawValue) == ["+14155550101", "+14155550102"])
        #expect(try await phoneNumbers.search(.init(contains: "0102")).map(\.phoneNumber.rawValue) == ["+14155550102"])
        #expect(try await phoneNumbers.search(.init(limit: 1)).map(\.phoneNumber.rawValue) == ["+12125550100"])
        #expect(try await phoneNumbers.search(.init(countryCode: "DE")).isEmpty)
        #expect(try await phoneNumbers.search(.init(countryCode: "XX")).isEmpty)
        #expect(
            await kind { try await phoneNumbers.search(.init(provider: .init(rawValue: "pigeon"))) } == .invalidRequest)
    }

    @Test func purchaseTakesMoney() async throws {
        await simulator.update {
            $0.balance = 2
            $0.phoneNumberPrice = Decimal(string: "1.5") ?? 0
        }
        let phoneNumbers = burki.phoneNumbers
        #expect(try await phoneNumbers.search()[0].cost == DecimalAmount("1.50"))
        try await phoneNumbers.purchase("+14155550101", provider: .telnyx, assistantID: 3)
        #expect(await simulator.account.balance == Decimal(string: "0.5"))
        #expect(try await burki.assistants.phoneNumbers(of: 3).map(\.phoneNumberID) == [6])
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await phoneNumbers.purchase("+14155550102", provider: .telnyx)
        }
        #expect(error?.kind == .serverError)
        #expect(error?.message.hasPrefix("Failed to purchase phone number from telnyx") == true)
        #expect(await simulator.account.balance == Decimal(string: "0.5"))
    }

    @Test func releaseRemovesTheNumber() async throws {
        await simulator.update { $0.availablePhoneNumbers = [] }
        let phoneNumbers = burki.phoneNumbers
        #expect(await kind { try await phoneNumbers.release("+15557654321", provider: .twilio) } == .serverError)
        let released = try await phoneNumbers.release("+15557654321")
        #expect(released.provider == .telnyx)
        #expect(await kind { try await phoneNumbers.find("+15557654321") } == .notFound)
        #expect(await kind { try await phoneNumbers.release("+15557654321") } == .notFound)
        try await phoneNumbers.purchase("+15557654321", provider: .telnyx)
        #expect(try await phoneNumbers.find("+15557654321").assistant == nil)
    }

    @Test func syncAddsNumbersThatWereBoughtElsewhere() async throws {
        await simulator.update {
            $0.numbersAtProvider = ["+14155550101": .twilio, "+14155550102": .telnyx, "+15551234567": .twilio]
        }
        let sync = try await burki.phoneNumbers.sync()
        #expect(sync.addedCount == 2)
        #expect(sync.message == "Successfully synced 2 phone numbers: Twilio: 1, Telnyx: 1, Vonage: 0")
        #expect(try await burki.phoneNumbers.find("+14155550102").provider == .telnyx)
        #expect(try await burki.phoneNumbers.sync().addedCount == 0)
    }

    @Test func callerIDIsVerifiedAfterASync() async throws {
        let phoneNumbers = burki.phoneNumbers
        try await phoneNumbers.addVerifiedCallerID("+14155550101", friendlyName: "Front desk")
        #expect(await kind { try await phoneNumbers.find("+14155550101") } == .notFound)
        try await phoneNumbers.syncVerifiedCallerIDs()
        #expect(try await phoneNumbers.find("+14155550101").isVerifiedCallerID == true)
        let json = try await simulator.send(
            TransportRequest(
                .burki.phoneNumbers.addVerifiedCallerID,
                url: URL(literal: "https://api.burki.dev/api/v1/phone-numbers/organization/add-verified-caller-id"),
                headers: ["Authorization": "Bearer k", "Content-Type": "application/json"],
                body: RequestBody(Data(#"{"phone_number":"+14155550101"}"#.utf8))))
        #expect(json.status == 422)
    }

    // MARK: - Settings

    @Test func webhooksAreChanged() async throws {
        let phoneNumbers = burki.phoneNumbers
        #expect(try await phoneNumbers.webhooks(of: "+15551234567").smsURL == "https://yourdomain.com/twiml")
        let telnyx = try await phoneNumbers.webhooks(of: "+15557654321")
        #expect(telnyx.voiceURL == "Configured at Connection level")
        #expect(telnyx.configuration?.phoneNumberID?.count == 36)
        let update = try await phoneNumbers.updateWebhooks(
            of: "+15551234567", voiceURL: URL(literal: "https://a.example/voice"), smsEnabled: false)
        #expect(update.updatedWebhooks == ["voice": "https://a.example/voice", "sms": "disabled (demo URL)"])
        let changed = try await phoneNumbers.webhooks(of: "+15551234567")
        #expect(changed.voiceURL == "https://a.example/voice")
        #expect(changed.smsURL == "https://demo.twilio.com/welcome/sms/reply")
        let enable = { try await phoneNumbers.updateWebhooks(of: "+15551234567", smsEnabled: true) }
        #expect(await kind(enable) == .invalidRequest)
        await simulator.update { $0.assistants[0].smsWebhookURL = "https://a.example/sms" }
        #expect(try await enable().updatedWebhooks == ["sms": "https://a.example/sms"])
        #expect(await kind { try await phoneNumbers.webhooks(of: "+14155550101") } == .notFound)
        #expect(try await phoneNumbers.diagnose("+15557654321").details?.isFound == true)
        #expect(try await phoneNumbers.diagnose("+15551234567").details?.isFound == false)
    }

    @Test func updateChangesTheRecord() async throws {
        await simulator.update { $0.flows = [.init(id: 4, baseAssistantID: 3, name: "Intake")] }
        let phoneNumbers = burki.phoneNumbers
        let update = try await phoneNumbers.update(
            2,
            with: .init(
                friendlyName: "Sales", flowID: .set(4), sipTrunkID: .set("t-1"),
                allowedCountryCodes: .set(["NL", "BE"])))
        let number = try #require(update.phoneNumber)
        #expect(number == (try await phoneNumbers.find("+15559876543")))
        #expect(number.friendlyName == "Sales")
        #expect(number.flow?.name == "Intake")
        #expect(number.sipTrunkID == "t-1")
        #expect(number.allowedCountryCodes == ["NL", "BE"])
        #expect(number.updatedAt != nil)
        try await phoneNumbers.update(2, with: .init(assistantID: .clear))
        #expect(await destination(of: 2) == .flow(4))
        let cleared = try await phoneNumbers.update(
            2, with: .init(flowID: .clear, sipTrunkID: .clear, allowedCountryCodes: .clear))
        #expect(cleared.phoneNumber?.flow == nil)
        #expect(cleared.phoneNumber?.sipTrunkID == nil)
        #expect(cleared.phoneNumber?.allowedCountryCodes == nil)
        #expect(cleared.phoneNumber?.friendlyName == "Sales")
        #expect(await kind { try await phoneNumbers.update(2, with: .init(assistantID: .set(99))) } == .notFound)
        #expect(await kind { try await phoneNumbers.update(2, with: .init(flowID: .set(99))) } == .notFound)
        #expect(await kind { try await phoneNumbers.update(99, with: .init(friendlyName: "x")) } == .notFound)
    }

    // MARK: - Owners

    @Test func assistantRefusesANumberOfAnother() async throws {
        let assistants = burki.assistants
        #expect(await kind { try await assistants.assign(5, to: 1) } == .invalidRequest)
        #expect(await kind { try await assistants.assign(number: "+15557654321", to: 1) } == .refused)
        #expect(await kind { try await assistants.assign(5, to: 2) } == nil)
        #expect(await kind { try await assistants.unassign(5, from: 1) } == .invalidRequest)
        try await assistants.unassign(5, from: 2)
        #expect(await destination(of: 5) == .unassigned)
        try await assistants.assign(5, to: 1)
        #expect(try await assistants.phoneNumbers(of: 1).map(\.phoneNumberID) == [1, 5])
        try await assistants.unassign(number: "+15557654321", from: 1)
        #expect(try await assistants.availablePhoneNumbers(for: 1).map(\.phoneNumberID) == [2, 5])
        #expect(await kind { try await assistants.assign(5, to: 99) } == .notFound)
        #expect(await kind { try await assistants.assign(99, to: 1) } == .notFound)
        #expect(await kind { try await assistants.phoneNumbers(of: 99) } == .notFound)
    }

    @Test("An update takes a number over, and an assistant gets one of a graph")
    func numberMovesBetweenOwners() async throws {
        var draft = AssistantGraph.Draft(name: "Router")
        draft.addNode(assistantID: 1, type: .entry)
        let graph = try await burki.assistantGraphs.create(draft)
        try await burki.phoneNumbers.update(5, with: .init(assistantID: .set(1)))
        #expect(await destination(of: 5) == .assistant(1))
        try await burki.assistantGraphs.assign(5, to: graph.id)
        #expect(await destination(of: 5) == .graph(graph.id))
        #expect(try await burki.phoneNumbers.unassigned().map(\.id) == [2, 5])
        try await burki.assistants.assign(5, to: 2)
        #expect(await destination(of: 5) == .assistant(2))
        #expect(try await burki.assistantGraphs.phoneNumbers(of: graph.id).isEmpty)
    }

    @Test func bulkAssignmentCanHalfSucceed() async throws {
        let assistants = burki.assistants
        let half = try await assistants.assign([1, 2, 5, 99], to: 1)
        #expect(half.successes == [1, 2])
        #expect(half.failures.map(\.phoneNumberID) == [5, 99])
        #expect([half.totalRequested, half.successfulCount, half.failedCount] == [4, 2, 2])
        #expect(await destination(of: 5) == .assistant(2))
        #expect(try await assistants.assign([2], to: 1).totalAssigned == 1)
        #expect(await kind { try await assistants.assign([5, 99], to: 1) } == .refused)
        #expect(await kind { try await assistants.assign([1], to: 99) } == .notFound)
    }

    @Test func malformedListGetsFastAPIErrors() async throws {
        for (body, count) in [(#"[1,"x",null]"#, 2), ("{}", 1), ("", 1), ("[]", 0)] {
            let response = try await simulator.send(
                TransportRequest(
                    .burki.assistants.assignMany,
                    url: URL(literal: "https://api.burki.dev/api/v1/assistants/1/phone-numbers/bulk-assign"),
                    headers: ["Authorization": "Bearer k", "Content-Type": "application/json"],
                    body: body.isEmpty ? nil : RequestBody(Data(body.utf8))))
            #expect(response.status == (count == 0 ? 400 : 422), "\(body)")
            let reply = try JSONDecoder().decode(JSONValue.self, from: response.body)
            #expect(reply["detail"]?.array?.count ?? 0 == count, "\(body)")
        }
    }

    @Test func assignByNumberAddsItFromTwilio() async throws {
        await simulator.update {
            $0.numbersAtProvider = ["+14155550101": .twilio, "+14155550102": .telnyx]
        }
        let assistants = burki.assistants
        #expect(
            await kind { try await assistants.assign(number: "+14155550101", to: 1, autoSync: false) } == .notFound)
        #expect(await kind { try await assistants.assign(number: "+14155550102", to: 1) } == .notFound)
        let assignment = try await assistants.assign(number: "+14155550101", to: 1, friendlyName: "Desk")
        #expect(assignment.wasSynced == true)
        #expect(assignment.phoneNumberID == 6)
        #expect(assignment.friendlyName == "Desk")
        #expect(try await assistants.assign(number: "+14155550101", to: 1).wasSynced == false)
        #expect(await destination(of: 6) == .assistant(1))
    }

    @Test("After a lost reply, find tells whether a number was bought or released", arguments: [false, true])
    func lostReplyIsLookedUp(hasEffect: Bool) async throws {
        let fault: Fault = hasEffect ? .connectionLostAfterEffect : .connectionLostBeforeEffect
        await simulator.fail(.burki.phoneNumbers.purchase, with: fault)
        await simulator.fail(.burki.phoneNumbers.release, with: fault)
        let phoneNumbers = burki.phoneNumbers
        #expect(
            await kind { try await phoneNumbers.purchase("+14155550101", provider: .twilio) } == .outcomeUnknown)
        #expect(await kind { try await phoneNumbers.find("+14155550101") } == (hasEffect ? nil : .notFound))
        #expect(await kind { try await phoneNumbers.release("+15551234567") } == .outcomeUnknown)
        #expect(await kind { try await phoneNumbers.find("+15551234567") } == (hasEffect ? .notFound : nil))
    }
}
