import Burki
import Foundation
import Testing
import VoiceAgentsTesting

/// Flows and their numbers, by Burki's rules.
@Suite(.timeLimit(.minutes(5))) struct FlowSimulationTests {
    private let simulator = BurkiSimulator()
    private let clock = VirtualClock()

    private var burki: BurkiClient {
        BurkiClient(apiKey: "any", configuration: .init(clock: clock), transport: simulator)
    }

    private var graph: Flow.Graph {
        var graph = Flow.Graph(beginNode: "start")
        graph.addNode("start", prompt: "Greet the caller.")
        graph.addNode("support", prompt: "Help the caller.")
        graph.connect("start", to: "support", when: "The caller needs support.")
        return graph
    }

    /// What is thrown for a request that the SDK would not send.
    private func refusal(_ body: JSONValue) async -> VoiceAgentsError? {
        await #expect(throws: VoiceAgentsError.self) {
            let _: JSONValue = try await burki.raw.send(.post, "/api/v1/flows", body: body)
        }
    }

    @Test func createReturnsTheDocumentedReply() async throws {
        var account = BurkiAccount.example
        account.flows = [Flow(id: 41, name: "Other")]
        account.now = { Date(timeIntervalSince1970: 1_777_471_200) }
        let burki = BurkiClient(apiKey: "any", transport: BurkiSimulator(account: account))
        let exchange = try Fixtures.exchange("burki/flows/create")
        let body: JSONValue = try #require(exchange.request.body)
        let reply: JSONValue = try await burki.raw.send(.post, "/api/v1/flows", body: body)
        #expect(reply == exchange.response.body)
    }

    @Test("What a stored flow or graph has beyond what can be read is in the replies")
    func unreadablePartsAreReturned() async throws {
        let graph: JSONValue = [
            "begin_node": "a", "version": 3,
            "nodes": ["a": ["prompt": "x", "transitions": [["to": "a", "when": "y"], "b"]], "b": "text"],
        ]
        let configuration: JSONValue = ["custom_tools": [1, "x"], "max_session_duration": "long"]
        let source = MockTransport(
            .json(#"{"id":42,"name":"F","graph":\#(graph)}"#),
            .json(#"{"id":9,"name":"G","nodes":[{"id":1,"assistant_id":1,"configuration":\#(configuration)}]}"#))
        let stored = BurkiClient(apiKey: "k", transport: source)
        var account = BurkiAccount.example
        account.flows = [try await stored.flows.get(42)]
        account.graphs = [try await stored.assistantGraphs.get(9)]
        let burki = BurkiClient(apiKey: "any", transport: BurkiSimulator(account: account))
        let flow: JSONValue = try await burki.raw.send(.get, "/api/v1/flows/42")
        #expect(flow["graph"] == graph)
        let read: JSONValue = try await burki.raw.send(.get, "/api/v1/assistant-graphs/9")
        #expect(read["nodes"]?[0]?["configuration"] == configuration)
    }

    @Test("With a name alone, Burki creates an assistant and a graph with one node")
    func nameIsSufficient() async throws {
        let flow = try await burki.flows.create(.init(name: "Intake"))
        #expect(flow.baseAssistantID == 457)
        #expect(await simulator.account.assistants.last?.id == 457)
        #expect(flow.graph?.nodes.count == 1)
        #expect(flow.graph?.known.validate().isEmpty == true)
        #expect(flow.isActive == true)
        try await burki.flows.assign(2, to: flow.id)
        _ = try await burki.calls.initiate(from: "+15559876543", to: "+15550000001")
        #expect(await simulator.account.calls.map(\.assistantID) == [457])
        #expect(await simulator.account.calls.map(\.flowName) == ["Intake"])
    }

    @Test func listLeavesOutInactiveFlows() async throws {
        let first = try await burki.flows.create(.init(name: "A"))
        let second = try await burki.flows.create(.init(name: "B", isActive: false))
        #expect(try await burki.flows.list().page().map(\.id) == [first.id])
        #expect(try await burki.flows.list(activeOnly: false).page().map(\.id) == [second.id, first.id])
        try await burki.flows.update(second.id, isActive: true)
        #expect(try await burki.flows.list().page(limit: 1, offset: 1).map(\.id) == [first.id])
    }

    @Test func updateChangesOnlyWhatIsSent() async throws {
        let flow = try await burki.flows.create(.init(name: "A", baseAssistantID: 3, graph: graph))
        let renamed = try await burki.flows.update(flow.id, name: "B")
        #expect(renamed.name == "B")
        #expect(renamed.graph == flow.graph)
        #expect(renamed.baseAssistantID == 3)
        #expect(renamed.isActive == true)
        var changed = try #require(flow.graph)
        changed.nodes["start"]?.unknownKeys["voice"] = "nova"
        try await burki.flows.update(flow.id, baseAssistantID: 1, graph: changed)
        let read = try await burki.flows.get(flow.id)
        #expect(read.graph == changed)
        #expect(read.baseAssistantID == 1)
    }

    @Test func numberMovesBetweenAssistantGraphFlowAndNowhere() async throws {
        let flow = try await burki.flows.create(.init(name: "A", baseAssistantID: 3))
        let other = try await burki.flows.create(.init(name: "B", baseAssistantID: 2, isActive: false))
        let assistantGraph = try await burki.assistantGraphs.create(
            .init(name: "G", nodes: [.init(assistantID: 1, type: .entry)]))
        func route() async throws -> OrganizationPhoneNumber { try await burki.phoneNumbers.find("+15551234567") }

        try await burki.flows.assign(1, to: flow.id)
        try await burki.flows.assign(1, to: flow.id)
        #expect(try await route().assistant == nil)
        #expect(try await route().flow == .init(id: flow.id, name: "A", isActive: true))

        try await burki.flows.assign(1, to: other.id)
        #expect(try await route().flow == .init(id: other.id, name: "B", isActive: false))
        let notThere = await #expect(throws: VoiceAgentsError.self) { try await burki.flows.unassign(1, from: flow.id) }
        #expect(notThere?.kind == .invalidRequest)
        let taken = await #expect(throws: VoiceAgentsError.self) {
            try await burki.assistantGraphs.assign(1, to: assistantGraph.id)
        }
        #expect(taken?.kind == .invalidRequest)

        try await burki.flows.unassign(1, from: other.id)
        #expect(try await route().flow == nil)
        try await burki.assistantGraphs.assign(1, to: assistantGraph.id)
        try await burki.flows.assign(1, to: flow.id)
        #expect(try await burki.assistantGraphs.phoneNumbers(of: assistantGraph.id).isEmpty)
    }

    @Test func deletionLeavesNumbersUnanswered() async throws {
        let flow = try await burki.flows.create(.init(name: "A", baseAssistantID: 3))
        try await burki.flows.assign(1, to: flow.id)
        try await burki.flows.assign(2, to: flow.id)
        await simulator.fail(.burki.flows.delete, with: .connectionLostAfterEffect)
        try await burki.flows.delete(flow.id)
        #expect(await simulator.account.flows.isEmpty)
        #expect(await simulator.account.phoneNumbers.map(\.destination) == [.unassigned, .unassigned, .assistant(2)])
        let error = await #expect(throws: VoiceAgentsError.self) { try await burki.flows.delete(flow.id) }
        #expect(error?.kind == .notFound)
    }

    @Test func unknownRecordsAreNotFound() async throws {
        let flow = try await burki.flows.create(.init(name: "A"))
        for operation: @Sendable (BurkiClient) async throws -> Void in [
            { _ = try await $0.flows.get(99) }, { try await $0.flows.update(99, name: "x") },
            { try await $0.flows.assign(1, to: 99) }, { [id = flow.id] in try await $0.flows.assign(99, to: id) },
            { _ = try await $0.flows.create(.init(name: "x", baseAssistantID: 99)) },
        ] {
            let error = await #expect(throws: VoiceAgentsError.self) { try await operation(burki) }
            #expect(error?.kind == .notFound)
        }
    }

    @Test func undocumentedMembersAreRefused() async throws {
        let error = await refusal(["name": "x", "description": "y", "color": 1])
        #expect(error?.status == 422)
        #expect(error?.fieldErrors.map(\.path) == ["body.color", "body.description"])
        #expect(await refusal(["name": ""])?.status == 422)
        #expect(await refusal(["name": .string(String(repeating: "x", count: 256))])?.status == 422)
        #expect(await refusal(["name": "x", "graph": ["nodes": [:]]])?.status == 422)
        #expect(await refusal(["name": "x", "graph": ["begin_node": 7, "nodes": [:]]])?.status == 422)
        let lost = await refusal([
            "name": "x", "graph": ["begin_node": "a", "nodes": ["a": ["transitions": [["to": "b"]]]]],
        ])
        #expect(lost?.message.contains("leads to 'b'") == true)
        #expect(await simulator.account.flows.isEmpty)
    }
}
