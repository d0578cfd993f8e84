#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension ServerEvent {
    /// An incoming call, for which Flireo requests an assistant.
    ///
    /// - SeeAlso: "Assistant request event", doc.flireo.nl.
    public struct AssistantRequest: Hashable, Sendable {
        /// The call. It is not documented for this event.
        public var callID: Call.ID?
        /// When Flireo created the event, to the millisecond. It is not documented for this event.
        public var time: Date?
        /// The caller.
        public var fromCaller: PhoneAddress?
        /// The number that was called.
        public var toAssistant: PhoneAddress?
        /// The members that this version has no property for.
        public var unknownKeys: [String: JSONValue]

        /// Creates an event.
        public init(
            callID: Call.ID? = nil, time: Date? = nil, fromCaller: PhoneAddress? = nil,
            toAssistant: PhoneAddress? = nil, unknownKeys: [String: JSONValue] = [:]
        ) {
            self.callID = callID
            self.time = time
            self.fromCaller = fromCaller
            self.toAssistant = toAssistant
            self.unknownKeys = unknownKeys
        }
    }
}

extension ServerEvent.AssistantRequest: ServerEventFields, Codable {
    /// Decodes the event and keeps the members that this version does not know.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: EventKey<NoKey>.self)
        let head = try container.head(.assistantRequest, of: decoder)
        self.init(
            callID: head.callID, time: head.time, fromCaller: head.fromCaller, toAssistant: head.toAssistant,
            unknownKeys: head.unknownKeys)
    }

    /// Encodes the properties and the unknown members.
    public func encode(to encoder: any Encoder) throws {
        try encoder.encode(unknownMembers: unknownKeys)
        var container = encoder.container(keyedBy: EventKey<NoKey>.self)
        try container.encode(headOf: self, .assistantRequest)
    }
}
