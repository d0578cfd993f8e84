import Foundation
import Testing

/// The examples over HTTP, each test against its own `local-server`.
@Suite(.timeLimit(.minutes(5))) struct LocalServerTests {
    let keys = ["BURKI_API_KEY": "any", "FLIREO_API_KEY": "any"]

    @Test func routeCallsSpendsOnceAndWhenConfirmed() async throws {
        try await withLocalServer { address in
            let example = Program("route-calls", in: .localServer)
            let unconfirmed = try await example.run("--base-url", address, environment: keys)
            #expect(unconfirmed.status != 0, "money was spent without --yes")
            let confirmed = try await example.run("--base-url", address, "--yes", environment: keys)
            #expect(confirmed.status == 0, "\(confirmed.error)")
            let repeated = try await example.run("--base-url", address, "--yes", environment: keys)
            #expect(repeated.status != 0, "the same graph was created twice")
            let overAsyncHTTPClient = try await Program("route-calls", in: .asyncHTTPClient).run(
                "--base-url", address, "--yes", "--graph-name", "Over AsyncHTTPClient", "--buy", "+14155551299",
                environment: keys)
            #expect(overAsyncHTTPClient.status == 0, "\(overAsyncHTTPClient.error)")
        }
    }

    @Test func buyLocalNumberResumesItsOrder() async throws {
        try await withLocalServer { address in
            let example = Program("buy-local-number", in: .localServer)
            let arguments = [
                "--base-url", address, "--group", "550e8400-e29b-41d4-a716-446655440000",
                "--assistant", "660e8400-e29b-41d4-a716-446655440000",
            ]
            let unconfirmed = try await example.run(arguments, environment: keys)
            #expect(unconfirmed.status != 0, "credits were spent without --yes")
            #expect(unconfirmed.error.contains("nothing was done"), "\(unconfirmed.error)")
            let confirmed = try await example.run(arguments + ["--yes"], environment: keys)
            #expect(confirmed.status == 0, "\(confirmed.error)")
            let order = try #require(confirmed.output.firstMatch(of: /order ([0-9a-f-]{36})/), "\(confirmed.output)")
            let takenUp = try await example.run(
                arguments + ["--yes", "--order", String(order.output.1)], environment: keys)
            #expect(takenUp.status != 0, "the same number was linked twice")
            #expect(takenUp.error.contains("already_linked"), "\(takenUp.error)")
        }
    }

    @Test func benchmarkMeasuresOverAsyncHTTPClient() async throws {
        try await withLocalServer { address in
            let result = try await Program("benchmark", in: .asyncHTTPClient).run(
                "--transport", "ahc", "--base-url", address, "--count", "20", "--json", environment: keys)
            #expect(result.status == 0, "\(result.error)")
            #expect(result.output.contains(/"perSecond":[0-9]/), "\(result.output)")
        }
    }

    /// Starts a server on a free port, and ends it.
    private func withLocalServer(_ body: (_ address: String) async throws -> Void) async throws {
        let process = Program("local-server", in: .localServer).process(["--port", "0"])
        let pipe = Pipe()
        process.standardOutput = pipe
        let (chunks, continuation) = AsyncStream.makeStream(of: Data.self)
        pipe.fileHandleForReading.readabilityHandler = { handle in
            let data = handle.availableData
            if data.isEmpty {
                handle.readabilityHandler = nil
                continuation.finish()
            } else {
                continuation.yield(data)
            }
        }
        try process.run()
        defer { process.terminate() }
        var output = ""
        for await chunk in chunks {
            output += String(decoding: chunk, as: UTF8.self)
            if let line = output.firstMatch(of: /Listening on (\S+)\n/) {
                return try await body(String(line.output.1))
            }
        }
        Issue.record("local-server does not listen: \(output)")
    }
}
