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

    /// The path and the reason.
    public var description: String { "\(path): \(reason)" }
}

/// The values of one document that could not be decoded.
final class UnreadableValues {
    /// More are not useful to a reader, and a hostile reply can have any number.
    private static let limit = 100

    private(set) var values: [UnreadableValue] = []

    /// The tokens of the values that no ``Open`` has kept.
    private var tokens: [Int] = []

    /// The number of values that no ``Open`` has kept.
    var lostCount: Int { tokens.count }

    func append(_ error: any Error, at decoder: ValueDecoder) {
        tokens.append(decoder.index)
        if values.count < Self.limit { values.append(UnreadableValue(error, at: decoder.codingPath)) }
    }

    func append(_ value: UnreadableValue) {
        if values.count < Self.limit { values.append(value) }
    }

    /// Removes and returns the tokens of the values that were reported after the first `count` ones.
    func keepTokens(since count: Int) -> Set<Int> {
        let kept = Set(tokens.dropFirst(count))
        tokens.removeLast(tokens.count - count)
        return kept
    }
}
