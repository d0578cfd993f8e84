extension String? {
    /// Whether the text is absent or has only whitespace.
    var isBlank: Bool { nonBlank == nil }

    /// The text, or `nil` when it has only whitespace.
    var nonBlank: String? { flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 } }
}
