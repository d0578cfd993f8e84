/// The release of a phone number.
public struct PhoneNumberRelease: Hashable, Sendable {
    /// The number. When the reply does not contain it, the requested number.
    public var phoneNumber: PhoneAddress
    /// The provider that had the number.
    public var provider: TelephonyProvider?
    /// Burki's confirmation message.
    public var message: String?

    /// Creates a value, for tests.
    public init(phoneNumber: PhoneAddress, provider: TelephonyProvider? = nil, message: String? = nil) {
        self.phoneNumber = phoneNumber
        self.provider = provider
        self.message = message
    }
}

extension PhoneNumberRelease: Codable {
    // A reply with nothing but its success is a confirmation as well, so it has to be a key.
    private enum CodingKeys: String, CodingKey {
        case success
        case phoneNumber = "phone_number"
        case provider, message
    }

    /// Reads Burki's reply. The client fills in the number when the reply leaves it out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        phoneNumber = try container.decode(PhoneAddress.self, forKey: .phoneNumber)
        provider = try container.decodeIfPresent(TelephonyProvider.self, forKey: .provider)
        message = try container.decodeIfPresent(String.self, forKey: .message)
    }

    /// Writes Burki's reply.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(true, forKey: .success)
        try container.encode(phoneNumber, forKey: .phoneNumber)
        try container.encodeIfPresent(provider, forKey: .provider)
        try container.encodeIfPresent(message, forKey: .message)
    }
}
