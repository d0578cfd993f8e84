#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// How the body of a successful reply is decoded.
package struct ReplyReading<Reply: Sendable>: Sendable {
    /// Decodes a body, and appends its unreadable values.
    let read: @Sendable (Data, inout [UnreadableValue]) throws -> Reply

    /// Whether `"success": false` is a valid result, as in the reply to a test, and not an error.
    private(set) var acceptsFailure = false

    /// Whether a 202 means that the result is not ready.
    private(set) var waitsForResult = false

    /// Whether text, such as JSON or a page of HTML, is not the file that was asked for.
    private(set) var rejectsText = false

    private init(read: @escaping @Sendable (Data, inout [UnreadableValue]) throws -> Reply) { self.read = read }

    private init(json read: @escaping @Sendable (ValueDecoder) throws -> Reply) {
        self.init(read: { body, unreadable in
            let decoder = ReplyDecoder()
            defer { unreadable += decoder.unreadable }
            return try read(decoder.root(of: body))
        })
    }
}

extension ReplyReading where Reply: Decodable {
    /// The whole body.
    package static var value: Self { Self(json: { try $0.decode(Reply.self) }) }

    /// The whole body. Known values replace members that are absent or unreadable.
    package static func value(knowing known: KnownValues) -> Self {
        Self(json: { try $0.decode(Reply.self, knowing: known) })
    }

    /// The whole body of an operation whose reply has no record, so that a body with an `error` or a `detail` is a failure.
    package static func confirmation(knowing known: KnownValues = [:]) -> Self {
        Self(json: { root in
            try rejectFailure(at: root.codingPath) { try? root.member($0)?.decode(JSONValue.self) }
            return try root.decode(Reply.self, knowing: known)
        })
    }

    /// A member of the body, with the message next to it: `{"data": …, "message": "…"}`.
    ///
    /// Known values replace members of the object that are absent or unreadable. With `"success": true`, they are the object when it
    /// is absent.
    package static func member(
        _ name: String, message: any WritableKeyPath<Reply, String?> & Sendable, knowing known: KnownValues = [:]
    ) -> Self {
        Self(json: { root in
            let isConfirmedOnly = root.isSuccess && !known.isEmpty && root.member(name)?.isBlank ?? true
            var reply =
                try isConfirmedOnly
                ? root.decode(Reply.self, completedWith: known)
                : root.requiredMember(name).decode(Reply.self, knowing: known)
            reply[keyPath: message] = try root.member("message")?.decodeOptional(String.self)
            return reply
        })
    }

    /// A member of the body: `{"success": true, "data": …}`. Known values replace members that are absent or unreadable.
    package static func member(_ name: String, knowing known: KnownValues = [:]) -> Self {
        Self(json: { try $0.requiredMember(name).decode(Reply.self, knowing: known) })
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
        Self(read: { body, _ in if !body.isEmpty { _ = try ReplyDecoder().root(of: body) } })
    }

    /// A file, which is saved and not decoded.
    package static var file: Self { Self(read: { _, _ in }).waitingForResult }

    /// A file with sound, which is saved and not decoded.
    package static var audio: Self {
        var copy = file
        copy.rejectsText = true
        return copy
    }
}

/// Values of a request by the keys under which the reply repeats them.
package typealias KnownValues = [String: any Encodable & Sendable]

extension ValueDecoder {
    /// Whether this is an object with `"success": true`.
    fileprivate var isSuccess: Bool { member("success")?.kind == .true }

    /// Decodes an object, with known values in place of members that are absent, and of all of them when the object cannot be
    /// decoded otherwise. An object without any key of the model is the reply to something else.
    fileprivate func decode<Value: Decodable>(_ type: Value.Type, knowing known: KnownValues) throws -> Value {
        guard kind == .object, !known.isEmpty else { return try decodeMember(type) }
        let absent = known.filter { member($0.key)?.isBlank ?? true }
        if absent.isEmpty, let value = try? decode(type) { return value }
        let values = memberValues(besides: nil)
        return try decode(type, from: values, completedWith: absent.isEmpty ? known : absent) { recorder in
            values.contains { recorder.hasKey($0.key) && !$0.value.isNull && $0.key != "message" }
        }
    }

    fileprivate func decode<Value: Decodable>(
        _ type: Value.Type, from members: [String: JSONValue] = [:], completedWith known: KnownValues,
        isReply: (KeyRecorder) -> Bool = { _ in true }
    ) throws -> Value {
        let json = try JSONEncoder.forRequests.encode(CompletedObject(members: members, known: known))
        let document = try JSONDocument(json, unreadable: document.unreadable)
        let recorder = KeyRecorder(ValueDecoder(document: document, index: 0, path: path))
        let value = try Value(from: recorder)
        return try isReply(recorder) ? value : decode(type)
    }

    /// The decoder of a member, or `nil` when the member is absent or null.
    func member(_ name: String) -> ValueDecoder? {
        guard let index = index(ofMember: name), document.tokens[index].kind != .null else { return nil }
        return child(at: index, TextKey(literal: name))
    }

    func requiredMember(_ name: String) throws -> ValueDecoder {
        guard kind == .object else { throw mismatch([String: Any].self) }
        guard let index = index(ofMember: name) else {
            throw DecodingError.keyNotFound(
                TextKey(literal: name), .init(codingPath: codingPath, debugDescription: "no such key"))
        }
        return child(at: index, TextKey(literal: name))
    }

    private func index(ofMember name: String) -> Int? {
        guard kind == .object else { return nil }
        var name = name
        return name.withUTF8 { document.member(named: $0, of: index) }
    }
}

private struct CompletedObject: Encodable {
    let members: [String: JSONValue]
    let known: KnownValues

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: TextKey.self)
        for (name, value) in members where known[name] == nil { try container.encode(value, forKey: TextKey(name)) }
        for (name, value) in known { try container.encode(value, forKey: TextKey(name)) }
    }
}
