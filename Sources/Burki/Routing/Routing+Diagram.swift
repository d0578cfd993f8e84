#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension Routing {
    /// The routing as a table in plain text: a line for each number, and the graphs and flows without a number.
    public var table: String {
        let rows = numbers.map { [$0.phoneNumber.description, $0.title ?? "", destinationText(of: $0)] }
        let lines = ([["Number", "Name", "Leads to"]] + rows).map { $0.map { $0.singleLine(limit: 80) } }
        let widths = (0..<2).map { column in lines.map { $0[column].count }.max() ?? 0 }
        let table = lines.map { line in
            let cells = zip(line, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return (cells + line.suffix(1)).joined(separator: "  ")
        }
        let unused = unusedDestinations.map { "\($0) \(names[$0] ?? "")".singleLine(limit: 80) }
        let note = isPartial ? ["Some records could not be read."] : []
        return (table + unused.map { "No number leads to \($0)." } + note).joined(separator: "\n")
    }

    /// The routing as a Mermaid flowchart, from the numbers to what answers them. Mermaid draws at most 500 edges, unless its setting
    /// `maxEdges` allows more.
    public var mermaid: String { mermaid() }

    /// The routing in Graphviz's DOT language.
    public var dot: String { dot() }

    /// The routing as a Mermaid flowchart.
    ///
    /// - Parameter direction: The direction of the edges.
    /// - Returns: The text of the flowchart.
    public func mermaid(direction: DiagramDirection = .leftToRight) -> String { diagram.mermaid(direction) }

    /// The routing in Graphviz's DOT language.
    ///
    /// - Parameter direction: The direction of the edges.
    /// - Returns: The text of the graph.
    public func dot(direction: DiagramDirection = .leftToRight) -> String { diagram.dot(direction) }

    /// The routing as JSON, with its keys in order.
    ///
    /// - Throws: `EncodingError`, which no routing that was read causes.
    public var json: String {
        get throws { String(decoding: try JSONEncoder.forRequests.encode(self), as: UTF8.self) }
    }

    private func destinationText(of number: Number) -> String {
        let destinations = number.destinations.map(title).joined(separator: " and ")
        let text =
            switch number.destinations.count {
            case 0: "nothing"
            case 1: destinations
            default: "conflict: \(destinations)"
            }
        return number.isActive == false ? "\(text) (inactive)" : text
    }

    private func title(of destination: Destination) -> String {
        guard let name = names[destination].nonBlank else { return destination.description }
        return "\(name) (\(destination))"
    }

    private var diagram: GraphDiagram {
        let destinations = Set(numbers.flatMap(\.destinations)).union(names.keys).sorted()
        let keys = Dictionary(uniqueKeysWithValues: destinations.enumerated().map { ($1, "d\($0)") })
        let places = numbers.enumerated().map { index, number in
            let lines = [number.phoneNumber.description] + (number.title.map { [$0] } ?? [])
            return GraphDiagram.Node(
                key: "n\(index)",
                lines: lines + (number.destinations.isEmpty ? ["unassigned"] : [])
                    + (number.isActive == false ? ["inactive"] : []),
                style: number.destinations.isEmpty ? .exit : .entry)
        }
        return GraphDiagram(
            name: "Routing", nodes: places + destinations.map { .init(key: keys[$0] ?? "", lines: [title(of: $0)]) },
            edges: numbers.enumerated().flatMap { index, number in
                number.destinations.map { destination in
                    GraphDiagram.Edge(
                        from: "n\(index)", to: keys[destination] ?? "",
                        lines: number.destinations.count > 1 ? ["conflict"] : [],
                        isActive: number.isActive != false)
                }
            })
    }
}

extension Routing.Number {
    /// The name in the dashboard, unless it is the number itself.
    fileprivate var title: String? {
        guard let friendlyName = friendlyName.nonBlank, friendlyName != phoneNumber.description else {
            return nil
        }
        return friendlyName
    }
}
