import Foundation

/// The error for invalid arguments.
struct UsageError: Error {
    let message: String

    init(_ message: String) { self.message = message }
}

/// The program's arguments.
struct Options {
    enum Operation: String, CaseIterable {
        case listGraphPhoneNumbers = "list-graph-phone-numbers"
        case createGraph = "create-graph"
        case decodeGraph = "decode-graph"
        case encodeGraph = "encode-graph"

        /// Whether requests are sent over a network.
        var needsServer: Bool { self == .listGraphPhoneNumbers || self == .createGraph }
    }

    enum TransportName: String, CaseIterable { case urlsession, ahc }

    static let usage = """
        usage: swift run -c release benchmark [options]

        Measures a method of the SDK, and beside it the same work done by hand: the bare transport with JSONDecoder and
        structs whose dates are strings. Prints one line of JSON. Without a server it reads a graph of 2.8 MB.

          --operation NAME   list-graph-phone-numbers, create-graph, decode-graph (default), encode-graph
          --base-url URL     the server that answers the first two; it does not have to be a real Burki
          --transport NAME   urlsession (default), or ahc with `swift run --traits AsyncHTTPClient`
          --concurrency C    how many operations are under way at a time; default 1
          --count N          how many there are; default 100
        """

    var operation = Operation.decodeGraph
    var transport = TransportName.urlsession
    var baseURL: URL?
    var concurrency = 1
    var count = 100
    var wantsHelp = false

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        func value<Value>(of name: String, as kind: String, _ read: (String) -> Value?) throws -> Value {
            guard let value = rest.popFirst().flatMap(read) else { throw UsageError("\(name) needs \(kind).") }
            return value
        }
        func positive(_ text: String) -> Int? { Int(text).flatMap { $0 > 0 ? $0 : nil } }
        while let argument = rest.popFirst() {
            switch argument {
            case "--help", "-h": wantsHelp = true
            case "--operation":
                let names = Operation.allCases.map(\.rawValue).joined(separator: ", ")
                operation = try value(of: argument, as: "one of \(names)", Operation.init)
            case "--transport":
                let names = TransportName.allCases.map(\.rawValue).joined(separator: ", ")
                transport = try value(of: argument, as: "one of \(names)", TransportName.init)
            case "--base-url": baseURL = try value(of: argument, as: "an address") { URL(string: $0) }
            case "--concurrency": concurrency = try value(of: argument, as: "a positive number", positive)
            case "--count": count = try value(of: argument, as: "a positive number", positive)
            default: throw UsageError("unknown argument \(argument). Try --help.")
            }
        }
        if operation.needsServer, baseURL == nil, !wantsHelp {
            throw UsageError("\(operation.rawValue) needs --base-url. Try --help.")
        }
    }
}
