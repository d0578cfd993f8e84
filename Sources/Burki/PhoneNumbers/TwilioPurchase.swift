/// What Twilio says about a number that was bought. Every field may be missing.
public struct TwilioPurchase: Hashable, Sendable {
    /// Twilio's id of the number, `PN…`.
    public var sid: String?
    /// The number.
    public var phoneNumber: PhoneAddress?
    /// The name of the number at Twilio.
    public var friendlyName: String?
    /// Where Twilio reports calls. Set up by Burki.
    public var voiceURL: String?
    /// Where Twilio reports messages. Set up by Burki.
    public var smsURL: String?
    /// What the number can do, for example `voice`, `sms`, `mms`. Empty when the reply does not say.
    public var capabilities: [String: Bool]
    /// When it was bought, as Twilio spells it; the format is not documented.
    public var dateCreated: String?
    /// The provider's name once more.
    public var provider: TelephonyProvider?
    /// What this version has no property for.
    public var unknownKeys: [String: JSONValue]

    /// Creates details.
    public init(
        sid: String? = nil, phoneNumber: PhoneAddress? = nil, friendlyName: String? = nil, voiceURL: String? = nil,
        smsURL: String? = nil, capabilities: [String: Bool] = [:], dateCreated: String? = nil,
        provider: TelephonyProvider? = nil, unknownKeys: [String: JSONValue] = [:]
    ) {
        self.sid = sid
        self.phoneNumber = phoneNumber
        self.friendlyName = friendlyName
        self.voiceURL = voiceURL
        self.smsURL = smsURL
        self.capabilities = capabilities
        self.dateCreated = dateCreated
        self.provider = provider
        self.unknownKeys = unknownKeys
    }
}

extension TwilioPurchase: Codable {
    private enum CodingKeys: String, CodingKey {
        case sid
        case phoneNumber = "phone_number"
        case friendlyName = "friendly_name"
        case voiceURL = "voice_url"
        case smsURL = "sms_url"
        case capabilities
        case dateCreated = "date_created"
        case provider
    }

    /// Reads Twilio's details and keeps what it does not know.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: OpenKey<CodingKeys>.self)
        sid = try container.decodeIfPresent(String.self, forKey: .known(.sid))
        phoneNumber = try container.decodeIfPresent(PhoneAddress.self, forKey: .known(.phoneNumber))
        friendlyName = try container.decodeIfPresent(String.self, forKey: .known(.friendlyName))
        voiceURL = try container.decodeIfPresent(String.self, forKey: .known(.voiceURL))
        smsURL = try container.decodeIfPresent(String.self, forKey: .known(.smsURL))
        capabilities = try container.decode([String: Bool].self, forKey: .known(.capabilities))
        dateCreated = try container.decodeIfPresent(String.self, forKey: .known(.dateCreated))
        provider = try container.decodeIfPresent(TelephonyProvider.self, forKey: .known(.provider))
        unknownKeys = try container.unknownMembers()
    }

    /// Writes what is known and what was kept.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: OpenKey<CodingKeys>.self)
        try container.encode(unknownMembers: unknownKeys)
        try container.encodeIfPresent(sid, forKey: .known(.sid))
        try container.encodeIfPresent(phoneNumber, forKey: .known(.phoneNumber))
        try container.encodeIfPresent(friendlyName, forKey: .known(.friendlyName))
        try container.encodeIfPresent(voiceURL, forKey: .known(.voiceURL))
        try container.encodeIfPresent(smsURL, forKey: .known(.smsURL))
        try container.encode(capabilities, forKey: .known(.capabilities))
        try container.encodeIfPresent(dateCreated, forKey: .known(.dateCreated))
        try container.encodeIfPresent(provider, forKey: .known(.provider))
    }
}
