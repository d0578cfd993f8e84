/// Conditions for phone numbers that can be bought. `nil` is no condition.
public struct NumberSearch: Codable, Hashable, Sendable {
    /// The country as two letters (ISO 3166-1), for example `NL`. `nil`: Burki's default, `US`.
    public var countryCode: String?
    /// The area code, for example `415`.
    public var areaCode: String?
    /// The digits that a number contains. Burki does not document the form of other patterns.
    public var contains: String?
    /// The city.
    public var locality: String?
    /// The state or region, for example `CA`.
    public var region: String?
    /// The largest number of results, 1 to 50. `nil`: Burki's default, 10.
    public var limit: Int?
    /// The provider. `nil`: Burki's default, Telnyx.
    public var provider: TelephonyProvider?

    /// Creates a search.
    public init(
        countryCode: String? = nil, areaCode: String? = nil, contains: String? = nil, locality: String? = nil,
        region: String? = nil, limit: Int? = nil, provider: TelephonyProvider? = nil
    ) {
        self.countryCode = countryCode
        self.areaCode = areaCode
        self.contains = contains
        self.locality = locality
        self.region = region
        self.limit = limit
        self.provider = provider
    }

    private enum CodingKeys: String, CodingKey {
        case countryCode = "country_code"
        case areaCode = "area_code"
        case contains, locality, region, limit, provider
    }
}
