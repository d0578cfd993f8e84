import Flireo
import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

private let amsterdam: PhoneNumberID = "550e8400-e29b-41d4-a716-446655440000"
private let national: PhoneNumberID = "550e8400-e29b-41d4-a716-446655440001"
private let shared: PhoneNumberID = "770e8400-e29b-41d4-a716-446655440000"
private let agent: Assistant.ID = "660e8400-e29b-41d4-a716-446655440000"

private func numbers(_ names: String...) throws -> FlireoClient.PhoneNumbers {
    try flireo(ReplayTransport(names.map { try Fixtures.exchange("flireo/phoneNumbers/\($0)") })).phoneNumbers
}

/// 2025-01-15T10:30:00Z
private let morning = Date(timeIntervalSince1970: 1_736_937_000)

private let own = [
    OwnedPhoneNumber(
        id: amsterdam, phoneNumber: PhoneAddress("+31201234567"), locality: "Amsterdam", type: .local,
        isAvailable: true, createdAt: morning),
    OwnedPhoneNumber(
        id: national, phoneNumber: PhoneAddress("+31851234567"), type: .national, isAvailable: false,
        createdAt: Date(timeIntervalSince1970: 1_736_496_000),
        linkedAssistant: .init(id: agent, name: "Customer Support Agent")),
]

@Suite(.timeLimit(.minutes(5))) struct AvailablePhoneNumbersTests {
    @Test func searchReadsEveryField() async throws {
        let cost = NumberCost(monthly: DecimalAmount("2.00"), currency: "EUR", credits: 10)
        let found = try await numbers("search").search()
        #expect(
            found.elements == [
                AvailablePhoneNumber(
                    phoneNumber: PhoneAddress("+31851234567"), type: .national, features: [.voice, .sms],
                    cost: cost, isReservable: true),
                AvailablePhoneNumber(
                    phoneNumber: PhoneAddress("+31851234568"), type: .national, features: [.voice], cost: cost,
                    isReservable: true),
            ])
        #expect(found.total == 2)
        #expect(found.numberType == .national)
        #expect(found.requiresVerification == false)
        #expect(found.first?.cost?.monthly?.decimal == 2)
        #expect(cost.monthly?.description == "2.00")
        #expect(try await numbers("search-empty").search(matching: "999").isEmpty)
    }

    @Test func searchReadsOddReplies() async throws {
        let nulls = try await numbers("search-nulls").search()
        let (first, second) = (PhoneAddress("+31851234567"), PhoneAddress("+31851234568"))
        #expect(nulls.elements == [.init(phoneNumber: first), .init(phoneNumber: second, cost: NumberCost())])
        #expect(try await numbers("search-absent-keys").search().elements == nulls.elements)
        let odd = try await numbers("search-odd").search()
        #expect(odd.map(\.phoneNumber.phoneNumber) == [nil, nil, "+31851234569"])
        #expect(odd.map(\.type?.rawValue) == ["short_code", nil, "national"])
        #expect(odd.map(\.features) == [[.init(rawValue: "fax"), .voice], [], [.voice]])
        #expect(odd.map(\.cost?.monthly?.rawValue) == ["1234.50", "2.5", "2,00"])
        #expect(odd.map(\.cost?.monthly?.decimal) == [Decimal(string: "1234.50"), Decimal(string: "2.5"), nil])
        #expect(odd.map(\.cost?.currency) == ["XTS", "", "eur"])
        #expect(odd.map(\.cost?.credits) == [0, -1, 10])
        #expect(odd.map(\.isReservable) == [false, true, true])
        #expect(odd.total == 3)
        #expect(odd.numberType?.isKnown == false)
        #expect(odd.requiresVerification == true)
    }

    @Test func searchPageRoundTrips() async throws {
        for name in ["search", "search-nulls", "search-odd"] {
            let found = try await numbers(name).search()
            #expect(
                try JSONDecoder().decode(Page<AvailablePhoneNumber>.self, from: JSONEncoder().encode(found)) == found)
        }
    }

    @Test func searchSendsOnlyTheGivenFilters() async throws {
        let transport = MockTransport { _ in .json(#"{"data":[]}"#) }
        let numbers = try flireo(transport).phoneNumbers
        _ = try await numbers.search()
        _ = try await numbers.search(.mobile, matching: "+316 & 7", limit: 50)
        _ = try await numbers.search(limit: 1)
        let path = "/v1/phone-numbers/available"
        #expect(
            await transport.targets == [
                path, "\(path)?number_type=mobile&query=%2B316%20%26%207&limit=50", "\(path)?limit=1",
            ])
        #expect(await transport.requests.allSatisfy { $0.method == .get })
        #expect(await transport.requests.allSatisfy { $0.body == nil })
    }

    @Test("Local numbers are neither searched nor ordered without a verification group")
    func localNumberNeedsAGroup() async throws {
        let transport = MockTransport()
        let numbers = try flireo(transport).phoneNumbers
        let search = await #expect(throws: VoiceAgentsError.self) { try await numbers.search(.local) }
        #expect(search?.kind == .rejectedLocally)
        #expect(search?.message.contains("searchNumbers(in:)") == true)
        let order = await #expect(throws: VoiceAgentsError.self) {
            try await numbers.order("+31201234568", type: .local)
        }
        #expect(order?.kind == .rejectedLocally)
        #expect(order?.effect == .no)
        #expect(order?.message == "A local number needs an approved verification group.")
        #expect(await transport.requests.isEmpty)
    }

    @Test(arguments: [Int.min, -1, 0, 51, 100, .max])
    func limitOutOfRangeIsRejectedLocally(limit: Int) async throws {
        let transport = MockTransport()
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await flireo(transport).phoneNumbers.search(limit: limit)
        }
        #expect(error?.kind == .rejectedLocally)
        #expect(error?.message.contains("1 to 50") == true)
        #expect(error?.effect == .no)
        #expect(await transport.requests.isEmpty)
    }

    @Test(arguments: ["{}", #"{"data":{}}"#, #"{"data":[{}]}"#, #"{"data":[null]}"#, "", "<html>"])
    func searchRejectsMalformedReply(body: String) async throws {
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await flireo(MockTransport(.json(body))).phoneNumbers.search()
        }
        #expect(error?.kind == .undecodableReply)
        #expect(error?.effect == .no)
    }
}

@Suite(.timeLimit(.minutes(5))) struct PhoneNumberListTests {
    @Test func listReadsEveryField() async throws {
        let list = try await numbers("list").list().page()
        #expect(list.elements == own)
        #expect(list.total == 2)
        #expect(list.limit == 20)
        #expect(list.offset == 0)
        #expect(list.sharedNumbers.isEmpty)
        let both = try await numbers("list-shared").list(includeDefault: true).page()
        #expect(both.elements == own)
        #expect(
            both.sharedNumbers
                == [SharedPhoneNumber(id: shared, phoneNumber: PhoneAddress("+31850001234"), type: .national)])
        let second = try await numbers("list-filtered").list(includeDefault: true).page(limit: 1, offset: 1)
        #expect(second.elements == [own[1]])
        #expect(second.sharedNumbers.count == 1)
        #expect(try await numbers("list-empty").list().page().isEmpty)
    }

    @Test func listReadsOddReplies() async throws {
        let nulls = try await numbers("list-nulls").list().page()
        let bare = [
            OwnedPhoneNumber(id: amsterdam, phoneNumber: nil),
            OwnedPhoneNumber(id: national, phoneNumber: nil, linkedAssistant: .init(id: agent)),
        ]
        #expect(nulls.elements == bare)
        let absent = try await numbers("list-absent-keys").list(includeDefault: true).page()
        #expect(absent.elements == bare)
        #expect(absent.sharedNumbers == [SharedPhoneNumber(id: shared, phoneNumber: nil)])
        let joined = try await numbers("list-joined-nulls").list().page()
        #expect(joined.map(\.id) == [amsterdam, national])
        #expect(joined[0].linkedAssistant == nil)
        let odd = try await numbers("list-odd").list(includeDefault: true).page()
        #expect(odd.first?.id == amsterdam)
        #expect(odd.map(\.phoneNumber?.phoneNumber) == [nil, nil, nil, nil])
        #expect(odd.map(\.phoneNumber?.rawValue).last == "anonymous")
        #expect(odd.map(\.type?.isKnown) == [false, false, true, true])
        #expect(odd.map { $0.createdAt?.timeIntervalSince(morning) } == [0.015625, 0, 0, 0.5])
        #expect(odd.map(\.linkedAssistant) == [nil, .init(id: agent, name: ""), nil, nil])
        #expect(odd.sharedNumbers.first?.type?.rawValue == "pooled")
        #expect(odd.sharedNumbers.first?.locality == "")
        #expect(odd.total == 4)
    }

    @Test func listSendsOnlyTheGivenFilters() async throws {
        let transport = MockTransport { _ in .json(#"{"data":[]}"#) }
        let numbers = try flireo(transport).phoneNumbers
        _ = try await numbers.list().page()
        _ = try await numbers.list(includeDefault: true).page()
        _ = try await numbers.list(includeDefault: true).page(limit: 100, offset: 200)
        _ = try await numbers.list().page(limit: 1)
        let path = "/v1/phone-numbers"
        #expect(
            await transport.targets == [
                path, "\(path)?include_default=true", "\(path)?include_default=true&limit=100&offset=200",
                "\(path)?limit=1",
            ])
    }

    @Test(arguments: [(0, 0), (-1, 0), (101, 0), (.min, 0), (.max, 0), (50, -1), (50, .min)])
    func pageOutOfRangeIsRejectedLocally(limit: Int, offset: Int) async throws {
        let transport = MockTransport()
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await flireo(transport).phoneNumbers.list().page(limit: limit, offset: offset)
        }
        #expect(error?.kind == .rejectedLocally)
        #expect(error?.operation == "flireo.phoneNumbers.list")
        #expect(error?.message.contains(limit == 50 ? "must be 0 or more" : "1 to 100") == true)
        #expect(await transport.requests.isEmpty)
    }

    @Test(arguments: [
        "{}", #"{"data":{}}"#, #"{"data":[{}]}"#, #"{"data":[{"id":"7"}]}"#, #"{"data":[null]}"#, "", "<html>",
    ])
    func listRejectsMalformedReply(body: String) async throws {
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await flireo(MockTransport(.json(body))).phoneNumbers.list().page()
        }
        #expect(error?.kind == .undecodableReply)
        #expect(error?.effect == .no)
    }
}

@Suite(.timeLimit(.minutes(5))) struct OwnedNumberSearchTests {
    @Test func findStopsAtTheMatchingPage() async throws {
        let server = ListServer(250)
        let found = try await flireo(server).phoneNumbers.find("+31200000150" as PhoneNumber)
        #expect(found.id == PhoneNumberID(ListServer.id(150)))
        #expect(found.phoneNumber == PhoneAddress("+31200000150"))
        #expect(await server.offsets == [0, 100])
    }

    @Test(arguments: ["31200000150", "+31 20 000 01 50", "+31-20-0000150"])
    func findIgnoresPunctuation(text: String) async throws {
        let found = try await flireo(ListServer(250)).phoneNumbers.find(PhoneAddress(text))
        #expect(found.id == PhoneNumberID(ListServer.id(150)))
    }

    @Test("A number that the account does not have is notFound after the last page")
    func findReadsEveryPageBeforeNotFound() async throws {
        let server = ListServer(250)
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await flireo(server).phoneNumbers.find("+31209999999" as PhoneNumber)
        }
        #expect(error?.kind == .notFound)
        #expect(error?.status == nil)
        #expect(error?.effect == .no)
        #expect(error?.operation == "flireo.phoneNumbers.list")
        #expect(await server.offsets == [0, 100, 200])
    }

    @Test("A number that can be among the records that cannot be read is not said to be absent")
    func findDoesNotMissUnreadableNumbers() async throws {
        let list = #"{"data":[{"number":"+31201234567"},{"id":"\#(amsterdam)"}],"meta":{"total":2}}"#
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await flireo(MockTransport(.json(list))).phoneNumbers.find("+31201234567" as PhoneNumber)
        }
        #expect(error?.kind == .undecodableReply)
    }

    @Test func findSkipsRecordsWithoutNumber() async throws {
        let transport = MockTransport(.json(#"{"data":[{"id":"\#(amsterdam)"}],"meta":{"total":1}}"#))
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await flireo(transport).phoneNumbers.find(PhoneAddress(""))
        }
        #expect(error?.kind == .notFound)
    }
}

@Suite(.timeLimit(.minutes(5))) struct PhoneNumberOrderingTests {
    private let order: PhoneNumberOrder.ID = "660e8400-e29b-41d4-a716-446655440000"
    private let group: VerificationGroup.ID = "550e8400-e29b-41d4-a716-446655440000"

    @Test func orderReadsEveryField() async throws {
        let placed = PlacedOrder(
            id: order, phoneNumber: PhoneAddress("+31851234567"), type: .national, status: .pending, creditsUsed: 10,
            remainingCredits: 90, message: "Phone number ordered")
        #expect(try await numbers("order").order("+31851234567") == placed)
        let local = try await numbers("order-full").order("+31201234567", type: .local, verificationGroupID: group)
        #expect(local.type == .local)
        #expect(local.phoneNumber == PhoneAddress("+31201234567"))
        let bare = PlacedOrder(id: order, phoneNumber: PhoneAddress("+31851234567"))
        #expect(try await numbers("order-nulls").order("+31851234567") == bare)
        #expect(try await numbers("order-absent-keys").order("+31851234567") == bare)
        #expect(
            try await numbers("order-odd").order("+31851234567")
                == PlacedOrder(
                    id: order, phoneNumber: PhoneAddress("31851234567"), type: .init(rawValue: "toll_free"),
                    status: .init(rawValue: "queued"), creditsUsed: 0, remainingCredits: -10, message: ""))
    }

    @Test func orderSendsOnlyTheGivenFields() async throws {
        let transport = MockTransport { _ in .json(#"{"data":{"order_id":"660e8400-e29b-41d4-a716-446655440000"}}"#) }
        let numbers = try flireo(transport).phoneNumbers
        try await numbers.order("+31851234567")
        try await numbers.order("+31612345678", type: .mobile)
        try await numbers.order("+31201234567", type: .local, verificationGroupID: group)
        let local: JSONValue = [
            "phone_number": "+31201234567", "number_type": "local",
            "verification_group_id": "550e8400-e29b-41d4-a716-446655440000",
        ]
        #expect(
            try await transport.bodies == [
                ["phone_number": "+31851234567"], ["phone_number": "+31612345678", "number_type": "mobile"], local,
            ])
        #expect(await transport.targets == Array(repeating: "/v1/phone-numbers", count: 3))
        #expect(await transport.requests.allSatisfy { $0.method == .post })
        #expect(await transport.requests.allSatisfy { $0.safety == .unrepeatable })
    }

    @Test func insufficientCreditsArePaymentRequired() async throws {
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await numbers("order-insufficient-credits").order("+31851234567")
        }
        #expect(error?.kind == .paymentRequired)
        #expect(error?.flireoCode == .insufficientCredits)
        #expect(error?.effect == .no)
        #expect(error?.status == 402)
        #expect(error?.attempts == 1)
    }

    @Test(arguments: [
        MockTransport.Reply.connectionLost, .failure(TransportError(.timedOut, mayHaveReachedServer: true)),
    ])
    func orderIsNotRepeatedAfterLostReply(reply: MockTransport.Reply) async throws {
        let transport = MockTransport { _ in reply }
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await flireo(transport).phoneNumbers.order("+31851234567")
        }
        #expect(error?.kind == .outcomeUnknown)
        #expect(error?.effect == .perhaps)
        #expect(error?.attempts == 1)
        #expect(error?.message.contains("phoneNumberOrders.list()") == true)
        #expect(await transport.requests.count == 1)
    }

    @Test(arguments: [500, 502, 503, 504])
    func orderIsNotRepeatedAfterServerError(status: Int) async throws {
        let transport = MockTransport { _ in .json("", status: status, headers: ["Retry-After": "0"]) }
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await flireo(transport).phoneNumbers.order("+31851234567")
        }
        #expect(error?.kind == .serverError)
        #expect(error?.effect == .perhaps)
        #expect(error?.message.contains("phoneNumberOrders.list()") == true)
        #expect(await transport.requests.count == 1)
    }

    @Test(arguments: [
        "{}", "[]", #"{"data":null}"#, #"{"data":{}}"#, #"{"data":{"order_id":"7"}}"#, #"{"order_id":"7"}"#, "",
        "<html>",
    ])
    func orderRejectsMalformedReply(body: String) async throws {
        let transport = MockTransport(.json(body))
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await flireo(transport).phoneNumbers.order("+31851234567")
        }
        #expect(error?.kind == .undecodableReply)
        #expect(error?.effect == (body == "<html>" ? .perhaps : .yes))
        #expect(error?.message.contains("phoneNumberOrders.list()") == true)
    }
}
