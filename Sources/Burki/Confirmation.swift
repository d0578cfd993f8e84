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

extension Pipeline {
    /// Deletes a record. A 404 after an attempt whose outcome is unknown means that the attempt deleted it.
    ///
    /// - Returns: Burki's confirmation, which is empty after such a 404.
    func delete(_ endpoint: Endpoint<Confirmation>) async throws -> Confirmation {
        do {
            return try await run(endpoint)
        } catch let error as VoiceAgentsError where error.kind == .notFound && error.effect != .no {
            return Confirmation()
        }
    }
}
