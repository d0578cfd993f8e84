/// A block of Swift in a document.
package struct Sample: Equatable, Sendable {
    /// The number of the first line of code, counted from 1.
    package let line: Int
    /// The code without the indentation and the comment marks of the document.
    package let lines: [String]
    /// Why the block is not compiled, from a comment `<!-- not compiled: … -->` above it.
    package let reasonToSkip: String?

    package init(line: Int, lines: [String], reasonToSkip: String? = nil) {
        self.line = line
        self.lines = lines
        self.reasonToSkip = reasonToSkip
    }

    /// The modules that the sample imports.
    var imports: [String] { lines.filter(isImport).map { String($0.dropFirst("import ".count)) } }

    /// The code without imports. They are replaced by blank lines, so that the numbers of the lines stay right.
    var body: [String] { lines.map { isImport($0) ? "" : $0 } }

    /// The constants and variables that later samples of the document can use.
    var names: [String] {
        lines.compactMap { line in
            line.prefixMatch(of: /(?:guard )?(?:let|var) (\w+)/).map { String($0.output.1) }
        }
    }

    private func isImport(_ line: String) -> Bool { line.hasPrefix("import ") }
}
