import Burki
import Testing

@Suite struct DiagramTests {
    @Test func diagramOfADraftUsesIndexesAndNames() {
        #expect(
            routerDraft().mermaid(assistantNames: [1: "Receptionist", 2: "Sales"]) == """
                ---
                title: "Customer Service Router"
                ---
                flowchart TD
                    n0(["Receptionist
                entry"]):::entry
                    n1["Sales"]
                    n2["Assistant 3"]
                    n0 -->|"intent: sales, purchase, buy (priority 1)<br/>“Let me connect you with our sales team.”"| n1
                    n0 -->|"intent: support, help, issue, problem (priority 1)<br/>“I will transfer you to our support team.”"| n2
                    classDef entry fill:#d4edda,stroke:#333333,color:#000000
                """)
        #expect(
            routerDraft().dot == #"""
                digraph "Customer Service Router" {
                    label="Customer Service Router"; labelloc=t; rankdir=TB;
                    n0 [label="Assistant 1\nentry", shape=oval, style=filled, fillcolor="#d4edda"];
                    n1 [label="Assistant 2", shape=box];
                    n2 [label="Assistant 3", shape=box];
                    n0 -> n1 [label="intent: sales, purchase, buy (priority 1)\n“Let me connect you with our sales team.”"];
                    n0 -> n2 [label="intent: support, help, issue, problem (priority 1)\n“I will transfer you to our support team.”"];
                }
                """#)
    }

    @Test func diagramOfAGraphUsesIDsAndShowsMissingNodes() {
        let graph = AssistantGraph(
            id: 1, name: "G",
            nodes: [
                .init(id: 101, assistantID: 1, type: .exit, assistantName: "A"),
                .init(id: 102, assistantID: 2, type: .escalation),
            ],
            edges: [
                .init(id: 1, from: 101, to: 102, condition: .stateVariable("x", "equals", 3), isActive: false),
                .init(id: 2, from: 102, to: 109, condition: .init(type: .init(rawValue: "odd"))),
            ])
        #expect(
            graph.mermaid == """
                ---
                title: "G"
                ---
                flowchart TD
                    n101((("A
                exit"))):::exit
                    n102{{"Assistant 2
                escalation"}}:::escalation
                    n109["Node 109, not in this reply"]
                    n101 -.->|"state_variable: x equals 3"| n102
                    n102 -->|"odd"| n109
                    classDef exit fill:#f8d7da,stroke:#333333,color:#000000
                    classDef escalation fill:#fff3cd,stroke:#333333,color:#000000
                """)
        #expect(graph.dot.contains("n101 -> n102 [label=\"state_variable: x equals 3\", style=dashed];"))
    }

    @Test func diagramEscapesSyntax() {
        var draft = AssistantGraph.Draft(name: #"A "quoted" \ name"#)
        let node = draft.addNode(assistantID: 1)
        draft.connect(
            node, to: 7, when: .naturalLanguage("a|b [c] {{d}} <i>&amp;</i> `e` #1 *f*\r\nnext \"line\" \\n; %%{x}%%"))
        let names: [Assistant.ID: String] = [1: "1. First\n- second"]
        #expect(
            draft.mermaid(assistantNames: names) == """
                ---
                title: "A \\"quoted\\" \\\\ name"
                ---
                flowchart TD
                    n0["1#46; First
                #45; second"]
                    n7["Node 7, not in this draft"]
                    n0 -->|"natural_language: a|b [c] {{d}} #lt;i#gt;#amp;amp;#lt;/i#gt; #96;e#96; #35;1 #42;f#42;<br/>next #quot;line#quot; #92;n; #37;#37;{x}#37;#37;"| n7
                """)
        let dot = draft.dot(assistantNames: names)
        #expect(dot.hasPrefix(#"digraph "A \"quoted\" \\ name" {"#))
        #expect(dot.contains(#"n0 [label="1. First\n- second", shape=box];"#))
        #expect(dot.contains(#"<i>&amp;amp;</i> `e` #1 *f*\nnext \"line\" \\n; %%{x}%%"];"#))
    }

    @Test("A quote with a combining character would end a label as well")
    func diagramEscapesScalars() {
        var draft = AssistantGraph.Draft(name: "a\"\u{301}b")
        draft.addNode(assistantID: 1)
        let names: [Assistant.ID: String] = [1: "a\"\u{301}] <\u{338}b\\\u{301}"]
        let mermaid = draft.mermaid(assistantNames: names)
        #expect(mermaid.contains("n0[\"a#quot;\u{301}] #lt;\u{338}b#92;\u{301}\"]"))
        #expect(mermaid.unicodeScalars.split(separator: "\n")[1].count { $0 == "\\" } == 1)
        let dot = draft.dot(assistantNames: names)
        #expect(dot.contains("label=\"a\\\"\u{301}] <\u{338}b\\\\\u{301}\""))
    }

    @Test("A formula, an icon, a control character and an empty name are shown as text")
    func diagramShowsNamesAsText() {
        var draft = AssistantGraph.Draft(name: "a\u{0}b")
        draft.addNode(assistantID: 1)
        draft.addNode(assistantID: 2)
        draft.addNode(assistantID: 3)
        let names: [Assistant.ID: String] = [1: "$$x^2$$ fa:fa-phone fab:fa-x", 2: " \u{A0}", 3: "bell\u{7}"]
        let mermaid = draft.mermaid(assistantNames: names)
        #expect(mermaid.contains(#"title: "a�b""#))
        #expect(mermaid.contains(##"n0["#36;#36;x^2#36;#36; fa#58;fa-phone fab#58;fa-x"]"##))
        #expect(mermaid.contains(#"n1["Assistant 2"]"#))
        #expect(mermaid.contains(#"n2["bell�"]"#))
        let dot = draft.dot(assistantNames: names)
        #expect(dot.hasPrefix(#"digraph "a�b" {"#))
        #expect(dot.contains(#"n1 [label="Assistant 2", shape=box];"#))
        #expect(!dot.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }

    @Test("Sessions and traffic are shown at nodes and edges, together where edges connect the same names")
    func diagramShowsAnalytics() {
        let graph = AssistantGraph(
            id: 1, name: "G",
            nodes: [
                .init(id: 101, assistantID: 1, type: .entry, assistantName: "A"),
                .init(id: 102, assistantID: 2, assistantName: "B"), .init(id: 103, assistantID: 3),
            ],
            edges: [
                .init(id: 1, from: 101, to: 102, condition: .intent("a"), handoffSentence: "Hi."),
                .init(id: 2, from: 101, to: 102, condition: .intent("b")),
                .init(id: 3, from: 102, to: 101, condition: .intent("c")),
                .init(id: 4, from: 102, to: 103, condition: .intent("d")),
            ])
        let analytics = GraphAnalytics(
            transitions: [
                .init(fromName: "A", toName: "B", count: 890, percentage: 40.8),
                .init(fromName: "B", toName: "A", count: 1), .init(fromName: "B"),
                .init(fromName: "A", toName: "Z", count: 3),
            ],
            nodeUsage: [101: .init(sessionCount: 1250), 102: .init(sessionCount: 1), 103: .init()])
        #expect(
            graph.mermaid(with: analytics) == """
                ---
                title: "G"
                ---
                flowchart TD
                    n101(["A
                entry
                1250 sessions"]):::entry
                    n102["B
                1 session"]
                    n103["Assistant 3"]
                    n101 -->|"intent: a<br/>“Hi.”<br/>890 transitions on 2 edges, 40.8#37;"| n102
                    n101 -->|"intent: b<br/>890 transitions on 2 edges, 40.8#37;"| n102
                    n102 -->|"intent: c<br/>1 transition"| n101
                    n102 -->|"intent: d"| n103
                    classDef entry fill:#d4edda,stroke:#333333,color:#000000
                """)
        #expect(graph.dot(with: analytics).contains(#"n102 [label="B\n1 session", shape=box];"#))
        #expect(graph.mermaid(with: GraphAnalytics()) == graph.mermaid)
    }
}

@Suite struct DiagramDirectionTests {
    @Test func directionIsThatOfEveryDiagram() {
        var draft = AssistantGraph.Draft(name: "A")
        draft.addNode(assistantID: 1, type: .entry)
        let flow = Flow.Draft(name: "B", graph: .init(beginNode: "start"))
        for text in [draft.mermaid(direction: .leftToRight), flow.mermaid(direction: .leftToRight), Routing().mermaid] {
            #expect(text.contains("flowchart LR"))
        }
        for text in [draft.mermaid, flow.mermaid, Routing().mermaid(direction: .topDown)] {
            #expect(text.contains("flowchart TD"))
        }
        #expect(draft.dot(direction: .leftToRight).contains("rankdir=LR"))
        #expect(draft.dot.contains("rankdir=TB"))
    }
}
