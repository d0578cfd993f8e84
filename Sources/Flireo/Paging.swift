#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The wrapper of Flireo's paged lists: `{"data": […], "meta": {"total": …, "limit": …, "offset": …}}`.
struct PageReply<Element: Decodable & Sendable>: Decodable, Sendable {
    let page: Page<Element>

    private enum CodingKeys: String, CodingKey { case data, meta }

    private struct Meta: Decodable {
        let total: Int?
        let limit: Int?
        let offset: Int?
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let meta = try container.decodeIfPresent(Meta.self, forKey: .meta)
        page = Page(
            try container.decodeList(of: Element.self, forKey: .data), total: meta?.total, limit: meta?.limit,
            offset: meta?.offset)
    }
}

/// Which part of a list to bring.
struct PageRequest: Sendable {
    /// `nil`: as many as Flireo puts on a page.
    var limit: Int?
    var offset = 0

    /// The most that Flireo's paged lists hand out at once.
    static let maximumLimit = 100

    /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` for what Flireo documents no answer to.
    func query(of operation: Operation) throws -> [URLQueryItem] {
        try operation.check(limit: limit, atMost: Self.maximumLimit)
        guard offset >= 0 else {
            throw VoiceAgentsError(
                .rejectedLocally, operation: operation.name, message: "The offset is \(offset); 0 is the least.")
        }
        // The default is the server's own, so it is not sent.
        return [.init("limit", limit), .init("offset", offset == 0 ? nil : offset)]
    }
}

extension Operation {
    func check(limit: Int?, atMost maximum: Int) throws {
        guard let limit, !(1...maximum).contains(limit) else { return }
        throw VoiceAgentsError(
            .rejectedLocally, operation: name, message: "The limit is \(limit); it must be from 1 to \(maximum).")
    }
}

extension URLQueryItem {
    /// A part of a query, which is left out when the value is `nil`.
    init(_ name: String, _ value: (some CustomStringConvertible)?) { self.init(name: name, value: value?.description) }
}

extension Pipeline {
    /// Brings one page.
    func page<Element: Decodable & Sendable>(
        _ operation: Operation, _ path: RequestPath, query: [URLQueryItem], _ request: PageRequest
    ) async throws -> Page<Element> {
        let reply: PageReply<Element> = try await run(
            Endpoint(operation, path, query: query + request.query(of: operation)))
        return reply.page
    }

    /// Brings every page, as large as they come.
    func pages<Element: Decodable & Identifiable & Sendable>(
        _ operation: Operation, _ path: RequestPath, query: [URLQueryItem]
    ) -> PagedSequence<Element> where Element.ID: Sendable {
        PagedSequence(operation) { offset in
            try await page(
                operation, path, query: query, PageRequest(limit: PageRequest.maximumLimit, offset: offset))
        }
    }
}
