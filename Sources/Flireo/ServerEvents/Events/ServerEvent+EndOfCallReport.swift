#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension ServerEvent {
    /// The report of a conversation that has ended.
    ///
    /// Flireo's page also mentions an analysis, whose format is not documented. It and all other members are in ``unknownKeys``.
    ///
    /// - SeeAlso: "End of call report event", doc.flireo.nl.
    public struct EndOfCallReport: Hashable, Sendable {
        /// The call.
        public var callID: Call.ID?
        /// When Flireo created the event, to the millisecond.
        public var time: Date?
        /// The caller.
        public var fromCaller: PhoneAddress?
        /// The number that was called.
        public var toAssistant: PhoneAddress?
        /// The transcript. ``lines`` splits it into utterances.
        public var transcriptText: String?
        /// The summary of the conversation.
        public var summaryText: String?
        /// The links to the recordings.
        public var recordings: Open<Recordings>?
        /// The duration of the call.
        @Seconds public var callLength: Duration?
        /// The members that this version has no property for.
        public var unknownKeys: [String: JSONValue]

        /// Creates an event.
        public init(
            callID: Call.ID? = nil, time: Date? = nil, fromCaller: PhoneAddress? = nil,
            toAssistant: PhoneAddress? = nil, transcriptText: String? = nil, summaryText: String? = nil,
            recordings: Open<Recordings>? = nil, callLength: Duration? = nil,
            unknownKeys: [String: JSONValue] = [:]
        ) {
            self.callID = callID
            self.time = time
            self.fromCaller = fromCaller
            self.toAssistant = toAssistant
            self.transcriptText = transcriptText
            self.summaryText = summaryText
            self.recordings = recordings
            self.callLength = callLength
            self.unknownKeys = unknownKeys
        }
    }
}

extension ServerEvent.EndOfCallReport: ServerEventFields, Codable {
    private enum CodingKeys: String, CodingKey {
        case transcriptText, summaryText, recordings
        case callLength = "callLengthSeconds"
    }

    /// Decodes the event and keeps the members that this version does not know.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: EventKey<CodingKeys>.self)
        var head = try container.head(.endOfCallReport, of: decoder)
        let callLength: Seconds? = try container.decodeLeniently(.own(.callLength), &head.unknownKeys)
        self.init(
            callID: head.callID, time: head.time, fromCaller: head.fromCaller, toAssistant: head.toAssistant,
            transcriptText: try container.decodeLeniently(.own(.transcriptText), &head.unknownKeys),
            summaryText: try container.decodeLeniently(.own(.summaryText), &head.unknownKeys),
            recordings: try container.decodeLeniently(.own(.recordings), &head.unknownKeys),
            callLength: callLength?.wrappedValue)
        unknownKeys = head.unknownKeys
    }

    /// Encodes the properties and the unknown members.
    public func encode(to encoder: any Encoder) throws {
        try encoder.encode(unknownMembers: unknownKeys)
        var container = encoder.container(keyedBy: EventKey<CodingKeys>.self)
        try container.encode(headOf: self, .endOfCallReport)
        try container.encodeIfPresent(transcriptText, forKey: .own(.transcriptText))
        try container.encodeIfPresent(summaryText, forKey: .own(.summaryText))
        try container.encodeIfPresent(recordings, forKey: .own(.recordings))
        try container.encode(_callLength, forKey: .own(.callLength))
    }
}
