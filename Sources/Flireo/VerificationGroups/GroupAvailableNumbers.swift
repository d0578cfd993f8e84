/// The numbers that can be ordered through a group. Flireo's page about them is not public; only the path is documented.
///
/// So the reply is kept as it came, and read in the form that the other search for numbers has.
public struct GroupAvailableNumbers: Hashable, Sendable {
    /// The whole reply.
    public var json: JSONValue
    /// The numbers, or `nil` when the reply has another form than ``AvailablePhoneNumbers``.
    public var numbers: [AvailablePhoneNumber]?

    /// Creates a reply, for tests.
    public init(json: JSONValue, numbers: [AvailablePhoneNumber]?) {
        self.json = json
        self.numbers = numbers
    }
}

extension GroupAvailableNumbers: Decodable {
    /// Takes any JSON but Flireo's error.
    public init(from decoder: any Decoder) throws {
        json = try JSONValue(from: decoder)
        numbers = try? AvailablePhoneNumbers(from: decoder).numbers
        if numbers == nil, json["error"]?.object != nil {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "an error in place of numbers"))
        }
    }
}
