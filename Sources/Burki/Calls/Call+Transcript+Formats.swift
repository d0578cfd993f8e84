#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension Sequence<Call.Transcript> {
    /// The transcript as a dialogue in plain text, with a line for each segment: `Customer: Yes, please.`
    ///
    /// Interim segments and segments without a text are left out. The others are in the order of their starts; a segment without a
    /// start stays after the one before it. A line break in a text becomes a space. ``markdown``, ``srt`` and ``vtt`` follow the same
    /// rules.
    public var plainText: String { plainText(speakerNames: [:]) }

    /// The transcript as a dialogue in Markdown, with a paragraph for each segment.
    ///
    /// Characters with a meaning in CommonMark or in GitHub's Markdown are escaped, so that what was said is not formatted. The
    /// segments are those of ``plainText``.
    public var markdown: String { markdown(speakerNames: [:]) }

    /// The transcript as SubRip subtitles (`.srt`), with the speaker's name before each text.
    ///
    /// ```swift
    /// let transcripts = try await burki.calls.transcripts(of: callID)
    /// try transcripts.srt.write(to: file, atomically: true, encoding: .utf8)
    /// ```
    ///
    /// The segments are those of ``plainText``. Their times count from the beginning of the call; recordings may begin later. Each
    /// time is rounded to the millisecond and limited to 0 to `99:59:59,999`.
    ///
    /// A segment whose end is missing, or not after its start, ends when the next one starts. The last segment, one before a segment
    /// without a start, and one that is not followed by a later start, ends after the time in which its text is read: 15 characters a
    /// second, from 1 to 7 seconds. A segment without a start follows the one before it. Overlapping segments stay as they are.
    ///
    /// SubRip has no escapes. Where a player would take `<b>`, `{\an8}`, `\N` or `-->` in a text for markup, an invisible word joiner
    /// (U+2060) separates its characters.
    public var srt: String { srt(speakerNames: [:]) }

    /// The transcript as WebVTT subtitles (`.vtt`), with the speaker as the voice of each cue.
    ///
    /// The segments and times are those of ``srt``, with starts limited to a year. `&`, `<` and `>` in a text are escaped.
    public var vtt: String { vtt(speakerNames: [:]) }

    /// All segments as JSON, in the form and the order in which Burki sends them: an array with the keys of the platform.
    ///
    /// Interim segments are included. A member that is `nil` is left out. Decoded as `[Call.Transcript]`, it is the same list.
    ///
    /// - Throws: `EncodingError` when a segment has a number or a date that JSON cannot hold, which no reply has.
    public var json: String {
        get throws { String(decoding: try JSONEncoder.forRequests.encode(Array(self)), as: UTF8.self) }
    }
}

// MARK: - With other names

extension Sequence<Call.Transcript> {
    /// The transcript as ``plainText``, with names of the speakers.
    ///
    /// - Parameter speakerNames: The names. A customer without one is `Customer`, an assistant `Assistant`, another speaker the value
    ///   on the wire. An empty name is not written.
    /// - Returns: The dialogue.
    public func plainText(speakerNames: [Call.Transcript.Speaker: String]) -> String {
        TranscriptCue.cues(of: self, speakerNames: speakerNames).map(\.line).joined(separator: "\n")
    }

    /// The transcript as ``markdown``, with names of the speakers.
    ///
    /// - Parameter speakerNames: The names, as in ``plainText(speakerNames:)``.
    /// - Returns: The dialogue.
    public func markdown(speakerNames: [Call.Transcript.Speaker: String]) -> String {
        let paragraphs = TranscriptCue.cues(of: self, speakerNames: speakerNames).map { cue in
            let text = cue.text.markdownEscaped
            return cue.speaker.map { "**\($0.markdownEscaped):** \(text)" } ?? text.markdownBlockStartEscaped
        }
        return paragraphs.joined(separator: "\n\n")
    }

    /// The transcript as ``srt``, with names of the speakers.
    ///
    /// - Parameter speakerNames: The names, as in ``plainText(speakerNames:)``.
    /// - Returns: The content of the file. Without a segment it is empty, which some readers refuse.
    public func srt(speakerNames: [Call.Transcript.Speaker: String]) -> String {
        // Most readers allow two digits for the hours.
        let limit: Int64 = 100 * 3_600_000 - 1
        let blocks = TranscriptCue.cues(of: self, speakerNames: speakerNames).enumerated().map { index, cue in
            let start = Swift.min(cue.start, limit - 1).clockTime(separator: ",")
            let end = Swift.min(cue.end, limit).clockTime(separator: ",")
            return "\(index + 1)\n\(start) --> \(end)\n\(cue.line.withoutSubRipMarkup)\n"
        }
        return blocks.joined(separator: "\n")
    }

    /// The transcript as ``vtt``, with names of the speakers.
    ///
    /// - Parameter speakerNames: The names, as in ``plainText(speakerNames:)``.
    /// - Returns: The content of the file. Without a segment it is the header.
    public func vtt(speakerNames: [Call.Transcript.Speaker: String]) -> String {
        let blocks = TranscriptCue.cues(of: self, speakerNames: speakerNames).map { cue in
            let voice = cue.speaker.map { "<v \($0.webVTTEscaped)>" } ?? ""
            let times = "\(cue.start.clockTime(separator: ".")) --> \(cue.end.clockTime(separator: "."))"
            return "\(times)\n\(voice)\(cue.text.webVTTEscaped)\n"
        }
        return (["WEBVTT\n"] + blocks).joined(separator: "\n")
    }
}

// MARK: - Syntax

extension TranscriptCue {
    /// The text with the speaker before it.
    fileprivate var line: String { speaker.map { "\($0): \(text)" } ?? text }
}

extension Int64 {
    /// A number of milliseconds as hours, minutes and seconds: `00:01:02.500`. Hours have two digits or more.
    fileprivate func clockTime(separator: String) -> String {
        func padded(_ number: Int64, to length: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: Swift.max(length - digits.count, 0)) + digits
        }
        let clock = [self / 3_600_000, self / 60_000 % 60, self / 1000 % 60].map { padded($0, to: 2) }
        return clock.joined(separator: ":") + separator + padded(self % 1000, to: 3)
    }
}

// The functions below look at scalars. A character can be `<` with a combining character, which is not equal to `<`.
extension String {
    fileprivate var webVTTEscaped: String {
        replacingScalars { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            default: nil
            }
        }
    }

    fileprivate var markdownEscaped: String {
        replacingScalars { scalar in
            switch scalar {
            case "\\", "`", "*", "_", "[", "]", "<", "&", "~", "$": "\\\(scalar)"
            default: nil
            }
        }
    }

    /// The text with an escape before what would make it a heading, a quotation, an item of a list or a rule.
    fileprivate var markdownBlockStartEscaped: String {
        let scalars = unicodeScalars
        let number = scalars.prefix { ("0"..."9").contains($0) }
        guard number.endIndex < scalars.endIndex else { return self }
        let markers: [Unicode.Scalar] = number.isEmpty ? ["#", ">", "-", "+"] : [".", ")"]
        guard markers.contains(scalars[number.endIndex]) else { return self }
        return String(number) + "\\" + String(scalars[number.endIndex...])
    }

    /// The text with a word joiner inside of `-->`, and after the `<`, `{` or backslash of what can be a tag or a line break.
    fileprivate var withoutSubRipMarkup: String {
        let joiner: Unicode.Scalar = "\u{2060}"
        var result = ""
        // The two scalars before the current one. Their places in a long text are expensive to find.
        var (beforeLast, last): (Unicode.Scalar?, Unicode.Scalar?)
        for scalar in unicodeScalars {
            switch (last, scalar) {
            case ("<", "A"..."Z"), ("<", "a"..."z"), ("<", "/"), ("{", "A"..."Z"), ("{", "a"..."z"), ("{", "\\"):
                result.unicodeScalars.append(joiner)
            case ("\\", "N"), ("\\", "n"), ("\\", "h"): result.unicodeScalars.append(joiner)
            case ("-", ">") where beforeLast == "-": result.unicodeScalars.append(joiner)
            default: break
            }
            result.unicodeScalars.append(scalar)
            (beforeLast, last) = (last, scalar)
        }
        return result
    }

    private func replacingScalars(_ replacement: (Unicode.Scalar) -> String?) -> String {
        var result = ""
        for scalar in unicodeScalars {
            if let text = replacement(scalar) {
                result += text
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
