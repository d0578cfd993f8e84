#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// One call of an operation as a value: where it goes, what it carries, and what it brings back.
package struct Endpoint<Reply: Decodable & Sendable>: Sendable {
    /// What a call carries.
    package enum Content: Sendable {
        case nothing
        case json(@Sendable (JSONEncoder) throws -> Data)
        case form(MultipartForm)
    }

    package let operation: Operation
    package let path: RequestPath
    package let query: [URLQueryItem]
    package let content: Content
    /// Where the reply is saved, when it is a file.
    package var destination: URL?
    package var progress: TransferProgress?
    /// The limit for one attempt, when it is not that of the client.
    package var timeout: Duration?
    /// The limit for all attempts together, when it is not that of the client.
    package var deadline: Duration?

    /// A call that carries `content`.
    package init(
        _ operation: Operation, _ path: RequestPath, query: [URLQueryItem] = [], content: Content = .nothing
    ) {
        self.operation = operation
        self.path = path
        self.query = query
        self.content = content
    }

    /// A call with a JSON body.
    package init(
        _ operation: Operation, _ path: RequestPath, query: [URLQueryItem] = [], body: some Encodable & Sendable
    ) {
        self.init(operation, path, query: query, content: .json { try $0.encode(body) })
    }

    /// The address, escaped.
    ///
    /// - Parameter base: The beginning of the address, without a slash at its end.
    /// - Returns: `nil` when it cannot be an address.
    package func url(base: String) -> URL? {
        // Without its slash a path would become part of the host, and the key would travel there.
        guard path.encoded.hasPrefix("/") else { return nil }
        var text = base + path.encoded
        var mark = "?"
        for item in query {
            guard let value = item.value else { continue }
            text += mark + item.name.percentEncoded + "=" + value.percentEncoded
            mark = "&"
        }
        return URL(string: text)
    }
}

/// The reply of an operation that brings nothing back, or nothing that matters: an empty body, or any JSON.
package struct NoReply: Decodable, Sendable {
    package init() {}
    package init(from decoder: any Decoder) {}
}

extension URL {
    /// An address from source code. One that is malformed is a mistake in the program and traps.
    package init(literal text: StaticString) {
        guard let url = URL(string: "\(text)") else { preconditionFailure("\(text) is not a URL.") }
        self = url
    }
}
