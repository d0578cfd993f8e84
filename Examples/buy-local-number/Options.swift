import Flireo
import Foundation

/// The error for invalid arguments or a missing environment variable.
struct UsageError: Error {
    let message: String
}

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
    var wantsHelp = false

    init(_ arguments: [String]) throws(UsageError) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--help", "-h": wantsHelp = true
            case "--yes": isConfirmed = true
            case "--base-url":
                guard let url = rest.popFirst().flatMap({ URL(string: $0) }) else {
                    throw UsageError(message: "--base-url needs an address.")
                }
                baseURL = url
            case "--group": group = try Self.id(of: argument, from: &rest)
            case "--order": order = try Self.id(of: argument, from: &rest)
            case "--assistant": assistant = try Self.id(of: argument, from: &rest)
            default: throw UsageError(message: "unknown argument \(argument). Try --help.")
            }
        }
    }

    private static func id<Resource>(
        of name: String, from rest: inout ArraySlice<String>
    ) throws(UsageError) -> Identifier<Resource, UUID> {
        guard let text = rest.popFirst(), let id = Identifier<Resource, UUID>(text) else {
            throw UsageError(message: "\(name) needs a UUID.")
        }
        return id
    }
}
