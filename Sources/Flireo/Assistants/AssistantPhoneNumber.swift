/// Which phone number an assistant answers, if any.
public struct AssistantPhoneNumber: Codable, Hashable, Sendable {
    /// The assistant.
    public var assistantID: Assistant.ID
    /// The assistant's name.
    public var assistantName: String?
    /// The number, or `nil` when none is linked.
    public var phoneNumber: LinkedPhoneNumber?

    /// Creates an answer, for tests.
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
