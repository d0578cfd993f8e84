#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension ServerEvent {
    /// A conversation has ended.
    ///
    /// Flireo's page promises an analysis as well, which no available copy shows: whatever comes beyond these properties
    /// stands in ``unknownKeys``.
    ///
    /// - SeeAlso: "End of call report event", doc.flireo.nl.
    public struct EndOfCallReport: Hashable, Sendable {
        /// The call.
        public var callID: Call.ID?
        /// When the event was made, to the millisecond.
        public var time: Date?
        /// Who called.
        public var fromCaller: PhoneAddress?
        /// The number that was called.
        public var toAssistant: PhoneAddress?
        /// What was said, one utterance after another. ``lines`` takes it apart.
        public var transcriptText: String?
        /// What it was about.
        public var summaryText: String?
        /// Where the recordings are.
        public var recordings: Open<Recordings>?
        /// How long the call took.
        @Seconds public var callLength: Duration?
        /// What this version has no property for.
        public var unknownKeys: [String: JSONValue]

        /// Creates an event, for tests.
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

    /// Reads the event and keeps what it does not know.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: EventKey<CodingKeys>.self)
        var head = try container.head(.endOfCallReport, of: decoder)
        let callLength: Seconds? = try container.tolerantly(.own(.callLength), &head.unknownKeys)
        self.init(
            callID: head.callID, time: head.time, fromCaller: head.fromCaller, toAssistant: head.toAssistant,
            transcriptText: try container.tolerantly(.own(.transcriptText), &head.unknownKeys),
            summaryText: try container.tolerantly(.own(.summaryText), &head.unknownKeys),
            recordings: try container.tolerantly(.own(.recordings), &head.unknownKeys),
            callLength: callLength?.wrappedValue)
        unknownKeys = head.unknownKeys
    }

    /// Writes what is known and what was kept.
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
