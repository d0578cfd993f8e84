#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// One call of an operation as a value: where it goes, what it carries, and how its reply is read.
package struct Endpoint<Reply: Sendable>: Sendable {
    package let operation: PlatformOperation
    package let path: RequestPath
    package let query: Query
    package let body: RequestContent
    package let reading: ReplyReading<Reply>
    /// Header fields of this call alone, for example `Idempotency-Key`.
    package var headers: HeaderFields = [:]
    /// A signed address on another host, which is asked without the key. `nil`: the client's own.
    package var signedURL: URL?
    /// Where the reply is saved, when it is a file.
    package var destination: URL?
    package var progress: TransferProgress?
    /// The limit for one attempt, when it is not that of the client.
    package var timeout: Duration?
    /// The limit for all attempts together, when it is not that of the client.
    package var deadline: Duration?

    /// A call whose path is written out.
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

    /// A call with the values of the operation's path, in their order.
    package init(
        _ operation: PlatformOperation, _ values: any WireValue..., query: Query = [:], body: RequestContent = .none,
        reading: ReplyReading<Reply>
    ) {
        self.init(
            operation, path: operation.path.filled(with: values), query: query, body: body, reading: reading)
    }

    /// A call whose whole reply is the value.
    package init(
        _ operation: PlatformOperation, _ values: any WireValue..., query: Query = [:], body: RequestContent = .none
    ) where Reply: Decodable {
        self.init(operation, path: operation.path.filled(with: values), query: query, body: body, reading: .value)
    }

    /// The address, escaped.
    ///
    /// - Parameter base: The beginning of the address, without a slash at its end.
    /// - Returns: `nil` when it cannot be an address.
    func url(base: String) -> URL? {
        if let signedURL { return signedURL }
        // Without its slash a path would become part of the host, and the key would travel there.
        guard path.encoded.hasPrefix("/") else { return nil }
        let query = query.encoded
        return URL(string: query.isEmpty ? base + path.encoded : "\(base)\(path.encoded)?\(query)")
    }
}

/// What a request carries.
package enum RequestContent: Sendable {
    case none
    case encoded(@Sendable (JSONEncoder) throws -> Data)
    case form(MultipartForm)
    case urlEncoded(Query)

    /// A JSON body.
    package static func json(_ body: some Encodable & Sendable) -> RequestContent { .encoded { try $0.encode(body) } }
}

extension URL {
    /// An address from source code. One that is malformed is a mistake in the program and traps.
    package init(literal text: StaticString) {
        guard let url = URL(string: "\(text)") else { preconditionFailure("\(text) is not a URL.") }
        self = url
    }
}
