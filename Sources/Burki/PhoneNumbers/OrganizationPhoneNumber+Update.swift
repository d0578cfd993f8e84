import VoiceAgentsCore

extension OrganizationPhoneNumber {
    /// A change of the record of a number. What is not set is not changed.
    ///
    /// Burki has another spelling of "none" for each field, which the encoding writes: 0 for an assistant or flow (the description of the
    /// operation says 0, that of the fields null), an empty text for a SIP trunk, an empty list for countries. Use
    /// ``/VoiceAgentsCore/FieldUpdate/clear`` for all of them. An update with such a spelling as a value is rejected before it is
    /// sent, and so is one that changes nothing or assigns both an assistant and a flow.
    public struct Update: Encodable, Hashable, Sendable {
        /// The name in the dashboard. `nil`: unchanged. Burki does not document how to remove it.
        public var friendlyName: String?
        /// The assistant that answers the number. ``/VoiceAgentsCore/FieldUpdate/clear`` unassigns the number.
        public var assistantID: FieldUpdate<Assistant.ID>
        /// The conversation flow that answers the number. ``/VoiceAgentsCore/FieldUpdate/clear`` unassigns the number.
        public var flowID: FieldUpdate<Flow.ID>
        /// The SIP trunk of the number. ``/VoiceAgentsCore/FieldUpdate/clear`` removes it.
        public var sipTrunkID: FieldUpdate<SIPTrunk.ID>
        /// The countries that may call the number, as two letters (ISO 3166-1). ``/VoiceAgentsCore/FieldUpdate/clear`` allows all.
        public var allowedCountryCodes: FieldUpdate<[String]>

        /// Creates an update.
        public init(
            friendlyName: String? = nil, assistantID: FieldUpdate<Assistant.ID> = .leave,
            flowID: FieldUpdate<Flow.ID> = .leave, sipTrunkID: FieldUpdate<SIPTrunk.ID> = .leave,
            allowedCountryCodes: FieldUpdate<[String]> = .leave
        ) {
            self.friendlyName = friendlyName
            self.assistantID = assistantID
            self.flowID = flowID
            self.sipTrunkID = sipTrunkID
            self.allowedCountryCodes = allowedCountryCodes
        }

        /// Why the update cannot be sent, or `nil` when it can.
        var problem: String? {
            if self == Update() { return "The update changes nothing." }
            if case (.set, .set) = (assistantID, flowID) {
                return "A number is assigned to an assistant or to a flow, not to both."
            }
            if assistantID == .set(0) || flowID == .set(0) {
                return "The id 0 unassigns the number: use .clear for that."
            }
            if sipTrunkID == .set("") { return "An empty id removes the SIP trunk: use .clear for that." }
            if allowedCountryCodes == .set([]) {
                return "An empty list allows all countries: use .clear for that."
            }
            return nil
        }

        private enum CodingKeys: String, CodingKey {
            case friendlyName = "friendly_name"
            case assistantID = "assistant_id"
            case flowID = "flow_id"
            case sipTrunkID = "sip_trunk_id"
            case allowedCountryCodes = "allowed_country_codes"
        }

        /// Writes the fields to change, with Burki's spelling of "none".
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encodeIfPresent(friendlyName, forKey: .friendlyName)
            try container.encode(assistantID.clearing(with: 0), forKey: .assistantID)
            try container.encode(flowID.clearing(with: 0), forKey: .flowID)
            try container.encode(sipTrunkID.clearing(with: ""), forKey: .sipTrunkID)
            try container.encode(allowedCountryCodes.clearing(with: []), forKey: .allowedCountryCodes)
        }
    }
}

extension FieldUpdate {
    /// The same change, with a value in place of `null`.
    fileprivate func clearing(with none: Value) -> FieldUpdate { self == .clear ? .set(none) : self }
}

/// The record of a number after a change.
public struct UpdatedPhoneNumber: Codable, Hashable, Sendable {
    /// The record. Burki does not document its members. Empty when the reply does not contain it.
    public var fields: [String: JSONValue]
    /// Burki's confirmation message.
    public var message: String?

    /// Creates a value, for tests.
    public init(fields: [String: JSONValue] = [:], message: String? = nil) {
        self.fields = fields
        self.message = message
    }

    /// The record with the members of ``OrganizationPhoneNumber``. `nil` when the reply does not contain its id and number.
    public var phoneNumber: OrganizationPhoneNumber? { try? JSONValue.object(fields).decoded() }

    private enum CodingKeys: String, CodingKey {
        case fields = "phone_number"
        case message
    }
}
