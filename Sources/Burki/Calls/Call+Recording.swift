#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension Call {
    /// A recording of a call.
    public struct Recording: Codable, Hashable, Sendable, Identifiable {
        /// The id of a recording.
        public typealias ID = Identifier<Recording, Int>

        /// The provider's id of a recording.
        public typealias SID = Identifier<Recording, String>

        /// The recording's id.
        public var id: ID
        /// The call.
        public var callID: Call.ID?
        /// The provider's id of the recording, for example `RE…` at Twilio.
        public var sid: SID?
        /// The path of the file in Burki's storage. `nil` when the provider has the file.
        public var filePath: String?
        /// The file at the provider, which may need the provider's credentials.
        /// ``BurkiClient/Calls/downloadRecording(_:of:to:timeout:progress:)`` needs none of them.
        public var url: URL?
        /// The duration.
        @Seconds public var duration: Duration?
        /// The format of the file.
        public var format: Format?
        /// The speakers in the recording.
        public var type: RecordingType?
        /// The service that made the recording, for example `twilio`.
        public var source: Source?
        /// The status.
        public var status: Status?
        /// When the recording was stored.
        public var createdAt: Date?

        /// Creates a value, for tests.
        public init(
            id: ID, callID: Call.ID? = nil, sid: SID? = nil, filePath: String? = nil, url: URL? = nil,
            duration: Duration? = nil, format: Format? = nil, type: RecordingType? = nil, source: Source? = nil,
            status: Status? = nil, createdAt: Date? = nil
        ) {
            self.id = id
            self.callID = callID
            self.sid = sid
            self.filePath = filePath
            self.url = url
            self.duration = duration
            self.format = format
            self.type = type
            self.source = source
            self.status = status
            self.createdAt = createdAt
        }

        private enum CodingKeys: String, CodingKey {
            case id, duration, format, status
            case callID = "call_id"
            case sid = "recording_sid"
            case filePath = "file_path"
            case url = "recording_url"
            case type = "recording_type"
            case source = "recording_source"
            case createdAt = "created_at"
        }
    }
}

extension Call.Recording {
    /// The format of a file.
    public struct Format: OpenEnum {
        /// The value on the wire.
        public let rawValue: String

        /// Creates a format from any string.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// WAV.
        public static let wav = Self(rawValue: "wav")
        /// MP3.
        public static let mp3 = Self(rawValue: "mp3")

        /// The formats that this version knows.
        public static let known: [Self] = [wav, mp3]
    }
}

extension Call.Recording {
    /// The speakers in a recording.
    public struct RecordingType: OpenEnum {
        /// The value on the wire.
        public let rawValue: String

        /// Creates a type from any string.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Both, by the documentation.
        public static let full = Self(rawValue: "full")
        /// Both, by the published server.
        public static let mixed = Self(rawValue: "mixed")
        /// The customer.
        public static let user = Self(rawValue: "user")
        /// The assistant.
        public static let assistant = Self(rawValue: "assistant")

        /// The types that this version knows.
        public static let known: [Self] = [full, mixed, user, assistant]
    }
}

extension Call.Recording {
    /// A service that makes recordings.
    public struct Source: OpenEnum {
        /// The value on the wire.
        public let rawValue: String

        /// Creates a source from any string.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Twilio.
        public static let twilio = Self(rawValue: "twilio")

        /// The sources that this version knows.
        public static let known: [Self] = [twilio]
    }
}

extension Call.Recording {
    /// The status of a recording.
    public struct Status: OpenEnum {
        /// The value on the wire.
        public let rawValue: String

        /// Creates a status from any string.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The call is being recorded.
        public static let recording = Self(rawValue: "recording")
        /// The file is being made.
        public static let processing = Self(rawValue: "processing")
        /// The file is complete.
        public static let completed = Self(rawValue: "completed")
        /// The file is complete and in the storage.
        public static let uploaded = Self(rawValue: "uploaded")
        /// There is no file.
        public static let failed = Self(rawValue: "failed")

        /// The statuses that this version knows.
        public static let known: [Self] = [recording, processing, completed, uploaded, failed]

        /// Whether the file is complete.
        public var isComplete: Bool { self == .completed || self == .uploaded }
    }
}
