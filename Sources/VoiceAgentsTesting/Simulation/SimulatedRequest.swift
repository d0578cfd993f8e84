import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A request as a simulated platform sees it: the path in its parts, the body as JSON.
struct SimulatedRequest {
    let method: HTTPMethod
    let path: [Substring]
    let query: [String: String]
    let headers: HTTPHeaders
    /// `nil` when there is no body, or when it is not JSON.
    let body: JSONValue?
    let hasBody: Bool

    init(_ request: HTTPRequest) {
        let recorded = RecordedExchange.Request(request)
        method = request.method
        path = recorded.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { $0 }
        query = recorded.query
        headers = request.headers
        body = request.body.flatMap { try? JSONDecoder().decode(JSONValue.self, from: $0) }
        hasBody = request.body?.isEmpty == false
    }
}

/// What a simulated platform answers. Thrown where it is a refusal.
struct SimulatedReply: Error {
    var status = 200
    var headers: HTTPHeaders = ["content-type": "application/json"]
    var body: JSONValue

    var httpResponse: HTTPResponse {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return HTTPResponse(status: status, headers: headers, body: (try? encoder.encode(body)) ?? Data())
    }
}

/// One operation of a simulated platform: its verb, its path with `{…}` for each parameter, and its rule.
struct SimulatedRoute<State> {
    let operation: String
    let method: HTTPMethod
    private let pattern: [Substring]
    /// Carries out the operation; the second argument holds the path's parameters in their order.
    let rule: @Sendable (inout State, SimulatedRequest, [String]) throws(SimulatedReply) -> SimulatedReply

    init(
        _ operation: String, _ method: HTTPMethod, _ path: String,
        _ rule: @escaping @Sendable (inout State, SimulatedRequest, [String]) throws(SimulatedReply) -> SimulatedReply
    ) {
        self.operation = operation
        self.method = method
        pattern = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { $0 }
        self.rule = rule
    }

    /// The path's parameters, or `nil` when this is another path.
    func parameters(of path: [Substring]) -> [String]? {
        guard path.count == pattern.count else { return nil }
        var parameters: [String] = []
        for (part, expected) in zip(path, pattern) {
            if expected.hasPrefix("{") {
                parameters.append(String(part))
            } else if part != expected {
                return nil
            }
        }
        return parameters
    }
}
