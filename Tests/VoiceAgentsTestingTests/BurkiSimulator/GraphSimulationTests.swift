import Burki
import Foundation
import Testing
import VoiceAgentsTesting

@Suite(.timeLimit(.minutes(5))) struct GraphSimulationTests {
    private let clock = VirtualClock()
    private let simulator: BurkiSimulator
    private let graphs: BurkiClient.AssistantGraphs

    init() {
        simulator = BurkiSimulator(clock: clock)
        graphs = BurkiClient(apiKey: "k", configuration: .init(clock: clock), transport: simulator).assistantGraphs
    }

    private func draft(_ name: String = "Router") -> AssistantGraph.Draft {
        var draft = AssistantGraph.Draft(name: name)
        let reception = draft.addNode(assistantID: 1, type: .entry)
        let sales = draft.addNode(assistantID: 2)
        draft.connect(
            reception, to: sales, when: .intent("sales", "buy"), priority: 1, handoffSentence: "One moment.")
        draft.connect(reception, to: draft.addNode(assistantID: 3), when: .naturalLanguage("Needs help"))
        return draft
    }

    @Test func listHasTheActiveGraphsUnlessAskedForAll() async throws {
        let first = try await graphs.create(draft())
        let second = try await graphs.create(draft("Other"))
        try await graphs.update(first.id, isActive: false)
        #expect(try await graphs.list().page().map(\.id) == [second.id])
        let all = try await graphs.list(activeOnly: false).page()
        #expect(all.map(\.id) == [first.id, second.id])
        #expect(all[0].nodes.isEmpty)
        #expect(all[0].totalNodes == 3)
        #expect(all[0].totalEdges == 2)
        #expect(try await graphs.list(activeOnly: false).page(limit: 1, offset: 1).map(\.name) == ["Other"])
    }

    @Test func updateKeepsTheStructure() async throws {
        let graph = try await graphs.create(draft())
        _ = try await graphs.create(draft("Other"))
        let changed = try await graphs.update(graph.id, name: "New", configuration: ["locale": "nl"])
        #expect(changed.name == "New")
        #expect(changed.nodes == graph.nodes)
        #expect(changed.isActive == true)
        #expect(try await graphs.get(graph.id) == changed)
        #expect(try await graphs.update(graph.id, name: "New").name == "New")
        for name in ["Other", " "] {
            let error = await #expect(throws: VoiceAgentsError.self) { try await graphs.update(graph.id, name: name) }
            #expect(error?.kind == .invalidRequest)
        }
    }

    @Test func replaceStructureGivesNewIDsAndEndsSessions() async throws {
        let graph = try await graphs.create(draft())
        let other = try await graphs.create(draft("Other"))
        await simulator.update {
            $0.graphSessions = [
                .init(id: 1, callSID: "CA1", graphID: graph.id), .init(id: 2, callSID: "CA2", graphID: other.id),
            ]
        }
        var changed = try AssistantGraph.Draft(copying: graph)
        changed.edges.removeLast()
        changed.name = "not sent"
        let replaced = try await graphs.replaceStructure(of: graph.id, with: changed)
        #expect(replaced.name == "Router")
        #expect(replaced.nodes.map(\.id) == [107, 108, 109])
        #expect(replaced.edges.map(\.id) == [205])
        #expect(replaced.edges[0].from == 107)
        #expect(try await graphs.session(of: "CA1").isActive == false)
        #expect(try await graphs.session(of: "CA2").isActive == true)
        changed.nodes[0].assistantID = 77
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await graphs.replaceStructure(of: graph.id, with: changed)
        }
        #expect(error?.message == "Assistant with ID 77 not found")
        #expect(try await graphs.get(graph.id) == replaced)
    }

    @Test func deleteUnassignsNumbersAndKeepsIDsUsed() async throws {
        let graph = try await graphs.create(draft())
        try await graphs.assign(2, to: graph.id)
        await simulator.update { $0.graphSessions = [.init(id: 1, callSID: "CA1", graphID: graph.id)] }
        await simulator.fail(.burki.assistantGraphs.delete, with: .connectionLostAfterEffect)
        #expect(try await graphs.delete(graph.id).message == nil)
        let account = await simulator.account
        #expect(account.graphs.isEmpty)
        #expect(account.graphSessions.isEmpty)
        #expect(account.phoneNumbers[1].destination == .unassigned)
        let next = try await graphs.create(draft())
        #expect(next.id == 2)
        #expect(next.nodes[0].id == 104)
        #expect(try await graphs.delete(next.id).message == "Assistant graph 'Router' deleted successfully")
    }

    @Test func missingGraphsAndSessionsAreNotFound() async throws {
        let graphs = graphs
        let calls: [@Sendable () async throws -> Void] = [
            { _ = try await graphs.get(9) }, { try await graphs.update(9, isActive: true) },
            { try await graphs.replaceStructure(of: 9, with: draft()) }, { try await graphs.delete(9) },
            { _ = try await graphs.session(of: "CA9") }, { _ = try await graphs.analytics(of: 9) },
            { _ = try await graphs.test(9, messages: []) },
        ]
        for call in calls {
            let error = await #expect(throws: VoiceAgentsError.self) { try await call() }
            #expect(error?.kind == .notFound)
        }
    }

    @Test func structureWithoutNodesIsRejected() async throws {
        let graph = try await graphs.create(draft())
        let burki = BurkiClient(apiKey: "k", transport: simulator)
        let path: RequestPath = "/api/v1/assistant-graphs/\(graph.id)/structure"
        for body in [["nodes": []], ["edges": []]] as [JSONValue] {
            let error = await #expect(throws: VoiceAgentsError.self) {
                try await burki.raw.send(.put, path, body: body)
            }
            #expect(error?.status == 400)
        }
        let node: JSONValue = ["assistant_id": 1]
        let edge: JSONValue = ["from_node_id": 0, "to_node_id": 0, "natural_language_trigger": "x"]
        let reply: AssistantGraph = try await burki.raw.send(
            .put, path, body: ["nodes": [node], "edges": [edge]] as JSONValue)
        #expect(reply.nodes[0].type == .init(rawValue: "assistant"))
        #expect(reply.edges[0].condition == .naturalLanguage("x"))
    }

    @Test func analyticsCountsTheSessionsOfThePeriod() async throws {
        let graph = try await graphs.create(draft())
        let now = Date(timeIntervalSince1970: 1_737_280_800)
        let usage: [AssistantGraph.Node.ID: GraphAnalytics.NodeUsage] = [
            101: .init(nodeName: "Receptionist", sessionCount: 2, averageTime: .seconds(45), exitRate: 0.5)
        ]
        await simulator.update {
            $0.now = { now }
            for (id, days) in [(1, 1.0), (2, 2.0), (3, 40.0)] {
                let start = now - 86_400 * days
                $0.graphSessions.append(
                    .init(id: .init(id), graphID: graph.id, startedAt: start, endedAt: start + 60 * Double(id)))
            }
            $0.graphAnalytics[graph.id] = .init(
                transitionCount: 3, transitions: [.init(fromName: "A", toName: "B", count: 3, percentage: 100)],
                nodeUsage: usage)
        }
        let analytics = try await graphs.analytics(of: graph.id)
        #expect(
            analytics
                == GraphAnalytics(
                    graphID: graph.id, graphName: "Router", days: 30, sessionCount: 2, transitionCount: 3,
                    averageSessionDuration: .seconds(90),
                    transitions: [.init(fromName: "A", toName: "B", count: 3, percentage: 100)], nodeUsage: usage))
        #expect(try await graphs.analytics(of: graph.id, days: 365).sessionCount == 3)
    }

    @Test("A test follows keywords; what a language model would judge is not met")
    func testFollowsKeywords() async throws {
        let graph = try await graphs.create(draft())
        let run = try await graphs.test(graph.id, messages: ["I need help", "I want to buy", "Thanks"])
        #expect(run.path.map(\.nodeID) == [101, 102, 102])
        #expect(run.path.map(\.transitionReason) == [nil, "Intent matched: buy", "No transition triggered"])
        #expect(
            run.transitions == [
                .init(
                    fromName: "Receptionist", toName: "Sales Specialist", message: "I want to buy",
                    conditionType: .intent, matchedCondition: "sales,buy", handoffSentence: "One moment.")
            ])
        #expect(run.summary == .init(messageCount: 3, transitionCount: 1, finalNodeName: "Sales Specialist"))
        #expect(try await graphs.test(graph.id, messages: [], startingAt: 103).startingNodeID == 103)
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await graphs.test(graph.id, messages: [], startingAt: 999)
        }
        #expect(error?.kind == .invalidRequest)
    }
}

/// 1000 graphs, created, read, copied, changed and replaced.
@Suite(.timeLimit(.minutes(5))) struct RandomGraphTests {
    @Test("A graph that is read, copied and replaced is equal up to its ids", arguments: 0..<10)
    func replacedGraphIsEqual(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        var account = BurkiAccount.example
        account.assistants = (1...8).map { .init(id: .init($0), name: "Assistant \($0)") }
        let graphs = BurkiClient(apiKey: "k", transport: BurkiSimulator(account: account)).assistantGraphs
        for number in 0..<100 {
            let draft = AssistantGraph.Draft.random(named: "\(number)", &random)
            let created = try await graphs.create(draft)
            let fetched = try await graphs.get(created.id)
            #expect(try AssistantGraph.Difference(from: draft, to: fetched).isEmpty, "seed \(seed), graph \(number)")
            let copy = try AssistantGraph.Draft(copying: fetched)
            let replaced = try await graphs.replaceStructure(of: fetched.id, with: copy)
            #expect(try AssistantGraph.Draft(copying: replaced) == copy, "seed \(seed), graph \(number)")
            #expect(Set(replaced.nodes.map(\.id)).isDisjoint(with: fetched.nodes.map(\.id)))
            #expect(try AssistantGraph.Difference(from: fetched, to: replaced).isEmpty, "seed \(seed), graph \(number)")
            let shuffled = copy.shuffled(&random)
            #expect(
                AssistantGraph.Difference(from: copy, to: shuffled).isEmpty, "seed \(seed), graph \(number): \(copy)")

            var changed = shuffled
            guard changed.changeAnything(&random) else { continue }
            let difference = try AssistantGraph.Difference(from: replaced, to: changed)
            #expect(!difference.isEmpty, "seed \(seed), graph \(number): \(changed)")
            if number.isMultiple(of: 4) {
                let result = try await graphs.replaceStructure(of: fetched.id, with: changed)
                #expect(
                    try AssistantGraph.Difference(from: changed, to: result).isEmpty,
                    "seed \(seed), graph \(number): \(changed)")
            }
            try await graphs.delete(fetched.id)
        }
    }
}

extension AssistantGraph.Draft {
    /// A draft that a simulator with the assistants 1 to 8 accepts.
    fileprivate static func random(named name: String, _ random: inout SeededGenerator) -> Self {
        var draft = AssistantGraph.Draft(name: name)
        draft.configuration =
            Bool.random(using: &random) ? nil : ["weight": .number(.random(in: 0...1, using: &random))]
        for _ in 0..<Int.random(in: 0...5, using: &random) {
            let node = Node(
                assistantID: .init(.random(in: 1...8, using: &random)), type: .random(&random),
                position: Bool.random(using: &random)
                    ? .origin : .init(x: .random(in: -9...9, using: &random), y: 3),
                configuration: Bool.random(using: &random)
                    ? nil
                    : Open(
                        .init(
                            customTools: [.init(.random(in: 1...3, using: &random))],
                            maxSessionDuration: .seconds(60) * Int.random(in: 1...3, using: &random)),
                        unknownKeys: Bool.random(using: &random) ? [:] : ["voice": "nova"]))
            draft.nodes.append(Open(node, unknownKeys: Bool.random(using: &random) ? [:] : ["label": "A"]))
        }
        guard !draft.nodes.isEmpty else { return draft }
        for _ in 0..<Int.random(in: 0...7, using: &random) {
            draft.edges.append(
                Open(.random(in: draft, &random), unknownKeys: Bool.random(using: &random) ? [:] : ["weight": 0.5]))
        }
        return draft
    }

    /// The same graph with its nodes and edges in another order.
    fileprivate func shuffled(_ random: inout SeededGenerator) -> Self {
        let order = nodes.indices.shuffled(using: &random)
        var draft = self
        draft.nodes = order.map { nodes[$0] }
        draft.edges = edges.shuffled(using: &random).map { edge in
            var edge = edge
            edge.from = .init(order.firstIndex(of: edge.from.rawValue) ?? -1)
            edge.to = .init(order.firstIndex(of: edge.to.rawValue) ?? -1)
            return edge
        }
        return draft
    }

    /// Makes one change of the structure, unless there is nothing to change.
    fileprivate mutating func changeAnything(_ random: inout SeededGenerator) -> Bool {
        guard let node = nodes.indices.randomElement(using: &random) else { return false }
        let edge = edges.indices.randomElement(using: &random)
        switch (Int.random(in: 0..<11, using: &random), edge) {
        case (0, _): nodes.append(nodes[node])
        case (1, _): nodes[node].assistantID = nodes[node].assistantID == 1 ? 2 : 1
        case (2, _): nodes[node].type = nodes[node].type == .exit ? .standard : .exit
        case (3, _): nodes[node].position = Open(.init(x: 77, y: 77))
        case (4, _): nodes[node].configuration = Open(.init(customTools: [99]))
        case (9, _): nodes[node].unknownKeys["label"] = "B"
        case (10, let edge?): edges[edge].unknownKeys["weight"] = 1
        case (5, let edge?): edges.remove(at: edge)
        case (6, let edge?): edges[edge].priority = (edges[edge].priority ?? 0) + 100
        case (7, let edge?): edges[edge].condition = .intent("something else")
        case (8, let edge?): edges[edge].handoffSentence = "Something else."
        default: edges.append(Open(.random(in: self, &random)))
        }
        return true
    }
}

extension AssistantGraph.Draft.Edge {
    fileprivate static func random(in draft: AssistantGraph.Draft, _ random: inout SeededGenerator) -> Self {
        let conditions: [AssistantGraph.Condition] = [
            .intent("a"), .intent("a", "b"), .naturalLanguage("x"), .mathematical("turn_count > 3"),
            .stateVariable("department", "equals", 3),
        ]
        func node(_ random: inout SeededGenerator) -> AssistantGraph.Draft.NodeIndex {
            .init(.random(in: draft.nodes.indices, using: &random))
        }
        return .init(
            from: node(&random), to: node(&random), condition: conditions[.random(in: 0..<5, using: &random)],
            conditionLogic: [nil, .and, .or][.random(in: 0..<3, using: &random)],
            priority: [nil, 0, 1, 2][.random(in: 0..<4, using: &random)],
            handoffSentence: Bool.random(using: &random) ? nil : "One moment.",
            description: Bool.random(using: &random) ? nil : "text")
    }
}

extension AssistantGraph.NodeType {
    fileprivate static func random(_ random: inout SeededGenerator) -> Self {
        known[.random(in: known.indices, using: &random)]
    }
}
