import Burki

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

// pictures FOLDER: draws a graph, a difference, a flow and a routing for each of the texts below, as FOLDER/1-graph.mmd and so on, with
// the texts that a reader has to find in the picture in FOLDER/1-graph.json.
guard CommandLine.arguments.count == 2 else { fatalError("pictures needs a folder.") }
let folder = CommandLine.arguments[1]

/// Texts that mean something to Mermaid, Markdown, HTML, YAML or DOT, or that are hard to draw.
let texts = [
    "end", "Which direction TBD", "direction\u{A0}LR", "redirection RLS team", "style n1 fill:#f00",
    "classDef exit fill:#000",
    "a < b > c", "R&D <team>", "<http://a.b>", "<!-- c -->", "<3", "End of the call", "subgraph x", "click a callback",
    "style n1 fill:red", "graph TD", "default",
    "A [b] (c) {d} |e| /f/",
    #""quoted" 'single' `tick`"#, "<b>bold</b> <script>alert(1)</script>", "&amp; &lt; &#65; &nbsp; & &&",
    "$$x^2$$ costs $5",
    "fa:fa-phone call", "fab:fa-x ::icon(fa fa-book)", "1. First", "2) Second", "- item", "+ item", "* star *",
    "# heading",
    "> quote", "**bold** _under_ ~~gone~~", "a --> b", "a -.-> b ==> c o--o d x--x e", "%% comment",
    "%%{init: {\"theme\": \"dark\"}}%%",
    "#35; #quot; #9829;", #"back\slash \n \N \G \E \l \r \\"#, "semi; colon: a", "---", "title: x", "@{ shape: cloud }",
    "n1:::exit",
    "{{from_number}}", "<%= x %> {% y %}", "https://example.com/a?b=c&d=%20#e", "日本語の名前", "مرحبا שלום",
    "👩‍👩‍👧 🏳️‍🌈 e\u{301} <\u{338}",
    "\u{0} \u{1} \u{1B}[31m \u{7F}", "two\nlines\r\nand\ta tab", "\\", "\"", "~", "null", "true", "1", "", "   ",
    String(repeating: "word ", count: 20), String(repeating: "x", count: 150),
]

/// A text as it is drawn, without its blanks.
func drawn(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
        let isControl = scalar.value < 0x20 || scalar.value == 0x7F
        return isControl && !scalar.properties.isWhitespace ? "\u{FFFD}" : scalar
    }
    return String(String.UnicodeScalarView(scalars.filter { !$0.properties.isWhitespace }))
}

/// A picture, with the texts that a reader has to find in it.
struct Picture: Encodable {
    /// Empty: it is not compared.
    let title: String
    let texts: [String]
}

func write(_ name: String, mermaid: String, dot: String, titled title: String = "", drawing texts: [String]) throws {
    try mermaid.write(toFile: "\(folder)/\(name).mmd", atomically: true, encoding: .utf8)
    try dot.write(toFile: "\(folder)/\(name).dot", atomically: true, encoding: .utf8)
    let picture = Picture(title: drawn(title), texts: texts.map(drawn).filter { !$0.isEmpty })
    try JSONEncoder().encode(picture).write(to: URL(filePath: "\(folder)/\(name).json"))
}

for (number, text) in texts.enumerated() {
    let isBlank = drawn(text).isEmpty
    let condition = AssistantGraph.Condition.naturalLanguage(text)
    let types: [AssistantGraph.NodeType] = [.entry, .standard, .exit, .escalation]
    let graph = AssistantGraph(
        id: 1, name: text,
        nodes: types.enumerated().map { place, type in
            .init(id: .init(101 + place), assistantID: .init(11 + place), type: type, assistantName: text)
        },
        edges: (0..<3).map { place in
            .init(
                id: .init(place), from: 101, to: .init(102 + place), condition: condition, priority: place,
                isActive: place != 2, handoffSentence: place == 0 ? text : nil)
        })
    let names = isBlank ? ["Assistant 11", "Assistant 14"] : [text]
    try write(
        "\(number)-graph", mermaid: graph.mermaid, dot: graph.dot, titled: text,
        drawing: names + ["natural_language: \(text)", "entry", "exit", "escalation", "(priority 2)"])

    let draft = try AssistantGraph.Draft(copying: graph)
    var changed = draft
    changed.nodes.removeLast()
    changed.edges[0].handoffSentence = "\(text) changed"
    changed.addNode(assistantID: 20, type: .exit)
    let difference = try AssistantGraph.Difference(from: graph, to: changed, assistantNames: [20: text])
    try write(
        "\(number)-difference", mermaid: difference.mermaid(direction: .leftToRight),
        dot: difference.dot(direction: .leftToRight),
        drawing: ["+ \(isBlank ? "Assistant 20" : text)", "- \(isBlank ? "Assistant 14" : text)", "“\(text)”"])

    var prompts = Flow.Graph(beginNode: text)
    prompts.addNode(text, prompt: text)
    prompts.addNode("other", prompt: "Help.")
    prompts.connect(text, to: "other", when: text)
    prompts.connect("other", to: text, when: "The caller needs \(text)")
    let flow = Flow(id: 7, name: text, graph: Open(prompts))
    try write(
        "\(number)-flow", mermaid: flow.mermaid, dot: flow.dot, titled: text,
        drawing: [text, "other", "The caller needs \(text)"])

    let routing = Routing(
        numbers: [
            .init(id: 1, phoneNumber: PhoneAddress("+15550000001"), friendlyName: text, destinations: [.graph(4)]),
            .init(id: 2, phoneNumber: PhoneAddress("+15550000002"), destinations: [.assistant(1), .flow(7)]),
            .init(id: 3, phoneNumber: PhoneAddress("+15550000003")),
        ], names: [.graph(4): text, .flow(7): text, .assistant(1): text])
    try write(
        "\(number)-routing", mermaid: routing.mermaid, dot: routing.dot,
        drawing: ["+15550000001", "+15550000003", isBlank ? "graph:4" : text])
}
