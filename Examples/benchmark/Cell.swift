import Foundation

/// One measurement.
struct Cell: Sendable {
    enum Work: Sendable {
        /// Lists the phone numbers of a graph at a server.
        case list(URL)
        /// Creates a graph at a server.
        case create(URL)
        /// Decodes a large graph in memory.
        case decode
        /// Encodes a large graph in memory.
        case encode
    }

    let name: String
    let work: Work
    var concurrency = 1
    let count: Int

    /// Whether requests are sent over a network.
    var isNetworked: Bool {
        switch work {
        case .list, .create: true
        case .decode, .encode: false
        }
    }

    static let inMemory = [
        Cell(name: "decode a graph of 2.8 MB", work: .decode, count: 60),
        Cell(name: "encode a graph of 2.8 MB", work: .encode, count: 40),
    ]

    /// The measurements at nginx.
    static func at(_ server: Nginx) -> [Cell] {
        let lists = [("one number", server.small), ("nine numbers", server.large)].flatMap { content, url in
            [1, 32, 128, 512].map { concurrency in
                Cell(
                    name: "list of \(content)", work: .list(url), concurrency: concurrency,
                    count: concurrency == 1 ? 6000 : 20_000)
            }
        }
        let creations = [1, 32].map { concurrency in
            Cell(
                name: "create a graph", work: .create(server.creation), concurrency: concurrency,
                count: concurrency == 1 ? 2000 : 8000)
        }
        return lists + creations
    }

    /// The measurements at another server.
    static func at(_ baseURL: URL) -> [Cell] {
        [1, 32].map { Cell(name: "list", work: .list(baseURL), concurrency: $0, count: $0 == 1 ? 3000 : 12_000) }
    }
}
