#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension Call {
    /// A segment of the transcript of a call: what one speaker said without a pause.
    ///
    /// A list of segments is written as a dialogue with `plainText` and `markdown`, as subtitles with `srt` and `vtt`, and as Burki's
    /// JSON with `json`. Its `talkTime` is how long each speaker speaks.
    public struct Transcript: Codable, Hashable, Sendable, Identifiable {
        /// The id of a segment.
        public typealias ID = Identifier<Transcript, Int>

        /// The segment's id.
        public var id: ID
        /// The call.
        public var callID: Call.ID?
        /// The speaker.
        public var speaker: Speaker?
        /// What was said.
        public var content: String?
        /// When the segment begins, from the beginning of the call.
        @Seconds public var start: Duration?
        /// When the segment ends, from the beginning of the call.
        @Seconds public var end: Duration?
        /// How certain the speech recognition is, from 0 to 1.
        public var confidence: Double?
        /// Whether the speech recognition will not change the segment any more. Otherwise it is interim.
        public var isFinal: Bool?
        /// What the speech recognition says about times. Its members are not documented.
        public var sttTimestamps: [String: JSONValue]?
        /// When the segment was stored.
        public var createdAt: Date?

        /// Creates a segment.
        public init(
            id: ID, callID: Call.ID? = nil, speaker: Speaker? = nil, content: String? = nil, start: Duration? = nil,
            end: Duration? = nil, confidence: Double? = nil, isFinal: Bool? = nil,
            sttTimestamps: [String: JSONValue]? = nil, createdAt: Date? = nil
        ) {
            self.id = id
            self.callID = callID
            self.speaker = speaker
            self.content = content
            self.start = start
            self.end = end
            self.confidence = confidence
            self.isFinal = isFinal
            self.sttTimestamps = sttTimestamps
            self.createdAt = createdAt
        }

        private enum CodingKeys: String, CodingKey {
            case id, speaker, content, confidence
            case callID = "call_id"
            case start = "segment_start"
            case end = "segment_end"
            case isFinal = "is_final"
            case sttTimestamps = "stt_timestamps"
            case createdAt = "created_at"
        }
    }
}

extension Call.Transcript {
    /// A speaker.
    public struct Speaker: OpenEnum {
        /// The value on the wire.
        public let rawValue: String

        /// Creates a speaker from any string.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The customer.
        public static let user = Self(rawValue: "user")
        /// The assistant.
        public static let assistant = Self(rawValue: "assistant")

        /// The speakers that this version knows.
        public static let known: [Self] = [user, assistant]
    }
}
