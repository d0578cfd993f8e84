/// An assistant and the phone number that it answers.
public struct AssistantPhoneNumber: Codable, Hashable, Sendable {
    /// The id of the assistant.
    public var assistantID: Assistant.ID
    /// The name of the assistant.
    public var assistantName: String?
    /// The linked number. `nil` when no number is linked.
    public var phoneNumber: LinkedPhoneNumber?

    /// Creates a value.
    public init(assistantID: Assistant.ID, assistantName: String? = nil, phoneNumber: LinkedPhoneNumber? = nil) {
        self.assistantID = assistantID
        self.assistantName = assistantName
        self.phoneNumber = phoneNumber
    }

    private enum CodingKeys: String, CodingKey {
        case assistantID = "assistant_id"
        case assistantName = "assistant_name"
        case phoneNumber = "phone_number"
    }
}
