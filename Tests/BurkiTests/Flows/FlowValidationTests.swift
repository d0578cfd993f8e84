import Burki
import Testing

@Suite struct FlowValidationTests {
    @Test func documentedGraphHasNoProblems() {
        #expect(supportGraph().validate().isEmpty)
        #expect(Flow.Draft(name: "Support", graph: supportGraph()).validate().isEmpty)
        #expect(Flow.Draft(name: "Support").validate().isEmpty)
    }

    @Test func validateListsEveryProblemErrorsFirst() {
        var graph = Flow.Graph(beginNode: "start")
        graph.addNode("start", type: .init(rawValue: "menu"), prompt: "")
        graph.addNode("island", prompt: " \n")
        graph.addNode("support", type: .extractDynamicVariable, prompt: "")
        graph.connect("start", to: "support", when: "")
        graph.connect("start", to: "support", when: "again")
        graph.connect("start", to: "nowhere", when: "lost")
        graph.nodes["start"]?.transitions += [
            Open(.init(to: nil, when: "x")),
            Open(.init(kind: .init(rawValue: "equation"), to: nil, when: nil)),
            Open(.init(kind: nil, to: "support", when: nil)),
        ]
        #expect(
            graph.validate().map(\.description) == [
                "error: nodes.start.transitions[2].to: is nowhere, and no node has this key",
                "error: nodes.start.transitions[3].to: is missing; the transition leads nowhere",
                "warning: nodes.start.type: is menu, which is not documented; known are conversation, "
                    + "extract_dynamic_variable",
                "warning: nodes.start.transitions[0].when: is empty; nothing says when to move",
                "warning: nodes.start.transitions[1].to: is support, as in transitions[0]; both tools are named "
                    + "transition_to_support",
                "warning: nodes.start.transitions[4].kind: is equation, which is not documented; known are prompt",
                "warning: nodes.start.transitions[5].when: is empty; nothing says when to move",
                "warning: nodes.start.transitions[5].to: is support, as in transitions[0]; both tools are named "
                    + "transition_to_support",
                "warning: nodes.island.prompt: is empty",
                "warning: nodes.island: cannot be reached from the begin node",
            ])
    }

    @Test func beginNodeMustExist() {
        let problem = "error: begin_node: is missing; a conversation has nowhere to start"
        #expect(Flow.Graph(beginNode: nil).validate().map(\.description) == [problem])
        let other = "error: begin_node: is start, and no node has this key"
        #expect(Flow.Graph(beginNode: "start").validate().map(\.description) == [other])
    }

    @Test func draftNamesItsPaths() {
        let draft = Flow.Draft(name: String(repeating: "x", count: 256), graph: Flow.Graph(beginNode: "a"))
        #expect(draft.validate().map(\.path) == ["name", "graph.begin_node"])
        #expect(Flow.Draft(name: "").validate().map(\.message) == ["is empty"])
    }

    @Test func validateHandlesALargeGraph() {
        var graph = Flow.Graph(beginNode: "0")
        for index in 0..<2000 {
            graph.addNode("\(index)", prompt: "p")
            if index > 0 { graph.connect("\(index - 1)", to: "\(index)", when: "next") }
        }
        #expect(graph.validate().isEmpty)
    }
}
