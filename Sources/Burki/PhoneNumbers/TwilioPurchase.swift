/// What Twilio says about a number that was bought. Every field may be missing.
public struct TwilioPurchase: Codable, Hashable, Sendable {
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

    /// Creates details.
    public init(
        sid: String? = nil, phoneNumber: PhoneAddress? = nil, friendlyName: String? = nil, voiceURL: String? = nil,
        smsURL: String? = nil, capabilities: [String: Bool] = [:], dateCreated: String? = nil,
        provider: TelephonyProvider? = nil
    ) {
        self.sid = sid
        self.phoneNumber = phoneNumber
        self.friendlyName = friendlyName
        self.voiceURL = voiceURL
        self.smsURL = smsURL
        self.capabilities = capabilities
        self.dateCreated = dateCreated
        self.provider = provider
    }

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
}
