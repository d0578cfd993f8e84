#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// One complete HTTP response.
public struct HTTPResponse: Sendable, Hashable {
    /// The status code, for example 200.
    public var status: Int

    /// The header fields.
    public var headers: HTTPHeaders

    /// The whole body, empty when there was none.
    public var body: Data

    /// Creates a response.
    public init(status: Int, headers: HTTPHeaders = [:], body: Data = Data()) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
