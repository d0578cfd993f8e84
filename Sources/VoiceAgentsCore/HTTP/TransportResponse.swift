#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// One complete HTTP response.
public struct TransportResponse: Sendable, Hashable {
    /// The status code, for example 200.
    public var status: Int

    /// The header fields.
    public var headers: HeaderFields

    /// The whole body, empty when there was none or when it was saved.
    public var body: Data

    /// Whether the whole body was saved to ``TransportRequest/destination``. A transport that cannot do that, a test double
    /// for example, hands the body on in memory.
    public var isSaved: Bool

    /// Creates a response.
    public init(status: Int, headers: HeaderFields = [:], body: Data = Data(), isSaved: Bool = false) {
        self.status = status
        self.headers = headers
        self.body = body
        self.isSaved = isSaved
    }
}
