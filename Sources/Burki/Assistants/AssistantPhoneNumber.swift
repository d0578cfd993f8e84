#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A phone number of an assistant, or one that can be assigned to it.
///
/// Burki's sources show two forms of it, so any field but the number can be absent.
public struct AssistantPhoneNumber: Codable, Hashable, Sendable, Identifiable {
    /// The id of a record: a number, or a text such as `pn_…` in Burki's older documentation.
    public typealias RecordID = Identifier<AssistantPhoneNumber, String>

    /// Burki's id of the number, as text.
    public var recordID: RecordID?
    /// The number.
    public var phoneNumber: PhoneAddress
    /// The name in the dashboard.
    public var friendlyName: String?
    /// The id of the number at its provider. Burki uses this name for every provider.
    public var twilioSID: String?
    /// Whether the number is active.
    public var isActive: Bool?
    /// The capabilities of the number by name, for example `voice`, `sms`, `mms`. Empty when the reply does not contain them.
    public var capabilities: [String: Bool]
    /// When the number was assigned.
    public var assignedAt: Date?
    /// The assistant that answers the number.
    public var assistantID: Assistant.ID?
    /// The organization.
    public var organizationID: Organization.ID?
    /// When the record was created.
    public var createdAt: Date?
    /// When the record was last changed.
    public var updatedAt: Date?

    /// The number, which is unique in a list.
    public var id: PhoneAddress { phoneNumber }

    /// Burki's id of the number, for assigning it. `nil` when ``recordID`` is not a number.
    public var phoneNumberID: OrganizationPhoneNumber.ID? {
        recordID.flatMap { OrganizationPhoneNumber.ID($0.rawValue) }
    }

    /// Creates a number, for tests.
    public init(
        recordID: RecordID? = nil, phoneNumber: PhoneAddress, friendlyName: String? = nil, twilioSID: String? = nil,
        isActive: Bool? = true, capabilities: [String: Bool] = [:], assignedAt: Date? = nil,
        assistantID: Assistant.ID? = nil, organizationID: Organization.ID? = nil, createdAt: Date? = nil,
        updatedAt: Date? = nil
    ) {
        self.recordID = recordID
        self.phoneNumber = phoneNumber
        self.friendlyName = friendlyName
        self.twilioSID = twilioSID
        self.isActive = isActive
        self.capabilities = capabilities
        self.assignedAt = assignedAt
        self.assistantID = assistantID
        self.organizationID = organizationID
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    private enum CodingKeys: String, CodingKey {
        case recordID = "id"
        case phoneNumber = "phone_number"
        case friendlyName = "friendly_name"
        case twilioSID = "twilio_sid"
        case isActive = "is_active"
        case capabilities
        case assignedAt = "assigned_at"
        case assistantID = "assistant_id"
        case organizationID = "organization_id"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }
}
