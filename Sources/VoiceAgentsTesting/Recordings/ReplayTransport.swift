public import VoiceAgentsCore

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A transport that returns recorded responses, each once, in order.
///
/// When no recording matches a request, the operation fails with an error of kind `declined`, which lists the differences from the
/// most similar recording.
public actor ReplayTransport: Transport {
    /// Which recordings match a request. This is a closed set, because a recording has no other parts.
    public enum Matching: Sendable {
        /// Those with the same method, path, query and body. The order of JSON keys is ignored.
        case request
        /// Those of the same operation, whatever numbers and names the request contains.
        case operation
    }

    private var exchanges: [RecordedExchange]
    private let matching: Matching

    /// Creates a transport that replays exchanges.
    public init(_ exchanges: [RecordedExchange], matching: Matching = .request) {
        self.exchanges = exchanges
        self.matching = matching
    }

    /// Creates a transport that replays exchanges.
    public init(_ exchanges: RecordedExchange..., matching: Matching = .request) {
        self.init(exchanges, matching: matching)
    }

    /// Creates a transport that replays all `.json` files in a folder and its subfolders, sorted by path.
    ///
    /// - Throws: A file system error when the folder does not exist, or `DecodingError` for a file that is not an exchange.
    public init(folder: URL, matching: Matching = .request) throws {
        self.init(try RecordedExchange.all(in: folder).map(\.exchange), matching: matching)
    }

    /// The exchanges that were not replayed yet.
    public var unusedExchanges: [RecordedExchange] { exchanges }

    /// Returns the recorded response to a request.
    public func send(_ request: TransportRequest) async throws -> TransportResponse {
        try Task.checkCancellation()
        let sent = RecordedExchange.Request(request)
        let match = exchanges.firstIndex { exchange in
            switch matching {
            case .request: exchange.request.differences(from: sent).isEmpty
            case .operation: exchange.operation == request.operation.name
            }
        }
        if let index = match {
            return exchanges.remove(at: index).response.transportResponse
        }
        let candidates = exchanges.map { ($0, $0.request.differences(from: sent)) }
        let closest = candidates.min { lhs, rhs in
            (lhs.0.operation == request.operation.name ? 0 : 1, lhs.1.count)
                < (rhs.0.operation == request.operation.name ? 0 : 1, rhs.1.count)
        }
        let reason =
            closest.map { "no recording matches \(request); the closest: \($0.1.joined(separator: "; "))" }
            ?? "no recording is left for \(request)"
        throw TransportError(.declined, mayHaveReachedServer: false, reason: reason)
    }
}

extension RecordedExchange {
    /// Reads all exchanges in a folder and its subfolders, with their paths within the folder, sorted by path.
    public static func all(in folder: URL) throws -> [(path: String, exchange: RecordedExchange)] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false))
        return try names.filter { $0.hasSuffix(".json") }.sorted().map { name in
            (name, try RecordedExchange(contentsOf: folder.appending(path: name)))
        }
    }
}
