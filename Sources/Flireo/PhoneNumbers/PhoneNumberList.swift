/// A page of the account's numbers, and the shared numbers where they were asked for.
public struct PhoneNumberList: Hashable, Sendable {
    /// The account's own numbers.
    public var numbers: Page<OwnedPhoneNumber>
    /// The numbers that Flireo provides. Empty unless they were asked for.
    public var sharedNumbers: [SharedPhoneNumber]

    /// Creates a list, for tests.
    public init(_ numbers: Page<OwnedPhoneNumber>, sharedNumbers: [SharedPhoneNumber] = []) {
        self.numbers = numbers
        self.sharedNumbers = sharedNumbers
    }
}

extension PhoneNumberList: Decodable {
    private enum CodingKeys: String, CodingKey { case sharedNumbers = "shared_numbers" }

    /// Reads `{"data": […], "shared_numbers": […], "meta": {…}}`.
    public init(from decoder: any Decoder) throws {
        numbers = try PageReply(from: decoder).page
        // Whether the key is absent or empty without `include_default` is not documented.
        sharedNumbers = try decoder.container(keyedBy: CodingKeys.self)
            .decode([SharedPhoneNumber].self, forKey: .sharedNumbers)
    }
}
