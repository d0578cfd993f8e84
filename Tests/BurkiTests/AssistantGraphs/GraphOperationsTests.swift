import Burki
import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

@Suite(.timeLimit(.minutes(5))) struct GraphOperationsTests {
    private static let path = "/api/v1/assistant-graphs"

    @Test func listReadsGraphsWithoutNodes() async throws {
        let burki = BurkiClient(
            replaying: try Fixtures.exchange("burki/assistantGraphs/list"),
            try Fixtures.exchange("burki/assistantGraphs/list-odd"))
        let page = try await burki.assistantGraphs.list().page()
        #expect(page.map(\.name) == ["Customer Service Router", "Language Router"])
        #expect(page[0].totalNodes == 4)
        #expect(page[0].nodes.isEmpty)
        #expect(page[0].edges.isEmpty)
        #expect(throws: VoiceAgentsError.self) { try AssistantGraph.Draft(copying: page[0]) }
        let odd = try await burki.assistantGraphs.list(activeOnly: false).page(limit: 50, offset: 2)
        #expect(odd.map(\.name) == ["", ""])
        #expect(odd[0].isActive == false)
        #expect(odd[0].description == "7")
        #expect(odd[1] == AssistantGraph(id: 4, name: "", isActive: nil))
    }

    @Test func listSendsTheFilterUnlessItIsTheDefault() async throws {
        let transport = MockTransport(.json("[]"), .json("[]"))
        let graphs = BurkiClient(apiKey: "k", transport: transport).assistantGraphs
        _ = try await graphs.list().page()
        _ = try await graphs.list(activeOnly: false).page()
        #expect(await transport.targets == [Self.path, "\(Self.path)?active_only=false"])
    }

    @Test func updateSendsWhatIsGiven() async throws {
        let transport = MockTransport { _ in .json(#"{"id": 7, "name": "x"}"#) }
        let graphs = BurkiClient(apiKey: "k", transport: transport).assistantGraphs
        try await graphs.update(7, isActive: false)
        try await graphs.update(7, name: "New", description: "", configuration: ["locale": "nl"])
        #expect(
            try await transport.bodies == [
                ["is_active": false], ["name": "New", "description": "", "configuration": ["locale": "nl"]],
            ])
    }

    @Test("An update whose reply does not repeat its id and name is not an error")
    func updateTakesMissingMembersFromTheRequest() async throws {
        let transport = MockTransport { _ in .json(#"{"description": "x"}"#) }
        let graphs = BurkiClient(apiKey: "k", transport: transport).assistantGraphs
        let graph = try await graphs.update(7, name: "New")
        #expect(graph.id == 7)
        #expect(graph.name == "New")
        let replaced = try await graphs.replaceStructure(of: 8, with: AssistantGraph.Draft(name: ""))
        #expect(replaced.id == 8)
    }

    @Test func replaceStructureSendsNodesAndEdgesAlone() async throws {
        let transport = MockTransport { _ in .json(#"{"id": 1}"#) }
        let graphs = BurkiClient(apiKey: "k", transport: transport).assistantGraphs
        var draft = AssistantGraph.Draft(name: "", description: "x", configuration: ["a": 1])
        try await graphs.replaceStructure(of: 1, with: draft)
        draft.connect(
            draft.addNode(assistantID: 1, at: nil), to: draft.addNode(assistantID: 2, type: .exit, at: nil),
            when: .naturalLanguage("Goodbye"))
        try await graphs.replaceStructure(of: 1, with: draft)
        #expect(await transport.targets == ["\(Self.path)/1/structure", "\(Self.path)/1/structure"])
        #expect(
            try await transport.bodies == [
                ["nodes": [], "edges": []],
                [
                    "nodes": [
                        ["assistant_id": 1, "node_type": "standard"], ["assistant_id": 2, "node_type": "exit"],
                    ],
                    "edges": [
                        [
                            "from_node_id": 0, "to_node_id": 1, "condition_type": "natural_language",
                            "natural_language_trigger": "Goodbye",
                        ]
                    ],
                ],
            ])
    }

    @Test func replaceStructureRejectsErrorsInNodesAndEdges() async throws {
        let transport = MockTransport()
        let graphs = BurkiClient(apiKey: "k", transport: transport).assistantGraphs
        let draft = AssistantGraph.Draft(
            name: "", nodes: [.init(assistantID: 1)], edges: [.init(from: 0, to: 7, condition: .intent(""))])
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await graphs.replaceStructure(of: 1, with: draft)
        }
        #expect(error?.kind == .rejectedLocally)
        #expect(error?.operation == "burki.assistantGraphs.replaceStructure")
        #expect(error?.fieldErrors.map(\.path) == ["edges[0].to_node_id", "edges[0].intent_pattern"])
        #expect(await transport.requests.isEmpty)
    }

    @Test("The reply to a replacement can have fewer edges than its request")
    func replaceStructureReadsTheDocumentedReply() async throws {
        let exchange = try Fixtures.exchange("burki/assistantGraphs/replaceStructure")
        let draft = AssistantGraph.Draft(
            name: "", nodes: try exchange.request.body?["nodes"]?.decoded() ?? [],
            edges: try exchange.request.body?["edges"]?.decoded() ?? [])
        let graph = try await BurkiClient(replaying: exchange).assistantGraphs.replaceStructure(of: 1, with: draft)
        #expect(graph.nodes.map(\.id) == [201, 202, 203, 204])
        #expect(graph.edges.map(\.id) == [301, 302])
        #expect(graph.edges[0].condition == .intent("sales", "purchase", "buy", "pricing"))
        #expect(graph.nodes[3].type == .escalation)
    }

    @Test("A 404 after an attempt without a clear answer is the result of a deletion, and otherwise an error")
    func deleteCountsA404AfterALostAttemptAsDone() async throws {
        let missing = MockTransport.Reply.json(#"{"detail":"Graph not found in your organization"}"#, status: 404)
        func delete(over transport: MockTransport) async throws -> Burki.Confirmation {
            let burki = BurkiClient(apiKey: "k", configuration: .init(clock: VirtualClock()), transport: transport)
            return try await burki.assistantGraphs.delete(1)
        }
        for lost in [MockTransport.Reply.connectionLost, .json("{}", status: 503)] {
            #expect(try await delete(over: MockTransport(lost, missing)) == Burki.Confirmation())
        }
        let gone = MockTransport(.connectionLost, .json(#"{"detail":"Not Found"}"#, status: 404))
        await #expect(throws: VoiceAgentsError.self) { try await delete(over: gone) }
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await delete(over: MockTransport(.cannotConnect, missing))
        }
        #expect(error?.kind == .notFound)
        #expect(error?.effect == .no)
    }

    @Test func sessionReadsEveryField() async throws {
        let exchange = try Fixtures.exchange("burki/assistantGraphs/session")
        let session = try await BurkiClient(replaying: exchange).assistantGraphs.session(of: "CA1234567890abcdef")
        #expect(
            session
                == GraphSession(
                    id: 501, callSID: "CA1234567890abcdef", graphID: 1, currentNodeID: 102,
                    context: [
                        "customer_name": "John", "inquiry_type": "sales", "product_interest": "enterprise plan",
                        "transition_count": 1, "initial_greeting_complete": true,
                    ], startedAt: Date(timeIntervalSince1970: 1_737_297_000), isActive: true,
                    currentAssistantName: "Sales Specialist", graphName: "Customer Service Router"))
    }

    @Test func analyticsReadsEveryField() async throws {
        let burki = BurkiClient(
            replaying: try Fixtures.exchange("burki/assistantGraphs/analytics"),
            try Fixtures.exchange("burki/assistantGraphs/analytics-odd"))
        let analytics = try await burki.assistantGraphs.analytics(of: 1)
        func usage(_ name: String, _ count: Int, _ seconds: Int, _ rate: Double) -> GraphAnalytics.NodeUsage {
            .init(nodeName: name, sessionCount: count, averageTime: .seconds(seconds), exitRate: rate)
        }
        #expect(
            analytics
                == GraphAnalytics(
                    graphID: 1, graphName: "Customer Service Router", days: 30, sessionCount: 1250,
                    transitionCount: 2180, averageSessionDuration: .seconds(245),
                    transitions: [
                        .init(fromName: "Receptionist", toName: "Support Agent", count: 890, percentage: 40.8),
                        .init(fromName: "Receptionist", toName: "Sales Specialist", count: 720, percentage: 33),
                        .init(fromName: "Support Agent", toName: "Human Escalation", count: 180, percentage: 8.3),
                    ],
                    nodeUsage: [
                        101: usage("Receptionist", 1250, 45, 0), 102: usage("Sales Specialist", 720, 180, 0.85),
                        103: usage("Support Agent", 890, 150, 0.8), 104: usage("Human Escalation", 180, 0, 1),
                    ]))
        let odd = try await burki.assistantGraphs.analytics(of: 1, days: 7)
        #expect(odd.averageSessionDuration == .milliseconds(244_500))
        #expect(odd.nodeUsage == [101: .init(sessionCount: 12), 102: .init()])
        #expect(odd.transitions?.map(\.percentage) == [40.8, nil])
    }

    @Test(arguments: [0, 366, -1, Int.max])
    func analyticsRejectsOtherPeriods(days: Int) async throws {
        let transport = MockTransport()
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await BurkiClient(apiKey: "k", transport: transport).assistantGraphs.analytics(of: 1, days: days)
        }
        #expect(error?.kind == .rejectedLocally)
        #expect(error?.message.contains("\(days)") == true)
        #expect(await transport.requests.isEmpty)
    }

    @Test func testReadsEveryField() async throws {
        let exchange = try Fixtures.exchange("burki/assistantGraphs/test")
        let messages = ["Hello, I need help", "I want to buy your enterprise plan", "What are the pricing options?"]
        let run = try await BurkiClient(replaying: exchange).assistantGraphs.test(
            1, messages: messages, startingAt: 101)
        let (receptionist, sales) = ("Receptionist", "Sales Specialist")
        #expect(
            run
                == GraphTestRun(
                    graphID: 1, messages: messages, startingNodeID: 101,
                    path: [
                        .init(nodeID: 101, nodeName: receptionist, message: messages[0]),
                        .init(
                            nodeID: 102, nodeName: sales, message: messages[1],
                            transitionReason: "Intent matched: purchase, buy"),
                        .init(
                            nodeID: 102, nodeName: sales, message: messages[2],
                            transitionReason: "No transition triggered"),
                    ],
                    transitions: [
                        .init(
                            fromName: receptionist, toName: sales, message: messages[1], conditionType: .intent,
                            matchedCondition: "sales,purchase,buy",
                            handoffSentence: "Let me connect you with our sales team.")
                    ],
                    summary: .init(messageCount: 3, transitionCount: 1, finalNodeName: sales)))
    }

    @Test("A test changes nothing, so it is repeated, and the entry is not sent")
    func testIsRepeated() async throws {
        let transport = MockTransport(.json("{}", status: 502), .json(#"{"success":true}"#))
        let burki = BurkiClient(apiKey: "k", configuration: .init(clock: VirtualClock()), transport: transport)
        _ = try await burki.assistantGraphs.test(3, messages: ["a"])
        #expect(try await transport.bodies == [["test_messages": ["a"]], ["test_messages": ["a"]]])
    }
}
