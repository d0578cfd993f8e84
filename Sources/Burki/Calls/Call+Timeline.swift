#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension Call {
    /// What happened in a call, in the order of time: its beginning and end, the messages, what was said, the results of tools, and
    /// the events that Burki sent to your server.
    ///
    /// ```swift
    /// let timeline = Call.Timeline(
    ///     of: try await burki.calls.get(callID),
    ///     messages: try await burki.calls.messages(of: callID),
    ///     transcripts: try await burki.calls.transcripts(of: callID),
    ///     webhookLogs: try await burki.calls.webhookLogs(of: callID))
    /// print(timeline)
    /// ```
    ///
    /// Each source can be left out. The log of tool executions (`GET /api/calls/{call_id}/tool-executions`) is not one of them yet;
    /// the results of tools come from ``CallReview/toolResults``.
    public struct Timeline: Hashable, Sendable {
        /// The entries. Those with a time are in its order.
        public var entries: [Entry]

        /// Creates a timeline from its entries.
        public init(entries: [Entry]) { self.entries = entries }

        /// Joins the records of one call.
        ///
        /// A segment of the transcript counts from ``Call/startedAt``. When the beginning of the call or of the segment is unknown,
        /// the time at which the segment was stored is used. Interim segments and segments without a text are left out.
        ///
        /// An entry without a time stays after the one before it in its source; at the beginning of a source, before the first one
        /// with a time. A source without any time is at the beginning of the call. Entries of the same time are in the order of
        /// the parameters, and each source in its own order; the end of the call is the last of them.
        ///
        /// - Parameters:
        ///   - call: The call, with its beginning and end.
        ///   - messages: The messages of the conversation.
        ///   - transcripts: The segments of the transcript.
        ///   - toolResults: The results of tools.
        ///   - webhookLogs: The events that Burki sent to your server.
        public init(
            of call: Call? = nil, messages: some Sequence<Call.Message> = [Call.Message](),
            transcripts: some Sequence<Call.Transcript> = [Call.Transcript](),
            toolResults: some Sequence<CallReview.ToolResult> = [CallReview.ToolResult](),
            webhookLogs: some Sequence<Call.WebhookLog> = [Call.WebhookLog]()
        ) {
            let start = call?.startedAt?.finite
            var started: [Entry] = []
            var ended: [Entry] = []
            if let call {
                if let start { started = [Entry(time: start, kind: .started)] }
                if call.hasEnded { ended = [Entry(time: call.endedAt, kind: .ended(call.status))] }
            }
            let unknown = start ?? Date(timeIntervalSinceReferenceDate: -.infinity)
            let sources: [(entries: [Entry], unknown: Date)] = [
                (started, unknown),
                (messages.map { Entry(time: $0.timestamp, kind: .message($0)) }, unknown),
                (
                    transcripts.spokenInOrder.map { segment in
                        let offset = segment.start.map { $0.clamped / .seconds(1) }
                        return Entry(
                            time: offset.flatMap { start?.addingTimeInterval($0) } ?? segment.createdAt,
                            kind: .transcript(segment))
                    }, unknown
                ),
                (toolResults.map { Entry(time: $0.time, kind: .toolResult($0)) }, unknown),
                (webhookLogs.map { Entry(time: $0.attemptedAt, kind: .webhook($0)) }, unknown),
                (ended, Date(timeIntervalSinceReferenceDate: .infinity)),
            ]
            entries = Self.joined(sources)
        }

        /// Joins lists by time. Entries without a time keep their place in their list; a list without any has the time `unknown`.
        private static func joined(_ sources: [(entries: [Entry], unknown: Date)]) -> [Entry] {
            var entries: [(time: Date, index: Int, entry: Entry)] = []
            for source in sources {
                var time = source.entries.lazy.compactMap { $0.time?.finite }.first ?? source.unknown
                for entry in source.entries {
                    time = entry.time?.finite ?? time
                    entries.append((time, entries.count, entry))
                }
            }
            return entries.sorted { ($0.time, $0.index) < ($1.time, $1.index) }.map(\.entry)
        }
    }
}

extension Call.Timeline {
    /// An entry of a timeline.
    public struct Entry: Hashable, Sendable {
        /// The time. `nil` when it is unknown.
        public var time: Date?
        /// What happened.
        public var kind: Kind

        /// Creates an entry.
        public init(time: Date?, kind: Kind) {
            self.time = time
            self.kind = kind
        }
    }

    /// What happened in a call. This is an open set: a `switch` needs a `default`.
    #if hasAttribute(nonexhaustive)
    @nonexhaustive
    #endif
    public enum Kind: Hashable, Sendable {
        /// The call began.
        case started
        /// A message was added to the conversation.
        case message(Call.Message)
        /// Something was said.
        case transcript(Call.Transcript)
        /// A tool returned a result.
        case toolResult(CallReview.ToolResult)
        /// Burki sent an event to your server.
        case webhook(Call.WebhookLog)
        /// The call ended, with its status.
        case ended(Call.Status?)
    }
}

// MARK: - Printing

extension Call.Timeline: CustomStringConvertible {
    /// The story of the call: a line for each of the first 500 entries, after its time from the beginning of the call.
    ///
    /// A text is cut after 200 characters, and its control characters are escaped. It contains what the customer said, so it is
    /// meant for the owner of the call and not for a log.
    public var description: String {
        let limit = 500
        let beginning =
            entries.first { $0.kind == .started }?.time?.finite ?? entries.lazy.compactMap { $0.time?.finite }.first
        var lines = entries.prefix(limit).map { entry in
            let offset = entry.time?.finite.flatMap { time in beginning.map { time.timeIntervalSince($0) } }
            return "\(Self.clockTime(offset))  \(entry.kind)"
        }
        if entries.count > limit { lines.append("… and \(entries.count - limit) more") }
        return lines.joined(separator: "\n")
    }

    /// The time as ` 00:04.1`, or ` 1:00:04.1`. Times before the beginning have a minus sign, and unknown times are dashes.
    private static func clockTime(_ offset: Double?) -> String {
        guard let offset, let tenths = Int(exactly: (offset * 10).rounded()), tenths.magnitude < 36_000_000 else {
            return " --:--.-"
        }
        let (seconds, tenth) = Int(tenths.magnitude).quotientAndRemainder(dividingBy: 10)
        func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let hours = seconds < 3600 ? "" : "\(seconds / 3600):"
        let minutes = "\(twoDigits(seconds / 60 % 60)):\(twoDigits(seconds % 60))"
        return "\(tenths < 0 ? "-" : " ")\(hours)\(minutes).\(tenth)"
    }
}

extension Call.Timeline.Kind: CustomStringConvertible {
    /// The event on one line, for example `Customer: Yes, please.` Texts are cut and escaped, as in ``Call/Timeline/description``.
    public var description: String {
        switch self {
        case .started: "call started"
        case .message(let message):
            "message\(message.role.parenthesized): \(message.content.shown)"
        case .transcript(let segment):
            "\((segment.speaker?.defaultName ?? "unknown speaker").shown): \(segment.content.shown)"
        case .toolResult(let result): "tool \((result.name ?? "without a name").shown)\(result.outcome)"
        case .webhook(let log): "webhook \((log.type?.rawValue ?? "of unknown type").shown): \(log.outcome)"
        case .ended(let status): "call ended\(status.parenthesized)"
        }
    }
}

extension Date {
    /// The date, unless it is infinite or not a number.
    fileprivate var finite: Date? { timeIntervalSinceReferenceDate.isFinite ? self : nil }
}

extension CallReview.ToolResult {
    /// The statuses and the message, for example `: completed, booked: Booked for Monday`.
    fileprivate var outcome: String {
        let statuses = [executionStatus, businessStatus, isSimulated == true ? "simulated" : nil].compactMap(\.self)
        let parts = [statuses.joined(separator: ", "), message ?? ""].filter { !$0.isEmpty }
        return parts.map { ": \($0.shown)" }.joined()
    }
}

extension Call.WebhookLog {
    /// Whether the server accepted the event, and its answer, for example `failed, status 500, after 89 ms: out of memory`. The URL
    /// is not in it, since it can contain a secret.
    fileprivate var outcome: String {
        let parts = [
            isSuccess.map { $0 ? "accepted" : "failed" },
            responseStatus.map { "status \($0)" },
            responseTime.map { "after \($0.clampedNanoseconds / 1_000_000) ms" },
        ]
        let text = parts.compactMap(\.self).joined(separator: ", ")
        return (text.isEmpty ? "sent" : text) + (errorMessage.map { ": \($0.shown)" } ?? "")
    }
}

extension String {
    /// The text on one line, cut after 200 characters.
    fileprivate var shown: String { singleLine(limit: 200) }
}

extension String? {
    fileprivate var shown: String { (self ?? "").shown }
}

extension Optional where Wrapped: OpenEnum {
    /// The value in parentheses after a space, or nothing.
    fileprivate var parenthesized: String { map { " (\($0.rawValue.shown))" } ?? "" }
}
