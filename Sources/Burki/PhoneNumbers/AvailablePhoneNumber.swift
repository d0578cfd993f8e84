/// A phone number that can be bought.
public struct AvailablePhoneNumber: Codable, Hashable, Sendable, Identifiable {
    /// The number.
    public var phoneNumber: PhoneAddress
    /// The provider's name of the number, usually the number itself.
    public var friendlyName: String?
    /// The city of the number.
    public var locality: String?
    /// The state or region of the number.
    public var region: String?
    /// The country as two letters (ISO 3166-1).
    public var countryCode: String?
    /// The capabilities of the number by name, for example `voice`, `sms`, `mms`, `fax`. Empty when the reply does not contain them.
    public var capabilities: [String: Bool]
    /// The price in US dollars, without the sign, for numbers of Telnyx only. Burki does not document the period; its Python client
    /// calls it the monthly cost.
    public var cost: DecimalAmount?
    /// The price of the purchase in US dollars, without the sign, for numbers of Telnyx only.
    public var setupCost: DecimalAmount?
    /// The provider that sells the number.
    public var provider: TelephonyProvider?

    /// The number, which is unique among the results of a search.
    public var id: PhoneAddress { phoneNumber }

    /// Creates a number, for tests.
    public init(
        phoneNumber: PhoneAddress, friendlyName: String? = nil, locality: String? = nil, region: String? = nil,
        countryCode: String? = nil, capabilities: [String: Bool] = [:], cost: DecimalAmount? = nil,
        setupCost: DecimalAmount? = nil, provider: TelephonyProvider? = nil
    ) {
        self.phoneNumber = phoneNumber
        self.friendlyName = friendlyName
        self.locality = locality
        self.region = region
        self.countryCode = countryCode
        self.capabilities = capabilities
        self.cost = cost
        self.setupCost = setupCost
        self.provider = provider
    }

    private enum CodingKeys: String, CodingKey {
        case phoneNumber = "phone_number"
        case friendlyName = "friendly_name"
        case locality, region
        case countryCode = "country_code"
        case capabilities, cost
        case setupCost = "setup_cost"
        case provider
    }
}
