/// The assignment of a phone number to an assistant, or its end.
///
/// Burki documents the members only for an assignment by number. What a reply does not contain and the request knows is filled in.
public struct AssistantAssignment: Hashable, Sendable {
    /// The assistant.
    public var assistantID: Assistant.ID?
    /// Burki's id of the number.
    public var phoneNumberID: OrganizationPhoneNumber.ID?
    /// The number.
    public var phoneNumber: PhoneAddress?
    /// The assistant's name.
    public var assistantName: String?
    /// The name of the number in the dashboard.
    public var friendlyName: String?
    /// Whether the number was added from Twilio.
    public var wasSynced: Bool?
    /// Burki's confirmation message.
    public var message: String?

    /// Creates a value, for tests.
    public init(
        assistantID: Assistant.ID? = nil, phoneNumberID: OrganizationPhoneNumber.ID? = nil,
        phoneNumber: PhoneAddress? = nil, assistantName: String? = nil, friendlyName: String? = nil,
        wasSynced: Bool? = nil, message: String? = nil
    ) {
        self.assistantID = assistantID
        self.phoneNumberID = phoneNumberID
        self.phoneNumber = phoneNumber
        self.assistantName = assistantName
        self.friendlyName = friendlyName
        self.wasSynced = wasSynced
        self.message = message
    }
}

extension AssistantAssignment: Codable {
    private enum CodingKeys: String, CodingKey {
        case success, message, data
    }

    private struct Members: Codable {
        var assistantID: Assistant.ID?
        var phoneNumberID: OrganizationPhoneNumber.ID?
        var phoneNumber: PhoneAddress?
        var assistantName: String?
        var friendlyName: String?
        var wasSynced: Bool?

        enum CodingKeys: String, CodingKey {
            case assistantID = "assistant_id"
            case phoneNumberID = "phone_number_id"
            case phoneNumber = "phone_number"
            case assistantName = "assistant_name"
            case friendlyName = "friendly_name"
            case wasSynced = "was_synced"
        }
    }

    /// Reads Burki's reply: its `data`, or the reply itself, which is a record of the number in Burki's older documentation.
    public init(from decoder: any Decoder) throws {
        let reply = try decoder.container(keyedBy: CodingKeys.self)
        let data = try reply.decodeIfPresent(Members.self, forKey: .data)
        let whole = try Members(from: decoder)
        self.init(
            assistantID: data?.assistantID ?? whole.assistantID,
            phoneNumberID: data?.phoneNumberID ?? whole.phoneNumberID,
            phoneNumber: data?.phoneNumber ?? whole.phoneNumber,
            assistantName: data?.assistantName ?? whole.assistantName,
            friendlyName: data?.friendlyName ?? whole.friendlyName, wasSynced: data?.wasSynced ?? whole.wasSynced,
            message: try reply.decodeIfPresent(String.self, forKey: .message))
    }

    /// Writes Burki's reply.
    public func encode(to encoder: any Encoder) throws {
        var reply = encoder.container(keyedBy: CodingKeys.self)
        try reply.encode(true, forKey: .success)
        try reply.encodeIfPresent(message, forKey: .message)
        try reply.encode(
            Members(
                assistantID: assistantID, phoneNumberID: phoneNumberID, phoneNumber: phoneNumber,
                assistantName: assistantName, friendlyName: friendlyName, wasSynced: wasSynced),
            forKey: .data)
    }
}
