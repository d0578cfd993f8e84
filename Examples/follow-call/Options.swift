import Burki
import ExampleArguments
import Foundation

/// The program's arguments.
struct Options {
    static let usage = """
        usage: swift run follow-call [options]

        Places a call, waits for its end, and prints what was said, the talk time of each speaker, and the cost. Without options it runs
        on a simulated platform: no account, no network, no cost.

          --base-url URL      do it for real, with Burki at this address; needs the key in BURKI_API_KEY
          --yes               go ahead: a phone rings, and the call costs money
          --from NUMBER       the number to call from; for real there is no default
          --to NUMBER         the number to ring; for real there is no default
          --assistant ID      the assistant that leads the call; default: that of the calling number
          --save FOLDER       save the audio and the subtitles there; default: nothing is saved
          --story             print all messages, webhooks and results of tools as well
        """

    /// The base URL of Burki. `nil`: simulate it.
    var baseURL: URL?
    var isConfirmed = false
    var from: PhoneNumber = "+15551234567"
    var to: PhoneNumber = "+15559876543"
    var assistantID: Assistant.ID?
    var folder: URL?
    var printsStory = false

    init(_ arguments: inout Arguments) throws {
        while let argument = arguments.next() {
            switch argument {
            case "--yes": isConfirmed = true
            case "--story": printsStory = true
            case "--base-url": baseURL = try arguments.url(of: argument)
            case "--from":
                from = try arguments.parsedValue(of: argument, as: "a phone number", PhoneNumber.init(validating:))
            case "--to":
                to = try arguments.parsedValue(of: argument, as: "a phone number", PhoneNumber.init(validating:))
            case "--assistant": assistantID = try arguments.value(of: argument, as: "an id") { Assistant.ID($0) }
            case "--save":
                folder = try arguments.value(of: argument, as: "a folder") {
                    URL(filePath: $0, directoryHint: .isDirectory)
                }
            default: throw UsageError(unknown: argument)
            }
        }
        guard let baseURL, !baseURL.isLoopback else { return }
        for name in ["--from", "--to"] where !arguments.names.contains(name) {
            throw UsageError("with a real platform, \(name) is required. Try --help.")
        }
    }
}
