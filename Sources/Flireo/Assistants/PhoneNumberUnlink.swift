/// What unlinking an assistant's number changed.
public struct PhoneNumberUnlink: Codable, Hashable, Sendable {
    /// The assistant, which answers no number now.
    public var assistantID: Assistant.ID
    /// The number that is available again. Flireo may leave it out.
    public var unlinkedPhoneNumber: LinkedPhoneNumber?
    /// A confirmation for people.
    public var message: String?

    /// Creates a result, for tests.
    public init(assistantID: Assistant.ID, unlinkedPhoneNumber: LinkedPhoneNumber? = nil, message: String? = nil) {
        self.assistantID = assistantID
        self.unlinkedPhoneNumber = unlinkedPhoneNumber
        self.message = message
    }

    private enum CodingKeys: String, CodingKey {
        case assistantID = "assistant_id"
        case unlinkedPhoneNumber = "unlinked_phone_number"
        case message
    }
}
