import Foundation

/// A document and its samples.
package struct Document: Sendable {
    /// The path below the root of the repository.
    package let path: String
    package let samples: [Sample]
    /// The lines of the fences that open a block without saying its language.
    package private(set) var unnamedFences: [Int] = []
    /// The lines of code that are wider than a page of documentation.
    package private(set) var wideLines: [Int] = []

    /// The columns that fit on a page.
    package static let pageWidth = 85

    package init(path: String, below root: URL) throws {
        let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
        self.init(path: path, text: text)
    }

    /// Reads Markdown, or the comments `///` of Swift when the path ends so.
    package init(path: String, text: String) {
        self.path = path
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if path.hasSuffix(".swift") { lines = lines.map(Self.comment) }
        var samples: [Sample] = []
        var open: (line: Int, indentation: Int, language: String, lines: [String])?
        var reason: String?
        for (index, line) in lines.enumerated() {
            let code = line.drop { $0 == " " }
            if let block = open {
                if code.hasPrefix("```") {
                    if block.language == "swift" {
                        samples.append(Sample(line: block.line, lines: block.lines, reasonToSkip: reason))
                    }
                    (open, reason) = (nil, nil)
                } else {
                    let indentation = min(block.indentation, line.count - code.count)
                    let text = String(line.dropFirst(indentation))
                    open?.lines.append(text)
                    if text.count > Self.pageWidth { wideLines.append(index + 1) }
                }
            } else if code.hasPrefix("```") {
                open = (index + 2, line.count - code.count, String(code.dropFirst(3)), [])
                if code == "```" { unnamedFences.append(index + 1) }
            } else if let match = code.wholeMatch(of: /<!-- not compiled: (.+) -->/) {
                reason = String(match.output.1)
            } else if !code.isEmpty {
                reason = nil
            }
        }
        self.samples = samples
    }

    package var compiled: [Sample] { samples.filter { $0.reasonToSkip == nil } }

    package var skipped: [Sample] { samples.filter { $0.reasonToSkip != nil } }

    /// A file with one function, which is never called. A sample stands in the scope of the ones above it, so that it can use
    /// and shadow their names, as a reader understands them.
    package var swift: String {
        var output = imports.map { "import \($0)" }
        output += ["#if canImport(FoundationNetworking)", "import FoundationNetworking", "#endif"]
        output += ["", "private func samples() async throws {"]
        for sample in compiled {
            output.append("do {")
            output.append("#sourceLocation(file: \"\(place)\", line: \(sample.line))")
            output += sample.body
            output.append("#sourceLocation()")
            output += sample.names.map { "_ = \($0)" }
        }
        output += compiled.map { _ in "}" }
        output += ["}", ""]
        return output.joined(separator: "\n")
    }

    /// The path as the compiler prints it. Without slashes, since it wants file names that occur once in a module.
    private var place: String { path.replacing("/", with: "›") }

    /// What the samples import, the module whose documentation this is, and what a reader of any sample has imported.
    var imports: [String] {
        var modules: Set = ["Foundation", "Testing", "VoiceAgentsTesting"]
        modules.formUnion(compiled.flatMap(\.imports))
        let folders = path.split(separator: "/").map(String.init)
        if folders[0] == "Sources" { modules.insert(folders[1]) }
        if modules.isDisjoint(with: ["Burki", "Flireo"]) { modules.formUnion(["Burki", "Flireo"]) }
        return modules.sorted()
    }

    /// The text of a comment `///`. Other lines are blank.
    private static func comment(_ line: String) -> String {
        let code = line.drop { $0 == " " }
        guard code.hasPrefix("///") else { return "" }
        let text = code.dropFirst(3)
        return String(text.first == " " ? text.dropFirst() : text)
    }
}
