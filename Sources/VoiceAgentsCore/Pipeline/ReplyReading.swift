#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// How the body of a successful reply is decoded.
package struct ReplyReading<Reply: Sendable>: Sendable {
    let read: @Sendable (Data) throws -> Reply

    /// Whether `"success": false` is a valid result, as in the reply to a test, and not an error.
    private(set) var acceptsFailure = false

    /// Whether a 202 means that the result is not ready.
    private(set) var waitsForResult = false

    private init(read: @escaping @Sendable (Data) throws -> Reply) { self.read = read }

    private init(json read: @escaping @Sendable (ValueDecoder) throws -> Reply) {
        self.init(read: { try read(ReplyDecoder().root(of: $0)) })
    }
}

extension ReplyReading where Reply: Decodable {
    /// The whole body.
    package static var value: Self { Self(json: { try $0.decode(Reply.self) }) }

    /// A member of the body, with the message next to it: `{"data": …, "message": "…"}`.
    package static func member(_ name: String, message: any WritableKeyPath<Reply, String?> & Sendable) -> Self {
        Self(json: { root in
            var reply = try root.requiredMember(name).decode(Reply.self)
            reply[keyPath: message] = try root.member("message")?.decode(String.self)
            return reply
        })
    }

    /// A member of the body: `{"success": true, "data": …}`.
    package static func member(_ name: String) -> Self {
        Self(json: { try $0.requiredMember(name).decode(Reply.self) })
    }

    /// A member of the body, or the whole body when the platform omits the wrapper.
    package static func memberOrValue(_ name: String) -> Self {
        Self(json: { try ($0.member(name) ?? $0).decode(Reply.self) })
    }
}

extension ReplyReading {
    /// A list, with the other members of the body.
    package static func list<Element: Decodable>(_ shape: ListShape) -> Self where Reply == Page<Element> {
        Self(json: { try Page(shape, in: $0) })
    }

    /// The result of converting the body, decoded as another type.
    package static func converting<Wire: Decodable & Sendable>(
        _ type: Wire.Type = Wire.self, _ convert: @escaping @Sendable (Wire) throws -> Reply
    ) -> Self {
        Self(json: { try convert($0.decode(Wire.self)) })
    }

    /// The same reading, with `"success": false` as a valid result.
    package var acceptingFailure: Self {
        var copy = self
        copy.acceptsFailure = true
        return copy
    }

    /// The same reading, with 202 as "not ready": the client waits as long as the server asks and tries again.
    package var waitingForResult: Self {
        var copy = self
        copy.waitsForResult = true
        return copy
    }
}

extension ReplyReading<Void> {
    /// Nothing: an empty body, or any JSON.
    package static var nothing: Self {
        Self(read: { if !$0.isEmpty { _ = try ReplyDecoder().root(of: $0) } })
    }

    /// A file, which is saved and not decoded.
    package static var file: Self { Self(read: { _ in }).waitingForResult }
}

extension ValueDecoder {
    /// The decoder of a member, or `nil` when the member is absent or null.
    func member(_ name: String) -> ValueDecoder? {
        guard let index = index(ofMember: name), document.tokens[index].kind != .null else { return nil }
        return child(at: index, TextKey(name))
    }

    func requiredMember(_ name: String) throws -> ValueDecoder {
        guard kind == .object else { throw mismatch([String: Any].self) }
        guard let index = index(ofMember: name) else {
            throw DecodingError.keyNotFound(
                TextKey(name), .init(codingPath: codingPath, debugDescription: "no such key"))
        }
        return child(at: index, TextKey(name))
    }

    private func index(ofMember name: String) -> Int? {
        guard kind == .object else { return nil }
        var name = name
        return name.withUTF8 { document.member(named: $0, of: index) }
    }
}
