import Foundation
import Testing

/// The articles and comments convert without a warning. `.ci/run` has written the symbol graphs.
@Suite(.timeLimit(.minutes(5))) struct DocumentationTests {
    static let catalogs: [String] = {
        let sources = Repository.root.appending(path: "Sources").path()
        let modules = (try? FileManager.default.contentsOfDirectory(atPath: sources)) ?? []
        return modules.sorted().map { "Sources/\($0)/\($0).docc" }
    }()

    @Test(arguments: catalogs) func catalogConvertsWithoutWarnings(_ catalog: String) async throws {
        let files = FileManager.default
        let module = URL(filePath: catalog).deletingPathExtension().lastPathComponent
        let folder = files.temporaryDirectory.appending(path: "\(module)-\(UUID().uuidString)")
        try files.createDirectory(at: folder.appending(path: "graphs"), withIntermediateDirectories: true)
        defer { try? files.removeItem(at: folder) }

        // `debug` links to a folder beside the graphs.
        let graphs = Repository.root.appending(path: "\(BuildFolder.asyncHTTPClient.rawValue)/debug")
            .resolvingSymlinksInPath().appending(path: "../symbolgraph").standardizedFileURL
        let names = try files.contentsOfDirectory(atPath: graphs.path()).filter {
            $0 == "\(module).symbols.json" || $0.hasPrefix("\(module)@")
        }
        try #require(!names.isEmpty, "no symbol graph of \(module)")
        for name in names {
            try files.copyItem(
                at: graphs.appending(path: name), to: folder.appending(path: "graphs").appending(path: name))
        }
        let result = try await Program(command: "docc").run(
            "convert", catalog, "--fallback-display-name", module,
            "--fallback-bundle-identifier", "swift-voice-agents.\(module)",
            "--additional-symbol-graph-dir", folder.appending(path: "graphs").path(), "--warnings-as-errors",
            "--output-dir", folder.appending(path: "\(module).doccarchive").path())
        #expect(result.status == 0, "\(result.output)\(result.error)")
    }
}
