#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension BurkiClient.Calls {
    /// The description of ``messages(of:role:)``.
    public static let messages = PlatformOperation(
        "burki.calls.messages", .get, "/api/v1/calls/{call_id}/messages", .safe)

    /// Lists the messages of a call, as the language model gets them: the instructions, and what was said. The list is not paged.
    ///
    /// - Parameters:
    ///   - id: The call.
    ///   - role: The author of the messages. `nil`: all.
    /// - Returns: The messages.
    /// - Throws: `VoiceAgentsError` of kind `notFound` (404), `unauthorized` (401) or `serverError`; or `CancellationError`.
    /// - SeeAlso: "Get Call Chat Messages", `GET /api/v1/calls/{call_id}/messages`.
    public func messages(of id: Call.ID, role: Call.Message.Role? = nil) async throws -> Page<Call.Message> {
        try await pipeline.run(Endpoint(Self.messages, id, query: ["role": role], reading: .list(.data)))
    }

    /// The description of ``webhookLogs(of:type:)``.
    public static let webhookLogs = PlatformOperation(
        "burki.calls.webhookLogs", .get, "/api/v1/calls/{call_id}/webhook-logs", .safe)

    /// Lists the events of a call that Burki sent to your server, also those that failed. The list is not paged.
    ///
    /// - Parameters:
    ///   - id: The call.
    ///   - type: The event. `nil`: all.
    /// - Returns: The attempts of the last 30 days.
    /// - Throws: `VoiceAgentsError` of kind `notFound` (404), `unauthorized` (401) or `serverError`; or `CancellationError`.
    /// - SeeAlso: "Get Call Webhook Logs", `GET /api/v1/calls/{call_id}/webhook-logs`.
    public func webhookLogs(
        of id: Call.ID, type: Call.WebhookLog.WebhookType? = nil
    ) async throws -> Page<Call.WebhookLog> {
        try await pipeline.run(Endpoint(Self.webhookLogs, id, query: ["webhook_type": type], reading: .list(.data)))
    }

    /// The description of ``debugLogs(of:live:)``.
    public static let debugLogs = PlatformOperation("burki.calls.debugLogs", .get, "/api/calls/{call_sid}/logs", .safe)

    /// Reads the debug log of a call. Its members are not documented.
    ///
    /// - Parameters:
    ///   - sid: The provider's id of the call.
    ///   - live: Whether to read the log of an ongoing call. Otherwise the stored log of a call that has ended is read.
    /// - Returns: An object of logs and metadata.
    /// - Throws: `VoiceAgentsError` of kind `notFound` (404), `unauthorized` (401) or `serverError`; or `CancellationError`.
    /// - SeeAlso: "Get Call Logs", `GET /api/calls/{call_sid}/logs`.
    public func debugLogs(of sid: Call.SID, live: Bool = true) async throws -> JSONValue {
        try await pipeline.run(Endpoint(Self.debugLogs, sid, query: ["live": live ? nil : false]))
    }

    /// The description of ``exportDebugLogs(of:)``.
    public static let exportDebugLogs = PlatformOperation(
        "burki.calls.exportDebugLogs", .get, "/api/calls/{call_sid}/logs/export", .safe)

    /// Reads the complete timeline of a call, for debugging. Its members are not documented.
    ///
    /// - Parameter sid: The provider's id of the call.
    /// - Returns: An object.
    /// - Throws: `VoiceAgentsError` of kind `notFound` (404), `unauthorized` (401) or `serverError`; or `CancellationError`.
    /// - SeeAlso: "Export Call Logs", `GET /api/calls/{call_sid}/logs/export`.
    public func exportDebugLogs(of sid: Call.SID) async throws -> JSONValue {
        try await pipeline.run(Endpoint(Self.exportDebugLogs, sid))
    }
}

// MARK: - Transcripts

extension BurkiClient.Calls {
    /// The description of ``transcripts(of:speaker:includeInterim:)-(Call.ID,_,_)``.
    public static let transcripts = PlatformOperation(
        "burki.calls.transcripts", .get, "/api/v1/calls/{call_id}/transcripts", .safe)

    /// Lists the segments of the transcript of a call. The list is not paged.
    ///
    /// ```swift
    /// let transcripts = try await burki.calls.transcripts(of: call.id)
    /// print(transcripts.plainText)
    /// ```
    ///
    /// - Parameters:
    ///   - id: The call.
    ///   - speaker: The speaker. `nil`: both.
    ///   - includeInterim: Whether to include segments that the speech recognition may still change.
    /// - Returns: The segments.
    /// - Throws: `VoiceAgentsError` of kind `notFound` (404), `unauthorized` (401) or `serverError`; or `CancellationError`.
    /// - SeeAlso: "Get Call Transcripts", `GET /api/v1/calls/{call_id}/transcripts`.
    public func transcripts(
        of id: Call.ID, speaker: Call.Transcript.Speaker? = nil, includeInterim: Bool = false
    ) async throws -> Page<Call.Transcript> {
        try await pipeline.run(
            Endpoint(
                Self.transcripts, id, query: ["speaker": speaker, "include_interim": includeInterim ? true : nil],
                reading: .list(.data)))
    }

    /// The description of ``transcripts(of:speaker:includeInterim:)-(Call.SID,_,_)``.
    public static let transcriptsBySID = PlatformOperation(
        "burki.calls.transcriptsBySID", .get, "/api/v1/calls/sid/{call_sid}/transcripts", .safe)

    /// Lists the segments of the transcript of a call by the provider's id. The list is not paged.
    ///
    /// - Parameters:
    ///   - sid: The provider's id of the call.
    ///   - speaker: The speaker. `nil`: both.
    ///   - includeInterim: Whether to include segments that the speech recognition may still change.
    /// - Returns: The segments.
    /// - Throws: `VoiceAgentsError` of kind `notFound` (404), `unauthorized` (401) or `serverError`; or `CancellationError`.
    /// - SeeAlso: "Get Call Sid Transcripts", `GET /api/v1/calls/sid/{call_sid}/transcripts`.
    public func transcripts(
        of sid: Call.SID, speaker: Call.Transcript.Speaker? = nil, includeInterim: Bool = false
    ) async throws -> Page<Call.Transcript> {
        try await pipeline.run(
            Endpoint(
                Self.transcriptsBySID, sid,
                query: ["speaker": speaker, "include_interim": includeInterim ? true : nil], reading: .list(.data)))
    }

    /// The description of ``exportTranscripts(of:speaker:)``.
    public static let exportTranscripts = PlatformOperation(
        "burki.calls.exportTranscripts", .get, "/api/v1/calls/{call_id}/transcripts/export", .safe)

    /// Reads the transcript of a call, as Burki exports it.
    ///
    /// - Parameters:
    ///   - id: The call.
    ///   - speaker: The speaker. `nil`: both.
    /// - Returns: The lines with the ids and the beginning of the call.
    /// - Throws: `VoiceAgentsError` of kind `notFound` (404), `unauthorized` (401) or `serverError`; or `CancellationError`.
    /// - SeeAlso: "Export Call Transcripts", `GET /api/v1/calls/{call_id}/transcripts/export`.
    public func exportTranscripts(
        of id: Call.ID, speaker: Call.Transcript.Speaker? = nil
    ) async throws -> TranscriptExport {
        let format = TranscriptExportFormat.json
        return try await pipeline.run(
            Endpoint(Self.exportTranscripts, id, query: ["format": format, "speaker": speaker]))
    }

    /// Saves the transcript of a call as a file that Burki writes. For subtitles, see ``Call/Transcript``.
    ///
    /// - Parameters:
    ///   - id: The call.
    ///   - format: The format.
    ///   - speaker: The speaker. `nil`: both.
    ///   - file: The destination, in an existing folder. An existing file is replaced when the new one is complete.
    ///   - timeout: The time limit for all attempts together. Default: 10 minutes.
    /// - Throws: The errors of ``exportTranscripts(of:speaker:)``, or `VoiceAgentsError` of kind `fileFailure`.
    /// - SeeAlso: "Export Call Transcripts", `GET /api/v1/calls/{call_id}/transcripts/export`.
    public func exportTranscripts(
        of id: Call.ID, as format: TranscriptExportFormat, speaker: Call.Transcript.Speaker? = nil, to file: URL,
        timeout: Duration = .seconds(600)
    ) async throws {
        let endpoint = Endpoint(
            Self.exportTranscripts, id, query: ["format": format == .txt ? nil : format, "speaker": speaker],
            reading: .file)
        try await pipeline.save(endpoint, to: file, timeout: timeout)
    }

    /// The format of an exported transcript.
    public struct TranscriptExportFormat: OpenEnum {
        /// The value on the wire.
        public let rawValue: String

        /// Creates a format from any string.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// A line for each segment: `[10:00:05] assistant: Hello`.
        public static let txt = Self(rawValue: "txt")
        /// Comma-separated values with a header.
        public static let csv = Self(rawValue: "csv")
        /// JSON, as ``TranscriptExport``.
        public static let json = Self(rawValue: "json")

        /// The formats that this version knows.
        public static let known: [Self] = [txt, csv, json]
    }
}
