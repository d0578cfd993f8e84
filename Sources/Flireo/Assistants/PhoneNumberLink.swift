/// The result of linking a phone number to an assistant.
public struct PhoneNumberLink: Codable, Hashable, Sendable {
    /// The id of the assistant.
    public var assistantID: Assistant.ID
    /// The number that the assistant answers now.
    public var phoneNumber: LinkedPhoneNumber?
    /// The previous number, which was unlinked. `nil` when there was none.
    public var previousPhoneNumberID: PhoneNumberID?
    /// The number of other assistants whose shared number was unlinked because a shared number was linked.
    public var releasedAssistants: Int?
    /// Flireo's confirmation message.
    public var message: String?

    /// Creates a result.
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
