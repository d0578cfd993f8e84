import Burki
import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

@Suite struct DraftTests {
    @Test func draftFromHandlesEqualsDraftFromIndexes() throws {
        let raw = AssistantGraph.Draft(
            name: "Customer Service Router", description: "Routes customers to the appropriate department",
            nodes: [
                .init(assistantID: 1, type: .entry, position: .origin),
                .init(assistantID: 2, position: .init(x: 200, y: -100)),
                .init(assistantID: 3, position: .init(x: 200, y: 100)),
            ],
            edges: [
                .init(
                    from: 0, to: 1, condition: .intent("sales", "purchase", "buy"), priority: 1,
                    handoffSentence: "Let me connect you with our sales team."),
                .init(
                    from: 0, to: 2, condition: .intent("support", "help", "issue", "problem"), priority: 1,
                    handoffSentence: "I will transfer you to our support team."),
            ])
        #expect(raw == routerDraft())
        #expect(raw.validate().isEmpty)
    }

    @Test func validateListsEveryProblemErrorsFirst() {
        let draft = AssistantGraph.Draft(
            name: "\n",
            nodes: [
                .init(assistantID: 1, type: .entry), .init(assistantID: 2, type: .entry), .init(assistantID: 3),
            ],
            edges: [
                .init(from: 0, to: 3, condition: .intent("a")), .init(from: -1, to: 1, condition: .intent("a")),
                .init(from: 0, to: 1, condition: .intent(" , ")),
                .init(from: 0, to: 1, condition: .init(type: .naturalLanguage)),
                .init(from: 0, to: 1, condition: .mathematical("")),
                .init(from: 0, to: 1, condition: .init(type: .stateVariable, stateVariableCondition: [:])),
                .init(from: 1, to: 1, condition: .intent("a")), .init(from: 0, to: 1, condition: .intent("b")),
                .init(from: 0, to: 1, condition: .intent("b"), priority: 3),
                .init(from: 0, to: 1, condition: .init(type: .init(rawValue: "sentiment"))),
            ])
        #expect(
            draft.validate().map(\.description) == [
                "error: name: is empty; every graph needs a name of its own",
                "error: edges[0].to_node_id: is 3; the nodes are 0 to 2",
                "error: edges[1].from_node_id: is -1; the nodes are 0 to 2",
                "error: edges[2].intent_pattern: is empty; a condition of the type intent needs it",
                "error: edges[3].natural_language_trigger: is empty; a condition of the type natural_language needs it",
                "error: edges[4].mathematical_expression: is empty; a condition of the type mathematical needs it",
                "error: edges[5].state_variable_condition: is empty; a condition of the type state_variable needs it",
                "warning: nodes[1].node_type: is entry, as is nodes[0]; a graph has one entry",
                "warning: edges[6]: leads from nodes[1] to itself",
                "warning: edges[8]: repeats edges[7]: the same nodes and the same condition",
                "warning: nodes[2]: cannot be reached from an entry",
                "warning: edges[9].condition_type: is sentiment, which is not documented; known are intent, "
                    + "natural_language, mathematical, state_variable",
            ])
    }

    @Test func validateWarnsOfMissingEntry() {
        let problems = AssistantGraph.Draft(name: "x", nodes: [.init(assistantID: 1)]).validate()
        #expect(problems.map(\.severity) == [.warning])
        #expect(problems[0].path == "nodes")
        let edge = AssistantGraph.Draft.Edge(from: 0, to: 0, condition: .intent("a"))
        let empty = AssistantGraph.Draft(name: "x", edges: [edge]).validate()
        #expect(empty[0].description == "error: edges[0].from_node_id: is 0; the draft has no nodes")
    }

    @Test func validateFindsDurationsThatCannotBeSent() {
        var draft = AssistantGraph.Draft(name: "x")
        draft.addNode(assistantID: 1, type: .entry, configuration: .init(maxSessionDuration: .seconds(90)))
        #expect(
            draft.validate().map(\.description) == [
                "error: nodes[0].configuration.max_session_duration: is 90.0 seconds, which is not a whole number of minutes"
            ])
        draft.nodes[0].configuration?.maxSessionDuration = .seconds(120)
        #expect(draft.validate().isEmpty)
    }

    @Test func undocumentedWordsAreWarnings() {
        var draft = AssistantGraph.Draft(name: "x")
        let entry = draft.addNode(assistantID: 1, type: .entry)
        let other = draft.addNode(assistantID: 2, type: .init(rawValue: "wild"))
        draft.connect(entry, to: other, when: .init(type: .init(rawValue: "mood")))
        #expect(
            draft.validate().map(\.description) == [
                "warning: nodes[1].node_type: is wild, which is not documented; known are "
                    + AssistantGraph.NodeType.known.map(\.rawValue).joined(separator: ", "),
                "warning: edges[0].condition_type: is mood, which is not documented; known are "
                    + AssistantGraph.ConditionType.known.map(\.rawValue).joined(separator: ", "),
            ])
    }

    @Test func intentTakesAListOfKeywords() {
        #expect(AssistantGraph.Condition.intent(["buy", "order"]) == .intent("buy", "order"))
    }

    @Test func validateHandlesALargeDraft() {
        var draft = AssistantGraph.Draft(name: "large")
        let nodes = (0..<2000).map { draft.addNode(assistantID: .init($0), type: $0 == 0 ? .entry : .standard) }
        for index in 1..<nodes.count { draft.connect(nodes[index - 1], to: nodes[index], when: .intent("\(index)")) }
        #expect(draft.validate().isEmpty)
    }

    @Test func draftCopiesAGraph() throws {
        let exchange = try Fixtures.exchange("burki/assistantGraphs/create")
        let body = try #require(exchange.response.body)
        let graph = try JSONDecoder().decode(AssistantGraph.self, from: JSONEncoder().encode(body))
        let draft = try AssistantGraph.Draft(copying: graph)
        var expected = routerDraft()
        for index in expected.edges.indices { expected.edges[index].conditionLogic = .and }
        #expect(draft == expected)
    }

    @Test func draftCopiesNoInactiveEdges() throws {
        let exchange = try Fixtures.exchange("burki/assistantGraphs/create-full")
        let body = try #require(exchange.response.body)
        let graph = try JSONDecoder().decode(AssistantGraph.self, from: JSONEncoder().encode(body))
        let draft = try AssistantGraph.Draft(copying: graph)
        #expect(draft.edges.count == 3)
        #expect(draft.nodes[0].configuration?.customTools == [21, 22])
        #expect(draft.configuration == ["locale": "en-US", "weights": [1, 2.5, nil]])
    }

    @Test func draftCopiesUnknownKeys() throws {
        let unknown = Open(
            AssistantGraph.NodeConfiguration(maxSessionDuration: .seconds(300)), unknownKeys: ["voice": "nova"])
        let onlyUnknown = Open(AssistantGraph.NodeConfiguration(), unknownKeys: ["voice": nil])
        let graph = AssistantGraph(
            id: 1, name: "x",
            nodes: [
                .init(id: 1, assistantID: 1, configuration: unknown),
                .init(id: 2, assistantID: 2, configuration: onlyUnknown),
                .init(id: 3, assistantID: 3, configuration: Open(.init())),
            ])
        let draft = try AssistantGraph.Draft(copying: graph)
        #expect(draft.nodes.map(\.configuration) == [unknown, onlyUnknown, nil])
        let written = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(draft))
        #expect(written["nodes"]?[0]?["configuration"] == ["max_session_duration": 5, "voice": "nova"])
        #expect(written["nodes"]?[1]?["configuration"] == ["voice": nil])
    }

    @Test("What cannot be read or is not known is written back by a replacement")
    func draftCopiesWhatCannotBeRead() async throws {
        let transport = MockTransport { _ in
            .json(
                """
                {"id":7,"name":"x","nodes":[{"id":1,"graph_id":7,"assistant_id":1,"node_type":"entry","label":"A",
                "created_at":"never","updated_at":"never","assistant_name":{"a":1},"hint":null,"position":"left",
                "configuration":{"custom_tools":["t1",2],"max_session_duration":"long"}},
                {"id":2,"assistant_id":2,"node_type":"exit","configuration":"fast",
                "position":{"x":1,"y":2,"z":3}}],
                "edges":[{"id":5,"from_node_id":1,"to_node_id":2,"condition_type":"intent","intent_pattern":"a",
                "priority":"high","weight":[1,{"a":null}]}]}
                """)
        }
        let graphs = BurkiClient(apiKey: "k", transport: transport).assistantGraphs
        let graph = try await graphs.get(7)
        let draft = try AssistantGraph.Draft(copying: graph)
        #expect(try AssistantGraph.Difference(from: graph, to: draft).isEmpty)
        try await graphs.replaceStructure(of: 7, with: draft)
        #expect(
            try await transport.bodies[1] == [
                "nodes": [
                    [
                        "assistant_id": 1, "node_type": "entry", "label": "A", "position": "left",
                        "configuration": ["custom_tools": [2, "t1"], "max_session_duration": "long"],
                    ],
                    [
                        "assistant_id": 2, "node_type": "exit", "configuration": "fast",
                        "position": ["x": 1, "y": 2, "z": 3],
                    ],
                ],
                "edges": [
                    [
                        "from_node_id": 0, "to_node_id": 1, "condition_type": "intent", "intent_pattern": "a",
                        "priority": "high", "weight": [1, ["a": nil]],
                    ]
                ],
            ])
    }

    @Test(
        "A graph of which nodes or edges are missing is not copied, whatever its totals",
        arguments: [
            #""nodes":[{"id":1,"assistant_id":1},{"id":2}]"#, #""nodes":[null]"#, #""nodes":"none""#,
            #""nodes":[{"id":1,"assistant_id":1}],"edges":{"5":{}}"#,
            #""nodes":[{"id":1,"assistant_id":1}],"edges":[{"id":5,"from_node_id":1,"to_node_id":1}]"#,
            #""nodes":[{"id":1,"assistant_id":1},{"id":2}],"total_nodes":1"#,
            #""nodes":[{"id":1,"assistant_id":1,"node_type":["entry"]}]"#,
            #""nodes":[{"id":1,"assistant_id":1}],"edges":[{"id":5,"from_node_id":1,"to_node_id":1,"#
                + #""condition_type":"intent","is_active":"inactive"}]"#,
        ])
    func draftRejectsAnIncompleteGraph(members: String) async throws {
        let burki = BurkiClient(apiKey: "k", transport: MockTransport(.json(#"{"id":7,"name":"x",\#(members)}"#)))
        let graph = try await burki.assistantGraphs.get(7)
        let error = #expect(throws: VoiceAgentsError.self) { try AssistantGraph.Draft(copying: graph) }
        #expect(error?.kind == .rejectedLocally)
    }

    @Test("Nodes and edges that are an empty object are none")
    func draftCopiesEmptyObjectsAsEmptyLists() async throws {
        let reply = #"{"id":7,"name":"x","nodes":{},"edges":{}}"#
        let burki = BurkiClient(apiKey: "k", transport: MockTransport(.json(reply)))
        #expect(try AssistantGraph.Draft(copying: try await burki.assistantGraphs.get(7)).nodes.isEmpty)
    }

    @Test func addNodeTakesPlainAndOpenConfigurations() {
        var draft = AssistantGraph.Draft(name: "x")
        draft.addNode(assistantID: 1, configuration: .init(customTools: [2]))
        draft.addNode(assistantID: 1, configuration: Open(.init(customTools: [2])))
        draft.addNode(assistantID: 1, configuration: nil)
        #expect(draft.nodes[0] == draft.nodes[1])
        #expect(draft.nodes[0].configuration?.customTools == [2])
        #expect(draft.nodes[2].configuration == nil)
    }

    @Test func draftRejectsAnIncompleteGraph() throws {
        let listed = AssistantGraph(id: 1, name: "x", totalNodes: 4)
        let error = #expect(throws: VoiceAgentsError.self) { try AssistantGraph.Draft(copying: listed) }
        #expect(error?.message.contains("4 nodes") == true)
        #expect(error?.kind == .rejectedLocally)
        let partial = AssistantGraph(
            id: 1, name: "x", nodes: [.init(id: 1, assistantID: 1)], totalNodes: 1, totalEdges: 2)
        #expect(throws: VoiceAgentsError.self) { try AssistantGraph.Draft(copying: partial) }
        let dangling = AssistantGraph(
            id: 1, name: "x", nodes: [.init(id: 101, assistantID: 1)],
            edges: [.init(id: 201, from: 101, to: 102, condition: .intent("a"))])
        let other = #expect(throws: VoiceAgentsError.self) { try AssistantGraph.Draft(copying: dangling) }
        #expect(other?.message.contains("node 102") == true)
    }

    @Test func graphRoundTrips() throws {
        for name in ["create", "create-full", "create-unknown-words"] {
            let body = try #require(try Fixtures.exchange("burki/assistantGraphs/\(name)").response.body)
            let graph = try JSONDecoder().decode(AssistantGraph.self, from: JSONEncoder().encode(body))
            let again = try JSONDecoder().decode(AssistantGraph.self, from: JSONEncoder().encode(graph))
            #expect(again == graph)
        }
    }
}
