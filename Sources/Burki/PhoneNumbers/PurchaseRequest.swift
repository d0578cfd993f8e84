/// An order to buy one number.
public struct PurchaseRequest: Codable, Hashable, Sendable {
    /// The number to buy, from a search.
    public var phoneNumber: PhoneNumber

    /// The provider to buy it from, with the organization's own account there.
    public var provider: TelephonyProvider

    /// The country as two letters (ISO 3166-1), for example `US`. `nil`: derived from the number.
    public var countryCode: String?

    /// The assistant that answers the number from now on. `nil`: none.
    public var assistantID: Assistant.ID?

    /// The name shown in the dashboard. `nil`: the number itself.
    public var friendlyName: String?

    /// Telnyx only: the messaging profile that the number joins.
    public var messagingProfileID: String?

    /// Creates an order.
    public init(
        _ phoneNumber: PhoneNumber, provider: TelephonyProvider, countryCode: String? = nil,
        assistantID: Assistant.ID? = nil, friendlyName: String? = nil, messagingProfileID: String? = nil
    ) {
        self.phoneNumber = phoneNumber
        self.provider = provider
        self.countryCode = countryCode
        self.assistantID = assistantID
        self.friendlyName = friendlyName
        self.messagingProfileID = messagingProfileID
    }

    private enum CodingKeys: String, CodingKey {
        case phoneNumber = "phone_number"
        case provider
        case countryCode = "country_code"
        case assistantID = "assistant_id"
        case friendlyName = "friendly_name"
        case messagingProfileID = "messaging_profile_id"
    }
}
