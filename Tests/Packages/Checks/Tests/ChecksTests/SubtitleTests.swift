import Foundation
import Testing

/// The subtitles of odd transcripts, as two readers in Python find them. `.ci/run` installs the readers.
@Suite(.timeLimit(.minutes(5))) struct SubtitleTests {
    private static let python = Repository.root.appending(path: "Tests/Packages/Checks/.build/readers/bin/python")

    private static let areInstalled = FileManager.default.fileExists(atPath: python.path())

    /// Segments as Burki sends them, and the cue of each. The cues are in their order, the segments are not.
    private static let cases: [(segment: String, cue: Cue?)] = [
        (
            #""speaker": "assistant", "segment_start": -4, "segment_end": -2, "content": "before""#,
            Cue(0, 1_250, "Assistant", "before")
        ),
        (
            #""speaker": "user", "segment_start": 1.25, "segment_end": 3, "content": "a\n\nb\r\n \r\nc\u2028d""#,
            Cue(1_250, 3_000, "Customer", "a b c d")
        ),
        (
            #""speaker": "user", "segment_start": 2, "segment_end": 2.5, "content": "\n7\n""#,
            Cue(2_000, 2_500, "Customer", "7")
        ),
        (
            #""segment_start": 4, "segment_end": 3, "content": "00:00:09,000 --> 00:00:10,000""#,
            Cue(4_000, 5_000, nil, "00:00:09,000 --> 00:00:10,000")
        ),
        (
            #""segment_start": 5, "segment_end": 6, "content": "00:00:09.000 --> 00:00:10.000""#,
            Cue(5_000, 6_000, nil, "00:00:09.000 --> 00:00:10.000")
        ),
        (
            #""speaker": "user", "segment_start": 6, "content": "<b>1 < 2</b> & &amp; {\\an8}""#,
            Cue(6_000, 7_800, "Customer", "<b>1 < 2</b> & &amp; {\\an8}")
        ),
        (#""speaker": "user", "content": "no times""#, Cue(7_800, 9_000, "Customer", "no times")),
        (
            #""segment_start": 9, "segment_end": 10, "content": "NOTE STYLE REGION WEBVTT""#,
            Cue(9_000, 10_000, nil, "NOTE STYLE REGION WEBVTT")
        ),
        (#""segment_start": 10, "segment_end": 11, "content": "   ""#, nil),
        (#""segment_start": 10, "segment_end": 11, "content": "interim", "is_final": false"#, nil),
        (
            #""segment_start": 11, "segment_end": 12, "speaker": "a > <i>b &", "content": "named""#,
            Cue(11_000, 12_000, "a > <i>b &", "named")
        ),
        (
            #""segment_start": 12, "segment_end": 13, "content": "\u200f\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd""#,
            Cue(12_000, 13_000, nil, "\u{200F}مرحبا שלום")
        ),
        (
            #""segment_start": 13, "segment_end": 14, "content": "👩‍👩‍👧 🏳️‍🌈 e\u0301 <\u0338""#,
            Cue(13_000, 14_000, nil, "👩‍👩‍👧 🏳️‍🌈 e\u{301} <\u{338}")
        ),
        (
            #""segment_start": 14, "segment_end": 15, "content": "\u0000\u001b[31m""#,
            Cue(14_000, 15_000, nil, "\u{FFFD}\u{FFFD}[31m")
        ),
        (
            #""segment_start": 3599.9996, "segment_end": 3600.0006, "content": "rounded""#,
            Cue(3_600_000, 3_600_001, nil, "rounded")
        ),
        (
            #""segment_start": 360000, "segment_end": 1e18, "content": "late""#,
            Cue(360_000_000, 31_536_000_000, nil, "late")
        ),
    ]

    @Test(.enabled(if: areInstalled, "the readers of subtitles are not installed"))
    func readersFindTheCuesOfAnOddTranscript() async throws {
        // Burki does not send the segments in an order that is documented. One without a start stays where it is.
        let reordered = Self.cases.filter { !$0.segment.contains("no times") }.shuffled()
        let index = try #require(reordered.firstIndex { $0.segment.contains("an8") })
        let untimed = try #require(Self.cases.first { $0.segment.contains("no times") })
        let segments = reordered[...index] + [untimed] + reordered[(index + 1)...]
        let json = segments.map { #"{"id": 1, \#($0.segment)}"# }.joined(separator: ",\n")
        let cues = Self.cases.compactMap(\.cue)
        try await withFiles(of: "[\(json)]") { files in
            let webVTT = try await readings(of: files.appendingPathExtension("vtt"))
            #expect(webVTT == ["webvtt-py": cues], "\(json)")
            let subRip = try await readings(of: files.appendingPathExtension("srt"))
            let expected = cues.map(\.inSubRip)
            #expect(
                subRip.mapValues { $0.map(\.withoutJoiners) } == ["srt": expected, "webvtt-py": expected], "\(json)")
        }
    }

    @Test(.enabled(if: areInstalled, "the readers of subtitles are not installed"))
    func readersAcceptFilesWithoutCues() async throws {
        try await withFiles(of: "[]") { files in
            let webVTT = try await readings(of: files.appendingPathExtension("vtt"))
            #expect(webVTT == ["webvtt-py": []])
            let subRip = try await readings(of: files.appendingPathExtension("srt"))
            #expect(subRip == ["srt": []])
        }
    }

    /// Writes the subtitles of segments into a folder that is removed afterwards.
    private func withFiles(of segments: String, _ body: (_ files: URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let input = folder.appending(path: "segments.json")
        try Data(segments.utf8).write(to: input)
        let files = folder.appending(path: "call")
        let result = try await Program("subtitles", ofPackage: "BurkiLinkage").run(input.path(), files.path())
        try #require(result.status == 0, "\(result.error)")
        try await body(files)
    }

    /// The cues that each reader finds.
    private func readings(of file: URL) async throws -> [String: [Cue]] {
        let script = Repository.root.appending(path: "Tests/Packages/Checks/read-subtitles.py")
        let result = try await Program(command: Self.python.path()).run(script.path(), file.path())
        try #require(result.status == 0, "\(result.error)")
        return try JSONDecoder().decode([String: [Cue]].self, from: Data(result.output.utf8))
    }
}

/// A cue, with its times in milliseconds.
private struct Cue: Decodable, Equatable {
    var start: Int
    var end: Int
    var speaker: String?
    var text: String

    init(_ start: Int, _ end: Int, _ speaker: String?, _ text: String) {
        self.start = start
        self.end = end
        self.speaker = speaker
        self.text = text
    }

    init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        start = try container.decode(Int.self)
        end = try container.decode(Int.self)
        speaker = try container.decodeIfPresent(String.self)
        text = try container.decode(String.self)
    }

    /// SubRip has no voices, and hours of two digits.
    var inSubRip: Cue {
        let limit = 359_999_999
        return Cue(min(start, limit - 1), min(end, limit), nil, speaker.map { "\($0): \(text)" } ?? text)
    }

    /// Without the characters that keep a text from being markup.
    var withoutJoiners: Cue { Cue(start, end, speaker, text.replacing("\u{2060}", with: "")) }
}
