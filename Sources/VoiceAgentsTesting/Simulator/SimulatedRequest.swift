public import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

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
    /// The fields of a urlencoded body. Empty when there is none.
    let form: [String: String]

    init(_ request: TransportRequest) {
        let recorded = RecordedExchange.Request(request)
        method = request.method
        path = recorded.path
        query = recorded.query
        headers = request.headers
        body = request.json
        hasBody = (request.body?.count ?? 0) > 0
        let isForm = headers["content-type"]?.lowercased().hasPrefix("application/x-www-form-urlencoded") ?? false
        form = isForm ? Dictionary(formEncoded: recorded.body?.string ?? "") : [:]
    }
}

extension [String: String] {
    /// Reads the fields of a urlencoded form. When a name repeats, the last value counts. Empty for text of another form.
    package init(formEncoded text: String) {
        let components = URLComponents(string: "?" + text.replacing("+", with: "%20"))
        self.init((components?.queryItems ?? []).map { ($0.name, $0.value ?? "") }) { $1 }
    }
}
