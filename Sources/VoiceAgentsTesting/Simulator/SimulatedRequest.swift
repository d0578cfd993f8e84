public import VoiceAgentsCore

/// A request to a simulated platform.
public struct SimulatedRequest: Sendable {
    /// The operation. `nil` when the platform has none with this method and path.
    public internal(set) var operation: PlatformOperation?
    /// The number of the request among those of its operation, from 1.
    public internal(set) var number = 1
    /// The method.
    public let method: RequestMethod
    /// The path, percent-decoded.
    public let path: String
    /// The query, percent-decoded. When a name repeats, its values are joined with commas.
    public let query: [String: String]
    /// The body. `nil` when there is none, or when it is not JSON.
    public let body: JSONValue?
    let headers: HeaderFields
    let hasBody: Bool

    init(_ request: TransportRequest) {
        let recorded = RecordedExchange.Request(request)
        method = request.method
        path = recorded.path
        query = recorded.query
        headers = request.headers
        body = request.json
        hasBody = (request.body?.count ?? 0) > 0
    }
}
