/// The reply of an operation whose reply is not documented: all of its JSON, and what is probably known of it.
///
/// ```swift
/// let reply = try await burki.phoneNumbers.syncVerifiedCallerIDs()
/// print(reply.known?.message ?? "no message", reply.json)
/// ```
///
/// When the platform documents the reply, ``known`` gets more properties.
public struct Undocumented<Known> {
    /// What this version expects in the reply. `nil` when the reply is not an object.
    public var known: Known?

    /// The complete reply.
    public var json: JSONValue

    /// Creates a reply, for tests.
    public init(known: Known? = nil, json: JSONValue) {
        self.known = known
        self.json = json
    }
}

extension Undocumented: Sendable where Known: Sendable {}

extension Undocumented: Equatable where Known: Equatable {}

extension Undocumented: Hashable where Known: Hashable {}

extension Undocumented: Decodable where Known: Decodable {
    /// Reads any JSON.
    ///
    /// - Throws: `DecodingError` for an object with an `error` or a `detail`, which reports a failure.
    public init(from decoder: any Decoder) throws {
        json = try JSONValue(from: decoder)
        try rejectFailure(at: decoder.codingPath) { json[$0] }
        known = json.object == nil ? nil : try Known(from: decoder)
    }
}

extension Undocumented: Encodable {
    /// Writes the complete reply.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}
