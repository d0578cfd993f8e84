import Burki
import Foundation

extension Platform {
    static let calls: [PerformedOperation<BurkiClient>] = [
        .init(.burki.calls.initiate) { try await $0.calls.initiate($1.body()) },
        .init(.burki.calls.list) { try await $0.calls.list(where: $1.callFilter).page($1) },
        .init(.burki.calls.export) { try await $0.calls.export(where: $1.callFilter) },
        .init(.burki.calls.analytics) { try await $0.calls.analytics(over: $1.query("period") ?? .week) },
        .init(.burki.calls.count) { try await $0.calls.count(where: $1.callFilter) },
        .init(.burki.calls.statistics) { client, _ in try await client.calls.statistics() },
        .init(.burki.calls.get) { try await $0.calls.get($1.id() as Call.ID) },
        .init(.burki.calls.getBySID) { try await $0.calls.get($1.id() as Call.SID) },
        .init(.burki.calls.updateMetadata) {
            try await $0.calls.updateMetadata(of: $1.id(), $1.member("metadata"))
        },
        .init(.burki.calls.metrics) { try await $0.calls.metrics(of: $1.id()) },
        .init(.burki.calls.recalculateMetrics) { try await $0.calls.recalculateMetrics(of: $1.id()) },
        .init(.burki.calls.review) { try await $0.calls.review(of: $1.id()) },
        .init(.burki.calls.messages) { try await $0.calls.messages(of: $1.id(), role: $1.query("role")) },
        .init(.burki.calls.webhookLogs) {
            try await $0.calls.webhookLogs(of: $1.id(), type: $1.query("webhook_type"))
        },
        .init(.burki.calls.transcripts) {
            try await $0.calls.transcripts(
                of: $1.id() as Call.ID, speaker: $1.query("speaker"),
                includeInterim: $1.query("include_interim") ?? false)
        },
        .init(.burki.calls.transcriptsBySID) {
            try await $0.calls.transcripts(
                of: $1.id() as Call.SID, speaker: $1.query("speaker"),
                includeInterim: $1.query("include_interim") ?? false)
        },
        .init(.burki.calls.exportTranscripts) {
            try await $0.calls.exportTranscripts(of: $1.id(), speaker: $1.query("speaker"))
        },
        .init(.burki.calls.recordings) {
            try await $0.calls.recordings(of: $1.id() as Call.ID, type: $1.query("recording_type"))
        },
        .init(.burki.calls.recordingsBySID) {
            try await $0.calls.recordings(of: $1.id() as Call.SID, type: $1.query("recording_type"))
        },
        .init(.burki.calls.downloadRecording) { client, request in
            // Shorter than the wait that a reply asks for while the recording is not ready.
            try await savedFile {
                try await client.calls.downloadRecording(
                    request.id(1), of: request.id(0), to: $0, timeout: .seconds(5))
            }
        },
        .init(.burki.calls.downloadPublicRecording) { client, request in
            let token: Identifier<Call.Recording, String> = try request.id()
            let url = try request.url("https://api.burki.dev/public/recording/\(token)")
            return try await savedFile { try await client.calls.downloadRecording(at: url, to: $0) }
        },
        .init(.burki.calls.debugLogs) { try await $0.calls.debugLogs(of: $1.id(), live: $1.query("live") ?? true) },
        .init(.burki.calls.exportDebugLogs) { try await $0.calls.exportDebugLogs(of: $1.id()) },
        .init(.burki.calls.terminate) { try await $0.calls.terminate($1.id()) },
    ]
}

extension RecordedRequest {
    fileprivate var callFilter: BurkiClient.Calls.Filter {
        .init(
            status: query("status"), assistantID: query("assistant_id"), customerPhoneNumber: query("customer_phone"),
            from: query("date_from"), to: query("date_to"),
            minDuration: query("min_duration", in: WholeSecondsUnit.self),
            maxDuration: query("max_duration", in: WholeSecondsUnit.self))
    }
}
