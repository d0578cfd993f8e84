/// The nodes and edges of a graph, a flow or a draft, for a diagram in Mermaid or DOT.
struct GraphDiagram {
    struct Node {
        let key: String
        let lines: [String]
        var style = Style.standard
        var mark: Mark?
    }

    struct Edge {
        let from: String
        let to: String
        let lines: [String]
        var isActive = true
        var mark: Mark?
    }

    /// The shape and the color of a node.
    enum Style: String, CaseIterable {
        case entry, standard, exit, escalation
    }

    /// What happened to a node or an edge. It is shown by a symbol, a line and a color, each readable without the others.
    enum Mark {
        case added
        case removed
        case changed
    }

    let name: String
    let nodes: [Node]
    let edges: [Edge]
}

/// The direction in which the edges of a diagram lead. This is a closed set.
public enum DiagramDirection: Sendable, Hashable, CaseIterable {
    /// From the top down.
    case topDown
    /// From left to right.
    case leftToRight

    fileprivate var mermaid: String { self == .topDown ? "TD" : "LR" }
    fileprivate var dot: String { self == .topDown ? "TB" : "LR" }
}

extension GraphDiagram.Mark {
    var symbol: String {
        switch self {
        case .added: "+"
        case .removed: "-"
        case .changed: "~"
        }
    }

    fileprivate var color: String {
        switch self {
        case .added: "#1a7f37"
        case .removed: "#cf222e"
        case .changed: "#9a6700"
        }
    }

    /// The lines of a label with the symbol before them.
    fileprivate static func label(_ lines: [String], _ mark: Self?) -> [String] {
        guard let mark else { return lines }
        return ["\(mark.symbol) \(lines.first ?? "")"] + lines.dropFirst()
    }
}

// MARK: - Mermaid

extension GraphDiagram {
    func mermaid(_ direction: DiagramDirection) -> String {
        // A JSON string is a quoted string in YAML. In a title, Mermaid takes `<` for HTML and knows no entities.
        // Scalars, since a `<` with a combining character is another character.
        let title = String.UnicodeScalarView(
            name.printable.unicodeScalars.map { $0 == "<" ? "‹" : $0 == ">" ? "›" : $0 })
        var lines = ["---", "title: \(JSONValue.string(String(title)))", "---", "flowchart \(direction.mermaid)"]
        for node in nodes {
            let (opening, closing) = node.style.mermaidShape
            let style = node.style.color.map { _ in ":::\(node.style)" } ?? ""
            lines.append(
                "    \(node.key)\(opening)\(Self.mermaidText(Mark.label(node.lines, node.mark), lineBreak: "\n"))\(closing)\(style)"
            )
        }
        for edge in edges {
            let label = Mark.label(edge.lines, edge.mark)
            lines.append(
                "    \(edge.from) \(edge.mermaidArrow)\(label.isEmpty ? "" : "|\(Self.mermaidText(label, lineBreak: "<br/>"))|") \(edge.to)"
            )
        }
        lines += nodes.compactMap { node in node.mark.map { "    style \(node.key) \($0.mermaidFrame)" } }
        lines += edges.enumerated().compactMap { index, edge in
            edge.mark.map { "    linkStyle \(index) stroke:\($0.color)" }
        }
        for style in Style.allCases where nodes.contains(where: { $0.style == style }) {
            if let color = style.color {
                lines.append("    classDef \(style) fill:\(color),stroke:#333333,color:#000000")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// A quoted label. Characters with a meaning inside quotes are written as Mermaid's entities.
    /// In the label of a node, `<br/>` would make Mermaid take the entities for the characters that they stand for.
    private static func mermaidText(_ lines: [String], lineBreak: String) -> String {
        // Scalars, since a quote with a combining character is another character, and ends a label all the same.
        let entities: [Unicode.Scalar: String] = [
            "#": "#35;", "\"": "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;", "\\": "#92;",
            "*": "#42;", "%": "#37;",
            // Two would begin a formula.
            "$": "#36;",
        ]
        let labels = labelLines(lines).map { line in
            let marker = line.listMarker
            let scalars = line.unicodeScalars
            return scalars.indices.reduce(into: "") { text, index in
                let scalar = scalars[index]
                // `fa:fa-phone` would be drawn as an icon, and the other words would be taken for statements, also in quotes.
                let isMarker =
                    index == marker
                    || [":fa-", "direction", "style", "classDef"].contains {
                        scalars[index...].starts(with: $0.unicodeScalars)
                    }
                text += isMarker ? "#\(scalar.value);" : entities[scalar] ?? String(scalar).printable
            }
        }
        return "\"" + labels.joined(separator: lineBreak) + "\""
    }
}

extension GraphDiagram.Edge {
    fileprivate var mermaidArrow: String {
        switch mark {
        case .added: "==>"
        case .removed: "-.->"
        case .changed, nil: isActive ? "-->" : "-.->"
        }
    }
}

extension GraphDiagram.Mark {
    fileprivate var mermaidFrame: String {
        switch self {
        case .added: "stroke:\(color),stroke-width:4px"
        case .removed: "stroke:\(color),stroke-dasharray:6 4"
        case .changed: "stroke:\(color),stroke-width:2px"
        }
    }
}

extension GraphDiagram.Style {
    fileprivate var mermaidShape: (opening: String, closing: String) {
        switch self {
        case .entry: ("([", "])")
        case .exit: ("(((", ")))")
        case .escalation: ("{{", "}}")
        case .standard: ("[", "]")
        }
    }

    /// The fill color. `nil`: none. The shapes differ too, for readers who do not see colors.
    fileprivate var color: String? {
        switch self {
        case .entry: "#d4edda"
        case .exit: "#f8d7da"
        case .escalation: "#fff3cd"
        case .standard: nil
        }
    }

    fileprivate var dotShape: String {
        switch self {
        case .entry: "oval"
        // A circle around a long name would be as high as it is wide.
        case .exit: "oval, peripheries=2"
        case .escalation: "hexagon"
        case .standard: "box"
        }
    }
}

extension String {
    /// The text with U+FFFD for control characters other than line breaks and tabs, and for noncharacters, which neither language can hold.
    fileprivate var printable: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.isPrintable ? $0 : "\u{FFFD}" }))
    }
}

extension Unicode.Scalar {
    fileprivate var isPrintable: Bool {
        switch value {
        case 0x09, 0x0A, 0x0D: true
        case 0..<0x20, 0x7F: false
        default: value & 0xFFFE != 0xFFFE
        }
    }
}

extension GraphDiagram {
    /// The lines of a label: at most twelve of at most 60 characters, so that a long text does not make the diagram too wide to read.
    private static func labelLines(_ lines: [String]) -> [Substring] {
        let all = lines.flatMap { $0.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) }
            .flatMap(\.wrapped)
            // Graphviz refuses words of more than 16,384 bytes, and a character can have any number of combining marks.
            .map { $0.unicodeScalars.count > 600 ? Substring($0.unicodeScalars.prefix(600)) : $0 }
        return all.count > 12 ? all.prefix(11) + ["…"] : all
    }
}

extension Substring {
    /// The text in pieces of at most 60 characters, divided at blanks where there are some.
    fileprivate var wrapped: [Substring] {
        var (pieces, rest): ([Substring], Substring) = ([], self)
        while let end = rest.index(rest.startIndex, offsetBy: 60, limitedBy: rest.endIndex), end < rest.endIndex {
            let blank = rest[..<end].lastIndex(of: " ").flatMap { $0 > rest.startIndex ? $0 : nil }
            pieces.append(rest[..<(blank ?? end)])
            rest = rest[(blank ?? end)...].drop { $0 == " " }
        }
        return pieces + [rest]
    }

    /// The character that would make the line an item of a Markdown list, which Mermaid's labels do not support: `-` or the dot of
    /// `1.`.
    fileprivate var listMarker: Index? {
        guard let index = firstIndex(where: { !$0.isNumber && !$0.isWhitespace }) else { return nil }
        let isNumbered = self[..<index].contains(where: \.isNumber)
        return (isNumbered ? [".", ")"] : ["-", "+"]).contains(self[index]) ? index : nil
    }
}

// MARK: - DOT

extension GraphDiagram.Mark {
    fileprivate var dotLine: String {
        ", color=\"\(color)\"" + (self == .removed ? "" : ", penwidth=\(self == .added ? 3 : 2)")
    }
}

extension GraphDiagram {
    func dot(_ direction: DiagramDirection) -> String {
        let title = Self.dotText([name])
        var lines = ["digraph \(title) {", "    label=\(title); labelloc=t; rankdir=\(direction.dot);"]
        for node in nodes {
            let fill = node.style.color.map { ", style=filled, fillcolor=\"\($0)\"" } ?? ""
            // The last value of an attribute counts.
            let dashes = node.mark == .removed ? ", style=\"\(node.style.color == nil ? "" : "filled,")dashed\"" : ""
            let style = fill + dashes + (node.mark?.dotLine ?? "")
            lines.append(
                "    \(node.key) [label=\(Self.dotText(Mark.label(node.lines, node.mark))), shape=\(node.style.dotShape)\(style)];"
            )
        }
        for edge in edges {
            let isDashed = !edge.isActive || edge.mark == .removed
            let style = (isDashed ? ", style=dashed" : "") + (edge.mark?.dotLine ?? "")
            lines.append(
                "    \(edge.from) -> \(edge.to) [label=\(Self.dotText(Mark.label(edge.lines, edge.mark)))\(style)];")
        }
        return (lines + ["}"]).joined(separator: "\n")
    }

    private static func dotText(_ lines: [String]) -> String {
        let labels = labelLines(lines).map { line in
            line.unicodeScalars.reduce(into: "") { text, scalar in
                switch scalar {
                case "\"", "\\": text += "\\\(scalar)"
                case "&": text += "&amp;"
                default: text += String(scalar).printable
                }
            }
        }
        return "\"" + labels.joined(separator: "\\n") + "\""
    }
}
