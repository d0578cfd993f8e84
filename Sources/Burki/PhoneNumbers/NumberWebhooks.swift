/// The URLs to which a provider reports the calls and messages of a phone number.
public struct NumberWebhooks: Codable, Hashable, Sendable {
    /// The number. When the reply does not contain it, the requested number.
    public var phoneNumber: PhoneAddress
    /// The provider.
    public var provider: TelephonyProvider?
    /// The URL for calls, or a sentence such as `Configured at Connection level`.
    public var voiceURL: String?
    /// The URL for messages, or a sentence such as `Configured at Connection level`.
    public var smsURL: String?
    /// The provider's settings of the number.
    public var configuration: Open<Configuration>?

    /// Creates a value, for tests.
    public init(
        phoneNumber: PhoneAddress, provider: TelephonyProvider? = nil, voiceURL: String? = nil,
        smsURL: String? = nil, configuration: Open<Configuration>? = nil
    ) {
        self.phoneNumber = phoneNumber
        self.provider = provider
        self.voiceURL = voiceURL
        self.smsURL = smsURL
        self.configuration = configuration
    }

    /// A provider's settings of a number. Twilio and Telnyx have different ones, so any field may be absent.
    public struct Configuration: Codable, Hashable, Sendable {
        /// The URL for calls, or a sentence.
        public var voiceURL: String?
        /// The HTTP method of requests about calls, at Twilio.
        public var voiceMethod: String?
        /// The URL for messages, or a sentence.
        public var smsURL: String?
        /// The HTTP method of requests about messages, at Twilio.
        public var smsMethod: String?
        /// The URL for changes of the status of a call, at Twilio.
        public var statusCallbackURL: String?
        /// The HTTP method of requests about the status of a call, at Twilio.
        public var statusCallbackMethod: String?
        /// Twilio's id of the number, `PN…`.
        public var phoneNumberSID: String?
        /// The name of the number at Twilio.
        public var friendlyName: String?
        /// The Telnyx connection of the number.
        public var connectionID: String?
        /// The messaging profile of the number, at Telnyx.
        public var messagingProfileID: String?
        /// Telnyx's id of the number.
        public var phoneNumberID: String?
        /// Telnyx's word for the state of the number, for example `active`.
        public var status: String?
        /// The features of the number at Telnyx, for example `voice`, `sms`, `mms`. Empty when the reply does not contain them.
        public var features: [String]

        /// Creates a value, for tests.
        public init(
            voiceURL: String? = nil, voiceMethod: String? = nil, smsURL: String? = nil, smsMethod: String? = nil,
            statusCallbackURL: String? = nil, statusCallbackMethod: String? = nil, phoneNumberSID: String? = nil,
            friendlyName: String? = nil, connectionID: String? = nil, messagingProfileID: String? = nil,
            phoneNumberID: String? = nil, status: String? = nil, features: [String] = []
        ) {
            self.voiceURL = voiceURL
            self.voiceMethod = voiceMethod
            self.smsURL = smsURL
            self.smsMethod = smsMethod
            self.statusCallbackURL = statusCallbackURL
            self.statusCallbackMethod = statusCallbackMethod
            self.phoneNumberSID = phoneNumberSID
            self.friendlyName = friendlyName
            self.connectionID = connectionID
            self.messagingProfileID = messagingProfileID
            self.phoneNumberID = phoneNumberID
            self.status = status
            self.features = features
        }

        private enum CodingKeys: String, CodingKey {
            case voiceURL = "voice_webhook_url"
            case voiceMethod = "voice_method"
            case smsURL = "sms_webhook_url"
            case smsMethod = "sms_method"
            case statusCallbackURL = "status_callback_url"
            case statusCallbackMethod = "status_callback_method"
            case phoneNumberSID = "phone_number_sid"
            case friendlyName = "friendly_name"
            case connectionID = "connection_id"
            case messagingProfileID = "messaging_profile_id"
            case phoneNumberID = "phone_number_id"
            case status, features
        }
    }

    private enum CodingKeys: String, CodingKey {
        case phoneNumber = "phone_number"
        case provider
        case voiceURL = "voice_webhook_url"
        case smsURL = "sms_webhook_url"
        case configuration
    }
}

/// A change of the URLs to which a provider reports the calls and messages of a phone number.
public struct NumberWebhookUpdate: Hashable, Sendable {
    /// The number. When the reply does not contain it, the requested number.
    public var phoneNumber: PhoneAddress
    /// The provider.
    public var provider: TelephonyProvider?
    /// What was changed, by `voice` and `sms`: a URL, or a text such as `disabled (demo URL)`. Empty when the reply does not
    /// contain it.
    public var updatedWebhooks: [String: String]
    /// Burki's confirmation message.
    public var message: String?

    /// Creates a value, for tests.
    public init(
        phoneNumber: PhoneAddress, provider: TelephonyProvider? = nil, updatedWebhooks: [String: String] = [:],
        message: String? = nil
    ) {
        self.phoneNumber = phoneNumber
        self.provider = provider
        self.updatedWebhooks = updatedWebhooks
        self.message = message
    }
}

extension NumberWebhookUpdate: Codable {
    // A reply with nothing but its success is a confirmation as well, so it has to be a key.
    private enum CodingKeys: String, CodingKey {
        case success
        case phoneNumber = "phone_number"
        case provider
        case updatedWebhooks = "updated_webhooks"
        case message
    }

    /// Reads Burki's reply. The client fills in the number when the reply leaves it out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        phoneNumber = try container.decode(PhoneAddress.self, forKey: .phoneNumber)
        provider = try container.decodeIfPresent(TelephonyProvider.self, forKey: .provider)
        updatedWebhooks = try container.decode([String: String].self, forKey: .updatedWebhooks)
        message = try container.decodeIfPresent(String.self, forKey: .message)
    }

    /// Writes Burki's reply.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(true, forKey: .success)
        try container.encode(phoneNumber, forKey: .phoneNumber)
        try container.encodeIfPresent(provider, forKey: .provider)
        try container.encode(updatedWebhooks, forKey: .updatedWebhooks)
        try container.encodeIfPresent(message, forKey: .message)
    }
}
