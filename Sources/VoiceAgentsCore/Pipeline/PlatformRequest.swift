#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

extension Pipeline {
    /// Sends an operation that the SDK has no method for. The platforms' clients publish it under the name `send`.
    package func send<Reply: Decodable & Sendable>(
        _ platform: String, _ method: RequestMethod, _ path: RequestPath, query: [URLQueryItem],
        body: (any Encodable & Sendable)?, safety: RequestSafety?
    ) async throws -> Reply {
        let operation = Operation(
            "\(platform).send", method, safety ?? (method == .get ? .safe : .unrepeatable))
        guard let body else { return try await run(Endpoint(operation, path, query: query)) }
        return try await run(Endpoint(operation, path, query: query, body: AnyBody(value: body)))
    }

    /// Saves what a GET brings back to a file. The platforms' clients publish it under the name `download`.
    package func download(
        _ platform: String, _ path: RequestPath, query: [URLQueryItem], to file: URL, timeout: Duration,
        progress: TransferProgress?
    ) async throws {
        var endpoint = Endpoint<NoReply>(Operation("\(platform).download", .get, .safe), path, query: query)
        endpoint.destination = file
        endpoint.progress = progress
        (endpoint.timeout, endpoint.deadline) = (timeout, timeout)
        _ = try await run(endpoint)
    }

    /// Sends a form with files. The platforms' clients publish it under the name `upload`.
    package func upload<Reply: Decodable & Sendable>(
        _ platform: String, _ form: MultipartForm, _ method: RequestMethod, _ path: RequestPath, query: [URLQueryItem],
        timeout: Duration, progress: TransferProgress?, safety: RequestSafety?
    ) async throws -> Reply {
        var endpoint = Endpoint<Reply>(
            Operation("\(platform).upload", method, safety ?? .unrepeatable), path, query: query,
            content: .form(form))
        endpoint.progress = progress
        (endpoint.timeout, endpoint.deadline) = (timeout, timeout)
        return try await run(endpoint)
    }
}

private struct AnyBody: Encodable, Sendable {
    let value: any Encodable & Sendable

    func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}
