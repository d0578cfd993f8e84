#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// The transcript of a call, as Burki exports it.
public struct TranscriptExport: Codable, Hashable, Sendable {
    /// The call.
    public var callID: Call.ID?
    /// The provider's id of the call.
    public var callSID: Call.SID?
    /// When the call began.
    public var startedAt: Date?
    /// What was said, in order.
    public var lines: [Line]

    /// Creates a value, for tests.
    public init(callID: Call.ID? = nil, callSID: Call.SID? = nil, startedAt: Date? = nil, lines: [Line]) {
        self.callID = callID
        self.callSID = callSID
        self.startedAt = startedAt
        self.lines = lines
    }

    private enum CodingKeys: String, CodingKey {
        case callID = "call_id"
        case callSID = "call_sid"
        case startedAt = "started_at"
        case lines = "transcripts"
    }

    /// Reads Burki's reply, which is not a transcript without its list.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        callID = try container.decodeIfPresent(Call.ID.self, forKey: .callID)
        callSID = try container.decodeIfPresent(Call.SID.self, forKey: .callSID)
        startedAt = try container.decodeIfPresent(Date.self, forKey: .startedAt)
        lines = try container.decodeList(of: Line.self, forKey: .lines)
    }
}

extension TranscriptExport {
    /// What a speaker said.
    public struct Line: Codable, Hashable, Sendable {
        /// The speaker.
        public var speaker: Call.Transcript.Speaker?
        /// What was said.
        public var content: String?
        /// When the segment was stored.
        public var timestamp: Date?
        /// How certain the speech recognition is, from 0 to 1.
        public var confidence: Double?
        /// When the segment begins, from the beginning of the call.
        @Seconds public var start: Duration?
        /// When the segment ends, from the beginning of the call.
        @Seconds public var end: Duration?

        /// Creates a line.
        public init(
            speaker: Call.Transcript.Speaker? = nil, content: String? = nil, timestamp: Date? = nil,
            confidence: Double? = nil, start: Duration? = nil, end: Duration? = nil
        ) {
            self.speaker = speaker
            self.content = content
            self.timestamp = timestamp
            self.confidence = confidence
            self.start = start
            self.end = end
        }

        private enum CodingKeys: String, CodingKey {
            case speaker, content, timestamp, confidence
            case start = "segment_start"
            case end = "segment_end"
        }
    }
}
