/// A value of a reply that could not be decoded and was left out. It does not contain the value itself.
public struct UnreadableValue: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The path of the value, for example `nodes[1].created_at`. A key of a free dictionary is `*`.
    public let path: String

    /// Why it could not be decoded, for example `expected an integer`.
    public let reason: String

    init(_ error: any Error, at path: [any CodingKey]) {
        let error = error as? DecodingError
        self.path = error?.pathWithoutContent ?? path.withoutContent.dottedPath
        reason = error?.reason ?? "not valid"
    }

    /// Whether the value is a member of the object at a path.
    func isMember(_ name: String, of path: [any CodingKey]) -> Bool {
        self.path == (path.withoutContent + [TextKey(name)]).dottedPath
    }

    /// The path and the reason.
    public var description: String { "\(path): \(reason)" }
}

/// The values of one document that could not be decoded.
final class UnreadableValues {
    /// More are not useful to a reader, and a hostile reply can have any number.
    private static let limit = 100

    private(set) var values: [UnreadableValue] = []

    func append(_ error: any Error, at path: @autoclosure () -> [any CodingKey]) {
        if values.count < Self.limit { values.append(UnreadableValue(error, at: path())) }
    }

    func append(_ value: UnreadableValue) {
        if values.count < Self.limit { values.append(value) }
    }
}
