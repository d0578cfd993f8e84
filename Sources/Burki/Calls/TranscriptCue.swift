/// A segment of a transcript with the times and the text that are written to a file.
struct TranscriptCue {
    /// The name of the speaker on one line, without white space around it. `nil`: the speaker is not named.
    let speaker: String?
    /// The text on one line, without white space around it. It is not empty.
    let text: String
    /// The time from the beginning of the call, in milliseconds: from 0 to a year.
    let start: Int64
    /// The end, at least a millisecond after ``start``.
    let end: Int64
}

extension TranscriptCue {
    /// The cues of a transcript, in the order of their starts.
    static func cues(
        of transcripts: some Sequence<Call.Transcript>, speakerNames: [Call.Transcript.Speaker: String]
    ) -> [TranscriptCue] {
        let segments = transcripts.spokenInOrder
        let nextStarts = nextStarts(of: segments)
        var cues: [TranscriptCue] = []
        cues.reserveCapacity(segments.count)
        for (index, segment) in segments.enumerated() {
            let text = segment.content?.onOneLine ?? ""
            // A segment without a start follows the one before it, and is not after the next one whose start is known.
            let start =
                segment.start?.milliseconds
                ?? min(cues.last?.end ?? 0, nextStarts[index].first ?? .max)
            let next = nextStarts[index].first { $0 > start }
            let readingEnd = start + readingTime(of: text)
            let isNextStartKnown = index + 1 < segments.count && segments[index + 1].start != nil
            let estimate = isNextStartKnown ? next ?? readingEnd : min(readingEnd, next ?? .max)
            let end = segment.end.map(\.milliseconds).flatMap { $0 > start ? $0 : nil } ?? estimate
            let name = segment.speaker.flatMap { speakerNames[$0] ?? $0.defaultName }?.onOneLine ?? ""
            cues.append(TranscriptCue(speaker: name.isEmpty ? nil : name, text: text, start: start, end: end))
        }
        return cues
    }

    /// For each segment, the starts of the segments after it: the smallest, and the smallest but one when it differs.
    private static func nextStarts(of segments: [Call.Transcript]) -> [[Int64]] {
        var next: [Int64] = []
        var result: [[Int64]] = []
        result.reserveCapacity(segments.count)
        for segment in segments.reversed() {
            result.append(next)
            if let start = segment.start?.milliseconds, start != next.first { next = [start] + next.prefix(1) }
        }
        return result.reversed()
    }

    /// The time in which a text is read, in milliseconds: 15 characters a second, from 1 to 7 seconds.
    private static func readingTime(of text: String) -> Int64 {
        let longest = 7 * 15
        return Int64(min(max(text.prefix(longest).count, 15), longest)) * 1000 / 15
    }
}

extension Call.Transcript.Speaker {
    /// The name of the speaker when the user gives none: `Customer`, `Assistant`, or the value on the wire.
    var defaultName: String {
        switch self {
        case .user: "Customer"
        case .assistant: "Assistant"
        default: rawValue
        }
    }
}

extension Duration {
    /// The nearest number of milliseconds of the clamped duration.
    fileprivate var milliseconds: Int64 { (clampedNanoseconds + 500_000) / 1_000_000 }
}

extension String {
    /// The text on one line without white space around it: line breaks with the white space around them, and tabs, become a space,
    /// other control characters U+FFFD. Emoji, combining characters and marks of direction stay.
    fileprivate var onOneLine: String {
        var line = String.UnicodeScalarView()
        for part in unicodeScalars.split(whereSeparator: \.isLineBreak) {
            let head = part.drop { $0.properties.isWhitespace }
            guard let last = head.lastIndex(where: { !$0.properties.isWhitespace }) else { continue }
            if !line.isEmpty { line.append(" ") }
            line.append(
                contentsOf: head[...last].lazy.map { scalar in
                    switch scalar {
                    case "\t": " "
                    case _ where scalar.properties.generalCategory == .control: "\u{FFFD}"
                    default: scalar
                    }
                })
        }
        return String(line)
    }
}

extension Unicode.Scalar {
    /// Whether the scalar begins a new line in any of the readers: LF, VT, FF, CR, NEL, and the separators of lines and paragraphs.
    fileprivate var isLineBreak: Bool {
        switch value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}
