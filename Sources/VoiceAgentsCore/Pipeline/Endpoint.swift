#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// One call of an operation: its path, query and body, and how its reply is decoded.
package struct Endpoint<Reply: Sendable>: Sendable {
    package let operation: PlatformOperation
    package let path: RequestPath
    package let query: Query
    package let body: RequestContent
    package let reading: ReplyReading<Reply>
    /// Header fields of this call alone, for example `Idempotency-Key`.
    package var headers: HeaderFields = [:]
    /// A signed URL on another host, to which the request is sent without the key. `nil`: the client's base URL.
    package var signedURL: URL?
    /// Where the reply is saved when it is a file.
    package var destination: URL?
    package var progress: TransferProgress?
    /// The time limit for one attempt. `nil`: the client's.
    package var timeout: Duration?
    /// The time limit for all attempts together. `nil`: the client's.
    package var deadline: Duration?

    /// Creates a call with a complete path.
    package init(
        _ operation: PlatformOperation, path: RequestPath, query: Query = [:], body: RequestContent = .none,
        reading: ReplyReading<Reply>
    ) {
        self.operation = operation
        self.path = path
        self.query = query
        self.body = body
        self.reading = reading
    }

    /// Creates a call with the values of the operation's path, in order.
    package init(
        _ operation: PlatformOperation, _ values: any WireValue..., query: Query = [:], body: RequestContent = .none,
        reading: ReplyReading<Reply>
    ) {
        self.init(
            operation, path: operation.path.filled(with: values), query: query, body: body, reading: reading)
    }

    /// Creates a call whose complete reply is decoded.
    package init(
        _ operation: PlatformOperation, _ values: any WireValue..., query: Query = [:], body: RequestContent = .none
    ) where Reply: Decodable {
        self.init(operation, path: operation.path.filled(with: values), query: query, body: body, reading: .value)
    }

    /// The URL of the request, percent-encoded.
    ///
    /// - Parameter base: The base URL without a trailing slash.
    /// - Returns: The URL, or `nil` when the parts do not form one.
    func url(base: String) -> URL? {
        if let signedURL { return signedURL }
        // Without its slash a path would become part of the host name, and the key would be sent to another host.
        guard path.encoded.hasPrefix("/") else { return nil }
        let query = query.encoded
        return URL(string: query.isEmpty ? base + path.encoded : "\(base)\(path.encoded)?\(query)")
    }
}

/// The content of a request.
package enum RequestContent: Sendable {
    case none
    case encoded(@Sendable (JSONEncoder) throws -> Data)
    case form(MultipartForm)
    case urlEncoded(Query)

    /// A JSON body.
    package static func json(_ body: some Encodable & Sendable) -> RequestContent { .encoded { try $0.encode(body) } }
}

extension URL {
    /// Creates a URL from a literal. A malformed literal is a programming error and traps.
    package init(literal text: StaticString) {
        guard let url = URL(string: "\(text)") else { preconditionFailure("\(text) is not a URL.") }
        self = url
    }
}
