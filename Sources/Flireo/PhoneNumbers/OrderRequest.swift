/// The body of `POST /v1/phone-numbers`.
public struct OrderRequest: Codable, Hashable, Sendable {
    /// The number to order, from a search.
    public var phoneNumber: PhoneNumber
    /// Its kind. `nil`: national, which is Flireo's default.
    public var type: NumberType?
    /// The approved group that a local number needs.
    public var verificationGroupID: VerificationGroup.ID?

    /// Creates a body.
    public init(_ phoneNumber: PhoneNumber, type: NumberType? = nil, verificationGroupID: VerificationGroup.ID? = nil) {
        self.phoneNumber = phoneNumber
        self.type = type
        self.verificationGroupID = verificationGroupID
    }

    private enum CodingKeys: String, CodingKey {
        case phoneNumber = "phone_number"
        case type = "number_type"
        case verificationGroupID = "verification_group_id"
    }
}
