#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension ServerEvent {
    /// A call comes in, and Flireo asks which assistant answers it.
    ///
    /// - SeeAlso: "Assistant request event", doc.flireo.nl.
    public struct AssistantRequest: Hashable, Sendable {
        /// The call. Not documented for this event; kept when it comes.
        public var callID: Call.ID?
        /// When the event was made, to the millisecond. Not documented for this event; kept when it comes.
        public var time: Date?
        /// Who calls.
        public var fromCaller: PhoneAddress?
        /// The number that was called.
        public var toAssistant: PhoneAddress?
        /// What this version has no property for.
        public var unknownKeys: [String: JSONValue]

        /// Creates an event, for tests.
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
    /// Reads the event and keeps what it does not know.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: EventKey<NoKey>.self)
        let head = try container.head(.assistantRequest, of: decoder)
        self.init(
            callID: head.callID, time: head.time, fromCaller: head.fromCaller, toAssistant: head.toAssistant,
            unknownKeys: head.unknownKeys)
    }

    /// Writes what is known and what was kept.
    public func encode(to encoder: any Encoder) throws {
        try encoder.encode(unknownMembers: unknownKeys)
        var container = encoder.container(keyedBy: EventKey<NoKey>.self)
        try container.encode(headOf: self, .assistantRequest)
    }
}
