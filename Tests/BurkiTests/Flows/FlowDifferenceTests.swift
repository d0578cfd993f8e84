import Burki
import Foundation
import Testing
import VoiceAgentsTesting

@Suite(.timeLimit(.minutes(5))) struct FlowDifferenceTests {
    private let old = Open(supportGraph())

    private func lines(_ change: (inout Open<Flow.Graph>) -> Void) -> [String] {
        var new = old
        change(&new)
        return Flow.Difference(from: old, to: new).lines
    }

    @Test func equalGraphsHaveNoDifference() {
        let difference = Flow.Difference(from: old, to: Open(supportGraph()))
        #expect(difference.isEmpty)
        #expect(difference.description == "no differences")
    }

    @Test func differenceNamesEveryChange() throws {
        var new = old
        new.beginNode = "welcome"
        new.globalPrompt = nil
        new.unknownKeys["version"] = 3
        new.nodes["support"] = nil
        new.known.addNode("welcome", prompt: "Say hello.")
        new.known.connect("welcome", to: "start", when: "At once.\nReally.")
        new.nodes["start"]?.type = .extractDynamicVariable
        new.nodes["start"]?.prompt = "Ask for the name."
        new.nodes["start"]?.unknownKeys["voice"] = "nova"
        new.nodes["start"]?.transitions[0].unknownKeys["speed"] = 2
        new.nodes["start"]?.transitions.append(Open(.init(kind: .init(rawValue: "equation"), to: nil, when: "x > 1")))
        let difference = Flow.Difference(from: old, to: new)
        #expect(
            difference.lines == [
                "~ begin node: start → welcome",
                "~ global prompt changed",
                "~ version changed",
                "- node support (conversation)",
                "+ node welcome (conversation)",
                "~ node start: type, prompt, voice changed",
                "+ transition start → nowhere (equation: x > 1)",
                "+ transition welcome → start (At once.\\nReally.)",
                "~ transition start → support (The caller needs support.): speed changed",
            ])
        #expect(!difference.isEmpty)
        let json = try JSONEncoder().encode(difference)
        #expect(try JSONDecoder().decode(Flow.Difference.self, from: json) == difference)
        #expect(difference.description == difference.lines.joined(separator: "\n"))
        #expect(difference.changedMembers == ["begin_node", "global_prompt", "version"])
        #expect(difference.changedNodes.map(\.key) == ["start"])
        #expect(difference.changedNodes.map(\.members) == [["type", "prompt", "voice"]])
        #expect(Flow.Difference(from: new, to: old).addedNodes == ["support"])
    }

    @Test func transitionWithAnotherConditionIsAnotherTransition() {
        #expect(
            lines { $0.nodes["start"]?.transitions[0].when = "The caller has a question." } == [
                "- transition start → support (The caller needs support.)",
                "+ transition start → support (The caller has a question.)",
            ])
    }

    @Test func orderAndNumberOfTransitionsCount() {
        #expect(
            lines { graph in
                let transition = graph.nodes["start"]?.transitions[0]
                if let transition { graph.nodes["start"]?.transitions.append(transition) }
            } == ["+ transition start → support (The caller needs support.)"])
        var two = old
        two.known.connect("start", to: "start", when: "The caller is silent.")
        var reversed = two
        reversed.nodes["start"]?.transitions.reverse()
        #expect(
            Flow.Difference(from: two, to: reversed).lines == ["~ node start: order of the transitions changed"])
    }

    @Test("1000 random flows: a difference is empty exactly when nothing changed")
    func differenceIsEmptyExactlyWhenNothingChanged() {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<1000 {
            let graph = Open<Flow.Graph>.random(&random)
            var other = graph
            for _ in 0..<Int.random(in: 0...3, using: &random) { other.mutate(&random) }
            #expect(Flow.Difference(from: graph, to: other).isEmpty == (graph == other), "seed \(seed)")
            #expect(Flow.Difference(from: graph, to: graph).isEmpty, "seed \(seed)")
            #expect(Flow.Difference(from: graph, to: other).lines.isEmpty == (graph == other), "seed \(seed)")
        }
    }

    @Test("1000 random flows: encoded, drafted, sent and read again, they are the same")
    func flowsAreTheSameAfterEveryTrip() async throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        let burki = BurkiClient(apiKey: "k", transport: BurkiSimulator())
        var graphs: [Flow.ID: Open<Flow.Graph>] = [:]
        for round in 0..<1000 {
            let graph = Open<Flow.Graph>.random(&random)
            let draft = Flow.Draft(
                name: "Flow \(round)", baseAssistantID: 123, graph: graph, isActive: Bool.random(using: &random))
            #expect(
                try JSONDecoder().decode(Flow.Draft.self, from: JSONEncoder().encode(draft)) == draft, "seed \(seed)")
            let created = try await burki.flows.create(draft)
            #expect(try Flow.Draft(copying: created) == draft, "seed \(seed)")
            graphs[created.id] = graph
            if round.isMultiple(of: 10) {
                let other = Open<Flow.Graph>.random(&random)
                #expect(try await burki.flows.update(created.id, graph: other).graph == other, "seed \(seed)")
                graphs[created.id] = other
            }
        }
        for try await flow in burki.flows.list(activeOnly: false) {
            let sent = graphs.removeValue(forKey: flow.id)
            #expect(sent != nil && flow.graph == sent, "seed \(seed)")
            if let sent, let read = flow.graph {
                #expect(Flow.Difference(from: sent, to: read).isEmpty, "seed \(seed)")
            }
        }
        #expect(graphs.isEmpty)
    }
}

extension Open<Flow.Graph> {
    /// A graph without errors, with keys that no version knows.
    fileprivate static func random(_ random: inout SeededGenerator) -> Self {
        let keys = (0..<Int.random(in: 1...6, using: &random)).map { "\(String.random(&random)) \($0)" }
        var nodes: [String: Open<Flow.Node>] = [:]
        for key in keys {
            let transitions = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                Open<Flow.Transition>(
                    .init(
                        kind: [nil, .prompt, .init(rawValue: "equation")].randomElement(using: &random) ?? nil,
                        to: keys.randomElement(using: &random),
                        when: Bool.random(using: &random) ? .random(&random) : nil),
                    unknownKeys: .random(&random))
            }
            nodes[key] = Open<Flow.Node>(
                .init(
                    type: [nil, .conversation, .init(rawValue: "menu")].randomElement(using: &random) ?? nil,
                    prompt: Bool.random(using: &random) ? .random(&random) : nil, transitions: transitions),
                unknownKeys: .random(&random))
        }
        return Open(
            Flow.Graph(
                beginNode: keys[0], globalPrompt: Bool.random(using: &random) ? .random(&random) : nil, nodes: nodes),
            unknownKeys: .random(&random))
    }

    /// A change, which may undo another one or change nothing.
    fileprivate mutating func mutate(_ random: inout SeededGenerator) {
        guard let key = known.nodes.keys.sorted().randomElement(using: &random) else { return }
        switch Int.random(in: 0..<11, using: &random) {
        case 0: known.beginNode = key
        case 1: known.globalPrompt = .random(&random)
        case 2: unknownKeys = .random(&random)
        case 3: known.nodes[key] = nil
        case 4: known.nodes[key]?.prompt = .random(&random)
        case 5: known.nodes[key]?.type = .conversation
        case 6: known.nodes[key]?.unknownKeys = .random(&random)
        case 7: known.nodes[key]?.transitions.shuffle(using: &random)
        case 8: known.connect(key, to: key, when: .random(&random))
        case 9: _ = known.nodes[key]?.transitions.popLast()
        default:
            guard known.nodes[key]?.transitions.isEmpty == false else { return }
            known.nodes[key]?.transitions[0].unknownKeys = .random(&random)
        }
    }
}

extension String {
    fileprivate static func random(_ random: inout SeededGenerator) -> String {
        let parts = ["a", "\"", "\\", "\n", "é", "e\u{301}", "👩‍👩‍👧", "{{name}}", "→", " ", "\u{0}", "null", "1"]
        return (0..<Int.random(in: 1...4, using: &random)).compactMap { _ in parts.randomElement(using: &random) }
            .joined()
    }
}

extension [String: JSONValue] {
    fileprivate static func random(_ random: inout SeededGenerator) -> Self {
        guard Int.random(in: 0..<3, using: &random) == 0 else { return [:] }
        let values: [JSONValue] = [1, 2.5, "x", nil, true, [], ["a": [1, nil]], .string(.random(&random))]
        return ["voice": values.randomElement(using: &random) ?? nil]
    }
}
