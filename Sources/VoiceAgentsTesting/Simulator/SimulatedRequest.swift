import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A request to a simulated platform: the path is percent-decoded, and the body is JSON.
struct SimulatedRequest {
    let method: RequestMethod
    let path: String
    let query: [String: String]
    let headers: HeaderFields
    /// The body. `nil` when there is none, or when it is not JSON.
    let body: JSONValue?
    let hasBody: Bool

    init(_ request: TransportRequest) {
        let recorded = RecordedExchange.Request(request)
        method = request.method
        path = recorded.path
        query = recorded.query
        headers = request.headers
        body = request.body?.data.flatMap { try? JSONDecoder().decode(JSONValue.self, from: $0) }
        hasBody = (request.body?.count ?? 0) > 0
    }
}
