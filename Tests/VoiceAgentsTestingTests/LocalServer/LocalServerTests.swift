#if LocalServer
import Burki
import Flireo
import Foundation
import Testing
import VoiceAgentsURLSession
import VoiceAgentsTesting

/// All operations through real HTTP on loopback.
@Suite(.timeLimit(.minutes(5))) struct LocalServerTests {
    private func serving(
        _ burki: BurkiSimulator, _ flireo: FlireoSimulator = FlireoSimulator(),
        _ body: @escaping @Sendable (BurkiClient, FlireoClient) async throws -> Void
    ) async throws {
        try await LocalServer(burki: burki, flireo: flireo).run { baseURL in
            try await body(BurkiClient(apiKey: "key", baseURL: baseURL), FlireoClient(apiKey: "key", baseURL: baseURL))
        }
    }

    @Test func takenPortIsReportedAtOnce() async throws {
        try await LocalServer().run { baseURL in
            let port = try #require(baseURL.port.flatMap(UInt16.init(exactly:)))
            let error = await #expect(throws: LocalServer.PortUnavailable.self) {
                try await LocalServer(port: port).run { _ in }
            }
            #expect(error?.port == port)
        }
    }

    @Test func errorOfTheClosureEndsTheServer() async throws {
        struct Broken: Error {}
        await #expect(throws: Broken.self) { try await LocalServer().run { _ in throw Broken() } }
    }

    @Test func burkiOperationsAreServed() async throws {
        let simulator = BurkiSimulator()
        try await serving(simulator) { burki, _ in
            var draft = AssistantGraph.Draft(name: "Größe & “Quotes”")
            let entry = draft.addNode(assistantID: 1, type: .entry)
            draft.connect(
                entry, to: draft.addNode(assistantID: 2), when: .intent("sales"), handoffSentence: "Ein Moment …")
            let graph = try await burki.assistantGraphs.create(draft)
            #expect(graph.name == "Größe & “Quotes”")
            #expect(graph.edges[0].handoffSentence == "Ein Moment …")
            let bought = try await burki.phoneNumbers.purchase("+14155551234", provider: .telnyx)
            let owned = try await burki.phoneNumbers.find(bought.phoneNumber)
            try await burki.assistantGraphs.assign(owned.id, to: graph.id)
            #expect(try await burki.assistantGraphs.phoneNumbers(of: graph.id).map(\.id) == [owned.id])
            try await burki.assistantGraphs.unassign(owned.id, from: graph.id)
            let call = try await burki.calls.initiate(from: "+15551234567", to: "+15559876543")
            #expect(await simulator.account.calls.map(\.sid) == [call.id])
        }
    }

    @Test func flireoAssistantsAreServed() async throws {
        try await serving(BurkiSimulator()) { _, flireo in
            let assistant: Flireo.Assistant.ID = "660e8400-e29b-41d4-a716-446655440000"
            try await flireo.assistants.link("550e8400-e29b-41d4-a716-446655440000", to: assistant)
            let linked = try await flireo.assistants.linkedPhoneNumber(of: assistant)
            #expect(linked.phoneNumber?.phoneNumber?.rawValue == "+31201234567")
            try await flireo.assistants.unlinkPhoneNumber(from: assistant)
            let error = await #expect(throws: VoiceAgentsError.self) {
                try await flireo.assistants.unlinkPhoneNumber(from: assistant)
            }
            #expect(error?.flireoCode == .noPhoneNumber)
        }
    }

    @Test func flireoPhoneNumbersAreServed() async throws {
        let simulator = FlireoSimulator()
        await simulator.update { $0.orderDuration = .zero }
        try await serving(BurkiSimulator(), simulator) { _, flireo in
            let found = try await flireo.phoneNumbers.search(matching: "+3185")
            let number = try #require(found.first?.phoneNumber.phoneNumber)
            let order = try await flireo.phoneNumbers.order(number)
            try await flireo.phoneNumberOrders.wait(for: order.id)
            let owned = try await flireo.phoneNumbers.find(number)
            #expect(try await flireo.phoneNumbers.list(includeDefault: true).page().last?.id == owned.id)
            let group = try #require(await flireo.verificationGroups.list().first { _ in true })
            #expect(try await flireo.verificationGroups.searchNumbers(in: group.id).count == 2)
        }
    }

    @Test func errorsAreServed() async throws {
        var account = BurkiAccount.example
        account.balance = 0
        account.apiKey = "another key"
        let simulator = BurkiSimulator(account: account)
        try await serving(simulator) { burki, flireo in
            let unknown = await #expect(throws: VoiceAgentsError.self) {
                try await flireo.raw.send(.get, "/v1/nothing")
            }
            #expect(unknown?.code == "not_found")
            let unauthorized = await #expect(throws: VoiceAgentsError.self) { try await burki.phoneNumbers.list() }
            #expect(unauthorized?.kind == .unauthorized)
            #expect(unauthorized?.message == "Invalid API key")
            await simulator.update { $0.apiKey = "key" }
            let poor = await #expect(throws: VoiceAgentsError.self) {
                try await burki.calls.initiate(from: "+15551234567", to: "+15559876543")
            }
            #expect(poor?.kind == .paymentRequired)
            let missing = await #expect(throws: VoiceAgentsError.self) {
                let _: JSONValue = try await burki.raw.send(.get, "/api/v1/nothing")
            }
            #expect(missing?.kind == .endpointNotAvailable)
        }
    }
}
#endif
