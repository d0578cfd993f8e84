import ExampleArguments
import Flireo
import Foundation

/// The program's arguments.
struct Options {
    static let usage = """
        usage: swift run buy-local-number [options]

        Without options it runs on a simulated platform: no account, no network, no cost, and no time spent waiting.

          --base-url URL      do it for real, with Flireo at this address; needs the key in FLIREO_API_KEY
          --group UUID        the approved verification group to order through; for real there is no default
          --assistant UUID    the assistant that answers the number; for real there is no default
          --order UUID        take up an order that was placed before: wait for it and link its number
          --yes               go ahead with what takes credits
        """

    /// The base URL of Flireo. `nil`: simulate the platform.
    var baseURL: URL?
    var group: VerificationGroup.ID?
    var assistant: Assistant.ID?
    var order: PhoneNumberOrder.ID?
    var isConfirmed = false

    init(_ arguments: inout Arguments) throws(UsageError) {
        while let argument = arguments.next() {
            switch argument {
            case "--yes": isConfirmed = true
            case "--base-url": baseURL = try arguments.value(of: argument, as: "an address") { URL(string: $0) }
            case "--group": group = try arguments.value(of: argument, as: "a UUID") { .init($0) }
            case "--order": order = try arguments.value(of: argument, as: "a UUID") { .init($0) }
            case "--assistant": assistant = try arguments.value(of: argument, as: "a UUID") { .init($0) }
            default: throw UsageError(unknown: argument)
            }
        }
    }
}
