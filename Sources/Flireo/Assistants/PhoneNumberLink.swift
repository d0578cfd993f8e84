/// What linking a number to an assistant changed.
public struct PhoneNumberLink: Codable, Hashable, Sendable {
    /// The assistant.
    public var assistantID: Assistant.ID
    /// The number that it answers now.
    public var phoneNumber: LinkedPhoneNumber?
    /// The number that it answered before and that was unlinked, or `nil` when there was none.
    public var previousPhoneNumberID: PhoneNumberID?
    /// How many other assistants lost their shared number, because a shared one was linked.
    public var releasedAssistants: Int?
    /// A confirmation for people.
    public var message: String?

    /// Creates a result, for tests.
    public init(
        assistantID: Assistant.ID, phoneNumber: LinkedPhoneNumber?, previousPhoneNumberID: PhoneNumberID? = nil,
        releasedAssistants: Int? = 0, message: String? = nil
    ) {
        self.assistantID = assistantID
        self.phoneNumber = phoneNumber
        self.previousPhoneNumberID = previousPhoneNumberID
        self.releasedAssistants = releasedAssistants
        self.message = message
    }

    private enum CodingKeys: String, CodingKey {
        case assistantID = "assistant_id"
        case phoneNumber = "phone_number"
        case previousPhoneNumberID = "previous_phone_number_id"
        case releasedAssistants = "released_assistants"
        case message
    }
}
