import Burki
import ExampleArguments
import Flireo
import Foundation
import VoiceAgentsTesting

/// Creates a graph of assistants, buys a number, assigns it to the graph, places a call, and links a number at Flireo.
///
/// It uses simulated platforms by default, and the real ones with `--base-url`.
@main struct Main {
    static func main() async {
        await runExample("route-calls", usage: Options.usage) { arguments in
            try await scenario(Options(&arguments)).run()
        }
    }

    private static func scenario(_ options: Options) throws -> Scenario {
        guard let baseURL = options.baseURL else {
            let burki = BurkiClient(apiKey: "simulated", transport: BurkiSimulator())
            let flireo = FlireoClient(
                apiKey: "simulated", baseURL: simulatedFlireo, transport: FlireoSimulator())
            return Scenario(
                burki: burki, flireo: flireo, options: options,
                place: "On simulated platforms: no account, no network, no cost.")
        }
        #if URLSession || AsyncHTTPClient
        let keys = try Keys(ProcessInfo.processInfo.environment, baseURL: baseURL)
        let scenario = Scenario(
            burki: BurkiClient(apiKey: keys.burki, baseURL: baseURL),
            flireo: FlireoClient(apiKey: keys.flireo, baseURL: keys.flireoBaseURL), options: options,
            place: baseURL.isLoopback
                ? "On the simulator at \(baseURL): no account, no cost." : "On real platforms, not a simulation.")
        print(scenario.costNotice)
        guard options.isConfirmed else {
            throw UsageError("nothing was done; add --yes to go ahead.")
        }
        return scenario
        #else
        throw UsageError("\(baseURL) cannot be reached: the program was built without a transport.")
        #endif
    }

    /// Any URL, since Flireo's host is not documented and the simulator ignores it.
    private static var simulatedFlireo: URL {
        guard let url = URL(string: "https://flireo.example") else { preconditionFailure("The literal is a URL.") }
        return url
    }
}
