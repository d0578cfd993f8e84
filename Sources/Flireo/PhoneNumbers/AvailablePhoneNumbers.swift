/// The phone numbers that a search found.
public struct AvailablePhoneNumbers: Hashable, Sendable {
    /// The numbers.
    public var numbers: [AvailablePhoneNumber]
    /// How many numbers were found.
    public var totalResults: Int?
    /// The kind that was searched.
    public var type: NumberType?
    /// Whether an order needs an approved verification group.
    public var requiresVerification: Bool?

    /// Creates a result, for tests.
    public init(
        _ numbers: [AvailablePhoneNumber], totalResults: Int? = nil, type: NumberType? = nil,
        requiresVerification: Bool? = nil
    ) {
        self.numbers = numbers
        self.totalResults = totalResults
        self.type = type
        self.requiresVerification = requiresVerification
    }
}

extension AvailablePhoneNumbers: Codable {
    private enum CodingKeys: String, CodingKey { case data, meta }

    private struct Meta: Codable {
        var totalResults: Int?
        var type: NumberType?
        var requiresVerification: Bool?

        enum CodingKeys: String, CodingKey {
            case totalResults = "total_results"
            case type = "number_type"
            case requiresVerification = "requires_verification"
        }
    }

    /// Reads `{"data": […], "meta": {"total_results": …, "number_type": …, "requires_verification": …}}`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        numbers = try container.decodeList(of: AvailablePhoneNumber.self, forKey: .data)
        let meta = try container.decodeIfPresent(Meta.self, forKey: .meta)
        totalResults = meta?.totalResults
        type = meta?.type
        requiresVerification = meta?.requiresVerification
    }

    /// Writes what ``init(from:)`` reads.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(numbers, forKey: .data)
        try container.encode(
            Meta(totalResults: totalResults, type: type, requiresVerification: requiresVerification), forKey: .meta)
    }
}
