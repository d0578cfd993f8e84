/// Twilio's details of a number that was bought. Any field may be absent.
public struct TwilioPurchase: Codable, Hashable, Sendable {
    /// Twilio's id of the number, `PN…`.
    public var sid: String?
    /// The number.
    public var phoneNumber: PhoneAddress?
    /// The name of the number at Twilio.
    public var friendlyName: String?
    /// The URL to which Twilio reports calls, set by Burki.
    public var voiceURL: String?
    /// The URL to which Twilio reports messages, set by Burki.
    public var smsURL: String?
    /// The capabilities of the number by name, for example `voice`, `sms`, `mms`. Empty when the reply does not contain them.
    public var capabilities: [String: Bool]
    /// When the number was bought, as Twilio writes it; the format is not documented.
    public var dateCreated: String?
    /// The provider, as in the purchase.
    public var provider: TelephonyProvider?

    /// Creates details, for tests.
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
