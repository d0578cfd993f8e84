import Foundation
import Testing

/// The documentation of all modules as one archive.
struct DocumentationArchive: Sendable {
    /// Where the archive remains, so that it can be read.
    static let location = BuildFolder.asyncHTTPClient.url
        .appending(path: "documentation/swift-voice-agents.doccarchive")

    /// Converts modules, each with the archives of those before it, and merges the archives. Any warning is an error.
    init(of modules: [String]) async throws {
        let files = FileManager.default
        let folder = Self.location.deletingLastPathComponent()
        try? files.removeItem(at: folder)
        // `debug` links to a folder beside the graphs.
        let graphs = BuildFolder.asyncHTTPClient.url.appending(path: "debug").resolvingSymlinksInPath()
            .appending(path: "../symbolgraph").standardizedFileURL
        var archives: [String] = []
        for module in modules {
            let ownGraphs = folder.appending(path: "graphs/\(module)")
            try files.createDirectory(at: ownGraphs, withIntermediateDirectories: true)
            let names = try files.contentsOfDirectory(atPath: graphs.path()).filter {
                $0 == "\(module).symbols.json" || $0.hasPrefix("\(module)@")
            }
            try #require(!names.isEmpty, "no symbol graph of \(module)")
            for name in names {
                try files.copyItem(at: graphs.appending(path: name), to: ownGraphs.appending(path: name))
            }
            let archive = folder.appending(path: "\(module).doccarchive").path()
            try await Self.docc(
                [
                    "convert", "Sources/\(module)/\(module).docc", "--fallback-display-name", module,
                    "--fallback-bundle-identifier", "swift-voice-agents.\(module)",
                    "--additional-symbol-graph-dir", ownGraphs.path(), "--warnings-as-errors",
                    "--enable-experimental-external-link-support", "--output-dir", archive,
                ] + archives.flatMap { ["--dependency", $0] })
            archives.append(archive)
        }
        try await Self.docc(
            ["merge"] + archives + [
                "--output-path", Self.location.path(), "--synthesized-landing-page-name", "swift-voice-agents",
            ])
    }

    /// The kinds of the members of each type of a module, by the id of the type in the symbol graphs.
    func membersOfTypes(in module: String) throws -> [String: [String]] {
        let folder = Self.location.deletingLastPathComponent().appending(path: "graphs/\(module)")
        let graphs = try FileManager.default.contentsOfDirectory(atPath: folder.path()).map {
            try JSONDecoder().decode(SymbolGraph.self, from: Data(contentsOf: folder.appending(path: $0)))
        }
        let kinds = Dictionary(
            graphs.flatMap(\.symbols).map { ($0.identifier.precise, $0.kind.identifier) }, uniquingKeysWith: { $1 })
        return graphs.flatMap(\.relationships).filter { ["memberOf", "requirementOf"].contains($0.kind) }
            .reduce(into: [:]) { members, relationship in
                if let kind = kinds[relationship.source] { members[relationship.target, default: []].append(kind) }
            }
    }

    private static func docc(_ arguments: [String]) async throws {
        let result = try await Program(command: "docc").run(arguments)
        try #require(result.status == 0, "docc \(arguments[0]) \(arguments[1]): \(result.output)\(result.error)")
    }

    /// A page, by its path in lower case.
    func page(_ path: String) throws -> DocumentationPage {
        try DocumentationPage(Self.location.appending(path: "data/documentation/\(path).json"))
    }

    /// The pages of a module, its symbols and its articles.
    func pages(of module: String) throws -> [DocumentationPage] {
        let folder = Self.location.appending(path: "data/documentation")
        let name = module.lowercased()
        return try [page(name)]
            + FileManager.default.subpathsOfDirectory(atPath: folder.appending(path: name).path())
            .filter { $0.hasSuffix(".json") }
            .map { try DocumentationPage(folder.appending(path: "\(name)/\($0)")) }
    }
}

/// A page of an archive.
struct DocumentationPage: Decodable {
    let metadata: Metadata
    let topicSections: [TopicSection]?
    private let references: [String: Reference]

    struct Metadata: Decodable {
        let title: String
        /// The id in the symbol graphs. `nil` for an article.
        let externalID: String?
    }

    struct TopicSection: Decodable {
        let title: String?
        let identifiers: [String]
        /// Whether `docc` made the section, of what no topic lists.
        let generated: Bool?
    }

    private struct Reference: Decodable {
        let url: String?
    }

    init(_ file: URL) throws { self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file)) }

    /// The paths of the pages to which this page links.
    var links: [String] { references.values.compactMap(\.url) }
}

/// What the compiler says about the symbols of a module.
private struct SymbolGraph: Decodable {
    let symbols: [Symbol]
    let relationships: [Relationship]

    struct Symbol: Decodable {
        let identifier: Identifier
        let kind: Kind

        struct Identifier: Decodable {
            let precise: String
        }

        struct Kind: Decodable {
            let identifier: String
        }
    }

    struct Relationship: Decodable {
        let kind: String
        let source: String
        let target: String
    }
}
