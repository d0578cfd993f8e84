import Burki
import Flireo
import Foundation
import VoiceAgentsTesting

/// Builds a graph of assistants, buys a number, routes its calls through the graph, places a call, and links a number at
/// Flireo: on simulated platforms by default, for real with `--base-url`.
@main struct Main {
    static func main() async {
        do {
            let options = try Options(Array(CommandLine.arguments.dropFirst()))
            if options.wantsHelp { return print(Options.usage) }
            try await story(options).tell()
        } catch let error as UsageError {
            fail(error.message)
        } catch {
            // An operation that failed says so in one line, and whether it can have happened all the same.
            fail("\(error)")
        }
    }

    private static func story(_ options: Options) throws -> Story {
        guard let baseURL = options.baseURL else {
            let burki = BurkiClient(apiKey: "simulated", transport: BurkiSimulator())
            let flireo = FlireoClient(
                apiKey: "simulated", baseURL: simulatedFlireo, transport: FlireoSimulator())
            return Story(burki: burki, flireo: flireo, options: options, isLive: false)
        }
        #if URLSession || AsyncHTTPClient
        let keys = try Keys(ProcessInfo.processInfo.environment, baseURL: baseURL)
        let story = Story(
            burki: BurkiClient(apiKey: keys.burki, baseURL: baseURL),
            flireo: FlireoClient(apiKey: keys.flireo, baseURL: keys.flireoBaseURL), options: options, isLive: true)
        print(story.price)
        guard options.isConfirmed else {
            throw UsageError("nothing was done; add --yes to go ahead.")
        }
        return story
        #else
        throw UsageError("\(baseURL) cannot be reached: the program was built without a transport.")
        #endif
    }

    /// Flireo's pages name no host; a simulator answers at any.
    private static var simulatedFlireo: URL {
        guard let url = URL(string: "https://flireo.example") else { preconditionFailure("the literal is a URL") }
        return url
    }

    private static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data("route-calls: \(message)\n".utf8))
        exit(1)
    }
}
