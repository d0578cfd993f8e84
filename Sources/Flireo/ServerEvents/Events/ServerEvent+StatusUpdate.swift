#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension ServerEvent {
    /// A call has begun or ended.
    ///
    /// - SeeAlso: "Status update event", doc.flireo.nl.
    public struct StatusUpdate: Hashable, Sendable {
        /// The call. Here Flireo calls it `callSession`; it is the id that the other events have.
        public var callID: Call.ID?
        /// When the event was made, to the millisecond.
        public var time: Date?
        /// Who calls.
        public var fromCaller: PhoneAddress?
        /// The number that was called.
        public var toAssistant: PhoneAddress?
        /// What the call is doing.
        public var status: CallStatus?
        /// Which error has ended the call, in words. Only with ``CallStatus/endedWithDebugging``.
        public var debuggingArtifact: String?
        /// What this version has no property for.
        public var unknownKeys: [String: JSONValue]

        /// Creates an event, for tests.
        public init(
            callID: Call.ID? = nil, time: Date? = nil, fromCaller: PhoneAddress? = nil,
            toAssistant: PhoneAddress? = nil, status: CallStatus?, debuggingArtifact: String? = nil,
            unknownKeys: [String: JSONValue] = [:]
        ) {
            self.callID = callID
            self.time = time
            self.fromCaller = fromCaller
            self.toAssistant = toAssistant
            self.status = status
            self.debuggingArtifact = debuggingArtifact
            self.unknownKeys = unknownKeys
        }
    }
}

extension ServerEvent.StatusUpdate: ServerEventFields, Codable {
    private enum CodingKeys: String, CodingKey {
        case status
        case debuggingArtifact = "debugging-artifact"
    }

    /// Reads the event and keeps what it does not know.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: EventKey<CodingKeys>.self)
        var head = try container.head(.statusUpdate, of: decoder)
        self.init(
            callID: head.callID, time: head.time, fromCaller: head.fromCaller, toAssistant: head.toAssistant,
            status: try container.tolerantly(.own(.status), &head.unknownKeys),
            debuggingArtifact: try container.tolerantly(.own(.debuggingArtifact), &head.unknownKeys))
        unknownKeys = head.unknownKeys
    }

    /// Writes what is known and what was kept.
    public func encode(to encoder: any Encoder) throws {
        try encoder.encode(unknownMembers: unknownKeys)
        var container = encoder.container(keyedBy: EventKey<CodingKeys>.self)
        try container.encode(headOf: self, .statusUpdate)
        try container.encodeIfPresent(status, forKey: .own(.status))
        try container.encodeIfPresent(debuggingArtifact, forKey: .own(.debuggingArtifact))
    }
}
