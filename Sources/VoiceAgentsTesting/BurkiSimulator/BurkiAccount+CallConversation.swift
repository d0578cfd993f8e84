import Burki
import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension BurkiAccount {
    static let callConversationRoutes: [SimulatedRoute<Self>] = [
        .rule(.burki.calls.messages) { try $0.listMessages(&$1) },
        .rule(.burki.calls.webhookLogs) { try $0.listWebhookLogs(&$1) },
        .rule(.burki.calls.transcripts) { try $0.listTranscripts(&$1) },
        .rule(.burki.calls.transcriptsBySID) { try $0.listTranscriptsBySID(&$1) },
        .rule(.burki.calls.exportTranscripts) { try $0.exportTranscripts(&$1) },
    ]

    // MARK: - Messages and webhooks

    /// The instructions, and the turns that were said to their end.
    private func listMessages(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let role = request.query.text("role")
        let call = try call(&request)
        let name = assistant(call.assistantID)?.name ?? ""
        var messages = [message("system", call.agenda ?? "You are \(name).", at: .zero, of: call)]
        messages += call.segments().filter(\.isFinal).map {
            message($0.speaker.rawValue, $0.text, at: $0.start, of: call)
        }
        for (index, var message) in messages.enumerated() {
            message["id"] = .integer(call.partID(index + 1))
            message["message_index"] = .optional(index)
            if message["role"] == "assistant" {
                let read = messages[..<index].compactMap { $0["content"]?.string?.tokenCount }.reduce(0, +)
                let written = message["content"]?.string?.tokenCount ?? 0
                message["prompt_tokens"] = .optional(read)
                message["completion_tokens"] = .optional(written)
                message["total_tokens"] = .optional(read + written)
            }
            messages[index] = message
        }
        return SimulatedReply(
            body: .array(messages.filter { role == nil || $0["role"]?.string == role }.map { .object($0) }))
    }

    private func message(
        _ role: String, _ content: String, at time: Duration, of call: PlacedCall
    ) -> [String: JSONValue] {
        let hasModel = role != "user"
        return [
            "call_id": .id(call.id), "role": .string(role), "content": .string(content),
            "timestamp": .optional(call.date(at: time)), "llm_provider": .optional(hasModel ? "openai" : nil),
            "llm_model": .optional(hasModel ? "gpt-4o-mini" : nil), "prompt_tokens": nil, "completion_tokens": nil,
            "total_tokens": nil,
        ]
    }

    /// None: the simulator sends no webhooks.
    private func listWebhookLogs(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        _ = request.query.text("webhook_type")
        _ = try call(&request)
        return SimulatedReply(body: [])
    }

    // MARK: - Transcripts

    private func listTranscripts(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let filter = TranscriptFilter(&request.query)
        return transcripts(of: try call(&request), filter)
    }

    private func listTranscriptsBySID(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let filter = TranscriptFilter(&request.query)
        return transcripts(of: try callBySID(&request), filter)
    }

    private func transcripts(of call: PlacedCall, _ filter: TranscriptFilter) -> SimulatedReply {
        SimulatedReply(
            body: .array(
                call.segments().filter(filter.isMet).map { segment in
                    [
                        "id": .integer(call.partID(segment.number)), "call_id": .id(call.id),
                        "content": .string(segment.text), "speaker": .string(segment.speaker.rawValue),
                        "is_final": .bool(segment.isFinal), "segment_start": .number(segment.start.inSeconds),
                        "segment_end": .number(segment.end.inSeconds), "confidence": .number(segment.confidence),
                        "stt_timestamps": nil, "created_at": .optional(call.date(at: segment.end)),
                    ]
                }))
    }

    private func exportTranscripts(_ request: inout RequestReader) throws(SimulatedReply) -> SimulatedReply {
        let filter = TranscriptFilter(finalOf: &request.query)
        let format = try request.query.word("format", of: ["txt", "json", "csv"], default: "txt")
        let call = try call(&request)
        let segments = call.segments().filter(filter.isMet)
        let name = "call_\(call.id)_transcript.\(format)"
        func time(_ segment: SimulatedConversation.Segment) -> String { call.date(at: segment.end).naiveText }
        switch format {
        case "txt":
            let lines = segments.map { "[\(time($0).dropFirst(11).prefix(8))] \($0.speaker.rawValue): \($0.text)\n" }
            return SimulatedReply(file: Data(lines.joined().utf8), type: "text/plain; charset=utf-8", name: name)
        case "csv":
            let rows = segments.map { [time($0), $0.speaker.rawValue, $0.text, "\($0.confidence)"] }
            return .csv([["Timestamp", "Speaker", "Content", "Confidence"]] + rows, name: name)
        default:
            return SimulatedReply(
                headers: .attachment(name),
                body: [
                    "call_id": .id(call.id), "call_sid": .string(call.sid.rawValue),
                    "started_at": .string(call.startedAt.naiveText),
                    "transcripts": .array(
                        segments.map { segment in
                            [
                                "speaker": .string(segment.speaker.rawValue), "content": .string(segment.text),
                                "timestamp": .string(time(segment)), "confidence": .number(segment.confidence),
                                "segment_start": .number(segment.start.inSeconds),
                                "segment_end": .number(segment.end.inSeconds),
                            ]
                        }),
                ])
        }
    }
}

/// The conditions for the segments of a transcript.
private struct TranscriptFilter {
    let speaker: String?
    let includesInterim: Bool

    init(_ query: inout FieldReader) {
        speaker = query.text("speaker")
        includesInterim = query.flag("include_interim") ?? false
    }

    /// The conditions of an export, which has no interim segments.
    init(finalOf query: inout FieldReader) {
        speaker = query.text("speaker")
        includesInterim = false
    }

    func isMet(by segment: SimulatedConversation.Segment) -> Bool {
        (includesInterim || segment.isFinal) && (speaker == nil || segment.speaker.rawValue == speaker)
    }
}

extension BurkiAccount.PlacedCall {
    /// The id of a part of the call, for example of a segment, from its number.
    fileprivate func partID(_ number: Int) -> Int64 { Int64(id.rawValue &* 1_000 &+ number) }
}

extension String {
    /// About the number of tokens that a language model counts.
    fileprivate var tokenCount: Int { count / 4 + 1 }
}

extension Date {
    /// The date as Burki's server writes it in files: in UTC, and without saying so.
    var naiveText: String { Timestamp.text(from: self).map { String($0.dropLast()) } ?? "" }
}

extension SimulatedReply {
    /// A file of comma-separated values, all of them in quotation marks.
    static func csv(_ rows: [[String]], name: String) -> SimulatedReply {
        let lines = rows.map { row in
            row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\r\n"
        }
        return SimulatedReply(file: Data(lines.joined().utf8), type: "text/csv; charset=utf-8", name: name)
    }
}
