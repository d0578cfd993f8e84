/// A phone number that a graph answers.
public struct GraphPhoneNumber: Codable, Hashable, Sendable, Identifiable {
    /// Burki's id of the number, as in the organization's list.
    public var id: OrganizationPhoneNumber.ID
    /// The number.
    public var phoneNumber: PhoneAddress
    /// The name in the dashboard.
    public var friendlyName: String?
    /// The telephony provider.
    public var provider: TelephonyProvider?
    /// Whether the number is active.
    public var isActive: Bool?

    /// Creates a value, for tests.
    public init(
        id: OrganizationPhoneNumber.ID, phoneNumber: PhoneAddress, friendlyName: String? = nil,
        provider: TelephonyProvider? = nil, isActive: Bool? = true
    ) {
        self.id = id
        self.phoneNumber = phoneNumber
        self.friendlyName = friendlyName
        self.provider = provider
        self.isActive = isActive
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case phoneNumber = "phone_number"
        case friendlyName = "friendly_name"
        case provider
        case isActive = "is_active"
    }
}
