import Burki
import Foundation
import Testing
import VoiceAgentsTesting

@Suite(.timeLimit(.minutes(5))) struct DifferenceTests {
    /// The graph of the documentation.
    private func stored() throws -> AssistantGraph {
        let body = try #require(try Fixtures.exchange("burki/assistantGraphs/get").response.body)
        return try body.decoded()
    }

    @Test func differenceOfEqualFormsIsEmpty() throws {
        let graph = try stored()
        let draft = try AssistantGraph.Draft(copying: graph)
        #expect(try AssistantGraph.Difference(from: graph, to: draft).isEmpty)
        #expect(try AssistantGraph.Difference(from: draft, to: graph).isEmpty)
        #expect(try AssistantGraph.Difference(from: graph, to: graph).isEmpty)
        #expect(AssistantGraph.Difference(from: draft, to: draft).description == "no differences")
    }

    @Test("An absent value equals its documented default")
    func differenceKnowsTheDefaults() {
        let node = AssistantGraph.Draft.Node(assistantID: 1)
        let edge = AssistantGraph.Draft.Edge(from: 0, to: 0, condition: .intent("a"))
        let old = AssistantGraph.Draft(name: "x", nodes: [node], edges: [edge])
        var new = old
        new.configuration = [:]
        new.nodes[0].configuration = Open(.init())
        new.edges[0].priority = 0
        new.edges[0].conditionLogic = .and
        #expect(AssistantGraph.Difference(from: old, to: new).isEmpty)
        #expect(AssistantGraph.Difference(from: new, to: old).isEmpty)
    }

    @Test("Ids, dates, and the order of nodes and edges are not compared, also where nodes are alike")
    func differenceIgnoresTheOrder() {
        var draft = AssistantGraph.Draft(name: "x")
        let entry = draft.addNode(assistantID: 1, type: .entry)
        let twins = [draft.addNode(assistantID: 2), draft.addNode(assistantID: 2)]
        draft.connect(entry, to: twins[0], when: .intent("a"))
        draft.connect(entry, to: twins[1], when: .intent("b"), priority: 1)
        draft.connect(entry, to: twins[1], when: .intent("b"), priority: 2)
        let other = draft.reordered(by: [2, 1, 0])
        #expect(AssistantGraph.Difference(from: draft, to: other).isEmpty)
    }

    @Test("Nodes that are alike, also with their neighbors, can be in another order")
    func differenceFindsNodesThatAreAlike() {
        // Two chains of nodes that are alike, of which one ends in a node of its own.
        func chains(_ first: Int, _ second: Int) -> AssistantGraph.Draft {
            var draft = AssistantGraph.Draft(name: "x")
            for assistant in [1, 1, 2, 2, 3, 3] as [Assistant.ID] { draft.addNode(assistantID: assistant) }
            for (from, to) in [(0, 2), (1, 3), (2, first), (3, second)] {
                draft.connect(.init(from), to: .init(to), when: .intent("a"))
            }
            draft.connect(4, to: 4, when: .intent("b"))
            return draft
        }
        #expect(AssistantGraph.Difference(from: chains(4, 5), to: chains(5, 4)).isEmpty)
        #expect(!AssistantGraph.Difference(from: chains(4, 5), to: chains(4, 4)).isEmpty)
        // Two rings of three are not a ring of six.
        func rings(_ next: [Int]) -> AssistantGraph.Draft {
            var draft = AssistantGraph.Draft(name: "x", nodes: .init(repeating: .init(assistantID: 1), count: 6))
            for (from, to) in next.enumerated() { draft.connect(.init(from), to: .init(to), when: .intent("a")) }
            return draft
        }
        let ring = rings([1, 2, 3, 4, 5, 0])
        #expect(AssistantGraph.Difference(from: ring, to: rings([2, 3, 1, 5, 0, 4])).isEmpty)
        #expect(!AssistantGraph.Difference(from: ring, to: rings([1, 2, 0, 4, 5, 3])).isEmpty)
    }

    @Test("Nodes of which all or many are alike can be in any order", arguments: 0..<20)
    func differenceIsEmptyForEveryOrder(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for round in 0..<50 {
            var draft = AssistantGraph.Draft(name: "x")
            for _ in 0..<Int.random(in: 2...8, using: &random) {
                draft.addNode(assistantID: .init(.random(in: 1...2, using: &random)))
            }
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let ends = (0..<2).map { _ in Int.random(in: draft.nodes.indices, using: &random) }
                draft.connect(.init(ends[0]), to: .init(ends[1]), when: .intent("a"))
            }
            let other = draft.reordered(by: draft.nodes.indices.shuffled(using: &random))
            #expect(AssistantGraph.Difference(from: draft, to: other).isEmpty, "seed \(seed), round \(round)")
            var changed = other
            changed.edges.removeLast()
            #expect(!AssistantGraph.Difference(from: draft, to: changed).isEmpty, "seed \(seed), round \(round)")
        }
        func four(_ edges: [(Int, Int)]) -> AssistantGraph.Draft {
            var draft = AssistantGraph.Draft(name: "x", nodes: .init(repeating: .init(assistantID: 1), count: 4))
            for (from, to) in edges { draft.connect(.init(from), to: .init(to), when: .intent("a")) }
            return draft
        }
        #expect(
            AssistantGraph.Difference(
                from: four([(0, 3), (1, 2), (2, 0), (3, 1), (0, 1), (1, 3), (2, 2), (3, 0)]),
                to: four([(3, 2), (0, 2), (2, 0), (1, 3), (2, 1), (3, 0), (0, 3), (1, 1)])
            ).isEmpty)
        var loops = AssistantGraph.Draft(name: "x", nodes: .init(repeating: .init(assistantID: 1), count: 3))
        for (from, to) in [(0, 0), (1, 2), (2, 1)] {
            loops.connect(.init(from), to: .init(to), when: .intent("a"))
        }
        #expect(AssistantGraph.Difference(from: loops, to: loops.reordered(by: [1, 2, 0])).isEmpty)
    }

    @Test("A ring of 600 nodes that are alike is itself in the other direction, and is not two rings of 300")
    func differenceFindsTheOrderOfManyNodesThatAreAlike() {
        let count = 600
        func ring(_ next: (Int) -> Int) -> AssistantGraph.Draft {
            var draft = AssistantGraph.Draft(
                name: "x", nodes: .init(repeating: .init(assistantID: 1), count: count))
            for index in 0..<count { draft.connect(.init(index), to: .init(next(index)), when: .intent("a")) }
            return draft
        }
        let forwards = ring { ($0 + 1) % count }
        #expect(AssistantGraph.Difference(from: forwards, to: ring { ($0 + count - 1) % count }).isEmpty)
        #expect(!AssistantGraph.Difference(from: forwards, to: ring { $0 / 300 * 300 + ($0 + 1) % 300 }).isEmpty)
    }

    @Test("A position that is not a number equals itself")
    func differenceComparesPositionsThatAreNotNumbers() {
        let draft = AssistantGraph.Draft(
            name: "x", nodes: [.init(assistantID: 1, position: .init(x: .nan, y: .infinity))])
        #expect(AssistantGraph.Difference(from: draft, to: draft).isEmpty)
        #expect(AssistantGraph.Difference(from: draft, to: draft).nodes.map(\.kind) == [.unchanged])
    }

    @Test("Members that this version does not know are compared")
    func differenceComparesUnknownMembers() throws {
        let draft = try AssistantGraph.Draft(copying: try stored())
        var changed = draft
        changed.nodes[1].unknownKeys["label"] = "A"
        changed.nodes[2].unknownKeys["label"] = .null
        changed.edges[0].unknownKeys["weight"] = 0.5
        #expect(
            AssistantGraph.Difference(from: draft, to: changed).description == """
                ~ node 1 Assistant 2 (standard): label none → “A”
                ~ edge Assistant 1 → Assistant 2: weight none → 0.5
                """)
    }

    @Test func differenceIsALineForEachChange() throws {
        let graph = try stored()
        var draft = try AssistantGraph.Draft(copying: graph)
        draft.name = "Router"
        draft.description = nil
        draft.configuration = ["locale": "nl"]
        let billing = draft.addNode(assistantID: 4, at: .init(x: 200, y: 300))
        draft.nodes[1].type = .exit
        draft.nodes[1].position = Open(.init(x: 250.5, y: -100))
        draft.nodes[1].configuration = Open(.init(maxSessionDuration: .seconds(300)), unknownKeys: ["voice": "nova"])
        draft.edges[0].priority = 2
        draft.edges[0].handoffSentence = nil
        draft.edges[1].to = billing
        let difference = try AssistantGraph.Difference(from: graph, to: draft, assistantNames: [4: "Billing Agent"])
        #expect(!difference.isEmpty)
        #expect(
            difference.description == """
                ~ name “Customer Service Router” → “Router”
                ~ description “Routes customers to the appropriate department” → none
                ~ configuration {} → {locale nl}
                ~ node 1 Sales Specialist (exit): node type “standard” → “exit”, position {x 200, y -100} → \
                {x 250.5, y -100}, configuration {} → {max_session_duration 5, voice nova}
                + node 3 Billing Agent (standard)
                ~ edge Receptionist → Sales Specialist: priority 1 → 2, handoff sentence “Let me connect you with our \
                sales team.” → none
                - edge Receptionist → Support Agent: intent: support, help, issue, problem
                + edge Receptionist → Billing Agent: intent: support, help, issue, problem
                """)
        #expect(difference.nodes.map(\.kind) == [.unchanged, .changed, .unchanged, .added])
        #expect(difference.edges.map(\.kind) == [.changed, .removed, .added])
        #expect(
            difference.edges[0].changes.map { [.string($0.name), $0.old, $0.new] } as [[JSONValue]] == [
                ["priority", 1, 2], ["handoff_sentence", "Let me connect you with our sales team.", nil],
            ])
        #expect(difference.nodes[3].new?.index == billing)
        #expect(difference.edges[1].old?.content.to == 2)
        let encoded = try JSONEncoder().encode(difference)
        #expect(try JSONDecoder().decode(AssistantGraph.Difference.self, from: encoded) == difference)
    }

    @Test("Another condition of the same kind is a change, and one of another kind is another edge")
    func edgesCorrespondByTheKindOfTheirCondition() {
        var old = AssistantGraph.Draft(name: "x")
        let (first, second) = (old.addNode(assistantID: 1), old.addNode(assistantID: 2))
        old.connect(first, to: second, when: .intent("a"))
        old.connect(first, to: second, when: .naturalLanguage("b"))
        var new = old
        new.edges[0].condition = .intent("a", "c")
        new.edges[1].condition = .mathematical("turn_count > 3")
        #expect(
            AssistantGraph.Difference(from: old, to: new).description == """
                ~ edge Assistant 1 → Assistant 2: intent pattern “a” → “a,c”
                - edge Assistant 1 → Assistant 2: natural_language: b
                + edge Assistant 1 → Assistant 2: mathematical: turn_count > 3
                """)
    }

    @Test("A node with another assistant is another node, and nodes with the same name show their place")
    func nodesCorrespondByTheirAssistant() {
        var old = AssistantGraph.Draft(name: "x")
        let (first, second) = (old.addNode(assistantID: 1), old.addNode(assistantID: 2))
        old.connect(first, to: second, when: .intent("a"))
        var new = old
        new.nodes[1].assistantID = 1
        #expect(
            AssistantGraph.Difference(from: old, to: new).description == """
                - node 1 Assistant 2 (standard)
                + node 1 Assistant 1 (standard)
                - edge Assistant 1 (node 0) → Assistant 2: intent: a
                + edge Assistant 1 (node 0) → Assistant 1 (node 1): intent: a
                """)
    }

    @Test("A draft has no inactive edges, so one that is kept becomes active, and one that is not is removed")
    func inactiveEdgesAreCompared() throws {
        var graph = try stored()
        for index in graph.edges.indices { graph.edges[index].isActive = false }
        var draft = try AssistantGraph.Draft(copying: graph)
        #expect(draft.edges.isEmpty)
        draft.edges = try AssistantGraph.Draft(copying: try stored()).edges.dropLast()
        let difference = try AssistantGraph.Difference(from: graph, to: draft)
        #expect(difference.edges.map(\.kind) == [.changed, .removed])
        #expect(difference.edges[0].changes.map(\.name) == ["is_active"])
        #expect(difference.edges[0].changes[0].old == false)
        #expect(try AssistantGraph.Difference(from: graph, to: graph).isEmpty)
    }

    @Test func differenceRejectsAnIncompleteGraph() throws {
        let draft = AssistantGraph.Draft(name: "x")
        var listed = try stored()
        listed.nodes = []
        for graph in [listed, AssistantGraph(id: 1, name: "x", totalNodes: 3)] {
            let error = #expect(throws: VoiceAgentsError.self) {
                try AssistantGraph.Difference(from: graph, to: draft)
            }
            #expect(error?.kind == .rejectedLocally)
        }
    }

    @Test func differenceReadsBrokenDrafts() {
        let edges: [AssistantGraph.Draft.Edge] = [
            .init(from: 0, to: 7, condition: .intent("a")), .init(from: -1, to: .init(.min), condition: .intent("a")),
        ]
        let broken = AssistantGraph.Draft(name: "x", nodes: [.init(assistantID: 1)], edges: edges)
        #expect(AssistantGraph.Difference(from: broken, to: broken).isEmpty)
        let difference = AssistantGraph.Difference(
            from: AssistantGraph.Draft(name: "x"), to: broken, assistantNames: [1: "A\nB"])
        #expect(
            difference.description == """
                + node 0 A\\nB (standard)
                + edge A\\nB → node 7, which does not exist: intent: a
                + edge node -1, which does not exist → node \(Int.min), which does not exist: intent: a
                """)
        #expect(difference.mermaid.contains(#"missing_n7["A node that does not exist"]"#))
    }

    @Test func diagramOfADifferenceMarksChanges() {
        var old = AssistantGraph.Draft(name: "G")
        let entry = old.addNode(assistantID: 1, type: .entry)
        let (kept, removed) = (old.addNode(assistantID: 2), old.addNode(assistantID: 3, type: .exit))
        old.connect(entry, to: kept, when: .intent("a"))
        old.connect(entry, to: removed, when: .intent("b"))
        var new = old
        new.nodes[2].assistantID = 4
        new.nodes[1].type = .escalation
        new.edges[0].priority = 5
        let difference = AssistantGraph.Difference(from: old, to: new, assistantNames: [4: "D"])
        #expect(
            difference.mermaid == """
                ---
                title: "G"
                ---
                flowchart TD
                    n0(["Assistant 1
                entry"]):::entry
                    n1{{"~ Assistant 2
                escalation
                node type “standard” → “escalation”"}}:::escalation
                    n2((("#45; Assistant 3
                exit"))):::exit
                    n3((("#43; D
                exit"))):::exit
                    n0 -->|"~ intent: a (priority 5)<br/>priority 0 → 5"| n1
                    n0 -.->|"#45; intent: b"| n2
                    n0 ==>|"#43; intent: b"| n3
                    style n1 stroke:#9a6700,stroke-width:2px
                    style n2 stroke:#cf222e,stroke-dasharray:6 4
                    style n3 stroke:#1a7f37,stroke-width:4px
                    linkStyle 0 stroke:#9a6700
                    linkStyle 1 stroke:#cf222e
                    linkStyle 2 stroke:#1a7f37
                    classDef entry fill:#d4edda,stroke:#333333,color:#000000
                    classDef exit fill:#f8d7da,stroke:#333333,color:#000000
                    classDef escalation fill:#fff3cd,stroke:#333333,color:#000000
                """)
        let dot = difference.dot
        #expect(
            dot.contains(
                ##"n3 [label="+ D\nexit", shape=oval, peripheries=2, style=filled, fillcolor="#f8d7da", color="#1a7f37", penwidth=3];"##
            ))
        #expect(dot.contains(##"style="filled,dashed", color="#cf222e"];"##))
        #expect(dot.contains(##"n0 -> n2 [label="- intent: b", style=dashed, color="#cf222e"];"##))
        #expect(
            dot.contains(
                ##"n0 -> n1 [label="~ intent: a (priority 5)\npriority 0 → 5", color="#9a6700", penwidth=2];"##))
    }
}

extension AssistantGraph.Draft {
    /// The same graph with its nodes in another order, and its edges in the reverse one.
    ///
    /// - Parameter order: The indexes of the nodes in their new order.
    /// - Returns: The draft.
    fileprivate func reordered(by order: [Int]) -> Self {
        var draft = self
        draft.nodes = order.map { nodes[$0] }
        draft.edges = edges.reversed().map { edge in
            var edge = edge
            edge.from = .init(order.firstIndex(of: edge.from.rawValue) ?? -1)
            edge.to = .init(order.firstIndex(of: edge.to.rawValue) ?? -1)
            return edge
        }
        return draft
    }
}
