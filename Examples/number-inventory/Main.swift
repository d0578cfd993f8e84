import Burki
import ExampleArguments
import Foundation
import VoiceAgentsTesting

/// Prints what answers each phone number of an organization, and changes it as a file says.
///
/// It uses a simulated platform by default, and the real one with `--base-url`.
@main struct Main {
    static func main() async {
        await runExample("number-inventory", usage: Options.usage) { arguments in
            let options = try Options(&arguments)
            try await run(options, with: try await client(options))
        }
    }

    private static func run(_ options: Options, with burki: BurkiClient) async throws {
        let routing = try await burki.routing()
        if options.printsJSON { return print(try routing.json) }
        print(routing.table)
        if options.printsMap { print("\n\(routing.mermaid)") }
        if let target = options.target ?? (options.baseURL == nil ? exampleTarget(routing) : nil) {
            let plan = try routing.plan(to: target)
            print("\nThe plan:\n\(plan)")
            if options.applies || options.target == nil { try await apply(plan, target, burki) }
        }
        print("\nAll done.")
    }

    private static func apply(_ plan: Routing.Plan, _ target: Routing.Target, _ burki: BurkiClient) async throws {
        let report = await burki.apply(plan)
        if !plan.steps.isEmpty { print("\nThe changes:\n\(report)") }
        if let failure = report.failure { throw failure.error }
        let rest = try await burki.routing().plan(to: target)
        print("\nThe plan afterwards:\n\(rest)")
    }

    /// For the simulated platform: the main support line gets the graph, and the sales department nothing.
    private static func exampleTarget(_ routing: Routing) -> Routing.Target {
        guard let graph = routing.unusedDestinations.first else { return [:] }
        return ["+15551234567": graph, "+15557654321": .unassigned]
    }

    private static func client(_ options: Options) async throws -> BurkiClient {
        guard let baseURL = options.baseURL else {
            if !options.printsJSON { print("On a simulated platform: no account, no network, no cost.\n") }
            let burki = BurkiClient(apiKey: "simulated", transport: BurkiSimulator())
            var draft = AssistantGraph.Draft(name: "Customer Service Router")
            draft.addNode(assistantID: 1, type: .entry)
            _ = try await burki.assistantGraphs.create(draft)
            return burki
        }
        #if URLSession || AsyncHTTPClient
        return BurkiClient(apiKey: try APIKey(environment: "BURKI_API_KEY"), baseURL: baseURL)
        #else
        throw UsageError("\(baseURL) cannot be reached: the program was built without a transport.")
        #endif
    }
}
