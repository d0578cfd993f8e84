extension ServerEvent {
    /// An event that this version does not know.
    public struct Unknown: Hashable, Sendable {
        /// The type of the event: its `eventType`.
        public var type: String
        /// The complete event, including its `eventType`.
        public var payload: JSONValue

        /// Creates an event.
        public init(type: String, payload: JSONValue) {
            self.type = type
            self.payload = payload
        }
    }
}

extension ServerEvent.Unknown: Codable {
    /// Decodes an event of any type.
    public init(from decoder: any Decoder) throws {
        type = try decoder.container(keyedBy: EventHead.Key.self).decode(String.self, forKey: .eventType)
        payload = try JSONValue(from: decoder)
    }

    /// Encodes the payload.
    public func encode(to encoder: any Encoder) throws { try payload.encode(to: encoder) }
}
