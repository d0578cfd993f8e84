#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A phone number of the organization.
public struct OrganizationPhoneNumber: Codable, Hashable, Sendable, Identifiable {
    /// Burki's id of a number.
    public typealias ID = Identifier<OrganizationPhoneNumber, Int>

    /// Burki's id of the number, for assigning it.
    public var id: ID
    /// The number.
    public var phoneNumber: PhoneAddress
    /// The name in the dashboard.
    public var friendlyName: String?
    /// The telephony provider.
    public var provider: TelephonyProvider?
    /// The id of the number at its provider. Burki uses this name for every provider.
    public var twilioSID: String?
    /// Whether the number is active.
    public var isActive: Bool?
    /// Whether the number is a verified caller id, not a number of the provider. `nil` when the reply does not contain it.
    public var isVerifiedCallerID: Bool?
    /// The capabilities of the number by name, for example `voice`, `sms`, `mms`.
    public var capabilities: [String: Bool]
    /// The SIP trunk of the number.
    public var sipTrunkID: SIPTrunk.ID?
    /// The countries that may call the number, as two letters (ISO 3166-1). `nil` or empty: all countries.
    public var allowedCountryCodes: [String]?
    /// The assistant that answers the number. At most one of ``assistant`` and ``flow`` is set.
    public var assistant: Assignee<Assistant>?
    /// The conversation flow that answers the number.
    public var flow: Assignee<Flow>?
    /// The graph that answers the number. It is part of the guide to graphs but not of the OpenAPI schema: `nil` on current servers.
    public var assistantGraphID: AssistantGraph.ID?
    /// When the record was created.
    public var createdAt: Date?
    /// When the record was last changed.
    public var updatedAt: Date?

    /// Creates a value, for tests.
    public init(
        id: ID, phoneNumber: PhoneAddress, friendlyName: String? = nil, provider: TelephonyProvider? = nil,
        twilioSID: String? = nil,
        isActive: Bool? = true, isVerifiedCallerID: Bool? = nil, capabilities: [String: Bool] = [:],
        sipTrunkID: SIPTrunk.ID? = nil, allowedCountryCodes: [String]? = nil, assistant: Assignee<Assistant>? = nil,
        flow: Assignee<Flow>? = nil, assistantGraphID: AssistantGraph.ID? = nil, createdAt: Date? = nil,
        updatedAt: Date? = nil
    ) {
        self.id = id
        self.phoneNumber = phoneNumber
        self.friendlyName = friendlyName
        self.provider = provider
        self.twilioSID = twilioSID
        self.isActive = isActive
        self.isVerifiedCallerID = isVerifiedCallerID
        self.capabilities = capabilities
        self.sipTrunkID = sipTrunkID
        self.allowedCountryCodes = allowedCountryCodes
        self.assistant = assistant
        self.flow = flow
        self.assistantGraphID = assistantGraphID
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case phoneNumber = "phone_number"
        case friendlyName = "friendly_name"
        case provider
        case twilioSID = "twilio_sid"
        case isActive = "is_active"
        case isVerifiedCallerID = "is_verified_caller_id"
        case capabilities
        case sipTrunkID = "sip_trunk_id"
        case allowedCountryCodes = "allowed_country_codes"
        case assistant, flow
        case assistantGraphID = "assistant_graph_id"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }
}

extension OrganizationPhoneNumber {
    /// The assistant or conversation flow that answers a number.
    public struct Assignee<Resource>: Codable, Hashable, Sendable, Identifiable {
        /// The id of the assistant or flow.
        public var id: Identifier<Resource, Int>
        /// The name of the assistant or flow.
        public var name: String?
        /// Whether the assistant or flow is active.
        public var isActive: Bool?

        /// Creates a value, for tests.
        public init(id: Identifier<Resource, Int>, name: String? = nil, isActive: Bool? = true) {
            self.id = id
            self.name = name
            self.isActive = isActive
        }

        private enum CodingKeys: String, CodingKey {
            case id, name
            case isActive = "is_active"
        }
    }
}
