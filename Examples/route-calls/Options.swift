import Burki
import ExampleArguments
import Flireo
import Foundation

/// The program's arguments.
struct Options {
    static let usage = """
        usage: swift run route-calls [options]

        Without options it runs on simulated platforms: no account, no network, no cost.

          --base-url URL           do it for real, with Burki at this address; needs the keys in BURKI_API_KEY and
                                   FLIREO_API_KEY, and Flireo's address in FLIREO_BASE_URL
          --yes                    go ahead with what costs money
          --assistants A,B,C       Burki's assistants for reception, sales and support; default 1,2,3
          --graph-name NAME        must be new to the organization; default "Customer Service Router"
          --buy NUMBER             the number to buy; for real there is no default
          --provider NAME          where to buy it: twilio (default) or telnyx
          --call NUMBER            the number to ring; for real there is no default
          --flireo-assistant UUID  Flireo's assistant; for real there is no default
          --flireo-number UUID     Flireo's phone number; for real there is no default
        """

    /// The base URL of Burki. `nil`: simulate both platforms.
    var baseURL: URL?
    var isConfirmed = false
    var assistants: [Burki.Assistant.ID] = [1, 2, 3]
    var graphName = "Customer Service Router"
    var provider = TelephonyProvider.twilio
    var numberToBuy: PhoneNumber = "+14155551234"
    var numberToCall: PhoneNumber = "+15559876543"
    var flireoAssistant: Flireo.Assistant.ID = "660e8400-e29b-41d4-a716-446655440000"
    var flireoNumber: PhoneNumberID = "550e8400-e29b-41d4-a716-446655440000"

    init(_ arguments: inout Arguments) throws {
        while let argument = arguments.next() {
            switch argument {
            case "--yes": isConfirmed = true
            case "--base-url": baseURL = try arguments.url(of: argument)
            case "--assistants":
                assistants = try arguments.value(of: argument, as: "three ids such as 1,2,3") { text in
                    let parts = text.split(separator: ",")
                    let ids = parts.compactMap { Burki.Assistant.ID(String($0)) }
                    return ids.count == 3 && parts.count == 3 ? ids : nil
                }
            case "--graph-name": graphName = try arguments.value(of: argument, as: "a name") { $0 }
            case "--provider":
                provider = try arguments.value(of: argument, as: "a name") { TelephonyProvider(rawValue: $0) }
            case "--buy":
                numberToBuy = try arguments.parsedValue(
                    of: argument, as: "a phone number", PhoneNumber.init(validating:))
            case "--call":
                numberToCall = try arguments.parsedValue(
                    of: argument, as: "a phone number", PhoneNumber.init(validating:))
            case "--flireo-assistant": flireoAssistant = try arguments.value(of: argument, as: "a UUID") { .init($0) }
            case "--flireo-number": flireoNumber = try arguments.value(of: argument, as: "a UUID") { .init($0) }
            default: throw UsageError(unknown: argument)
            }
        }
        try checkRequiredOptions(arguments.names)
    }

    /// With a real platform, there are no defaults for numbers and ids.
    private func checkRequiredOptions(_ given: Set<String>) throws {
        guard let baseURL, !baseURL.isLoopback else { return }
        for name in ["--buy", "--call", "--flireo-assistant", "--flireo-number"] where !given.contains(name) {
            throw UsageError("with a real platform, \(name) is required. Try --help.")
        }
    }
}

/// The keys and the URL of the real platforms, from the environment.
struct Keys {
    let burki: APIKey
    let flireo: APIKey
    let flireoBaseURL: URL

    init(_ environment: [String: String], baseURL: URL) throws {
        func value(_ name: String) throws -> String {
            guard let value = environment[name], !value.isEmpty else {
                throw UsageError("\(name) is not set. Leave out --base-url to run on simulated platforms.")
            }
            return value
        }
        burki = APIKey(try value("BURKI_API_KEY"))
        flireo = APIKey(try value("FLIREO_API_KEY"))
        // The local server simulates both platforms. A real Flireo key is not sent to Burki's URL.
        if baseURL.isLoopback, environment["FLIREO_BASE_URL"] == nil {
            flireoBaseURL = baseURL
        } else {
            guard let url = URL(string: try value("FLIREO_BASE_URL")) else {
                throw UsageError("FLIREO_BASE_URL is not an address.")
            }
            flireoBaseURL = url
        }
    }
}
