extension ServerEvent {
    /// An event that this version does not know, kept whole.
    public struct Unknown: Hashable, Sendable {
        /// The event's name: the `eventType`.
        public var type: String
        /// The whole event, its `eventType` included.
        public var payload: JSONValue

        /// Creates an event, for tests.
        public init(type: String, payload: JSONValue) {
            self.type = type
            self.payload = payload
        }
    }
}

extension ServerEvent.Unknown: Codable {
    /// Reads an event of any type.
    public init(from decoder: any Decoder) throws {
        type = try decoder.container(keyedBy: EventHead.Key.self).decode(String.self, forKey: .eventType)
        payload = try JSONValue(from: decoder)
    }

    /// Writes the payload.
    public func encode(to encoder: any Encoder) throws { try payload.encode(to: encoder) }
}
