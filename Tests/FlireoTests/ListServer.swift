import Foundation
import Testing
import VoiceAgentsTesting

/// A server of one list, whose elements pass for numbers, orders and groups.
actor ListServer: Transport {
    /// What the replies say of the list.
    enum Meta: CaseIterable, Sendable { case whole, nulls, none }

    private var elements: [Int]
    /// The most elements on a page, whatever is asked for.
    private let cap: Int
    private let meta: Meta
    private let heedsOffset: Bool
    private let arrivals: [Int: [Int]]

    /// The places that were asked for.
    private(set) var offsets: [Int] = []
    /// What was asked for besides.
    private(set) var queries: [[String: String]] = []

    /// A list of the elements 0, 1, 2 and so on. Before the request of a number, counted from 0, its `arrivals` are put in
    /// front of the list.
    init(
        _ count: Int, cap: Int = 100, meta: Meta = .whole, heedsOffset: Bool = true, arrivals: [Int: [Int]] = [:]
    ) {
        elements = Array(0..<count)
        self.cap = cap
        self.meta = meta
        self.heedsOffset = heedsOffset
        self.arrivals = arrivals
    }

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        try Task.checkCancellation()
        elements.insert(contentsOf: arrivals[offsets.count] ?? [], at: 0)
        let items = URLComponents(url: request.url, resolvingAgainstBaseURL: false)?.queryItems ?? []
        var query = Dictionary(uniqueKeysWithValues: items.map { ($0.name, $0.value ?? "") })
        let offset = query.removeValue(forKey: "offset").flatMap { Int($0) } ?? 0
        let limit = min(query["limit"].flatMap { Int($0) } ?? 20, cap)
        offsets.append(offset)
        queries.append(query)
        let page = elements.dropFirst(heedsOffset ? offset : 0).prefix(limit).map {
            #"{"id":"\#(Self.id($0))","phone_number":"+312\#(Self.digits($0, count: 8))"}"#
        }
        let tail =
            switch meta {
            case .whole: #","meta":{"total":\#(elements.count),"limit":\#(limit),"offset":\#(offset)}"#
            case .nulls: #","meta":{"total":null,"limit":null,"offset":null}"#
            case .none: ""
            }
        return TransportResponse(status: 200, body: Data(#"{"data":[\#(page.joined(separator: ","))]\#(tail)}"#.utf8))
    }

    /// The id of an element.
    static func id(_ element: Int) -> String { "00000000-0000-0000-0000-\(digits(element, count: 12))" }

    private static func digits(_ number: Int, count: Int) -> String {
        String(repeating: "0", count: max(0, count - "\(number)".count)) + "\(number)"
    }
}
