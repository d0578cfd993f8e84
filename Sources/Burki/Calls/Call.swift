/// A phone call.
public enum Call: Sendable {
    /// The id that the telephony provider gave the call, for example `CA…` at Twilio.
    public typealias SID = Identifier<Call, String>
}

/// A call that was handed to the telephony provider.
public struct InitiatedCall: Codable, Hashable, Sendable, Identifiable {
    /// The provider's id of the call. The call's record in Burki may appear a moment later.
    public var id: Call.SID
    /// A confirmation for people.
    public var message: String?

    /// Creates a reply, for tests.
    public init(id: Call.SID, message: String? = nil) {
        self.id = id
        self.message = message
    }

    private enum CodingKeys: String, CodingKey {
        case id = "call_sid"
        case message
    }

    /// Reads Burki's reply.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(Call.SID.self, forKey: .id)
        if id.rawValue.isEmpty {
            throw DecodingError.dataCorruptedError(forKey: .id, in: container, debugDescription: "is empty")
        }
        message = try container.decodeIfPresent(String.self, forKey: .message)
    }
}
