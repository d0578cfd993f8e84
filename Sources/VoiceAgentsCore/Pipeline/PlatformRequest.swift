#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

extension Pipeline {
    /// Sends an operation that the SDK has no method for. The platforms' clients publish it under the name `send`.
    package func send<Reply: Decodable & Sendable>(
        _ platform: String, _ method: HTTPMethod, _ path: RequestPath, query: [URLQueryItem],
        body: (any Encodable & Sendable)?, safety: RequestSafety?
    ) async throws -> Reply {
        let operation = Operation(
            "\(platform).send", method, safety ?? (method == .get ? .safe : .unrepeatable))
        guard let body else { return try await run(Endpoint(operation, path, query: query)) }
        return try await run(Endpoint(operation, path, query: query, body: AnyBody(value: body)))
    }
}

private struct AnyBody: Encodable, Sendable {
    let value: any Encodable & Sendable

    func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}
