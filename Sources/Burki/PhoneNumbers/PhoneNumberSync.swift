/// The result of a synchronization with the providers.
public struct PhoneNumberSync: Codable, Hashable, Sendable {
    /// The number of phone numbers that were added.
    public var addedCount: Int?
    /// Burki's summary, for example `Successfully synced 3 phone numbers: Twilio: 1, Telnyx: 1, Vonage: 1`.
    public var message: String?

    /// Creates a result, for tests.
    public init(addedCount: Int? = nil, message: String? = nil) {
        self.addedCount = addedCount
        self.message = message
    }

    private enum CodingKeys: String, CodingKey {
        case addedCount = "synced_count"
        case message
    }
}
