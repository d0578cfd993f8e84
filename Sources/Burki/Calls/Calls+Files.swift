#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension BurkiClient.Calls {
    /// The description of ``recordings(of:type:)-(Call.ID,_)``.
    public static let recordings = PlatformOperation(
        "burki.calls.recordings", .get, "/api/v1/calls/{call_id}/recordings", .safe)

    /// Lists the recordings of a call. The list is not paged.
    ///
    /// - Parameters:
    ///   - id: The call.
    ///   - type: The speakers in the recordings. `nil`: all recordings.
    /// - Returns: The recordings.
    /// - Throws: `VoiceAgentsError` of kind `notFound` (404), `unauthorized` (401) or `serverError`; or `CancellationError`.
    /// - SeeAlso: "Get Call Recordings", `GET /api/v1/calls/{call_id}/recordings`.
    public func recordings(
        of id: Call.ID, type: Call.Recording.RecordingType? = nil
    ) async throws -> Page<Call.Recording> {
        try await pipeline.run(
            Endpoint(Self.recordings, id, query: ["recording_type": type], reading: .list(.data)))
    }

    /// The description of ``recordings(of:type:)-(Call.SID,_)``.
    public static let recordingsBySID = PlatformOperation(
        "burki.calls.recordingsBySID", .get, "/api/v1/calls/sid/{call_sid}/recordings", .safe)

    /// Lists the recordings of a call by the provider's id. The list is not paged.
    ///
    /// - Parameters:
    ///   - sid: The provider's id of the call.
    ///   - type: The speakers in the recordings. `nil`: all recordings.
    /// - Returns: The recordings.
    /// - Throws: `VoiceAgentsError` of kind `notFound` (404), `unauthorized` (401) or `serverError`; or `CancellationError`.
    /// - SeeAlso: "Get Call Sid Recordings", `GET /api/v1/calls/sid/{call_sid}/recordings`.
    public func recordings(
        of sid: Call.SID, type: Call.Recording.RecordingType? = nil
    ) async throws -> Page<Call.Recording> {
        try await pipeline.run(
            Endpoint(Self.recordingsBySID, sid, query: ["recording_type": type], reading: .list(.data)))
    }

    /// The description of ``downloadRecording(_:of:to:timeout:progress:)``.
    public static let downloadRecording = PlatformOperation(
        "burki.calls.downloadRecording", .get, "/api/v1/calls/{call_id}/recording/{recording_id}/play", .safe)

    /// Saves the audio of a recording, WAV or MP3, in constant memory.
    ///
    /// While the recording is not ready, Burki answers 202 and says how long to wait. The client waits and asks again, until the time
    /// limit. The file appears when it is complete; an existing file is kept until then. A download starts from the beginning
    /// again when it is repeated, since Burki does not document ranges. See <doc:/VoiceAgentsCore/Transfers>.
    ///
    /// - Parameters:
    ///   - id: The recording.
    ///   - callID: Its call.
    ///   - file: The destination, in an existing folder. An existing file is replaced and keeps its permissions.
    ///   - timeout: The time limit for all attempts together. Default: 10 minutes.
    ///   - progress: Receives the progress of the transfer.
    /// - Throws: `VoiceAgentsError` of kind `stillPending` when the recording is not ready in time, `notFound` (404),
    ///   `unauthorized` (401), `serverError` (500), `undecodableReply` when the reply is text, such as JSON or a page of HTML, or
    ///   `fileFailure` when the file cannot be saved; or `CancellationError`. No partial file is left behind.
    /// - SeeAlso: "Play Call Recording", `GET /api/v1/calls/{call_id}/recording/{recording_id}/play`.
    public func downloadRecording(
        _ id: Call.Recording.ID, of callID: Call.ID, to file: URL, timeout: Duration = .seconds(600),
        progress: TransferProgress? = nil
    ) async throws {
        try await pipeline.save(
            Endpoint(Self.downloadRecording, callID, id, reading: .audio), to: file, timeout: timeout,
            progress: progress
        )
    }

    /// The description of ``downloadRecording(at:to:timeout:progress:)``.
    public static let downloadPublicRecording = PlatformOperation(
        "burki.calls.downloadPublicRecording", .get, "/public/recording/{token}", .safe)

    /// Saves the audio of a recording from its public link, **without sending the API key**.
    ///
    /// - Parameters:
    ///   - url: The link that Burki's webhooks contain, with `https`. It is a secret: everyone who has it can listen. It is not part of
    ///     any error or event.
    ///   - file: The destination, in an existing folder. An existing file is replaced and keeps its permissions.
    ///   - timeout: The time limit for all attempts together. Default: 10 minutes.
    ///   - progress: Receives the progress of the transfer.
    /// - Throws: The errors of ``downloadRecording(_:of:to:timeout:progress:)``, or `VoiceAgentsError` of kind `rejectedLocally` for a
    ///   URL without `https`.
    /// - SeeAlso: "Get Recording By Token", `GET /public/recording/{token}`.
    public func downloadRecording(
        at url: URL, to file: URL, timeout: Duration = .seconds(600), progress: TransferProgress? = nil
    ) async throws {
        var endpoint = Endpoint(Self.downloadPublicRecording, path: "/", reading: .audio)
        endpoint.signedURL = url
        try await pipeline.save(endpoint, to: file, timeout: timeout, progress: progress)
    }

    /// The description of ``export(where:)``.
    public static let export = PlatformOperation("burki.calls.export", .get, "/api/v1/calls/export", .safe)

    /// Reads all calls that meet conditions in one reply. ``list(where:)`` reads them by pages, with more of each call.
    ///
    /// - Parameter filter: The conditions, without durations. Default: none.
    /// - Returns: The calls, with their ids, assistant's name, customer, status, duration and times.
    /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` for conditions that cannot be sent, `unauthorized` (401),
    ///   `invalidRequest` (422) or `serverError`; or `CancellationError`.
    /// - SeeAlso: "Export Calls", `GET /api/v1/calls/export`.
    public func export(where filter: Filter = Filter()) async throws -> Page<Call> {
        try await pipeline.run(
            Endpoint(Self.export, query: ["format": ExportFormat.json] + exportQuery(filter), reading: .list(.data)))
    }

    /// Saves all calls that meet conditions as a file that Burki writes.
    ///
    /// - Parameters:
    ///   - format: The format.
    ///   - filter: The conditions, without durations. Default: none.
    ///   - file: The destination, in an existing folder. An existing file is replaced when the new one is complete.
    ///   - timeout: The time limit for all attempts together. Default: 10 minutes.
    /// - Throws: The errors of ``export(where:)``, or `VoiceAgentsError` of kind `fileFailure`.
    /// - SeeAlso: "Export Calls", `GET /api/v1/calls/export`.
    public func export(
        as format: ExportFormat, where filter: Filter = Filter(), to file: URL, timeout: Duration = .seconds(600)
    ) async throws {
        let query: Query = ["format": format == .csv ? nil : format]
        try await pipeline.save(
            Endpoint(Self.export, query: query + exportQuery(filter), reading: .file), to: file, timeout: timeout)
    }

    private func exportQuery(_ filter: Filter) -> Query { filter.query(withoutDurations: true) }

    /// The format of exported calls.
    public struct ExportFormat: OpenEnum {
        /// The value on the wire.
        public let rawValue: String

        /// Creates a format from any string.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Comma-separated values with a header.
        public static let csv = Self(rawValue: "csv")
        /// A JSON array.
        public static let json = Self(rawValue: "json")

        /// The formats that this version knows.
        public static let known: [Self] = [csv, json]
    }
}
