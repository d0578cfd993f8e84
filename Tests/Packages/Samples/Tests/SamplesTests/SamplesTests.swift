import Foundation
import SampleExtraction
import Testing

/// The build of this target compiles the samples. The tests check that none is missing.
@Suite struct SampleExtractionTests {
    let root = URL(filePath: #filePath).appending(path: "../../../../../..").standardizedFileURL

    @Test func samplesAreCompiledOrMarked() throws {
        let documents = try documents()
        let compiled = documents.flatMap(\.compiled)
        print("\(compiled.count) samples compiled, \(documents.flatMap(\.skipped).count) skipped:")
        for document in documents {
            for sample in document.skipped {
                print("\(document.path):\(sample.line): \(sample.reasonToSkip ?? "")")
                #expect(isAllowedToSkip(sample, of: document), "\(document.path):\(sample.line)")
            }
        }
        #expect(compiled.count >= 70)
    }

    @Test("A fence names its language, so that no Swift sample is missed")
    func fencesNameTheirLanguage() throws {
        for document in try documents() {
            #expect(document.unnamedFences == [], "\(document.path)")
        }
    }

    @Test("A line of code fits on a page, so that nobody has to scroll")
    func codeFitsOnThePage() throws {
        for document in try documents() {
            let places = document.wideLines.map { "\(document.path):\($0)" }
            #expect(places == [], "more than \(Document.pageWidth) columns")
        }
    }

    @Test func markdownSamplesAreExtracted() {
        let document = Document(
            path: "README.md",
            text: """
                # Title

                ```swift
                import Burki

                let call = 1
                ```

                ```sh
                swift test
                ```

                <!-- not compiled: a part of a manifest -->
                ```swift
                .package(path: "x")
                ```
                """)
        #expect(document.compiled == [Sample(line: 4, lines: ["import Burki", "", "let call = 1"])])
        #expect(
            document.skipped == [
                Sample(line: 15, lines: [#".package(path: "x")"#], reasonToSkip: "a part of a manifest")
            ])
    }

    @Test func commentSamplesAreExtracted() {
        let document = Document(
            path: "Sources/Burki/File.swift",
            text: """
                struct Outer {
                    /// Does.
                    /// ```swift
                    /// if isOpen {
                    ///     close()
                    /// }
                    /// ```
                    func does() {}
                }
                """)
        #expect(document.samples == [Sample(line: 4, lines: ["if isOpen {", "    close()", "}"])])
    }

    @Test("A sample is compiled in the scope of the ones above it, with the lines of the document")
    func sampleSeesTheSamplesAboveIt() {
        let document = Document(
            path: "Sources/Burki/Burki.docc/Article.md",
            text: """
                ```swift
                import Burki
                let call = 1
                ```
                ```swift
                print(call)
                ```
                """)
        #expect(
            document.swift == """
                import Burki
                import Foundation
                import Testing
                import VoiceAgentsTesting
                #if canImport(FoundationNetworking)
                import FoundationNetworking
                #endif

                private func samples() async throws {
                do {
                #sourceLocation(file: "Sources›Burki›Burki.docc›Article.md", line: 2)

                let call = 1
                #sourceLocation()
                _ = call
                do {
                #sourceLocation(file: "Sources›Burki›Burki.docc›Article.md", line: 6)
                print(call)
                #sourceLocation()
                }
                }
                }

                """)
    }

    /// Whether a sample is what its reason says.
    private func isAllowedToSkip(_ sample: Sample, of document: Document) -> Bool {
        switch sample.reasonToSkip {
        case "a part of a manifest": sample.lines.first { !$0.hasPrefix("//") }?.hasPrefix(".") == true
        case "a part of this package": document.path.hasSuffix("/Contributing.md")
        case "needs Vapor": sample.lines.contains("import Vapor")
        default: false
        }
    }

    private func documents() throws -> [Document] {
        var paths = ["README.md"]
        for folder in ["Sources", "Fixtures"] {
            paths += try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path())
                .filter { $0.hasSuffix(".md") || $0.hasSuffix(".swift") }
                .map { "\(folder)/\($0)" }
        }
        return try paths.sorted().map { try Document(path: $0, below: root) }
    }
}
