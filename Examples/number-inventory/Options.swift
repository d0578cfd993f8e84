import Burki
import ExampleArguments
import Foundation

/// The program's arguments.
struct Options {
    static let usage = """
        usage: swift run number-inventory [options]

        Prints which assistant, flow or graph answers each phone number, and changes it as a file says. Without options it runs on a
        simulated platform: no account, no network, no cost.

          --base-url URL   do it for real, with Burki at this address; needs the key in BURKI_API_KEY
          --map            print a Mermaid flowchart as well
          --json           print the routing as JSON, and nothing else
          --plan FILE      print the steps to a wanted routing, such as {"+15551234567": "graph:4", "+15559876543": "unassigned"}
          --apply          carry out the steps; for real it needs --yes
          --yes            go ahead with changes
        """

    /// The base URL of Burki. `nil`: simulate it.
    var baseURL: URL?
    var isConfirmed = false
    var printsMap = false
    var printsJSON = false
    var target: Routing.Target?
    var applies = false

    init(_ arguments: inout Arguments) throws {
        while let argument = arguments.next() {
            switch argument {
            case "--yes": isConfirmed = true
            case "--map": printsMap = true
            case "--json": printsJSON = true
            case "--apply": applies = true
            case "--base-url": baseURL = try arguments.url(of: argument)
            case "--plan": target = try arguments.parsedValue(of: argument, as: "a file", Self.target(inFile:))
            default: throw UsageError(unknown: argument)
            }
        }
        if printsJSON, target != nil || printsMap {
            throw UsageError("--json cannot be combined with --map or --plan.")
        }
        if applies, target == nil { throw UsageError("--apply needs --plan.") }
        if applies, let baseURL, !baseURL.isLoopback, !isConfirmed {
            throw UsageError("nothing was done; add --yes to go ahead.")
        }
    }

    private static func target(inFile path: String) throws -> Routing.Target {
        let data = try Data(contentsOf: URL(filePath: path))
        do {
            return try JSONDecoder().decode(Routing.Target.self, from: data)
        } catch {
            throw UsageError("\(path) is not an object of numbers and destinations, such as \"graph:4\".")
        }
    }
}
