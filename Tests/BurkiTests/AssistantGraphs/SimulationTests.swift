import Burki
import Foundation
import Testing

@Suite(.timeLimit(.minutes(5))) struct SimulationTests {
    /// A draft with an entry, and an edge from it to the node 1.
    private func draft(_ condition: AssistantGraph.Condition) -> AssistantGraph.Draft {
        AssistantGraph.Draft(
            name: "x", nodes: [.init(assistantID: 1, type: .entry), .init(assistantID: 2), .init(assistantID: 3)],
            edges: [.init(from: 0, to: 1, condition: condition)])
    }

    /// `true`: the edge is taken. `nil`: it is undecided.
    private func isTaken(
        _ condition: AssistantGraph.Condition, _ logic: AssistantGraph.ConditionLogic? = nil, on message: String = "Hi",
        variables: [String: JSONValue] = [:]
    ) -> Bool? {
        var draft = draft(condition)
        draft.edges[0].conditionLogic = logic
        let simulation = draft.simulate([message], variables: variables)
        if simulation.end == .undecided { return simulation.steps[0].undecided.isEmpty ? false : nil }
        return simulation.steps[0].taken != nil
    }

    @Test func simulationFollowsKeywords() {
        let simulation = routerDraft().simulate(["Hello", "I want to BUY!", "help"])
        #expect(simulation.steps.map(\.node) == [0, 0, 1])
        #expect(simulation.steps.map { $0.taken?.index } == [nil, 0, nil])
        #expect(simulation.steps[1].taken?.reason == "keywords: buy")
        #expect(simulation.end == .messages)
        #expect(simulation.finalNode == 1)
        #expect(simulation.remainingMessages.isEmpty)
        #expect(
            simulation.description == """
                “Hello”: remains at node 0
                “I want to BUY!”: node 0 → 1, keywords: buy
                “help”: remains at node 1
                """)
    }

    @Test(
        "A keyword is whole words in any case; a part of a word is undecided",
        arguments: [
            ("sales,buy", "I want to buy", true), ("sales, buy ", "Sales please", true), ("buy", "Buyer", nil),
            ("buy", "I rebuy it", nil), ("buy", "hello", false), ("talk to a person", "I'd TALK  to a\nperson.", true),
            ("talk to a person", "talk to a salesperson", false), ("c++", "do you know C++?", true),
            ("ok", "book, ok", true), ("été", "un e\u{301}te\u{301} chaud", true), (",", "hello", nil),
            ("a", "", false),
        ] as [(String, String, Bool?)])
    func keywordsAreWholeWords(_ keywords: String, _ message: String, _ expected: Bool?) {
        #expect(isTaken(.init(type: .intent, intentPattern: keywords), on: message) == expected)
    }

    @Test(
        "A comparison of two numbers is evaluated, and nothing else",
        arguments: [
            ("call_duration > 600", true), ("call_duration>700", false), ("call_duration >= 700", true),
            ("call_duration < 700.5", true), ("call_duration <= 699", false), ("call_duration == 700", true),
            ("call_duration != 700", false), ("600 < call_duration", true), ("call_duration > -1", true),
            ("call_duration > limit", true), ("turn_count > 3", nil), ("name > 3", nil), ("call_duration", nil),
            ("call_duration > 1 and limit > 2", nil), ("1 < call_duration < 3", nil), ("call_duration = 700", nil),
            ("call_duration > 6e2", nil), ("call_duration > nan", nil), ("call_duration + 1 > 3", nil), ("> 3", nil),
            ("call_duration =< 3", nil), ("", nil),
        ] as [(String, Bool?)])
    func comparisonsAreEvaluated(_ expression: String, _ expected: Bool?) {
        let variables: [String: JSONValue] = ["call_duration": 700, "limit": 0.5, "name": "Ann"]
        #expect(isTaken(.mathematical(expression), variables: variables) == expected)
    }

    @Test func reasonOfAComparisonHasTheValues() {
        let step = draft(.mathematical("call_duration > 600")).simulate(["Hi"], variables: ["call_duration": 700])
            .steps[0]
        #expect(step.taken?.reason == "call_duration > 600, call_duration is 700")
    }

    @Test func stateVariablesAreCompared() {
        let variables: [String: JSONValue] = ["department": "billing", "visits": 2]
        #expect(isTaken(.stateVariable("department", "equals", "billing"), variables: variables) == true)
        #expect(isTaken(.stateVariable("department", "equals", "sales"), variables: variables) == false)
        #expect(isTaken(.stateVariable("visits", "equals", 2.0), variables: variables) == true)
        #expect(isTaken(.stateVariable("visits", "equals", "2"), variables: variables) == nil)
        #expect(isTaken(.stateVariable("department", "contains", "bill"), variables: variables) == nil)
        #expect(isTaken(.stateVariable("other", "equals", 1), variables: variables) == nil)
        let odd = AssistantGraph.Condition(type: .stateVariable, stateVariableCondition: ["visits": 2])
        #expect(isTaken(odd, variables: variables) == nil)
    }

    @Test func languageModelsAndUnknownKindsAreUndecided() {
        #expect(isTaken(.naturalLanguage("The caller is angry")) == nil)
        #expect(isTaken(.init(type: .init(rawValue: "sentiment"), intentPattern: "hi")) == nil)
        #expect(isTaken(.init(type: .intent)) == nil)
    }

    @Test("With conditions of several kinds an edge is decided where they do not change the result")
    func severalConditionsAreCombined() {
        func condition(_ keyword: String, _ expression: String) -> AssistantGraph.Condition {
            .init(type: .intent, intentPattern: keyword, mathematicalExpression: expression)
        }
        #expect(isTaken(condition("hi", "1 > 0"), .and) == true)
        #expect(isTaken(condition("hi", "1 < 0"), .and) == nil)
        #expect(isTaken(condition("hi", "1 < 0"), .or) == true)
        #expect(isTaken(condition("no", "1 > 0")) == false)
        #expect(isTaken(condition("no", "1 > 0"), .or) == nil)
        #expect(isTaken(condition("no", "x > 0")) == false)
        #expect(isTaken(condition("hi", "1 > 0"), .init(rawValue: "XOR")) == nil)
    }

    @Test("The edge with the lowest priority wins, and an undecided one before it ends the simulation")
    func lowerPriorityIsFirst() {
        var draft = draft(.intent("buy"))
        draft.edges[0].priority = 2
        draft.connect(0, to: 2, when: .intent("buy"), priority: 1)
        #expect(draft.simulate(["buy"]).steps[0].taken?.to == 2)
        draft.edges[1].condition = .naturalLanguage("The caller is angry")
        draft.edges[0].handoffSentence = "One moment."
        let simulation = draft.simulate(["Hello", "buy", "more"])
        #expect(simulation.end == .undecided)
        #expect(simulation.steps.count == 1)
        #expect(simulation.remainingMessages == ["buy", "more"])
        #expect(simulation.finalNode == nil)
        let next = draft.simulate(["buy", "more"])
        #expect(next.steps[0].taken == nil)
        #expect(next.steps[0].otherwise?.to == 1)
        #expect(
            next.description == """
                “buy”: undecided at node 0
                  node 2? a language model judges “The caller is angry”
                  otherwise node 1, keywords: buy
                """)
        draft.edges[1].priority = 3
        #expect(draft.simulate(["buy", "more"]).finalNode == 1)
    }

    @Test("Burki does not document which of two edges of one priority is first")
    func edgesOfOnePriorityAreUndecided() {
        var draft = draft(.intent("buy"))
        draft.connect(0, to: 2, when: .intent("order"))
        let simulation = draft.simulate(["I want to buy, I mean: order"])
        #expect(simulation.end == .undecided)
        #expect(simulation.steps[0].undecided.map(\.to) == [1, 2])
        #expect(simulation.steps[0].otherwise == nil)
        draft.edges[1].to = 1
        #expect(draft.simulate(["I want to buy, I mean: order"]).finalNode == 1)
    }

    @Test func simulationEndsAtAnExit() {
        var draft = draft(.intent("bye"))
        draft.nodes[1].type = .exit
        let simulation = draft.simulate(["bye", "wait"])
        #expect(simulation.end == .exit)
        #expect(simulation.remainingMessages == ["wait"])
        #expect(simulation.description.hasSuffix("\nThe call ends."))
    }

    @Test func simulationStartsAtAnExistingNode() {
        var draft = draft(.intent("a"))
        draft.connect(2, to: 0, when: .intent("a"))
        #expect(draft.simulate(["a"], startingAt: 2).finalNode == 0)
        for start in [3, -1, .max] as [Int] {
            let simulation = draft.simulate(["a"], startingAt: .init(start))
            #expect(simulation.end == .noStart)
            #expect(simulation.remainingMessages == ["a"])
        }
        draft.nodes[0].type = .standard
        #expect(draft.simulate(["a"]).description == "There is no node to start from.")
    }

    @Test func edgeToAMissingNodeIsUndecided() throws {
        var draft = draft(.intent("a"))
        draft.edges[0].to = 9
        let simulation = draft.simulate(["a"])
        #expect(simulation.end == .undecided)
        let encoded = try JSONEncoder().encode(simulation)
        #expect(try JSONDecoder().decode(AssistantGraph.Draft.Simulation.self, from: encoded) == simulation)
    }
}
