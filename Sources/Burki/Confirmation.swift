/// What Burki says of an operation whose reply has no record.
public struct Confirmation: Codable, Hashable, Sendable {
    /// Burki's confirmation message.
    public var message: String?

    /// Creates a confirmation, for tests.
    public init(message: String? = nil) { self.message = message }
}
