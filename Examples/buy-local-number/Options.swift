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
            case "--base-url": baseURL = try arguments.url(of: argument)
            case "--group": group = try Self.id(of: argument, from: &arguments)
            case "--order": order = try Self.id(of: argument, from: &arguments)
            case "--assistant": assistant = try Self.id(of: argument, from: &arguments)
            default: throw UsageError(unknown: argument)
            }
        }
    }

    private static func id<Resource>(
        of name: String, from arguments: inout Arguments
    ) throws(UsageError) -> Identifier<Resource, UUID> {
        try arguments.value(of: name, as: "a UUID") { Identifier($0) }
    }
}
