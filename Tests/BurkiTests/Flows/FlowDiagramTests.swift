import Burki
import Testing

@Suite struct FlowDiagramTests {
    @Test func diagramShowsBeginNodeAndConditions() {
        let draft = Flow.Draft(name: "Customer Support Flow", graph: supportGraph())
        #expect(
            draft.mermaid == """
                ---
                title: "Customer Support Flow"
                ---
                flowchart TD
                    n0(["start
                begin"]):::entry
                    n1["support"]
                    n0 -->|"The caller needs support."| n1
                    classDef entry fill:#d4edda,stroke:#333333,color:#000000
                """)
        #expect(
            draft.dot == #"""
                digraph "Customer Support Flow" {
                    label="Customer Support Flow"; labelloc=t; rankdir=TB;
                    n0 [label="start\nbegin", shape=oval, style=filled, fillcolor="#d4edda"];
                    n1 [label="support", shape=box];
                    n0 -> n1 [label="The caller needs support."];
                }
                """#)
        let flow = Flow(id: 42, name: "Customer Support Flow", graph: Open(supportGraph()))
        #expect(flow.mermaid == draft.mermaid)
        #expect(flow.dot == draft.dot)
    }

    @Test func diagramShowsWhatIsMissingAndUnusual() {
        var graph = Flow.Graph(beginNode: "gone")
        graph.addNode("a", type: .extractDynamicVariable, prompt: "")
        graph.addNode(" ", prompt: "")
        graph.connect("a", to: "end", when: "")
        graph.nodes["a"]?.transitions += [
            Open(.init(kind: .init(rawValue: "equation"), to: " ", when: "age > 18")), Open(.init(to: nil, when: "x")),
        ]
        #expect(
            Flow(id: 7, graph: Open(graph)).mermaid == """
                ---
                title: "Flow 7"
                ---
                flowchart TD
                    n0["Node without a name"]
                    n1["a
                extract_dynamic_variable"]
                    n2(["Node gone, not in this flow"]):::entry
                    n3["Node end, not in this flow"]
                    n1 -->|"prompt"| n3
                    n1 -->|"equation: age #gt; 18"| n0
                    classDef entry fill:#d4edda,stroke:#333333,color:#000000
                """)
    }

    @Test func flowWithoutAGraphIsAnEmptyDiagram() {
        #expect(Flow(id: 7).mermaid == "---\ntitle: \"Flow 7\"\n---\nflowchart TD")
        #expect(Flow.Draft(name: "x").dot.hasSuffix("rankdir=TB;\n}"))
    }

    @Test("Keys and conditions are text, whatever they hold")
    func diagramEscapesKeys() {
        var graph = Flow.Graph(beginNode: "end")
        graph.addNode("end", prompt: "p")
        graph.addNode(#"a"]; b --> c["$$x$$"#, prompt: "p")
        graph.connect("end", to: #"a"]; b --> c["$$x$$"#, when: "one\ntwo \"three\"\u{0}")
        let mermaid = Flow.Draft(name: "x", graph: graph).mermaid
        #expect(mermaid.contains(#"n1["a#quot;]; b --#gt; c[#quot;#36;#36;x#36;#36;"]"#))
        #expect(mermaid.contains("n0 -->|\"one<br/>two #quot;three#quot;\u{FFFD}\"| n1"))
        #expect(Flow.Draft(name: "x", graph: graph).dot.contains(#"n1 [label="a\"]; b --> c[\"$$x$$", shape=box];"#))
    }
}
