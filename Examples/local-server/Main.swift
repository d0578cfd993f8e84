import Foundation

#if LocalServer
import Burki
import Flireo
import VoiceAgentsTesting

/// Serves both simulated platforms on 127.0.0.1, so that the `curl` examples of the platforms' documentation work with another host.
@main struct Main {
    static func main() async {
        do {
            let options = try Options(Array(CommandLine.arguments.dropFirst()))
            if options.wantsHelp { return say(Options.usage) }
            try await serve(options)
        } catch let error as UsageError {
            fail(error.message)
        } catch {
            fail("The server stopped: \(error). Is the port taken?")
        }
    }

    private static func serve(_ options: Options) async throws {
        var account = BurkiAccount.example
        account.addGraph()
        account.hasFunds = !options.isOutOfFunds
        var flireoAccount = FlireoAccount.example
        flireoAccount.orderDuration = .seconds(2)
        let server = try LocalServer(
            port: options.port, burki: BurkiSimulator(account: account),
            flireo: FlireoSimulator(account: flireoAccount))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            say(welcome(port: try await server.port()))
            try await group.waitForAll()
        }
    }

    private static func welcome(port: UInt16) -> String {
        """
        Listening on http://127.0.0.1:\(port)
        Any API key will do. Stop with Control-C. Try, in another terminal:

          curl http://127.0.0.1:\(port)/api/v1/assistant-graphs/1/phone-numbers -H "Authorization: Bearer YOUR_API_KEY"
          curl -X POST http://127.0.0.1:\(port)/api/v1/assistant-graphs/1/phone-numbers/5/assign \\
            -H "Authorization: Bearer YOUR_API_KEY"
          BURKI_API_KEY=any FLIREO_API_KEY=any swift run route-calls --base-url http://127.0.0.1:\(port) --yes
        """
    }

    /// Writes without a buffer, so that another program can read the address immediately.
    private static func say(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

    private static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data("local-server: \(message)\n".utf8))
        exit(1)
    }
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
        if let index = phoneNumbers.firstIndex(where: { $0.id == 2 }) { phoneNumbers[index].route = .graph(1) }
    }
}

private struct UsageError: Error {
    let message: String
}

private struct Options {
    static let usage = """
        usage: swift run --traits LocalServer local-server [--port NUMBER] [--out-of-funds]

          --port NUMBER    the port on 127.0.0.1; default 8080, 0 for any that is free
          --out-of-funds   the Burki organization has no money: calls are refused with 402
        """

    var port: UInt16 = 8080
    var isOutOfFunds = false
    var wantsHelp = false

    init(_ arguments: [String]) throws(UsageError) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--help", "-h": wantsHelp = true
            case "--out-of-funds": isOutOfFunds = true
            case "--port":
                guard let number = rest.popFirst().flatMap({ UInt16($0) }) else {
                    throw UsageError(message: "--port needs a number from 0 to 65535.")
                }
                port = number
            default: throw UsageError(message: "unknown argument \(argument). Try --help.")
            }
        }
    }
}
#else
@main struct Main {
    static func main() {
        FileHandle.standardError.write(
            Data("local-server: build it with its trait: swift run --traits LocalServer local-server\n".utf8))
        exit(1)
    }
}
#endif
