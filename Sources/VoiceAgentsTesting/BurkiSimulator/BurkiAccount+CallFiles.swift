import Burki
import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension BurkiAccount {
    static let callFileRoutes: [SimulatedRoute<Self>] = [
        .rule(.burki.calls.export) { try $0.exportCalls(&$1) },
        .rule(.burki.calls.recordings) { try $0.listRecordings(&$1) },
        .rule(.burki.calls.recordingsBySID) { try $0.listRecordingsBySID(&$1) },
        .rule(.burki.calls.downloadRecording) { try $0.downloadRecording(&$1) },
        .rule(.burki.calls.downloadPublicRecording, isPublic: true) { try $0.downloadPublicRecording(&$1) },
    ]

    // MARK: - Export

    private func exportCalls(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let filter = CallFilter(&request.query, searchesTexts: true)
        let format = try request.query.word("format", of: ["csv", "json"], default: "csv")
        try request.check()
        let calls = calls(meeting: filter)
        guard format == "json" else {
            let rows = calls.map { call in
                [
                    "\(call.id)", call.sid.rawValue, assistant(call.assistantID)?.name ?? "", call.to.e164,
                    call.status.rawValue, "\(call.duration?.wholeSeconds ?? 0)", call.startedAt.naiveText,
                    call.endedAt?.naiveText ?? "",
                ]
            }
            let header = [
                "Call ID", "Call SID", "Assistant Name", "Customer Phone", "Status", "Duration (seconds)", "Started At",
                "Ended At",
            ]
            return .csv([header] + rows, name: "calls_export.csv")
        }
        return SimulatedReply(
            headers: .attachment("calls_export.json"),
            body: .array(
                calls.map { call in
                    [
                        "id": .id(call.id), "call_sid": .string(call.sid.rawValue),
                        "assistant_name": .optional(assistant(call.assistantID)?.name),
                        "customer_phone_number": .string(call.to.e164), "status": .string(call.status.rawValue),
                        "duration": .optional(call.duration?.wholeSeconds),
                        "started_at": .string(call.startedAt.naiveText),
                        "ended_at": .optional(call.endedAt?.naiveText),
                    ]
                }))
    }

    // MARK: - Recordings

    private func listRecordings(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let type = request.query.text("recording_type")
        return recordings(of: try call(&request), type)
    }

    private func listRecordingsBySID(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let type = request.query.text("recording_type")
        return recordings(of: try callBySID(&request), type)
    }

    /// The recording of a call, if it has one and a filter allows its type.
    private func recordings(of call: PlacedCall, _ type: String?) -> SimulatedReply {
        guard let status = call.recordingStatus, type == nil || type == "full" else { return SimulatedReply(body: []) }
        let (provider, sid) = (provider(of: call), Self.sid("RE", call.id.rawValue))
        let url =
            "https://api.twilio.com/2010-04-01/Accounts/\(Self.sid("AC", organizationID.rawValue))/Recordings/\(sid)"
        return SimulatedReply(body: [
            [
                "id": .id(call.recordingID), "call_id": .id(call.id), "recording_sid": .string(sid), "file_path": nil,
                "recording_url": .optional(provider == .twilio && status == .completed ? url : nil),
                "duration": .optional(call.talkTime?.wholeSeconds), "format": "wav", "recording_type": "full",
                "recording_source": .string(provider.rawValue), "status": .string(status.rawValue),
                "created_at": .optional(call.endedAt),
            ]
        ])
    }

    private func downloadRecording(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let id: Call.Recording.ID = request.path.requiredID("recording_id")
        let call = try call(&request)
        guard id == call.recordingID else { throw .recordingNotFound }
        return try recordingFile(of: call)
    }

    private func downloadPublicRecording(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let token = request.path.requiredText("token")
        try request.check()
        guard let index = indexOfCall(where: { $0.recordingToken == token }) else { throw .recordingNotFound }
        return try recordingFile(of: calls[index])
    }

    private func recordingFile(of call: PlacedCall) throws(SimulatedReply) -> SimulatedReply {
        switch call.recordingStatus {
        case nil: throw .recordingNotFound
        case .completed: return SimulatedReply(file: Self.silence, type: "audio/wav")
        default:
            return SimulatedReply(
                status: 202, headers: ["Retry-After": "10"],
                body: ["status": "processing", "message": "The recording is not ready yet."])
        }
    }

    /// A tenth of a second of silence as a WAV file: one channel of 8-bit samples at 8000 Hz.
    private static let silence: Data = {
        let samples = Data(repeating: 128, count: 800)
        func integer<Value: FixedWidthInteger>(_ value: Value) -> Data {
            withUnsafeBytes(of: value.littleEndian) { Data($0) }
        }
        let count = UInt32(samples.count)
        var format = Data("fmt ".utf8) + integer(UInt32(16)) + integer(UInt16(1)) + integer(UInt16(1))
        format += integer(UInt32(8_000)) + integer(UInt32(8_000)) + integer(UInt16(1)) + integer(UInt16(8))
        let content = Data("WAVE".utf8) + format + Data("data".utf8) + integer(count) + samples
        return Data("RIFF".utf8) + integer(UInt32(content.count)) + content
    }()
}

extension BurkiAccount.PlacedCall {
    /// The id of the only recording of a call.
    fileprivate var recordingID: Call.Recording.ID { .init(id.rawValue) }
}

extension SimulatedReply {
    fileprivate static let recordingNotFound = detail("Recording not found", status: 404)
}
