#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension ServerEvent {
    /// A change of the status of a call: it has started or ended.
    ///
    /// - SeeAlso: "Status update event", doc.flireo.nl.
    public struct StatusUpdate: Hashable, Sendable {
        /// The call. The key of this event is `callSession`; the id is that of the other events.
        public var callID: Call.ID?
        /// When Flireo created the event, to the millisecond.
        public var time: Date?
        /// The caller.
        public var fromCaller: PhoneAddress?
        /// The number that was called.
        public var toAssistant: PhoneAddress?
        /// The status of the call.
        public var status: CallStatus?
        /// The message of the error that ended the call. Set only with ``CallStatus/endedWithDebugging``.
        public var debuggingArtifact: String?
        /// The members that this version has no property for.
        public var unknownKeys: [String: JSONValue]

        /// Creates an event.
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

    /// Decodes the event and keeps the members that this version does not know.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: EventKey<CodingKeys>.self)
        var head = try container.head(.statusUpdate, of: decoder)
        self.init(
            callID: head.callID, time: head.time, fromCaller: head.fromCaller, toAssistant: head.toAssistant,
            status: try container.decodeLeniently(.own(.status), &head.unknownKeys),
            debuggingArtifact: try container.decodeLeniently(.own(.debuggingArtifact), &head.unknownKeys))
        unknownKeys = head.unknownKeys
    }

    /// Encodes the properties and the unknown members.
    public func encode(to encoder: any Encoder) throws {
        try encoder.encode(unknownMembers: unknownKeys)
        var container = encoder.container(keyedBy: EventKey<CodingKeys>.self)
        try container.encode(headOf: self, .statusUpdate)
        try container.encodeIfPresent(status, forKey: .own(.status))
        try container.encodeIfPresent(debuggingArtifact, forKey: .own(.debuggingArtifact))
    }
}
