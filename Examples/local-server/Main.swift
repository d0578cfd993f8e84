import Burki
import ExampleArguments
import Flireo
import Foundation
import VoiceAgentsTesting

/// Serves both simulated platforms on 127.0.0.1, so that the `curl` examples of the platforms' documentation work with another host.
@main struct Main {
    static func main() async {
        await runExample("local-server", usage: Options.usage) { arguments in
            let options = try Options(&arguments)
            #if LocalServer
            try await serve(options)
            #else
            _ = options
            throw UsageError("build it with its trait: swift run --traits LocalServer local-server")
            #endif
        }
    }

    #if LocalServer
    private static func serve(_ options: Options) async throws {
        var account = BurkiAccount.example
        account.addGraph()
        if options.isOutOfFunds { account.balance = 0 }
        let clock = AcceleratedClock(factor: options.speed)
        let burki = BurkiSimulator(account: account, clock: clock)
        let flireo = FlireoSimulator(clock: clock)
        for failure in options.failures {
            await burki.fail(failure.fault(of:))
            await flireo.fail(failure.fault(of:))
        }
        let server = LocalServer(port: options.port) { request in
            let earlier = await burki.account.events + flireo.account.events
            let result: Result<TransportResponse, any Error>
            do {
                result = .success(
                    FlireoSimulator.isAddressed(by: request)
                        ? try await flireo.send(request) : try await burki.send(request))
            } catch {
                result = .failure(error)
            }
            let status = (try? result.get()).map { "\($0.status)" } ?? "the reply is lost"
            say("\(request.method.rawValue) \(request.url.path()): \(status)")
            for event in await burki.account.events + flireo.account.events where !earlier.contains(event) {
                say("  \(event)")
            }
            return try result.get()
        }
        try await server.run { baseURL in
            say(welcome(baseURL))
            try await ContinuousClock().sleep(for: .seconds(31_536_000))
        }
    }

    private static func welcome(_ baseURL: URL) -> String {
        """
        Listening on \(baseURL)
        Any API key will do. Stop with Control-C. Try, in another terminal:

          curl \(baseURL)/api/v1/assistant-graphs/1/phone-numbers -H "Authorization: Bearer YOUR_API_KEY"
          curl -X POST \(baseURL)/api/v1/assistant-graphs/1/phone-numbers/5/assign -H "Authorization: Bearer YOUR_API_KEY"
          BURKI_API_KEY=any FLIREO_API_KEY=any swift run --traits LocalServer route-calls --base-url \(baseURL) --yes

        """
    }

    /// Writes without a buffer, so that another program can read the address immediately.
    @Sendable private static func say(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }
    #endif
}

extension BurkiAccount {
    /// Adds the graph 1 of the platform's examples and assigns a number to it.
    fileprivate mutating func addGraph() {
        graphs = [
            AssistantGraph(
                id: 1, organizationID: organizationID, name: "Main Line",
                nodes: [.init(id: 101, graphID: 1, assistantID: 1, type: .entry, position: .origin)],
                totalNodes: 1, totalEdges: 0, createdAt: now(), updatedAt: now())
        ]
        if let index = phoneNumbers.firstIndex(where: { $0.id == 2 }) { phoneNumbers[index].destination = .graph(1) }
    }

    /// What was done in the organization, one line each.
    fileprivate var events: [String] {
        calls.map { "call \($0.sid) from \($0.from.masked) to \($0.to.masked)" }
            + phoneNumbers.filter { $0.id > 5 }.map { "bought \($0.phoneNumber) at \($0.provider.rawValue)" }
    }
}

extension FlireoAccount {
    /// What was done in the account, one line each.
    fileprivate var events: [String] { orders.map { "order \($0.id) of \($0.phoneNumber?.rawValue ?? "a number")" } }
}
