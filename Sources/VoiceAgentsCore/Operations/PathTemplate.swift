/// The path of an operation, with a placeholder `{name}` for each value.
///
/// It is written as in the platform's documentation. Text outside the placeholders is sent unchanged, including a trailing
/// slash.
public struct PathTemplate: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The template, for example `/v1/assistants/{id}/phone-number`.
    public let description: String

    /// The names of the placeholders, in order.
    public let parameters: [String]

    /// The text around the placeholders: one piece more than there are placeholders.
    private let pieces: [String]

    /// Creates a template from text with placeholders.
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

    /// Creates a template from a string literal.
    public init(stringLiteral value: String) { self.init(value) }

    /// The path with the values, percent-encoded, in place of the placeholders.
    package func filled(with values: [any WireValue]) -> RequestPath {
        var path = RequestPath(template: description, literalCapacity: description.utf8.count)
        for (index, piece) in pieces.enumerated() {
            // Unchecked, because it is written in the source.
            path.encoded += piece
            if index < values.count { path.append(values[index]) }
        }
        if values.count != parameters.count {
            path.problem = "The path \(description) needs \(parameters.count) values and was given \(values.count)."
        }
        return path
    }

    /// The values in a path that is not percent-encoded, or `nil` when the path does not match.
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
