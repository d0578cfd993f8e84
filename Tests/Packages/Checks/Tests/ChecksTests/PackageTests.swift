import Testing

/// The dependencies, the linked libraries and the names of a package that uses this one.
@Suite(.timeLimit(.minutes(5))) struct PackageTests {
    @Test func plainCheckoutHasNoDependencies() async throws {
        let result = try await Program(command: "swift").run("package", "show-dependencies")
        #expect(result.lines.last == "No external dependencies found", "\(result.output)\(result.error)")
    }

    #if os(Linux)
    @Test(
        "The core, and a client without the default transport, link no Foundation, ICU or libcurl",
        arguments: [
            "CoreLinkage", "BurkiLinkage",
        ])
    func onlyFoundationEssentialsIsLinked(by package: String) async throws {
        let program = Program("program", ofPackage: package)
        let run = try await program.run()
        #expect(run.status == 0, "\(run.error)")
        let libraries = try await Program(command: "ldd").run(program.file.path())
        #expect(libraries.output.contains("libFoundationEssentials.so"), "\(libraries.output)\(libraries.error)")
        for library in ["libFoundation.so", "FoundationNetworking", "FoundationInternationalization", "ICU", "libcurl"]
        {
            #expect(!libraries.output.contains(library), "\(libraries.output)")
        }
    }
    #endif

    @Test func importingProgramRuns() async throws {
        let result = try await Program("user", ofPackage: "Importing").run()
        #expect(result.status == 0, "\(result.error)")
        #expect(result.output.contains(/^CA\S+ \+31201234567\n$/), "\(result.output)")
    }

    @Test("Both platforms, Hummingbird, NIOHTTP1, HTTPTypes and Foundation are used in one file")
    func librariesOfServersAreUsedTogether() async throws {
        let result = try await Program("together", in: .asyncHTTPClient).run()
        #expect(result.status == 0, "\(result.error)")
        #expect(result.lines.last == "CA1 2 GET GET", "\(result.output)")
    }
}
