#if LocalServer
import Burki
import Flireo
import Foundation
import Testing
import URLSessionTransport
import VoiceAgentsTesting

/// All operations through real HTTP on loopback.
@Suite struct LocalServerTests {
    private func serving(
        _ burki: BurkiSimulator, _ flireo: FlireoSimulator = FlireoSimulator(),
        _ body: @escaping @Sendable (BurkiClient, FlireoClient) async throws -> Void
    ) async throws {
        let server = try LocalServer(port: 0) { $0.hasPrefix("/v1/assistants/") ? flireo as any Transport : burki }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            let base = try #require(URL(string: "http://127.0.0.1:\(try await server.port())"))
            try await body(BurkiClient(apiKey: "key", baseURL: base), FlireoClient(apiKey: "key", baseURL: base))
            group.cancelAll()
            while let result = await group.nextResult() { _ = result }
        }
    }

    @Test func everyOperationOfBurki() async throws {
        let simulator = BurkiSimulator()
        try await serving(simulator) { burki, _ in
            var draft = AssistantGraph.Draft(name: "Größe & “Quotes”")
            let entry = draft.addNode(assistant: 1, type: .entry)
            draft.connect(entry, to: draft.addNode(assistant: 2), when: .intent("sales"), saying: "Ein Moment …")
            let graph = try await burki.assistantGraphs.create(draft)
            #expect(graph.name == "Größe & “Quotes”" && graph.edges[0].handoffSentence == "Ein Moment …")
            let bought = try await burki.phoneNumbers.purchase("+14155551234", provider: .telnyx)
            let owned = try await burki.phoneNumbers.owned(matching: bought.phoneNumber)
            try await burki.assistantGraphs.assign(owned.id, to: graph.id)
            #expect(try await burki.assistantGraphs.phoneNumbers(of: graph.id).map(\.id) == [owned.id])
            try await burki.assistantGraphs.unassign(owned.id, from: graph.id)
            let call = try await burki.calls.initiate(from: "+15551234567", to: "+15559876543")
            #expect(await simulator.account.calls.map(\.sid) == [call.sid])
        }
    }

    @Test func everyOperationOfFlireo() async throws {
        try await serving(BurkiSimulator()) { _, flireo in
            let assistant: Flireo.Assistant.ID = "660e8400-e29b-41d4-a716-446655440000"
            try await flireo.assistants.link("550e8400-e29b-41d4-a716-446655440000", to: assistant)
            let linked = try await flireo.assistants.linkedPhoneNumber(of: assistant)
            #expect(linked.phoneNumber?.number?.rawValue == "+31201234567")
            try await flireo.assistants.unlinkPhoneNumber(from: assistant)
            let error = await #expect(throws: VoiceAgentsError.self) {
                try await flireo.assistants.unlinkPhoneNumber(from: assistant)
            }
            #expect(error?.flireoCode == .noPhoneNumber)
        }
    }

    @Test func errorsComeThrough() async throws {
        var account = BurkiSimulator.Account.example
        account.hasFunds = false
        account.apiKey = "another key"
        let simulator = BurkiSimulator(account: account)
        try await serving(simulator) { burki, _ in
            let unauthorized = await #expect(throws: VoiceAgentsError.self) { try await burki.phoneNumbers.owned() }
            #expect(unauthorized?.kind == .unauthorized && unauthorized?.message == "Invalid API key")
            await simulator.update { $0.apiKey = "key" }
            let poor = await #expect(throws: VoiceAgentsError.self) {
                try await burki.calls.initiate(from: "+15551234567", to: "+15559876543")
            }
            #expect(poor?.kind == .paymentRequired)
            let missing = await #expect(throws: VoiceAgentsError.self) {
                let _: JSONValue = try await burki.send(.get, "/api/v1/nothing")
            }
            #expect(missing?.kind == .endpointNotAvailable)
        }
    }
}
#endif
