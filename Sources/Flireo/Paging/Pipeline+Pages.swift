#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

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
        PagedSequence(operation, pageSize: PageRequest.maximumLimit) { offset in
            try await page(
                operation, path, query: query, PageRequest(limit: PageRequest.maximumLimit, offset: offset))
        }
    }
}
