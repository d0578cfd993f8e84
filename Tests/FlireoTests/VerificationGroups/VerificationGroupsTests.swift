import Flireo
import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

private let office: VerificationGroup.ID = "550e8400-e29b-41d4-a716-446655440000"
private let other: VerificationGroup.ID = "550e8400-e29b-41d4-a716-446655440001"
private let number: PhoneNumberID = "660e8400-e29b-41d4-a716-446655440000"

/// 2025-01-10T08:00:00Z
private let created = Date(timeIntervalSince1970: 1_736_496_000)

private let draft = VerificationGroup.Draft(
    type: .local, name: "Amsterdam Office", businessName: "Example BV", contactFirstName: "Contact",
    contactLastName: "Person", contactPhone: "+31201234567", streetName: "Voorbeeldstraat", houseNumber: "1 A",
    postalCode: "1000 AA", city: "Amsterdam", province: "Noord-Holland")

private func groups(_ names: String...) throws -> FlireoClient.VerificationGroups {
    try flireo(ReplayTransport(names.map { try Fixtures.exchange("flireo/verificationGroups/\($0)") }))
        .verificationGroups
}

@Suite(.timeLimit(.minutes(5))) struct VerificationGroupsTests {
    private let listed = VerificationGroup(
        id: office, name: "Amsterdam Office", type: .local, status: .approved, locality: "Amsterdam",
        businessName: "Example BV", createdAt: created)

    @Test func listReadsEveryField() async throws {
        #expect(
            try await groups("list").list().page().withoutMetadata == Page([listed], total: 1, limit: 10, offset: 0))
        #expect(
            try await groups("list-filtered").list(status: .approved, type: .local)
                .page(limit: 100, offset: 100).withoutMetadata
                == Page([listed], total: 101, limit: 100, offset: 100))
        #expect(
            try await groups("list-empty").list().page().withoutMetadata == Page([], total: 0, limit: 20, offset: 0))
    }

    @Test func getReadsEveryField() async throws {
        var group = listed
        group.documents = [.init(id: "doc_123", type: "proof_of_address", status: .approved)]
        group.phoneNumbers = [.init(id: number, phoneNumber: PhoneAddress("+31201234567"), status: "active")]
        #expect(try await groups("get").get(office) == group)
        // Empty lists are told from lists that were not sent.
        (group.status, group.documents, group.phoneNumbers) = (.pending, [], [])
        #expect(try await groups("get-empty").get(office) == group)
    }

    @Test func listReadsOddReplies() async throws {
        #expect(try await groups("list-nulls").list().page().withoutMetadata == Page([.init(id: office)]))
        #expect(
            try await groups("list-absent-keys").list().page().withoutMetadata
                == Page([.init(id: office), .init(id: other)]))
        let odd = try await groups("list-odd").list().page()
        #expect(odd.map(\.id).prefix(2) == [office, other])
        #expect(odd.map(\.name) == ["", "", "", ""])
        #expect(odd.map(\.type?.rawValue) == ["toll_free", nil, "geo", "local"])
        #expect(odd.map(\.status?.rawValue) == ["expired", "in-review", "APPROVED", nil])
        #expect(odd.map(\.status?.isKnown) == [false, false, false, nil])
        #expect(odd.allSatisfy { $0.locality == "Den Haag" })
        #expect(odd.map { $0.createdAt?.timeIntervalSince(created) } == [0.015625, 0, 0, 0.5])
        #expect(odd.map(\.documents) == [nil, nil, [], nil])
        #expect(odd.total == 4)
    }

    @Test func getReadsOddReplies() async throws {
        let bare = VerificationGroup(
            id: office, documents: [.init(id: "doc_123")], phoneNumbers: [.init(id: number, phoneNumber: nil)])
        #expect(try await groups("get-nulls").get(office) == bare)
        #expect(try await groups("get-absent-keys").get(office) == bare)
        #expect(
            try await groups("get-odd").get(office)
                == VerificationGroup(
                    id: office, name: "", type: .init(rawValue: "toll_free"), status: .init(rawValue: "expired"),
                    locality: "Den Haag", businessName: "Example BV", createdAt: created.addingTimeInterval(0.25),
                    documents: [
                        .init(id: "doc_é/1", type: "selfie", status: .init(rawValue: "blurred")),
                        .init(id: .init(office.description), type: ""),
                    ],
                    phoneNumbers: [.init(id: number, phoneNumber: PhoneAddress("0201234567"), status: "porting")]))
    }

    @Test func requestsHoldOnlyTheGivenFilters() async throws {
        let transport = MockTransport { request in
            .json(request.operation.name.hasSuffix("list") ? #"{"data":[]}"# : #"{"data":{"id":"\#(office)"}}"#)
        }
        let groups = try flireo(transport).verificationGroups
        _ = try await groups.list().page()
        _ = try await groups.list(status: .deleted, type: .national).page(limit: 1, offset: 20)
        _ = try await groups.get(office)
        _ = try await groups.searchNumbers(in: office)
        let path = "/v1/verification-groups"
        #expect(
            await transport.targets == [
                path, "\(path)?status=deleted&phone_number_type=national&limit=1&offset=20", "\(path)/\(office)",
                "\(path)/550e8400-e29b-41d4-a716-446655440000/available-phone-numbers",
            ])
        #expect(await transport.requests.allSatisfy { $0.method == .get })
        #expect(await transport.requests.allSatisfy { $0.body == nil })
    }

    @Test func searchNumbersRejectsErrorInSuccess() async throws {
        let body = #"{"error":{"code":"provider_error","message":"No numbers now","details":{}}}"#
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await flireo(MockTransport(.json(body))).verificationGroups.searchNumbers(in: office)
        }
        #expect(error?.kind == .undecodableReply)
        #expect(error?.message.contains("No numbers now") == true)
    }

    @Test(arguments: [(0, 0), (-1, 0), (101, 0), (.min, 0), (.max, 0), (20, -1), (20, .min)])
    func pageOutOfRangeIsRejectedLocally(limit: Int, offset: Int) async throws {
        let transport = MockTransport()
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await flireo(transport).verificationGroups.list().page(limit: limit, offset: offset)
        }
        #expect(error?.kind == .rejectedLocally)
        #expect(error?.operation == "flireo.verificationGroups.list")
        #expect(await transport.requests.isEmpty)
    }

    @Test(arguments: [
        "{}", "[]", #"{"data":null}"#, #"{"data":[]}"#, #"{"data":{"id":"7"}}"#,
        #"{"data":{"name":"Office"}}"#, "", "<html>",
    ])
    func getRejectsMalformedReply(body: String) async throws {
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await flireo(MockTransport(.json(body))).verificationGroups.get(office)
        }
        #expect(error?.kind == .undecodableReply)
        #expect(error?.effect == .no)
    }
}

@Suite(.timeLimit(.minutes(5))) struct GroupAvailableNumbersTests {
    @Test("A reply in the form of phoneNumbers.search is read")
    func searchNumbersReadsEveryField() async throws {
        let found = try await groups("searchNumbers").searchNumbers(in: office)
        let numbers = ["+31201234567", "+31201234568"].map {
            AvailablePhoneNumber(
                phoneNumber: PhoneAddress($0), type: .local, locality: "Amsterdam", features: [.voice, .sms],
                cost: NumberCost(monthly: DecimalAmount("2.00"), currency: "EUR", credits: 10), isReservable: true)
        }
        #expect(found.elements == numbers)
        #expect(found.requiresVerification == true)
        #expect(try await groups("searchNumbers-empty").searchNumbers(in: office).isEmpty)
    }

    @Test func searchNumbersReadsOddReplies() async throws {
        for name in ["searchNumbers-nulls", "searchNumbers-absent-keys"] {
            let bare = try await groups(name).searchNumbers(in: office)
            #expect(bare.elements == [AvailablePhoneNumber(phoneNumber: PhoneAddress("+31201234567"))])
        }
        let odd = try await groups("searchNumbers-odd").searchNumbers(in: office)
        #expect(odd.first?.cost?.monthly?.decimal == Decimal(string: "1234.5"))
        #expect(odd.metadata["data"]?[0]?["area_code"] == "070")
        #expect(odd.metadata["meta"]?["page"] == 1)
    }

    @Test func searchNumbersKeepsOtherForms() async throws {
        let list = try await groups("searchNumbers-other-form").searchNumbers(in: office)
        #expect(list.metadata["data"]?[0]?["phone_number"] == "+31201234567")
        let object = try await groups("searchNumbers-other-keys").searchNumbers(in: office)
        #expect(object.isEmpty)
        #expect(object.metadata == ["phone_numbers": ["+31201234567"], "total": 1])
    }
}

@Suite(.timeLimit(.minutes(5))) struct GroupCreationTests {
    @Test(arguments: [
        "name", "business_name", "contact_person_first_name", "contact_person_last_name", "contact_person_phone",
        "street_name", "house_number", "postal_code", "city", "province",
    ])
    func emptyDraftFieldIsRejectedLocally(name: String) async throws {
        var body = try JSONDecoder().decode([String: String].self, from: JSONEncoder().encode(draft))
        body[name] = ""
        let incomplete = try JSONDecoder().decode(VerificationGroup.Draft.self, from: JSONEncoder().encode(body))
        let transport = MockTransport()
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await flireo(transport).verificationGroups.create(incomplete)
        }
        #expect(error?.kind == .rejectedLocally)
        #expect(error?.message == "\(name) is empty.")
        #expect(await transport.requests.isEmpty)
    }

    @Test func createSendsTheDraft() async throws {
        let transport = MockTransport { _ in .json(#"{"data":{"requirement_group_id":"\#(office)"}}"#) }
        let groups = try flireo(transport).verificationGroups
        try await groups.create(draft)
        var described = draft
        described.description = "2nd floor"
        try await groups.create(described)
        let body: JSONValue = [
            "phone_number_type": "local", "name": "Amsterdam Office", "business_name": "Example BV",
            "contact_person_first_name": "Contact", "contact_person_last_name": "Person",
            "contact_person_phone": "+31201234567", "street_name": "Voorbeeldstraat", "house_number": "1 A",
            "postal_code": "1000 AA", "city": "Amsterdam", "province": "Noord-Holland",
        ]
        var members = try #require(body.object)
        members["description"] = "2nd floor"
        #expect(try await transport.bodies == [body, .object(members)])
        #expect(await transport.targets == ["/v1/verification-groups", "/v1/verification-groups"])
        #expect(await transport.requests.allSatisfy { $0.method == .post })
        #expect(await transport.requests.allSatisfy { $0.safety == .unrepeatable })
    }
}

@Suite(.timeLimit(.minutes(5))) struct GroupOrderTests {
    private let order: PhoneNumberOrder.ID = "660e8400-e29b-41d4-a716-446655440000"

    @Test func orderNumberReadsEveryField() async throws {
        #expect(
            try await groups("orderNumber").orderNumber("+31201234567", through: office)
                == PlacedOrder(
                    id: order, phoneNumber: PhoneAddress("+31201234567"), type: .local, status: .pending,
                    verificationGroup: .init(id: office, name: "Amsterdam Office"), creditsUsed: 10,
                    remainingCredits: 90, message: "Phone number ordered"))
        let nulls = try await groups("orderNumber-nulls").orderNumber("+31201234567", through: office)
        #expect(
            nulls
                == PlacedOrder(
                    id: order, phoneNumber: PhoneAddress("+31201234567"), verificationGroup: .init(id: office)))
        let bare = try await groups("orderNumber-absent-keys").orderNumber("+31201234567", through: office)
        #expect(bare == PlacedOrder(id: order, phoneNumber: PhoneAddress("+31201234567")))
        let odd = try await groups("orderNumber-odd").orderNumber("+31201234567", through: office)
        #expect(odd.id == order)
        #expect(odd.phoneNumber?.phoneNumber == nil)
        #expect(odd.status?.rawValue == "queued")
        #expect(odd.verificationGroup == .init(id: office, name: "", status: .init(rawValue: "in-review")))
        #expect(odd.remainingCredits == -10)
        #expect(odd.creditsUsed == 0)
        #expect(odd.type?.isKnown == false)
    }

    @Test func orderNumberSendsThePhoneNumber() async throws {
        let transport = MockTransport(.json(#"{"data":{"order_id":"\#(order)"}}"#))
        try await flireo(transport).verificationGroups.orderNumber("+31201234567", through: office)
        #expect(try await transport.bodies == [["phone_number": "+31201234567"]])
        #expect(
            await transport.targets
                == ["/v1/verification-groups/550e8400-e29b-41d4-a716-446655440000/order-number"])
        #expect(await transport.requests.first?.safety == .unrepeatable)
    }

    @Test func orderNumberErrorsHaveTheirCodes() async throws {
        let cases: [(String, ErrorCode, VoiceAgentsError.Kind)] = [
            ("not-found", .notFound, .notFound), ("invalid-status", .invalidStatus, .invalidRequest),
            ("insufficient-credits", .insufficientCredits, .paymentRequired),
        ]
        for (name, code, kind) in cases {
            let error = await #expect(throws: VoiceAgentsError.self) {
                try await groups("orderNumber-\(name)").orderNumber("+31201234567", through: office)
            }
            #expect(error?.flireoCode == code)
            #expect(error?.kind == kind)
            #expect(error?.effect == .no)
        }
    }
}

/// What creating a group and ordering through one have in common: neither is repeated.
@Suite(.timeLimit(.minutes(5))) struct GroupWriteTests {
    enum Write: CaseIterable, Sendable {
        case create, order

        func send(to groups: FlireoClient.VerificationGroups) async throws {
            switch self {
            case .create: try await groups.create(draft)
            case .order: try await groups.orderNumber("+31201234567", through: office)
            }
        }

        var advice: String { self == .create ? "verificationGroups.list()" : "phoneNumberOrders.list()" }
    }

    @Test(arguments: Write.allCases) func writeIsNotRepeatedAfterLostReply(write: Write) async throws {
        let transport = MockTransport { _ in .connectionLost }
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await write.send(to: flireo(transport).verificationGroups)
        }
        #expect(error?.kind == .outcomeUnknown)
        #expect(error?.effect == .perhaps)
        #expect(error?.attempts == 1)
        #expect(error?.message.contains(write.advice) == true)
        #expect(await transport.requests.count == 1)
    }

    @Test(arguments: Write.allCases, [500, 502, 503, 504])
    func writeIsNotRepeatedAfterServerError(write: Write, status: Int) async throws {
        let transport = MockTransport { _ in .json("", status: status) }
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await write.send(to: flireo(transport).verificationGroups)
        }
        #expect(error?.kind == .serverError)
        #expect(error?.effect == .perhaps)
        #expect(error?.message.contains(write.advice) == true)
        #expect(await transport.requests.count == 1)
    }

    @Test(
        arguments: Write.allCases,
        [
            "{}", "[]", #"{"data":null}"#, #"{"data":[]}"#, #"{"data":{"id":"\#(office)"}}"#,
            #"{"data":{"requirement_group_id":"7","order_id":"7"}}"#, "", "<html>",
        ])
    func writeRejectsMalformedReply(write: Write, body: String) async throws {
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await write.send(to: flireo(MockTransport(.json(body))).verificationGroups)
        }
        #expect(error?.kind == .undecodableReply)
        #expect(error?.effect == (body == "<html>" ? .perhaps : .yes))
        #expect(error?.message.contains(write.advice) == true)
    }
}
