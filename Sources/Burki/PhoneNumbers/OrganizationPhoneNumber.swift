#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A phone number that the organization has.
public struct OrganizationPhoneNumber: Codable, Hashable, Sendable, Identifiable {
    /// The id of a number in Burki.
    public typealias ID = Identifier<OrganizationPhoneNumber, Int>

    /// The id in Burki, for assigning the number.
    public var id: ID
    /// The number.
    public var phoneNumber: PhoneAddress
    /// The name shown in the dashboard.
    public var friendlyName: String?
    /// The company that carries its calls.
    public var provider: TelephonyProvider
    /// The id of the number at its provider, whichever that is: the name is Burki's.
    public var twilioSID: String?
    /// Whether the number is in use.
    public var isActive: Bool
    /// Whether it is a verified caller id rather than a number of the provider's. `nil` when the reply does not say.
    public var isVerifiedCallerID: Bool?
    /// What the number can do, for example `voice`, `sms`, `mms`.
    public var capabilities: [String: Bool]
    /// The SIP trunk it runs over.
    public var sipTrunkID: SIPTrunk.ID?
    /// The countries that may call or be called, as two letters. `nil` or empty: all.
    public var allowedCountryCodes: [String]?
    /// The assistant that answers. At most one of this and ``flow`` is set.
    public var assistant: Assignee<Assistant>?
    /// The conversation flow that answers.
    public var flow: Assignee<Flow>?
    /// The graph that answers. Named by the guide to graphs and missing from OpenAPI: `nil` on servers of today.
    public var assistantGraphID: AssistantGraph.ID?
    /// When Burki made the record.
    public var createdAt: Date?
    /// When the record was changed last.
    public var updatedAt: Date?

    /// Creates a number, for tests.
    public init(
        id: ID, phoneNumber: PhoneAddress, friendlyName: String? = nil, provider: TelephonyProvider,
        twilioSID: String? = nil,
        isActive: Bool = true, isVerifiedCallerID: Bool? = nil, capabilities: [String: Bool] = [:],
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
    /// What answers a number: an assistant or a conversation flow.
    public struct Assignee<Resource>: Codable, Hashable, Sendable, Identifiable {
        /// Its id.
        public var id: Identifier<Resource, Int>
        /// Its name.
        public var name: String
        /// Whether it is in use.
        public var isActive: Bool

        /// Creates an assignee, for tests.
        public init(id: Identifier<Resource, Int>, name: String, isActive: Bool = true) {
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

extension OrganizationPhoneNumber.Assignee: NullableRecord {}
