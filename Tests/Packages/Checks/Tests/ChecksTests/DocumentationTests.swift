import Foundation
import Testing

/// The articles and comments of all modules become one archive, without a warning. `.ci/run` has written the symbol graphs.
///
/// The modules are converted one by one, each with the archives of those that it depends on, so that a page can link to a symbol or an
/// article of a module before it: ``/VoiceAgentsCore/ClientConfiguration``, <doc:/VoiceAgentsCore/Errors>. In the documentation
/// of a single module, such a link is plain text. The archive is written to
/// `.build-ahc/documentation/swift-voice-agents.doccarchive`, which any web server can serve.
@Suite(.timeLimit(.minutes(5))) struct DocumentationTests {
    /// In the order of their dependencies.
    static let modules = [
        "VoiceAgentsCore", "VoiceAgentsURLSession", "VoiceAgentsAsyncHTTPClient", "Burki", "Flireo",
        "VoiceAgentsObservability", "VoiceAgentsTesting",
    ]

    private static let archive = Task { try await DocumentationArchive(of: modules) }

    @Test func modulesWithCatalogsAreConverted() throws {
        let sources = Repository.root.appending(path: "Sources").path()
        #expect(try FileManager.default.contentsOfDirectory(atPath: sources).sorted() == Self.modules.sorted())
    }

    @Test(arguments: modules) func mergedArchiveHasModule(_ module: String) async throws {
        #expect(try await Self.archive.value.page(module.lowercased()).metadata.title == module)
    }

    /// `docc` warns about a link that it cannot resolve, and not about links that are missing.
    @Test(arguments: ["Burki", "Flireo", "VoiceAgentsTesting"])
    func productsLinkToTheCore(_ module: String) async throws {
        let pages = try await Self.archive.value.pages(of: module)
        #expect(pages.contains { $0.links.contains("/documentation/voiceagentscore/afteranunknownoutcome") })
    }

    /// A reader does not find a property in an alphabetic list of thirty. A list of words, such as `ErrorCode`, needs no topics.
    @Test("A type with more than a dozen members has topics, and at most a dozen members without", arguments: modules)
    func typesWithManyMembersHaveTopics(_ module: String) async throws {
        let archive = try await Self.archive.value
        let members = try archive.membersOfTypes(in: module)
        for page in try archive.pages(of: module) {
            guard let kinds = page.metadata.externalID.flatMap({ members[$0] }), kinds.count > 12 else { continue }
            guard kinds.count(where: { !["swift.type.property", "swift.enum.case"].contains($0) }) > 3 else { continue }
            let sections = page.topicSections ?? []
            #expect(sections.contains { $0.generated != true }, "\(page.metadata.title) has \(kinds.count) members")
            let rest = sections.filter { $0.generated == true && $0.title != "Default Implementations" }
            #expect(rest.flatMap(\.identifiers).count <= 12, "\(page.metadata.title)")
        }
    }
}
