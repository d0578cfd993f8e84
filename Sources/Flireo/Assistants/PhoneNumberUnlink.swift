/// The result of unlinking the phone number of an assistant.
public struct PhoneNumberUnlink: Codable, Hashable, Sendable {
    /// The id of the assistant, which answers no number now.
    public var assistantID: Assistant.ID
    /// The number that is available again. `nil` when the reply does not contain it.
    public var unlinkedPhoneNumber: LinkedPhoneNumber?
    /// Flireo's confirmation message.
    public var message: String?

    /// Creates a result.
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
