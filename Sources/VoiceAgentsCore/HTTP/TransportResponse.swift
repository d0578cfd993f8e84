#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A complete HTTP response.
public struct TransportResponse: Sendable, Hashable {
    /// The status code, for example 200.
    public var status: Int

    /// The header fields.
    public var headers: HeaderFields

    /// The complete body. Empty when there is none or when it was written to a file.
    public var body: Data

    /// Whether the complete body was written to ``TransportRequest/destination``. A transport that does not write files, such as a
    /// mock, returns the body in memory.
    public var isSaved: Bool

    /// Creates a response.
    public init(status: Int, headers: HeaderFields = [:], body: Data = Data(), isSaved: Bool = false) {
        self.status = status
        self.headers = headers
        self.body = body
        self.isSaved = isSaved
    }
}
