import Burki
import Foundation
import Testing
import VoiceAgentsTesting

/// Transcripts as text, Markdown, subtitles and JSON.
@Suite(.timeLimit(.minutes(5))) struct TranscriptFormatTests {
    /// The segments of the platform's page.
    private let greeting: [Call.Transcript] = [
        segment("Hello, how can I help you today?", by: .assistant, from: 0, to: 2.5),
        segment("Yes, I'd like to check the status of my order.", by: .user, from: 4.1, to: 7.2),
    ]

    // MARK: Each format

    @Test func plainTextHasALineForEachSegment() {
        #expect(
            greeting.plainText == """
                Assistant: Hello, how can I help you today?
                Customer: Yes, I'd like to check the status of my order.
                """)
    }

    @Test func markdownHasAParagraphForEachSegment() {
        #expect(
            greeting.markdown == """
                **Assistant:** Hello, how can I help you today?

                **Customer:** Yes, I'd like to check the status of my order.
                """)
    }

    @Test func srtHasANumberedCueForEachSegment() {
        #expect(
            greeting.srt == """
                1
                00:00:00,000 --> 00:00:02,500
                Assistant: Hello, how can I help you today?

                2
                00:00:04,100 --> 00:00:07,200
                Customer: Yes, I'd like to check the status of my order.

                """)
    }

    @Test func vttHasAVoiceForEachSegment() {
        #expect(
            greeting.vtt == """
                WEBVTT

                00:00:00.000 --> 00:00:02.500
                <v Assistant>Hello, how can I help you today?

                00:00:04.100 --> 00:00:07.200
                <v Customer>Yes, I'd like to check the status of my order.

                """)
    }

    @Test func jsonIsTheListOfThePlatform() throws {
        let segments = [
            segment("Hi <b>", by: .user, from: 1.25, to: 2),
            segment("interim", by: .user, from: 0, to: 1, isFinal: false),
            Call.Transcript(id: 3, createdAt: Date(timeIntervalSince1970: 0)),
        ]
        let json = try segments.json
        #expect(
            json == """
                [{"content":"Hi <b>","id":1,"is_final":true,"segment_end":2,"segment_start":1.25,"speaker":"user"},\
                {"content":"interim","id":1,"is_final":false,"segment_end":1,"segment_start":0,"speaker":"user"},\
                {"created_at":"1970-01-01T00:00:00Z","id":3}]
                """)
        #expect(try JSONDecoder().decode([Call.Transcript].self, from: Data(json.utf8)) == segments)
    }

    @Test func jsonRefusesWhatItCannotHold() {
        #expect(throws: EncodingError.self) { try [Call.Transcript(id: 1, confidence: .nan)].json }
        #expect(throws: EncodingError.self) {
            try [Call.Transcript(id: 1, createdAt: .init(timeIntervalSince1970: 1e15))].json
        }
    }

    @Test func noSegmentsGiveValidFiles() throws {
        let none: [Call.Transcript] = []
        #expect(none.plainText.isEmpty)
        #expect(none.markdown.isEmpty)
        #expect(none.srt.isEmpty)
        #expect(none.vtt == "WEBVTT\n")
        #expect(try none.json == "[]")
    }

    @Test func pageHasTheFormatsOfItsSegments() throws {
        let page = Page(greeting)
        #expect(page.plainText == greeting.plainText)
        #expect(page.vtt(speakerNames: [.user: "Anna"]).contains("<v Anna>Yes"))
        #expect(try page.json == greeting.json)
    }

    // MARK: Speakers

    @Test func speakersHaveTheGivenNames() {
        let segments =
            greeting + [
                segment("Joining.", by: .init(rawValue: "supervisor"), from: 8, to: 9),
                segment("?", by: nil, from: 9, to: 10),
            ]
        let names: [Call.Transcript.Speaker: String] = [.user: "*Anna*\n<i>&", .assistant: "  "]
        #expect(
            segments.plainText(speakerNames: names) == """
                Hello, how can I help you today?
                *Anna* <i>&: Yes, I'd like to check the status of my order.
                supervisor: Joining.
                ?
                """)
        #expect(segments.markdown(speakerNames: names).contains("\n\n**\\*Anna\\* \\<i>\\&:** Yes, "))
        #expect(segments.vtt(speakerNames: names).contains("\n<v *Anna* &lt;i&gt;&amp;>Yes, "))
        #expect(segments.srt(speakerNames: names).contains("\n*Anna* <\u{2060}i>&: Yes, "))
    }

    // MARK: Which segments, in which order

    @Test func transcriptLeavesOutInterimSegments() {
        let segments = [
            segment("Good", by: .user, from: 0, to: 1, isFinal: false),
            segment("Good morning", by: .user, from: 0, to: 2),
            segment("Unmarked", by: .user, from: 3, to: 4, isFinal: nil),
        ]
        #expect(segments.plainText == "Customer: Good morning\nCustomer: Unmarked")
    }

    @Test(arguments: [nil, "", " \t\r\n\u{2028}\u{A0}"]) func transcriptLeavesOutSegmentsWithoutText(_ text: String?) {
        let segments = [segment(text, by: .user, from: 0, to: 1), segment("Yes", by: .user, from: 1, to: 2)]
        #expect(segments.plainText == "Customer: Yes")
        #expect(cues(ofVTT: segments.vtt) == [Cue(1000, 2000, "<v Customer>Yes")])
    }

    @Test func transcriptIsInTheOrderOfStarts() {
        let segments = [
            segment("e", from: nil, to: nil), segment("c", from: 5, to: 6), segment("d", from: nil, to: nil),
            segment("a", from: 1, to: 2), segment("b", from: 1, to: 3), segment("z", from: -2, to: nil),
        ]
        #expect(segments.plainText == "e\nz\na\nb\nc\nd")
    }

    // MARK: Times

    @Test func missingEndIsTheNextStart() {
        let segments = [
            segment("a", from: 0, to: nil), segment("b", from: 60, to: nil), segment("c", from: 60, to: nil),
            segment("d", from: 61.5, to: 62),
        ]
        #expect(times(of: segments) == [[0, 60_000], [60_000, 61_500], [60_000, 61_500], [61_500, 62_000]])
    }

    @Test(arguments: [(1, 1000), (15, 1000), (30, 2000), (105, 7000), (4000, 7000)])
    func missingLastEndIsTheReadingTime(characters: Int, milliseconds: Int) {
        let text = String(repeating: "👩‍👩‍👧", count: characters)
        #expect(times(of: [segment(text, from: 10, to: nil)]) == [[10_000, 10_000 + milliseconds]])
    }

    @Test func missingStartIsTheEndBefore() {
        let apart = [segment("a", from: 1, to: 2), segment("b", from: nil, to: nil), segment("c", from: 9, to: 10)]
        #expect(times(of: apart) == [[1000, 2000], [2000, 9000], [9000, 10_000]])
        let near = [segment("a", from: 1, to: nil), segment("b", from: nil, to: nil), segment("c", from: 1.4, to: 3)]
        #expect(times(of: near) == [[1000, 1400], [1400, 2400], [1400, 3000]])
        let none = ["a", "b", "c"].map { segment($0, from: nil, to: nil) }
        #expect(times(of: none) == [[0, 1000], [1000, 2000], [2000, 3000]])
    }

    @Test(arguments: [4, 5, -1, -1e18]) func endThatIsNotAfterTheStartIsReplaced(_ end: Double) {
        #expect(
            times(of: [segment("a", from: 5, to: end), segment("b", from: 8, to: 9)]) == [[5000, 8000], [8000, 9000]])
        #expect(times(of: [segment("a", from: 5, to: end)]) == [[5000, 6000]])
    }

    @Test func endThatIsTheStartWhenRoundedIsReplaced() {
        #expect(times(of: [segment("a", from: 1.0001, to: 1.0004)]) == [[1000, 2000]])
    }

    @Test func negativeTimesAreZero() {
        #expect(
            times(of: [segment("a", from: -3, to: 1), segment("b", from: -1, to: -0.5)]) == [[0, 1000], [0, 1000]])
    }

    @Test func overlappingSegmentsStay() {
        let segments = [segment("a", from: 0, to: 10), segment("b", from: 2, to: 4), segment("c", from: 3, to: 12)]
        #expect(times(of: segments) == [[0, 10_000], [2000, 4000], [3000, 12_000]])
    }

    @Test func hoursCanHaveThreeDigitsInWebVTTAlone() {
        let long = [segment("a", from: 360_000, to: 360_001), segment("b", from: 9e18, to: 9.1e18)]
        #expect(long.vtt.contains("\n100:00:00.000 --> 100:00:01.000\n"))
        #expect(long.vtt.contains("\n8760:00:00.000 --> 8760:00:01.000\n"))
        #expect(long.srt.components(separatedBy: "\n99:59:59,998 --> 99:59:59,999\n").count == 3)
        let across = [segment("a", from: 359_999.25, to: 360_005)]
        #expect(across.srt.contains("\n99:59:59,250 --> 99:59:59,999\n"))
    }

    // MARK: Texts

    /// Texts in scripts and symbols that a change of a part would harm.
    static let unharmed = [
        "مرحبا، كيف الحال؟", "\u{200F}שלום\u{200E} (ok)", "می\u{200C}خواهم", "👩‍👩‍👧‍👦 🏳️‍🌈 🇳🇱 👍🏽", "e\u{301}a\u{308}\u{323}",
        "नमस्ते", "日本語　です", "x\u{2066}y\u{2069}", "a  b",
    ]

    @Test(arguments: unharmed) func textStaysAsItIs(_ text: String) throws {
        let segments = [segment(text, from: 0, to: 1)]
        let expected = Array(text.unicodeScalars)
        #expect(Array(segments.plainText.unicodeScalars) == expected)
        #expect(Array(segments.markdown.unicodeScalars) == expected)
        #expect(cues(ofSRT: segments.srt).map { Array($0.text.unicodeScalars) } == [expected])
        #expect(cues(ofVTT: segments.vtt).map { Array($0.text.unicodeScalars) } == [expected])
    }

    @Test(arguments: [
        "\n", "\r", "\r\n", "\n\n", " \r\n \t\r\n ", "\u{85}", "\u{B}", "\u{C}", "\u{2028}", "\u{2029}", "\t",
    ])
    func lineBreakBecomesASpace(_ lineBreak: String) {
        let segments = [segment("\(lineBreak)1\(lineBreak)2\(lineBreak)", by: .user, from: 0, to: 1)]
        #expect(segments.plainText == "Customer: 1 2")
        #expect(segments.markdown == "**Customer:** 1 2")
        #expect(cues(ofSRT: segments.srt) == [Cue(0, 1000, "Customer: 1 2")])
        #expect(cues(ofVTT: segments.vtt) == [Cue(0, 1000, "<v Customer>1 2")])
    }

    @Test func controlCharactersAreReplaced() {
        let segments = [segment("a\u{0}b\u{1B}[31mc\u{7F}\u{9B}", from: 0, to: 1)]
        #expect(segments.plainText == "a\u{FFFD}b\u{FFFD}[31mc\u{FFFD}\u{FFFD}")
    }

    @Test func vttEscapesSyntax() {
        let segments = [segment("00:00:01.000 --> 00:00:02.000 <c>&amp;</c> <\u{338}", from: 0, to: 1)]
        #expect(
            cues(ofVTT: segments.vtt).map(\.text) == [
                "00:00:01.000 --&gt; 00:00:02.000 &lt;c&gt;&amp;amp;&lt;/c&gt; &lt;\u{338}"
            ])
    }

    @Test func srtSeparatesSyntax() {
        let text = "00:00:01,000 --> 00:00:02,000 <i>&</i> {\\an8} {y:i} \\N 1 < 2 -> 3 > 2 {} <\u{338}b"
        #expect(
            cues(ofSRT: [segment(text, from: 0, to: 1)].srt).map(\.text) == [
                "00:00:01,000 --\u{2060}> 00:00:02,000 <\u{2060}i>&<\u{2060}/i> {\u{2060}\\an8} {\u{2060}y:i} \\\u{2060}N 1 < 2 -> 3 > 2 {} <\u{338}b"
            ])
    }

    @Test func markdownEscapesSyntax() {
        let text = #"*a* _b_ `c` ~~d~~ [e](f) ![g](h) <i> &copy; \ $x$ 5 > 4 # no"#
        let escaped = #"\*a\* \_b\_ \`c\` \~\~d\~\~ \[e\](f) !\[g\](h) \<i> \&copy; \\ \$x\$ 5 > 4 # no"#
        #expect([segment(text, by: .user, from: 0, to: 1)].markdown == "**Customer:** \(escaped)")
        #expect([segment(text, from: 0, to: 1)].markdown == escaped)
    }

    @Test(arguments: [
        ("# a", "\\# a"), ("> a", "\\> a"), ("- a", "\\- a"), ("---", "\\---"), ("+ a", "\\+ a"), ("1. a", "1\\. a"),
        ("12) a", "12\\) a"),
        ("* a", "\\* a"), ("1 a", "1 a"), ("12", "12"), ("a - b", "a - b"),
    ])
    func markdownEscapesTheBeginningOfABlock(text: String, expected: String) {
        #expect([segment(text, from: 0, to: 1)].markdown == expected)
    }

    // MARK: Talk time

    @Test func talkTimeIsTheSumOfASpeakersSegments() {
        let other: Call.Transcript.Speaker = .init(rawValue: "supervisor")
        let segments =
            greeting + [
                segment("interim", by: .user, from: 0, to: 9, isFinal: false), segment(" ", by: .user, from: 0, to: 9),
                segment("no speaker", by: nil, from: 0, to: 9), segment("no end", by: .user, from: 0, to: nil),
                segment("no start", by: .user, from: nil, to: 9), segment("backwards", by: .user, from: 9, to: 8),
                segment("before", by: .user, from: -5, to: 1), segment("long", by: other, from: 0, to: 9e18),
                segment("long", by: other, from: 0, to: 9e18), segment("overlap", by: .user, from: 4.1, to: 5),
            ]
        #expect(
            segments.talkTime == [
                .assistant: .milliseconds(2500), .user: .milliseconds(3100 + 1000 + 900),
                other: .seconds(2 * 365 * 86_400),
            ])
        #expect([Call.Transcript]().talkTime.isEmpty)
    }

    // MARK: Any segments

    @Test func anyTranscriptGivesOrderedCues() throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        let parts = [
            "a", "-->", "\n", "\r\n\r\n", "<b>", "&", "1", "00:00:01,000 --> 00:00:02,000", " ", "👩‍👩‍👧", "\u{301}", "שלום",
            "\u{0}",
        ]
        func time() -> Double? {
            switch Int.random(in: 0..<8, using: &random) {
            case 0, 1: nil
            case 2: Double.random(in: -1e18...1e18, using: &random)
            case 3: Double.random(in: 350_000...370_000, using: &random)
            default: Double(Int.random(in: -2000...20_000, using: &random)) / 1000
            }
        }
        for _ in 0..<500 {
            var expected: [String] = []
            let segments = (0..<Int.random(in: 0..<12, using: &random)).map { index in
                // A text is found by its name, which no part contains and no part changes.
                let isEmpty = Int.random(in: 0..<6, using: &random) == 0
                let isFinal = [true, true, false, nil].randomElement(using: &random) ?? nil
                let name = "segment\(Character(UnicodeScalar(UInt8(65 + index))))"
                let text = (0..<4).map { _ in parts.randomElement(using: &random) ?? "" }
                if !isEmpty, isFinal != false { expected.append(name) }
                return segment(
                    isEmpty ? " \n" : text[0] + text[1] + name + "." + text[2] + text[3],
                    by: [.user, .assistant, nil].randomElement(using: &random) ?? nil, from: time(), to: time(),
                    isFinal: isFinal)
            }
            for (cues, limit) in [(cues(ofSRT: segments.srt), 359_999_999), (cues(ofVTT: segments.vtt), .max)] {
                #expect(cues.allSatisfy { 0 <= $0.start && $0.start < $0.end && $0.end <= limit }, "seed \(seed)")
                #expect(zip(cues, cues.dropFirst()).allSatisfy { $0.start <= $1.start }, "seed \(seed)")
                let names = cues.map { $0.text.matches(of: /segment[A-Z]/).map { String($0.output) } }
                #expect(names.allSatisfy { $0.count == 1 }, "seed \(seed)")
                #expect(names.flatMap(\.self).sorted() == expected, "seed \(seed)")
                #expect(cues.allSatisfy { !$0.text.contains("-->") }, "seed \(seed)")
            }
            for text in [segments.plainText, segments.markdown.replacing("\n\n", with: "\n")] {
                #expect(text.split(separator: "\n").count == expected.count, "seed \(seed)")
            }
        }
    }
}

// MARK: - Segments and cues

private func segment(
    _ text: String?, by speaker: Call.Transcript.Speaker? = nil, from start: Double?, to end: Double?,
    isFinal: Bool? = true
) -> Call.Transcript {
    Call.Transcript(
        id: 1, speaker: speaker, content: text, start: start.map { duration($0) }, end: end.map { duration($0) },
        isFinal: isFinal)
}

/// A number of seconds without the deviation of a `Double`.
private func duration(_ seconds: Double) -> Duration {
    seconds.magnitude < 1e6 ? .microseconds(Int64((seconds * 1e6).rounded())) : .seconds(seconds)
}

/// A cue of a file, with its times in milliseconds.
private struct Cue: Equatable {
    let start: Int
    let end: Int
    let text: String

    init(_ start: Int, _ end: Int, _ text: String) {
        self.start = start
        self.end = end
        self.text = text
    }
}

/// The start and the end of each segment in milliseconds, which are the same in both files.
private func times(of segments: [Call.Transcript]) -> [[Int]] {
    let times = cues(ofVTT: segments.vtt).map { [$0.start, $0.end] }
    #expect(cues(ofSRT: segments.srt).map { [$0.start, $0.end] } == times)
    return times
}

private func cues(ofSRT file: String) -> [Cue] {
    let blocks = blocks(of: file)
    #expect(blocks.map { $0.first ?? "" } == (0..<blocks.count).map { "\($0 + 1)" })
    return blocks.compactMap { cue(of: $0.dropFirst(), separator: ",") }
}

private func cues(ofVTT file: String) -> [Cue] {
    let blocks = blocks(of: file)
    #expect(blocks.first == ["WEBVTT"])
    return blocks.dropFirst().compactMap { cue(of: $0[...], separator: ".") }
}

/// The lines of each block. A blank line ends a block, a line feed the file.
private func blocks(of file: String) -> [[String]] {
    // By scalars: CR LF is one character.
    let lines = file.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    #expect(lines.last == "")
    return lines.split(separator: "").map { Array($0) }
}

/// A cue of exactly two lines: its times and its text.
private func cue(of lines: ArraySlice<String>, separator: String) -> Cue? {
    let numbers = (lines.first ?? "").components(separatedBy: " --> ").map { time in
        let parts = time.components(separatedBy: separator)
        let clock = (parts.first ?? "").components(separatedBy: ":")
        guard parts.count == 2, parts[1].count == 3, clock.count == 3, clock.allSatisfy({ $0.count >= 2 }) else {
            return -1
        }
        let seconds = clock.reduce(0) { $0 * 60 + (Int($1) ?? -1_000_000) }
        return seconds * 1000 + (Int(parts[1]) ?? -1_000_000)
    }
    guard lines.count == 2, numbers.count == 2, let text = lines.last else {
        Issue.record("not a cue: \(lines)")
        return nil
    }
    return Cue(numbers[0], numbers[1], text)
}
