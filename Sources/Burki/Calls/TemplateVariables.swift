import VoiceAgentsCore

/// The variables in the texts of a call, such as `name` in `Hello {{name}}`.
public struct TemplateVariables: Hashable, Sendable {
    /// The unique names, in the order of their first use.
    public let names: [String]

    /// Finds the variables in texts. Spaces inside the braces are ignored; braces without a name are plain text.
    public init(in texts: [String]) {
        names = texts.flatMap { Self.placeholders(in: $0) }.reduce(into: []) { names, placeholder in
            if !names.contains(placeholder.name) { names.append(placeholder.name) }
        }
    }

    /// Finds the placeholders in a text, in order.
    package static func placeholders(in text: String) -> [(range: Range<String.Index>, name: String)] {
        var placeholders: [(range: Range<String.Index>, name: String)] = []
        var rest = text[...]
        while let opening = rest.firstRange(of: "{{"),
            let closing = rest[opening.upperBound...].firstRange(of: "}}")
        {
            // In "{{{{name}}" the inner pair is the placeholder.
            let inner = rest[opening.upperBound..<closing.lowerBound]
            let start = inner.lastIndex(of: "{").map(inner.index(after:)) ?? inner.startIndex
            let name = String(inner[start...].trimmed)
            if !name.isEmpty { placeholders.append((text.index(start, offsetBy: -2)..<closing.upperBound, name)) }
            rest = rest[closing.upperBound...]
        }
        return placeholders
    }

    /// Finds the variables in a text.
    public init(in text: String) { self.init(in: [text]) }

    /// Returns the names that have no value.
    public func missing(from variables: [String: JSONValue]) -> [String] {
        names.filter { variables[$0] == nil }
    }

    /// Returns the names of values that the texts do not use, sorted.
    public func unused(in variables: [String: JSONValue]) -> [String] {
        variables.keys.filter { !names.contains($0) }.sorted()
    }
}
