/// A phone number that Flireo provides and that accounts share (`default`).
public struct SharedPhoneNumber: Codable, Hashable, Sendable, Identifiable {
    /// The number's id, for linking it to an assistant.
    public var id: PhoneNumberID
    /// The number.
    public var phoneNumber: PhoneAddress?
    /// The place it belongs to. `nil` for national and mobile numbers.
    public var locality: String?
    /// Its kind.
    public var type: NumberType?

    /// Creates a number, for tests.
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
