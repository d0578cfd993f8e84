public import VoiceAgentsCore

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Answers requests from recordings, each once, in their order.
///
/// A request is answered only when its method, path, query and body agree with a recording; the order of JSON keys does
/// not matter. Otherwise the operation fails, and the error says what differs from the closest recording.
public actor ReplayTransport: Transport {
    private var exchanges: [RecordedExchange]

    /// Replays exchanges.
    public init(_ exchanges: [RecordedExchange]) { self.exchanges = exchanges }

    /// Replays exchanges.
    public init(_ exchanges: RecordedExchange...) { self.exchanges = exchanges }

    /// Replays every `.json` file in a folder and in the folders below it, in the order of their paths.
    public init(folder: URL) throws {
        exchanges = try RecordedExchange.all(in: folder).map(\.exchange)
    }

    /// The recordings that were not asked for yet.
    public var unused: [RecordedExchange] { exchanges }

    /// Answers a request that was recorded.
    public func send(_ request: TransportRequest) async throws -> TransportResponse {
        try Task.checkCancellation()
        let asked = RecordedExchange.Request(request)
        if let index = exchanges.firstIndex(where: { $0.request.differences(from: asked).isEmpty }) {
            return exchanges.remove(at: index).response.transportResponse
        }
        let candidates = exchanges.map { ($0, $0.request.differences(from: asked)) }
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
    /// Every exchange in a folder and in the folders below it, with its path inside the folder, sorted by path.
    public static func all(in folder: URL) throws -> [(path: String, exchange: RecordedExchange)] {
        let files = FileManager.default
        let names = try files.subpathsOfDirectory(atPath: folder.path(percentEncoded: false))
        return try names.filter { $0.hasSuffix(".json") }.sorted().map { name in
            (name, try RecordedExchange(contentsOf: folder.appending(path: name)))
        }
    }
}
