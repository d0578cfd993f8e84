import Burki
import Flireo
import Foundation
import VoiceAgentsTesting

/// Creates a graph of assistants, buys a number, assigns it to the graph, places a call, and links a number at Flireo.
///
/// It uses simulated platforms by default, and the real ones with `--base-url`.
@main struct Main {
    static func main() async {
        do {
            let options = try Options(Array(CommandLine.arguments.dropFirst()))
            if options.wantsHelp { return print(Options.usage) }
            try await scenario(options).run()
        } catch let error as UsageError {
            fail(error.message)
        } catch {
            // The description of a failed operation is one line.
            fail("\(error)")
        }
    }

    private static func scenario(_ options: Options) throws -> Scenario {
        guard let baseURL = options.baseURL else {
            let burki = BurkiClient(apiKey: "simulated", transport: BurkiSimulator())
            let flireo = FlireoClient(
                apiKey: "simulated", baseURL: simulatedFlireo, transport: FlireoSimulator())
            return Scenario(burki: burki, flireo: flireo, options: options, isLive: false)
        }
        #if URLSession || AsyncHTTPClient
        let keys = try Keys(ProcessInfo.processInfo.environment, baseURL: baseURL)
        let scenario = Scenario(
            burki: BurkiClient(apiKey: keys.burki, baseURL: baseURL),
            flireo: FlireoClient(apiKey: keys.flireo, baseURL: keys.flireoBaseURL), options: options, isLive: true)
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

    private static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data("route-calls: \(message)\n".utf8))
        exit(1)
    }
}
