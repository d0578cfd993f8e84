/// The release of a phone number.
public struct PhoneNumberRelease: Codable, Hashable, Sendable {
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

    private enum CodingKeys: String, CodingKey {
        case phoneNumber = "phone_number"
        case provider, message
    }
}
