/// A group that was created. Flireo tells its id and nothing else; ``FlireoClient/VerificationGroups/get(_:)`` reads it.
public struct CreatedVerificationGroup: Codable, Hashable, Sendable, Identifiable {
    /// The group's id. On the wire it is called `requirement_group_id` here and `id` everywhere else.
    public var id: VerificationGroup.ID
    /// A confirmation for people.
    public var message: String?

    /// Creates a reply, for tests.
    public init(id: VerificationGroup.ID, message: String? = nil) {
        self.id = id
        self.message = message
    }

    private enum CodingKeys: String, CodingKey {
        case id = "requirement_group_id"
        case message
    }
}
