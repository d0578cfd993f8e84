import ExampleArguments
import Foundation

/// The program's arguments.
struct Options {
    enum TransportName: String, CaseIterable {
        case urlsession, ahc

        /// The library below the transport.
        var library: String { self == .ahc ? "AsyncHTTPClient" : "URLSession" }
    }

    static let usage = """
        usage: swift run -c release benchmark [options]

        Compares methods of the SDK with the same work done by hand: the bare transport with JSONDecoder and structs whose
        dates are strings. Starts nginx for the requests, if it is installed.

          --transport NAME   urlsession (default), or ahc with `swift run -c release --traits AsyncHTTPClient benchmark`
          --base-url URL     a server that answers Burki's requests, in place of nginx
          --count N          the number of operations of each measurement; default: enough for about two seconds
          --json             prints a line of JSON for each measurement
        """

    var transport = TransportName.urlsession
    var baseURL: URL?
    var count: Int?
    var printsJSON = false

    init(_ arguments: inout Arguments) throws {
        while let argument = arguments.next() {
            switch argument {
            case "--json": printsJSON = true
            case "--transport":
                let names = TransportName.allCases.map(\.rawValue).joined(separator: ", ")
                transport = try arguments.value(of: argument, as: "one of \(names)", TransportName.init)
            case "--base-url": baseURL = try arguments.url(of: argument)
            case "--count":
                count = try arguments.value(of: argument, as: "a positive number") {
                    Int($0).flatMap { $0 > 0 ? $0 : nil }
                }
            default: throw UsageError(unknown: argument)
            }
        }
    }
}
