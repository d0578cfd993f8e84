/// What Burki says of an operation whose reply has no record.
public struct Confirmation: Codable, Hashable, Sendable {
    /// Burki's confirmation message.
    public var message: String?
    /// What Burki says beside the message. Its content is not documented.
    public var data: [String: JSONValue]?

    /// Creates a confirmation, for tests.
    public init(message: String? = nil, data: [String: JSONValue]? = nil) {
        self.message = message
        self.data = data
    }
}
