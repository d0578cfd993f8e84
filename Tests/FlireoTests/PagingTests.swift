import Flireo
import Foundation
import Testing
import VoiceAgentsTesting

private let everything = (0..<250).map(ListServer.id)

extension PagedSequence where Element.ID: CustomStringConvertible {
    /// The ids of all elements, and the error that ended the loop.
    fileprivate func collected() async -> (ids: [String], error: (any Error)?) {
        var ids: [String] = []
        do {
            for try await element in self { ids.append(element.id.description) }
        } catch {
            return (ids, error)
        }
        return (ids, nil)
    }
}

@Suite(.timeLimit(.minutes(5))) struct PagingTests {
    private func orders(_ server: any Transport) throws -> PagedSequence<PhoneNumberOrder> {
        try flireo(server, configuration: .init(retry: .never)).phoneNumberOrders.list()
    }

    @Test(arguments: [7, 20, 100], ListServer.Meta.allCases)
    func listYieldsEveryElementOnceInOrder(cap: Int, meta: ListServer.Meta) async throws {
        let server = ListServer(250, cap: cap, meta: meta)
        let (ids, error) = try await orders(server).collected()
        #expect(ids == everything)
        #expect(error == nil)
        // Without a total only a page without elements tells the end.
        let pages = (250 + cap - 1) / cap
        #expect(await server.offsets.count == (meta == .whole ? pages : pages + 1))
        #expect(await server.offsets == (0..<server.offsets.count).map { min($0 * cap, 250) })
    }

    @Test(
        "Elements that an insertion moves to the next page come once", arguments: [7, 20, 100], ListServer.Meta.allCases
    )
    func listSkipsRepeatsAfterInsertion(cap: Int, meta: ListServer.Meta) async throws {
        let (ids, error) = try await orders(
            ListServer(250, cap: cap, meta: meta, arrivals: [1: [900], 2: [901, 902]])
        )
        .collected()
        #expect(ids == everything)
        #expect(error == nil)
    }

    @Test("A page of nothing but repeats, after a page of insertions, does not end the loop")
    func listSkipsPageOfRepeats() async throws {
        let server = ListServer(30, cap: 7, arrivals: [1: Array(900..<907)])
        let (ids, error) = try await orders(server).collected()
        #expect(ids == (0..<30).map { ListServer.id($0) })
        #expect(error == nil)
    }

    @Test func listRejectsRepeatedPages() async throws {
        let server = ListServer(250, heedsOffset: false)
        let (ids, error) = try await orders(server).collected()
        let failure = try #require(error as? VoiceAgentsError)
        #expect(failure.kind == .undecodableReply)
        #expect(failure.operation == "flireo.phoneNumberOrders.list")
        #expect(failure.effect == .no)
        #expect(failure.message.contains("repeats itself"))
        #expect(ids == Array(everything.prefix(100)))
        #expect(await server.offsets == [0, 100, 200])
    }

    @Test(arguments: [ListServer.Meta.nulls, .none], [30, 250])
    func listWithoutTotalRejectsRepeatedPages(meta: ListServer.Meta, count: Int) async throws {
        let server = ListServer(count, meta: meta, heedsOffset: false)
        let (ids, error) = try await orders(server).collected()
        #expect(ids == Array(everything.prefix(min(count, 100))))
        #expect((error as? VoiceAgentsError)?.kind == .undecodableReply)
        #expect(await server.offsets.count == 3)
    }

    @Test(arguments: [ListServer.Meta.nulls, .none])
    func listWithoutTotalSkipsPageOfRepeats(meta: ListServer.Meta) async throws {
        let server = ListServer(30, cap: 7, meta: meta, arrivals: [1: Array(900..<907)])
        let (ids, error) = try await orders(server).collected()
        #expect(ids == Array(everything.prefix(30)))
        #expect(error == nil)
    }

    @Test(arguments: ListServer.Meta.allCases)
    func emptyListIsOneRequest(meta: ListServer.Meta) async throws {
        let server = ListServer(0, meta: meta)
        let (ids, error) = try await orders(server).collected()
        #expect(ids.isEmpty)
        #expect(error == nil)
        #expect(await server.offsets == [0])
    }

    @Test func loopThatIsLeftFetchesNoMorePages() async throws {
        let server = ListServer(250)
        let orders = try orders(server)
        for try await order in orders where order.id.description == everything[120] { break }
        #expect(await server.offsets == [0, 100])
        #expect(try await orders.first { _ in true }?.id.description == everything[0])
        #expect(await server.offsets == [0, 100, 0])
    }

    @Test func cancelledLoopFetchesNoMorePages() async throws {
        let server = ListServer(250)
        let orders = try orders(server)
        let task = Task {
            for try await order in orders where order.id.description == everything[99] {
                withUnsafeCurrentTask { $0?.cancel() }
            }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(await server.offsets == [0])
    }

    @Test("The elements before a page that fails are delivered")
    func failedPageEndsTheLoop() async throws {
        let server = ListServer(250)
        let failing = MockTransport { request in
            if request.url.absoluteString.contains("offset=200") { return .json("", status: 503) }
            return .response(try await server.send(request))
        }
        let (ids, error) = try await orders(failing).collected()
        #expect(ids == Array(everything.prefix(200)))
        #expect((error as? VoiceAgentsError)?.kind == .serverError)
    }

    @Test func failedPageIsRetried() async throws {
        let server = ListServer(250)
        let attempts = MockTransport(.connectionLost, .json("", status: 500))
        let flaky = MockTransport { request in
            if await attempts.unusedReplyCount > 0, request.url.absoluteString.contains("offset=100") {
                return .response(try await attempts.send(request))
            }
            return .response(try await server.send(request))
        }
        let (ids, error) = await (try flireo(flaky).phoneNumberOrders.list()).collected()
        #expect(ids == everything)
        #expect(error == nil)
        #expect(await server.offsets == [0, 100, 200])
        #expect(await flaky.requests.count == 5)
    }

    @Test func everyPageIsRequestedWithTheFilters() async throws {
        let server = ListServer(250)
        let client = try flireo(server)
        let group: VerificationGroup.ID = "550e8400-e29b-41d4-a716-446655440000"
        for ids in [
            await client.phoneNumbers.list().collected().ids,
            await client.phoneNumberOrders.list(status: .failed, verificationGroupID: group, type: .local).collected()
                .ids,
            await client.verificationGroups.list(status: .rejected, type: .mobile).collected().ids,
        ] { #expect(ids == everything) }
        let queries: [[String: String]] = [
            ["limit": "100"],
            [
                "limit": "100", "status": "failed", "verification_group_id": group.description, "number_type": "local",
            ],
            ["limit": "100", "status": "rejected", "phone_number_type": "mobile"],
        ]
        #expect(await server.queries == queries.flatMap { [$0, $0, $0] })
    }
}
