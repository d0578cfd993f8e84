import Burki
import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

/// The graph of the platform's documentation.
func supportGraph() -> Flow.Graph {
    var graph = Flow.Graph(beginNode: "start", globalPrompt: "Be concise.")
    graph.addNode("start", prompt: "Greet the caller.")
    graph.addNode("support", prompt: "Help the caller with support questions.")
    graph.connect("start", to: "support", when: "The caller needs support.")
    return graph
}

@Suite(.timeLimit(.minutes(5))) struct FlowsTests {
    @Test func getReadsEveryField() async throws {
        let flow = try await BurkiClient(replaying: Fixtures.exchange("burki/flows/get")).flows.get(42)
        let created = Date(timeIntervalSince1970: 1_777_471_200)
        #expect(
            flow
                == Flow(
                    id: 42, organizationID: 1, baseAssistantID: 123, name: "Customer Support Flow",
                    graph: Open(supportGraph()), isActive: true, createdAt: created, updatedAt: created))
    }

    @Test func getKeepsWhatItDoesNotKnow() async throws {
        let exchange = try Fixtures.exchange("burki/flows/get-odd")
        let flow = try await BurkiClient(replaying: exchange).flows.get(44)
        #expect(flow.name == "7")
        #expect(flow.isActive == nil)
        let graph = try #require(flow.graph)
        #expect(graph.unknownKeys == ["version": 3])
        #expect(graph.nodes["start"]?.type == .extractDynamicVariable)
        #expect(graph.nodes["start"]?.unknownKeys == ["variables": ["age"]])
        let transition = try #require(graph.nodes["start"]?.transitions.first)
        #expect(transition.kind == .init(rawValue: "equation"))
        #expect(transition.when == nil)
        #expect(graph.nodes["end"]?.type?.isKnown == false)

        // Written back, only the null is gone.
        let written = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(graph))
        var nodes = try #require(exchange.response.body?["graph"]?["nodes"]?.object)
        var start = try #require(nodes["start"]?.object)
        start["prompt"] = nil
        nodes["start"] = .object(start)
        #expect(written == ["begin_node": "start", "version": 3, "nodes": .object(nodes)])
    }

    @Test("Nodes of another form are written back, not replaced by none")
    func graphKeepsUnreadableNodes() async throws {
        let transport = MockTransport { request in
            .json(#"{"id":42,"graph":{"begin_node":"start","nodes":[{"key":"start"}]}}"#)
        }
        let burki = BurkiClient(apiKey: "k", transport: transport)
        let flow = try await burki.flows.get(42)
        #expect(flow.graph?.nodes.isEmpty == true)
        try await burki.flows.update(42, graph: flow.graph)
        #expect(
            try await transport.bodies[1] == ["graph": ["begin_node": "start", "nodes": [["key": "start"]]]])
    }

    @Test("Single nodes and transitions of another form are written back beside the others")
    func graphKeepsUnreadableElements() async throws {
        let transport = MockTransport { request in
            .json(
                """
                {"id":42,"graph":{"begin_node":"a","nodes":{"a":{"prompt":"x","transitions":["b",{"to":"a","when":"y"}]},
                "b":null,"c":"text"}}}
                """)
        }
        let burki = BurkiClient(apiKey: "k", transport: transport)
        let flow = try await burki.flows.get(42)
        var graph = try #require(flow.graph)
        #expect(graph.nodes.keys.sorted() == ["a"])
        #expect(graph.nodes["a"]?.transitions.map(\.to) == ["a"])
        graph.known.addNode("d", prompt: "New.")
        try await burki.flows.update(42, graph: graph)
        #expect(
            try await transport.bodies[1]?["graph"] == [
                "begin_node": "a",
                "nodes": [
                    "a": ["prompt": "x", "transitions": [["to": "a", "when": "y"], "b"]], "b": nil, "c": "text",
                    "d": ["type": "conversation", "prompt": "New."],
                ],
            ])
        #expect(try Flow.Draft(copying: Flow(id: 1, baseAssistantID: 2, name: "x", graph: graph)).graph == graph)
    }

    @Test("A node of another form exists, and can be referred to")
    func unreadableNodeExists() async throws {
        let transport = MockTransport { request in
            .json(
                """
                {"id":42,"name":"x","base_assistant_id":2,"graph":{"begin_node":"a","nodes":{"a":{"prompt":"x","transitions":[{"to":"b","when":"y"}]},
                "b":"text"}}}
                """)
        }
        let burki = BurkiClient(apiKey: "k", transport: transport)
        let flow = try await burki.flows.get(42)
        var graph = try #require(flow.graph)
        graph.globalPrompt = "Be brief."
        try await burki.flows.update(42, graph: graph)
        #expect(try await transport.bodies[1]?["graph"]?["nodes"]?["b"] == "text")
        #expect(try Flow.Draft(copying: flow).validate().isEmpty)
        #expect(flow.mermaid.contains("Node b, of a form that cannot be read"))
        graph.known.connect("a", to: "c", when: "z")
        await #expect(throws: VoiceAgentsError.self) { try await burki.flows.update(42, graph: graph) }

        let listed = Open(Flow.Graph(beginNode: "a"), unknownKeys: ["nodes": [["key": "a"]]])
        try await burki.flows.update(42, graph: listed)
        #expect(await transport.requests.count == 3)
    }

    @Test("What is added to nodes of another form does not replace them")
    func addedNodesDoNotReplaceUnreadableOnes() async throws {
        let transport = MockTransport { request in
            .json(#"{"id":42,"graph":{"begin_node":"start","nodes":[{"key":"start"}]}}"#)
        }
        let burki = BurkiClient(apiKey: "k", transport: transport)
        var graph = try #require(try await burki.flows.get(42).graph)
        graph.known.addNode("start", prompt: "x")
        graph.nodes["start"]?.unknownKeys["transitions"] = "none"
        graph.known.connect("start", to: "start", when: "y")
        let error = await #expect(throws: VoiceAgentsError.self) { try await burki.flows.update(42, graph: graph) }
        #expect(error?.kind == .rejectedLocally)
        #expect(error?.fieldErrors.map(\.path) == ["graph.nodes", "graph.nodes.start.transitions"])
    }

    @Test func recordsAreReadInsideAWrapper() async throws {
        let burki = BurkiClient(apiKey: "k", transport: MockTransport(.json(#"{"success":true,"flow":{"id":7}}"#)))
        #expect(try await burki.flows.get(7) == Flow(id: 7, isActive: nil))
    }

    @Test func createSendsWhatTheDraftHas() async throws {
        let transport = MockTransport { _ in .json(#"{"id":1}"#, status: 201) }
        let burki = BurkiClient(apiKey: "k", transport: transport)
        _ = try await burki.flows.create(.init(name: "Intake"))
        let draft = Flow.Draft(name: "Intake", baseAssistantID: 123, graph: supportGraph(), isActive: false)
        _ = try await burki.flows.create(draft)
        let bodies = try await transport.bodies
        #expect(bodies[0] == ["name": "Intake"])
        #expect(
            bodies[1] == [
                "name": "Intake", "base_assistant_id": 123, "is_active": false,
                "graph": [
                    "begin_node": "start", "global_prompt": "Be concise.",
                    "nodes": [
                        "start": [
                            "type": "conversation", "prompt": "Greet the caller.",
                            "transitions": [["kind": "prompt", "to": "support", "when": "The caller needs support."]],
                        ],
                        "support": ["type": "conversation", "prompt": "Help the caller with support questions."],
                    ],
                ],
            ])
    }

    @Test func createRejectsADraftWithErrors() async throws {
        let transport = MockTransport { _ in .json(#"{"detail":"no"}"#, status: 422) }
        let burki = BurkiClient(apiKey: "k", configuration: .init(retry: .never), transport: transport)
        var graph = supportGraph()
        graph.connect("support", to: "billing", when: "It is about money.")
        let draft = Flow.Draft(name: "", graph: graph)
        let error = await #expect(throws: VoiceAgentsError.self) { try await burki.flows.create(draft) }
        #expect(error?.kind == .rejectedLocally)
        #expect(error?.fieldErrors.map(\.path) == ["name", "graph.nodes.support.transitions[0].to"])
        #expect(await transport.requests.isEmpty)
        let sent = await #expect(throws: VoiceAgentsError.self) {
            try await burki.flows.create(draft, validating: false)
        }
        #expect(sent?.kind == .invalidRequest)
    }

    @Test func listSendsActiveOnlyWhenItIsNotTheDefault() async throws {
        let transport = MockTransport { _ in .json("[]") }
        let burki = BurkiClient(apiKey: "k", transport: transport)
        _ = try await burki.flows.list().page()
        _ = try await burki.flows.list(activeOnly: false).page(limit: 5, offset: 10)
        #expect(
            await transport.targets == ["/api/v1/flows", "/api/v1/flows?active_only=false&limit=5&skip=10"])
    }

    @Test func listHasAtMostFiveHundredOnAPage() async throws {
        let transport = MockTransport { _ in .json("[]") }
        let burki = BurkiClient(apiKey: "k", transport: transport)
        for try await _ in burki.flows.list().pages(of: 900) {}
        #expect(await transport.targets.first == "/api/v1/flows?limit=500")
    }

    @Test func updateSendsOnlyWhatIsGiven() async throws {
        let transport = MockTransport { _ in .json(#"{"id":42}"#) }
        let burki = BurkiClient(apiKey: "k", transport: transport)
        try await burki.flows.update(42, isActive: false)
        try await burki.flows.update(42, name: "Support", baseAssistantID: 3, graph: Open(supportGraph()))
        let bodies = try await transport.bodies
        #expect(bodies[0] == ["is_active": false])
        #expect(bodies[1]?.object?.keys.sorted() == ["base_assistant_id", "graph", "name"])
        #expect(await transport.targets == ["/api/v1/flows/42", "/api/v1/flows/42"])
    }

    @Test func updateRejectsANameThatIsTooLong() async throws {
        let transport = MockTransport()
        let burki = BurkiClient(apiKey: "k", transport: transport)
        let name = String(repeating: "é", count: 256)
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki.flows.update(42, name: name, graph: Open(Flow.Graph(beginNode: nil)))
        }
        #expect(error?.kind == .rejectedLocally)
        #expect(
            error?.message
                == "The update has errors: name has 256 characters; at most 255 are allowed; "
                + "graph.begin_node is missing; a conversation has nowhere to start")
    }

    @Test("A flow that a repeated deletion does not find is deleted, otherwise it did not exist")
    func deleteSucceedsAfterALostReply() async throws {
        let lost = MockTransport(.connectionLost, .json(#"{"detail":"Flow not found"}"#, status: 404))
        let clock = VirtualClock()
        let burki = BurkiClient(apiKey: "k", configuration: .init(clock: clock), transport: lost)
        #expect(try await burki.flows.delete(42) == Confirmation())
        #expect(await lost.requests.count == 2)

        let missing = MockTransport(.json(#"{"detail":"Flow not found"}"#, status: 404))
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await BurkiClient(apiKey: "k", transport: missing).flows.delete(42)
        }
        #expect(error?.kind == .notFound)
        #expect(error?.effect == .no)
    }

    @Test func confirmationsHaveMessageAndData() async throws {
        let burki = BurkiClient(
            replaying: try Fixtures.exchange("burki/flows/assign"), try Fixtures.exchange("burki/flows/unassign"),
            try Fixtures.exchange("burki/flows/delete"))
        #expect(
            try await burki.flows.assign(5, to: 42)
                == Confirmation(
                    message: "Phone number assigned to flow", data: ["flow_id": 42, "phone_number_id": 5]))
        #expect(try await burki.flows.unassign(5, from: 42).message == "Phone number unassigned from flow")
        #expect(try await burki.flows.delete(42) == Confirmation(message: "Flow deleted"))
    }

    @Test("A success with an error in it is no confirmation")
    func errorIsNoConfirmation() async throws {
        for reply in [
            #"{"error":"Number is locked"}"#, #"{"detail":"Number is locked"}"#, #"{"success":true,"error":"locked"}"#,
        ] {
            let burki = BurkiClient(apiKey: "k", transport: MockTransport { _ in .json(reply) })
            let operations: [() async throws -> Void] = [
                { try await burki.flows.assign(1, to: 7) }, { try await burki.flows.delete(7) },
                { try await burki.assistants.unassign(1, from: 2) }, { try await burki.phoneNumbers.sync() },
                { try await burki.phoneNumbers.update(1, with: .init(friendlyName: "x")) },
                { try await burki.calls.terminate("CA1") },
            ]
            for operation in operations {
                let error = await #expect(throws: VoiceAgentsError.self) { try await operation() }
                #expect(error?.kind == .undecodableReply)
            }
        }
    }

    @Test func refusedAssignmentIsAnError() async throws {
        let reply = #"{"success":false,"message":"The number is on another flow","data":null}"#
        let burki = BurkiClient(apiKey: "k", transport: MockTransport(.json(reply)))
        let error = await #expect(throws: VoiceAgentsError.self) { try await burki.flows.assign(5, to: 42) }
        #expect(error?.kind == .refused)
        #expect(error?.message.contains("The number is on another flow") == true)
    }

    @Test func draftCopiesAFlow() throws {
        let graph = Open(supportGraph(), unknownKeys: ["version": 3])
        let flow = Flow(id: 42, baseAssistantID: 123, name: "Support", graph: graph, isActive: false)
        #expect(
            try Flow.Draft(copying: flow)
                == Flow.Draft(name: "Support", baseAssistantID: 123, graph: graph, isActive: false))
        let incompleteFlows = [
            (Flow(id: 1, baseAssistantID: 2, name: "x"), "graph"),
            (Flow(id: 1, baseAssistantID: 2, graph: graph), "name"),
            (Flow(id: 1, name: "x", graph: graph), "assistant"),
        ]
        for (incomplete, word) in incompleteFlows {
            let error = #expect(throws: VoiceAgentsError.self) { try Flow.Draft(copying: incomplete) }
            #expect(error?.kind == .rejectedLocally)
            #expect(error?.message.contains("has no \(word)") == true)
        }
    }

    @Test func addNodeKeepsTransitions() {
        var graph = Flow.Graph(beginNode: "a")
        graph.connect("a", to: "b", when: "x")
        graph.addNode("a", type: .extractDynamicVariable, prompt: "p")
        #expect(graph.nodes["a"]?.transitions.map(\.to) == ["b"])
        #expect(graph.nodes["a"]?.type == .extractDynamicVariable)
        #expect(graph.nodes["a"]?.prompt == "p")
    }
}
