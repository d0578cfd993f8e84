import Flireo
import Foundation
import Testing
import VoiceAgentsTesting

private let office: VerificationGroup.ID = "550e8400-e29b-41d4-a716-446655440000"
private let support: Assistant.ID = "660e8400-e29b-41d4-a716-446655440000"

private let draft = VerificationGroup.Draft(
    type: .local, name: "Rotterdam Office", businessName: "Example BV", contactFirstName: "Contact",
    contactLastName: "Person", contactPhone: "+31612345678", streetName: "Voorbeeldstraat", houseNumber: "1",
    postalCode: "3011 AA", city: "Rotterdam", province: "Zuid-Holland")

/// A simulator and a client on one clock, so that waiting takes no time and orders are done in the meantime.
private struct Platform {
    let simulator: FlireoSimulator
    let flireo: FlireoClient
    let clock = VirtualClock()

    init(_ change: (inout FlireoAccount) -> Void = { _ in }) throws {
        var account = FlireoAccount.example
        change(&account)
        simulator = FlireoSimulator(account: account, clock: clock)
        flireo = FlireoClient(
            apiKey: "any", baseURL: try #require(URL(string: "https://flireo.example.test")),
            configuration: .init(clock: clock), transport: simulator)
    }

    func refused(_ code: ErrorCode, _ status: Int, _ call: () async throws -> Void) async {
        let error = await #expect(throws: VoiceAgentsError.self) { try await call() }
        #expect(error?.flireoCode == code)
        #expect(error?.status == status)
        #expect(error?.effect == .no)
    }
}

@Suite(.timeLimit(.minutes(5))) struct NumberSimulationTests {
    @Test func localNumberIsOrderedAndLinked() async throws {
        let platform = try Platform()
        let (flireo, clock) = (platform.flireo, platform.clock)
        let group = try await flireo.verificationGroups.create(draft)
        #expect(try await flireo.verificationGroups.get(group.id).status == .pending)
        await platform.refused(.invalidStatus, 400) {
            _ = try await flireo.verificationGroups.searchNumbers(in: group.id)
        }
        clock.advance(by: .seconds(60))
        let approved = try await flireo.verificationGroups.get(group.id)
        #expect(approved.status == .approved)
        #expect(approved.locality == "Rotterdam")
        #expect(approved.documents == [])

        let found = try await flireo.verificationGroups.searchNumbers(in: group.id)
        let number = try #require(found.first?.phoneNumber.phoneNumber)
        #expect(found.count == 1)
        #expect(number == "+31101234568")
        let order = try await flireo.verificationGroups.orderNumber(number, through: group.id)
        #expect(order.status == .pending)
        #expect(order.creditsUsed == 10)
        #expect(order.remainingCredits == 90)
        #expect(order.verificationGroup?.name == "Rotterdam Office")
        #expect(try await flireo.phoneNumberOrders.list(status: .pending).page().map(\.id) == [order.id])

        let done = try await flireo.phoneNumberOrders.wait(for: order.id)
        #expect(done.status == .success)
        #expect(done.verificationGroup?.status == .approved)
        #expect(clock.now.offset >= .seconds(90))
        #expect(clock.now.offset < .seconds(110))
        let owned = try await flireo.phoneNumbers.find(number)
        #expect(owned.isAvailable == true)
        #expect(owned.type == .local)
        #expect(owned.locality == "Rotterdam")
        try await flireo.assistants.link(owned.id, to: support)
        let linked = try await flireo.phoneNumbers.find(number)
        #expect(linked.isAvailable == false)
        #expect(linked.linkedAssistant?.id == support)
        #expect(
            try await flireo.verificationGroups.get(group.id).phoneNumbers?.map(\.phoneNumber) == [owned.phoneNumber])
    }

    @Test func orderWithoutCreditsIsRejected() async throws {
        let platform = try Platform { $0.credits = 15 }
        let flireo = platform.flireo
        #expect(try await flireo.phoneNumbers.order("+31851234567").remainingCredits == 5)
        await platform.refused(.insufficientCredits, 402) {
            try await flireo.phoneNumbers.order("+31612345678", type: .mobile)
        }
        let account = await platform.simulator.account
        #expect(account.credits == 5)
        #expect(account.orders.count == 1)
        #expect(account.availablePhoneNumbers.contains { $0.phoneNumber.rawValue == "+31612345678" })
    }

    @Test func ordersFail() async throws {
        let platform = try Platform {
            $0.failingNumbers = ["+31851234567"]
            $0.orderDuration = .seconds(3)
        }
        let flireo = platform.flireo
        let order = try await flireo.phoneNumbers.order("+31851234567")
        let local = try await flireo.phoneNumbers.order(
            "+31201234568", type: .local, verificationGroupID: office)
        await platform.simulator.update { $0.verificationGroups[0].status = .rejected }
        for id in [order.id, local.id] {
            let error = await #expect(throws: VoiceAgentsError.self) {
                try await flireo.phoneNumberOrders.wait(for: id)
            }
            #expect(error?.kind == .refused)
        }
        #expect(
            await platform.simulator.account.phoneNumbers.count == FlireoAccount.example.phoneNumbers.count)
    }

    @Test func groupsAreRejectedOrStayPending() async throws {
        let rejecting = try Platform { $0.reviewResult = .rejected }
        let group = try await rejecting.flireo.verificationGroups.create(draft)
        rejecting.clock.advance(by: .seconds(60))
        #expect(try await rejecting.flireo.verificationGroups.get(group.id).status == .rejected)
        let number = "+31101234568" as PhoneNumber
        await rejecting.refused(.invalidStatus, 400) {
            try await rejecting.flireo.verificationGroups.orderNumber(number, through: group.id)
        }
        let undecided = try Platform { $0.reviewResult = .pending }
        let other = try await undecided.flireo.verificationGroups.create(draft)
        undecided.clock.advance(by: .seconds(86_400))
        #expect(try await undecided.flireo.verificationGroups.get(other.id).status == .pending)
    }

    @Test func listsAreFilteredAndCapped() async throws {
        let platform = try Platform { account in
            account.maximumPageSize = 7
            account.phoneNumbers += (0..<50).map { index in
                .init(
                    id: PhoneNumberID(UUID()),
                    phoneNumber: (try? PhoneNumber(validating: "+3185765\(1000 + index)")) ?? "+31850000000")
            }
        }
        let flireo = platform.flireo
        #expect(try await flireo.phoneNumbers.search(.mobile).map(\.phoneNumber.rawValue) == ["+31612345678"])
        #expect(try await flireo.phoneNumbers.search(matching: "+3185123456", limit: 1).count == 1)
        let list = try await flireo.phoneNumbers.list(includeDefault: true).page(limit: 100)
        #expect(list.count == 7)
        #expect(list.limit == 7)
        #expect(list.total == 52)
        #expect(list.sharedNumbers.map(\.phoneNumber?.rawValue) == ["+31850001234"])
        #expect(try await flireo.phoneNumbers.list().page().sharedNumbers.isEmpty)
        var seen: [PhoneNumberID] = []
        for try await number in flireo.phoneNumbers.list() { seen.append(number.id) }
        #expect(seen.count == 52)
        #expect(Set(seen).count == 52)
    }

    @Test(arguments: [
        ("GET", "/v1/phone-numbers/available?number_type=local", "", 400, "invalid_parameters"),
        ("GET", "/v1/phone-numbers/available?limit=51", "", 400, "invalid_parameters"),
        ("GET", "/v1/phone-numbers?limit=0", "", 400, "invalid_parameters"),
        ("GET", "/v1/phone-numbers?offset=-1", "", 400, "invalid_parameters"),
        ("GET", "/v1/phone-numbers?include_default=1", "", 400, "invalid_parameters"),
        ("GET", "/v1/phone-number-orders?status=done", "", 400, "invalid_parameters"),
        ("GET", "/v1/phone-number-orders?verification_group_id=5", "", 400, "invalid_parameters"),
        ("GET", "/v1/phone-number-orders/5", "", 400, "invalid_parameters"),
        ("GET", "/v1/phone-number-orders/00000000-0000-0000-0000-000000000000", "", 404, "not_found"),
        ("GET", "/v1/verification-groups/00000000-0000-0000-0000-000000000000", "", 404, "not_found"),
        ("GET", "/v1/verification-groups?phone_number_type=all", "", 400, "invalid_parameters"),
        ("POST", "/v1/verification-groups", #"{"phone_number_type":"local","name":"x"}"#, 400, "invalid_parameters"),
        ("POST", "/v1/phone-numbers", "{}", 400, "invalid_parameters"),
        ("POST", "/v1/phone-numbers", #"{"phone_number":"0851234567"}"#, 400, "invalid_parameters"),
        ("POST", "/v1/phone-numbers", #"{"phone_number":"+31859999999"}"#, 400, "invalid_parameters"),
        (
            "POST", "/v1/phone-numbers", #"{"phone_number":"+31201234568","number_type":"local"}"#, 400,
            "invalid_parameters"
        ),
        (
            "POST", "/v1/phone-numbers", #"{"phone_number":"+31851234567","number_type":"toll"}"#, 400,
            "invalid_parameters"
        ),
        (
            "POST", "/v1/phone-numbers",
            #"{"phone_number":"+31201234568","number_type":"local","verification_group_id":"00000000-0000-0000-0000-000000000000"}"#,
            404, "not_found"
        ),
        ("POST", "/v1/verification-groups/5/order-number", "{}", 400, "invalid_parameters"),
        ("PUT", "/v1/phone-numbers", "{}", 404, "not_found"),
    ])
    func invalidRequestsAreRejected(
        method: String, path: String, body: String, status: Int, code: String
    ) async throws {
        let simulator = FlireoSimulator()
        let response = try await simulator.send(
            TransportRequest(
                PlatformOperation("raw", RequestMethod(rawValue: method), "/", .unrepeatable),
                url: #require(URL(string: "https://flireo.example.test" + path)),
                headers: ["Authorization": "Bearer k", "Content-Type": "application/json"],
                body: body.isEmpty ? nil : RequestBody(Data(body.utf8))))
        let reply = try JSONDecoder().decode(JSONValue.self, from: response.body)
        #expect(response.status == status)
        #expect(reply["error"]?["code"]?.string == code)
        #expect(await simulator.account.orders.isEmpty)
    }
}
