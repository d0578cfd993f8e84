/// A phone number whose calls a graph answers.
public struct GraphPhoneNumber: Codable, Hashable, Sendable, Identifiable {
    /// The number's id in Burki, the same as in the organization's list.
    public var id: OrganizationPhoneNumber.ID
    /// The number.
    public var phoneNumber: PhoneAddress
    /// The name shown in the dashboard.
    public var friendlyName: String?
    /// The company that carries its calls.
    public var provider: TelephonyProvider?
    /// Whether the number is in use.
    public var isActive: Bool?

    /// Creates a number, for tests.
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
