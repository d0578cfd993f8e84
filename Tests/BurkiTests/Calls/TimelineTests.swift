import Burki
import Foundation
import Testing

/// What happened in a call, joined from its records.
@Suite(.timeLimit(.minutes(5))) struct TimelineTests {
    private let call = Call(id: 101, status: .completed, startedAt: second(0), endedAt: second(180))

    @Test func timelineJoinsAllSourcesByTime() {
        let timeline = Call.Timeline(
            of: call,
            messages: [
                .init(id: 1, role: .system, content: "You are friendly.", timestamp: second(0)),
                .init(id: 2, role: .user, content: "My order?", timestamp: second(8)),
            ],
            transcripts: [
                .init(id: 1, speaker: .user, content: "My order?", start: .milliseconds(4100), end: .seconds(7)),
                .init(id: 2, speaker: .assistant, content: "Hello!", start: .zero, end: .seconds(2)),
            ],
            toolResults: [
                .init(
                    name: "find_order", executionStatus: "success", businessStatus: "found", time: second(9),
                    message: "1 order")
            ],
            webhookLogs: [
                .init(
                    id: 2, type: .callEnded, responseStatus: 500, responseTime: .milliseconds(89),
                    attemptedAt: second(181),
                    isSuccess: false, errorMessage: "out of memory"),
                .init(id: 1, type: .callStarted, responseStatus: 200, attemptedAt: second(0), isSuccess: true),
            ])
        #expect(
            timeline.description == """
                 00:00.0  call started
                 00:00.0  message (system): You are friendly.
                 00:00.0  Assistant: Hello!
                 00:00.0  webhook call_started: accepted, status 200
                 00:04.1  Customer: My order?
                 00:08.0  message (user): My order?
                 00:09.0  tool find_order: success, found: 1 order
                 03:00.0  call ended (completed)
                 03:01.0  webhook call_ended: failed, status 500, after 89 ms: out of memory
                """)
    }

    @Test func sourcesAreOptional() {
        #expect(Call.Timeline().entries.isEmpty)
        #expect(Call.Timeline().description.isEmpty)
        #expect(Call.Timeline(of: call).entries.map(\.kind) == [.started, .ended(.completed)])
        #expect(
            Call.Timeline(of: Call(id: 1, status: .ongoing, startedAt: second(0))).entries.map(\.kind) == [.started])
        #expect(Call.Timeline(of: Call(id: 1)).entries.isEmpty)
        let page = Page([Call.Message(id: 1, content: "a", timestamp: second(1))])
        #expect(Call.Timeline(messages: page).entries.map(\.time) == [second(1)])
    }

    @Test func transcriptCountsFromTheBeginningOfTheCall() {
        let segments: [Call.Transcript] = [
            .init(id: 1, content: "a", start: .milliseconds(1500), createdAt: second(60)),
            .init(id: 2, content: "b", start: .seconds(-1), createdAt: second(61)),
            .init(id: 3, content: "c", createdAt: second(62)),
        ]
        #expect(times(Call.Timeline(of: call, transcripts: segments)) == [0, 0, 1.5, 62, 180])
        #expect(times(Call.Timeline(transcripts: segments)) == [60, 61, 62])
    }

    @Test func transcriptLeavesOutInterimSegments() {
        let segments: [Call.Transcript] = [
            .init(id: 1, content: "a", isFinal: false, createdAt: second(1)),
            .init(id: 2, content: " ", createdAt: second(2)),
            .init(id: 3, content: "c", isFinal: true, createdAt: second(3)),
        ]
        #expect(times(Call.Timeline(transcripts: segments)) == [3])
    }

    @Test func entryWithoutATimeKeepsItsPlaceInItsSource() {
        let messages = [nil, 50, nil, nil, 10, nil].enumerated().map { index, time in
            Call.Message(id: .init(index), content: "m\(index)", timestamp: time.map { second($0) })
        }
        let logs = [20.0, nil].enumerated().map { index, time in
            Call.WebhookLog(id: .init(index), type: .init(rawValue: "w\(index)"), attemptedAt: time.map { second($0) })
        }
        let timeline = Call.Timeline(of: call, messages: messages, webhookLogs: logs)
        #expect(names(timeline) == ["m4", "m5", "w0", "w1", "m0", "m1", "m2", "m3"])
    }

    @Test func sourceWithoutTimesIsAtTheBeginningOfTheCall() {
        let messages = [Call.Message(id: 1, content: "m1"), Call.Message(id: 2, content: "m2")]
        let logs = [Call.WebhookLog(id: 1, type: .init(rawValue: "w"), attemptedAt: second(5))]
        let timeline = Call.Timeline(of: call, messages: messages, webhookLogs: logs)
        #expect(timeline.entries.first?.kind == .started)
        #expect(names(timeline) == ["m1", "m2", "w"])
        #expect(names(Call.Timeline(messages: messages, webhookLogs: logs)) == ["m1", "m2", "w"])
    }

    @Test func endWithoutATimeIsLast() {
        let ended = Call(id: 1, status: .failed, startedAt: second(0))
        let timeline = Call.Timeline(of: ended, messages: [.init(id: 1, content: "a", timestamp: second(500))])
        #expect(timeline.entries.last == .init(time: nil, kind: .ended(.failed)))
        #expect(timeline.description.hasSuffix("\n --:--.-  call ended (failed)"))
    }

    @Test func entriesOfTheSameTimeKeepTheirOrder() {
        let messages = (0..<100).map { Call.Message(id: .init($0), content: "m\($0)", timestamp: second(1)) }
        let logs = (0..<100).map {
            Call.WebhookLog(id: .init($0), type: .init(rawValue: "w\($0)"), attemptedAt: second(1))
        }
        let ended = Call(id: 1, startedAt: second(1), endedAt: second(1))
        let timeline = Call.Timeline(of: ended, messages: messages, webhookLogs: logs)
        #expect(names(timeline) == (0..<100).map { "m\($0)" } + (0..<100).map { "w\($0)" })
        #expect(timeline.entries.first?.kind == .started)
        #expect(timeline.entries.last?.kind == .ended(nil))
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity]) func timeThatIsNoNumberIsUnknown(_ number: Double) {
        let odd = Date(timeIntervalSince1970: number)
        let messages = [1, 2, 3].map {
            Call.Message(id: .init($0), content: "m\($0)", timestamp: $0 == 2 ? odd : second(Double($0)))
        }
        let segments = [Call.Transcript(id: 1, content: "s", start: .seconds(1), createdAt: second(9))]
        let timeline = Call.Timeline(of: Call(id: 1, startedAt: odd), messages: messages, transcripts: segments)
        #expect(names(timeline) == ["m1", "m2", "m3", "s"])
        #expect(!timeline.description.isEmpty)
    }

    @Test func descriptionIsBoundedAndEscaped() {
        let text = "\u{1B}[31m\n" + String(repeating: "x", count: 10_000)
        let messages = (0..<600).map {
            Call.Message(id: .init($0), role: .init(rawValue: text), content: text, timestamp: second(Double($0)))
        }
        let lines = Call.Timeline(messages: messages).description.split(separator: "\n")
        #expect(lines.count == 501)
        #expect(lines.last == "… and 100 more")
        #expect(lines.allSatisfy { $0.unicodeScalars.count < 500 })
        #expect(lines[0].hasPrefix(#" 00:00.0  message (\u{1B}[31m\nxxx"#), "\(lines[0])")
    }

    @Test func descriptionShowsTimesAwayFromTheBeginning() {
        let times = [-61.25, 3599.96, 3600, 360_000, 1e12, 1e300]
        let logs = times.map { Call.WebhookLog(id: 1, attemptedAt: second($0)) }
        let lines = Call.Timeline(of: Call(id: 1, startedAt: second(0)), webhookLogs: logs).description.split(
            separator: "\n")
        #expect(
            lines.map { $0.prefix { $0 != "w" && $0 != "c" } } == [
                "-01:01.3  ", " 00:00.0  ", " 1:00:00.0  ", " 1:00:00.0  ", " 100:00:00.0  ", " --:--.-  ",
                " --:--.-  ",
            ])
    }

    @Test func descriptionSaysWhatIsMissing() {
        let timeline = Call.Timeline(
            messages: [.init(id: 1)], transcripts: [.init(id: 1, content: "Hm")],
            toolResults: [.init(isSimulated: true), .init(name: "book")],
            webhookLogs: [.init(id: 1, url: URL(string: "https://example.com/?key=secret"), errorMessage: "no route")])
        #expect(
            timeline.entries.map(\.kind.description) == [
                "message: ", "unknown speaker: Hm", "tool without a name: simulated", "tool book",
                "webhook of unknown type: sent: no route",
            ])
    }

    /// The times after the beginning of the call, in seconds.
    private func times(_ timeline: Call.Timeline) -> [Double] {
        timeline.entries.compactMap { $0.time?.timeIntervalSince(second(0)) }
    }

    /// The texts of messages and segments, and the types of events.
    private func names(_ timeline: Call.Timeline) -> [String] {
        timeline.entries.compactMap { entry in
            switch entry.kind {
            case .message(let message): message.content
            case .transcript(let segment): segment.content
            case .webhook(let log): log.type?.rawValue
            default: nil
            }
        }
    }
}

/// A time after the beginning of the call of the examples.
private func second(_ offset: Double) -> Date { Date(timeIntervalSince1970: 1_705_312_800 + offset) }
