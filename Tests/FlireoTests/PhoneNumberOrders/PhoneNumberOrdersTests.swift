import Flireo
import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

private let first: PhoneNumberOrder.ID = "660e8400-e29b-41d4-a716-446655440000"
private let second: PhoneNumberOrder.ID = "660e8400-e29b-41d4-a716-446655440001"
private let group: VerificationGroup.ID = "550e8400-e29b-41d4-a716-446655440000"

/// 2025-01-15T10:30:00Z
private let morning = Date(timeIntervalSince1970: 1_736_937_000)

@Suite(.timeLimit(.minutes(5))) struct PhoneNumberOrdersTests {
    private func orders(_ names: String...) throws -> FlireoClient.PhoneNumberOrders {
        try flireo(ReplayTransport(names.map { try Fixtures.exchange("flireo/phoneNumberOrders/\($0)") }))
            .phoneNumberOrders
    }

    private let listed = PhoneNumberOrder(
        id: first, phoneNumber: PhoneAddress("+31201234567"), status: .pending, type: .local, requirementsMet: true,
        orderedAt: morning, verificationGroup: .init(id: group, name: "Amsterdam Office", locality: "Amsterdam"))

    private let detailed = PhoneNumberOrder(
        id: first, phoneNumber: PhoneAddress("+31201234567"), status: .success, type: .local, requirementsMet: true,
        orderedAt: morning, externalOrderID: "telnyx_order_123", externalSubOrderID: "telnyx_sub_456",
        verificationGroup: .init(
            id: group, name: "Amsterdam Office", type: .local, status: .approved, locality: "Amsterdam"))

    @Test func listReadsEveryField() async throws {
        #expect(
            try await orders("list").list().page().withoutMetadata == Page([listed], total: 1, limit: 10, offset: 0))
        #expect(
            try await orders("list-filtered").list(
                status: .pending, verificationGroupID: group, type: .local
            )
            .page(limit: 100, offset: 100).withoutMetadata
                == Page([listed], total: 101, limit: 100, offset: 100))
        #expect(
            try await orders("list-empty").list().page().withoutMetadata == Page([], total: 0, limit: 20, offset: 0))
    }

    @Test func getReadsEveryField() async throws {
        #expect(try await orders("get").get(first) == detailed)
        var expected = detailed
        expected.status = .pending
        #expect(try await orders("get-pending").get(first) == expected)
        (expected.status, expected.requirementsMet) = (.failed, false)
        expected.verificationGroup?.status = .rejected
        #expect(try await orders("get-failed").get(first) == expected)
        let national = try await orders("get-national").get(first)
        #expect(national.verificationGroup == nil)
        #expect(national.type == .national)
        #expect(national.status == .success)
        #expect(try await orders("get-joined-nulls").get(first) == national)
    }

    @Test func listReadsOddReplies() async throws {
        let bare = Page([
            PhoneNumberOrder(id: first, phoneNumber: nil),
            PhoneNumberOrder(id: second, phoneNumber: nil, verificationGroup: .init(id: group)),
        ])
        #expect(try await orders("list-nulls").list().page().withoutMetadata == bare)
        #expect(try await orders("list-absent-keys").list().page().withoutMetadata == bare)
        let odd = try await orders("list-odd").list().page()
        #expect(odd.map(\.id).prefix(2) == [first, second])
        #expect(odd.map(\.status?.rawValue) == ["queued", "in-review", "SUCCESS", nil])
        #expect(odd.map(\.status?.isKnown) == [false, false, false, nil])
        #expect(odd.map(\.type?.rawValue) == ["short_code", "toll_free", nil, "local"])
        #expect(odd.map(\.phoneNumber?.rawValue) == ["116000", "31201234567", "0201234567", ""])
        #expect(odd.allSatisfy { $0.phoneNumber?.phoneNumber == nil })
        #expect(odd.allSatisfy { $0.requirementsMet == false })
        #expect(odd.map { $0.orderedAt?.timeIntervalSince(morning) } == [0.015625, 0, 0, 0.5])
        #expect(odd.map(\.verificationGroup?.id) == [group, nil, nil, nil])
    }

    @Test func getReadsOddReplies() async throws {
        #expect(
            try await orders("get-nulls").get(first)
                == PhoneNumberOrder(id: first, phoneNumber: nil, verificationGroup: .init(id: group)))
        #expect(try await orders("get-absent-keys").get(first) == PhoneNumberOrder(id: first, phoneNumber: nil))
        #expect(
            try await orders("get-odd").get(first)
                == PhoneNumberOrder(
                    id: first, phoneNumber: PhoneAddress("0201234567"), status: .init(rawValue: "partially_filled"),
                    type: .init(rawValue: "toll_free"), requirementsMet: false,
                    orderedAt: morning.addingTimeInterval(0.25), externalOrderID: "", externalSubOrderID: "7",
                    verificationGroup: .init(
                        id: group, name: "Amsterdam Office", type: .init(rawValue: "geo"),
                        status: .init(rawValue: "expired"), locality: "Amsterdam")))
    }

    @Test func requestsHoldOnlyTheGivenFilters() async throws {
        let transport = MockTransport { request in
            .json(request.operation.name.hasSuffix("list") ? #"{"data":[]}"# : #"{"data":{"id":"\#(first)"}}"#)
        }
        let orders = try flireo(transport).phoneNumberOrders
        _ = try await orders.list().page()
        _ = try await orders.list(status: .success).page()
        _ = try await orders.list(status: .init(rawValue: "on hold"), verificationGroupID: group, type: .mobile).page()
        _ = try await orders.list().page(limit: 100, offset: 1)
        _ = try await orders.get(first)
        let path = "/v1/phone-number-orders"
        #expect(
            await transport.targets == [
                path, "\(path)?status=success",
                "\(path)?status=on%20hold&verification_group_id=\(group)&number_type=mobile",
                "\(path)?limit=100&offset=1", "\(path)/660e8400-e29b-41d4-a716-446655440000",
            ])
        #expect(await transport.requests.allSatisfy { $0.method == .get })
        #expect(await transport.requests.allSatisfy { $0.body == nil })
    }

    @Test(arguments: [(0, 0), (-1, 0), (101, 0), (.min, 0), (.max, 0), (20, -1), (20, .min)])
    func pageOutOfRangeIsRejectedLocally(limit: Int, offset: Int) async throws {
        let transport = MockTransport()
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await flireo(transport).phoneNumberOrders.list().page(limit: limit, offset: offset)
        }
        #expect(error?.kind == .rejectedLocally)
        #expect(error?.operation == "flireo.phoneNumberOrders.list")
        #expect(await transport.requests.isEmpty)
    }

    @Test(arguments: [
        "{}", "[]", #"{"data":null}"#, #"{"data":[]}"#, #"{"data":{}}"#, #"{"data":{"id":"7"}}"#,
        #"{"data":{"ordered_at":"yesterday"}}"#, "", "<html>",
    ])
    func getRejectsMalformedReply(body: String) async throws {
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await flireo(MockTransport(.json(body))).phoneNumberOrders.get(first)
        }
        #expect(error?.kind == .undecodableReply)
        #expect(error?.effect == .no)
    }
}
