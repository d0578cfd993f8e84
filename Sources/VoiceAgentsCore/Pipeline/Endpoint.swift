#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// One call of an operation as a value: where it goes, what it carries, and what it brings back.
package struct Endpoint<Reply: Decodable & Sendable>: Sendable {
    package let operation: Operation
    package let path: RequestPath
    package let query: [URLQueryItem]
    package let encodeBody: (@Sendable (JSONEncoder) throws -> Data)?

    /// A call without a body.
    package init(_ operation: Operation, _ path: RequestPath, query: [URLQueryItem] = []) {
        self.operation = operation
        self.path = path
        self.query = query
        encodeBody = nil
    }

    /// A call with a JSON body.
    package init(
        _ operation: Operation, _ path: RequestPath, query: [URLQueryItem] = [], body: some Encodable & Sendable
    ) {
        self.operation = operation
        self.path = path
        self.query = query
        encodeBody = { try $0.encode(body) }
    }

    /// The address, escaped. `nil` when it cannot be an address.
    package func url(base: URL) -> URL? {
        var text = base.absoluteString
        while text.hasSuffix("/") { text.removeLast() }
        text += path.encoded
        let pairs = query.compactMap { item in
            item.value.map { item.name.percentEncoded + "=" + $0.percentEncoded }
        }
        if !pairs.isEmpty { text += "?" + pairs.joined(separator: "&") }
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
