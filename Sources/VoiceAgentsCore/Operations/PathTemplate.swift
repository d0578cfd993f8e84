/// A path with `{name}` for each value, as the platform's pages write it. The rest is sent as it stands, a trailing slash
/// included.
public struct PathTemplate: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The template, for example `/v1/assistants/{id}/phone-number`.
    public let description: String

    /// The names of the values, in their order.
    public let parameters: [String]

    /// The text around the values: one piece more than there are values.
    private let pieces: [String]

    /// Takes a template.
    public init(_ text: String) {
        description = text
        var (parameters, pieces): ([String], [String]) = ([], [])
        var rest = text[...]
        while let opening = rest.firstIndex(of: "{"), let closing = rest[opening...].firstIndex(of: "}") {
            pieces.append(String(rest[..<opening]))
            parameters.append(String(rest[rest.index(after: opening)..<closing]))
            rest = rest[rest.index(after: closing)...]
        }
        self.parameters = parameters
        self.pieces = pieces + [String(rest)]
    }

    /// Takes a literal template.
    public init(stringLiteral value: String) { self.init(value) }

    /// The path with each value escaped.
    package func filled(with values: [any WireValue]) -> RequestPath {
        var path = RequestPath.StringInterpolation(literalCapacity: description.utf8.count, interpolationCount: 0)
        for (index, piece) in pieces.enumerated() {
            path.appendLiteral(piece)
            if index < values.count {
                path.append(values[index], named: parameters.indices.contains(index) ? parameters[index] : "")
            }
        }
        if values.count != parameters.count {
            path.problem = "The path \(description) needs \(parameters.count) values and was given \(values.count)."
        }
        return RequestPath(stringInterpolation: path)
    }

    /// The values in a path without escapes, or `nil` when it is another path.
    package func values(in path: String) -> [String]? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let pattern = description.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == pattern.count else { return nil }
        var values: [String] = []
        for (part, expected) in zip(parts, pattern) {
            if expected.hasPrefix("{") {
                values.append(String(part))
            } else if part != expected {
                return nil
            }
        }
        return values
    }
}
