/// A phone number that Flireo provides and accounts share (`default`).
public struct SharedPhoneNumber: Codable, Hashable, Sendable, Identifiable {
    /// The id of the number, for linking it to an assistant.
    public var id: PhoneNumberID
    /// The number.
    public var phoneNumber: PhoneAddress?
    /// The locality of the number. `nil` for national and mobile numbers.
    public var locality: String?
    /// The type of the number.
    public var type: NumberType?

    /// Creates a number.
    public init(id: PhoneNumberID, phoneNumber: PhoneAddress?, locality: String? = nil, type: NumberType? = nil) {
        self.id = id
        self.phoneNumber = phoneNumber
        self.locality = locality
        self.type = type
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case phoneNumber = "phone_number"
        case locality
        case type = "number_type"
    }
}
