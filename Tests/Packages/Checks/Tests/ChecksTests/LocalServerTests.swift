import Foundation
import Testing

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

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

    @Test func followCallCallsWhenConfirmed() async throws {
        try await withLocalServer { address in
            let example = Program("follow-call", in: .localServer)
            let unconfirmed = try await example.run("--base-url", address, environment: keys)
            #expect(unconfirmed.status != 0, "a phone rang without --yes")
            let confirmed = try await example.run("--base-url", address, "--yes", environment: keys)
            #expect(confirmed.status == 0, "\(confirmed.error)")
            #expect(confirmed.output.contains("completed"), "\(confirmed.output)")
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

    @Test("Each event of the article brings the reply beside it")
    func answerCallsAnswersTheEventsOfTheArticle() async throws {
        let article = try String(
            contentsOf: Repository.root.appending(path: "Sources/Flireo/Flireo.docc/Events.md"), encoding: .utf8)
        let pattern = /<<'JSON'\n(?<event>.*?)\nJSON\n.*?```json\n(?<reply>.*?)```/.dotMatchesNewlines()
        let exchanges = article.matches(of: pattern)
        #expect(exchanges.count == 4)
        try await Program("answer-calls", in: .localServer).serve("--port", "0") { address in
            for exchange in exchanges {
                var request = URLRequest(url: try #require(URL(string: address)))
                request.httpMethod = "POST"
                request.httpBody = Data(exchange.output.event.utf8)
                let (body, response) = try await URLSession.shared.data(for: request)
                #expect((response as? HTTPURLResponse)?.statusCode == 200)
                let reply = try JSONSerialization.jsonObject(with: Data(exchange.output.reply.utf8)) as? NSObject
                #expect(try JSONSerialization.jsonObject(with: body) as? NSObject == reply)
            }
        }
    }

    /// Starts `local-server` on a free port, and ends it.
    private func withLocalServer(_ body: (_ address: String) async throws -> Void) async throws {
        try await Program("local-server", in: .localServer).serve("--port", "0", body: body)
    }
}
