/// A phone call.
public enum Call: Sendable {
    /// The telephony provider's id of a call, for example `CA…` at Twilio.
    public typealias SID = Identifier<Call, String>
}

/// A call that was passed to the telephony provider.
public struct InitiatedCall: Codable, Hashable, Sendable, Identifiable {
    /// The provider's id of the call. Burki's record of the call may appear later.
    public var id: Call.SID
    /// Burki's confirmation message.
    public var message: String?

    /// Creates a value, for tests.
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
