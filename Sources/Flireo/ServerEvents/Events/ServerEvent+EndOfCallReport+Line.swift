extension ServerEvent.EndOfCallReport {
    /// An utterance of the assistant or the caller.
    public struct Line: Hashable, Sendable {
        /// The speaker. `nil` for text before the first speaker.
        public var speaker: Speaker?
        /// The text. Lines of the transcript without a speaker belong to the previous utterance and are separated by `\n`.
        public var text: String

        /// Creates a line.
        public init(speaker: Speaker?, text: String) {
            self.speaker = speaker
            self.text = text
        }
    }

    /// The utterances of ``transcriptText``. Each starts with the name of a known speaker. Empty lines are omitted.
    ///
    /// The name of an unknown speaker does not start an utterance, because it could be part of the spoken text.
    public var lines: [Line] {
        (transcriptText ?? "").split(whereSeparator: \.isNewline).reduce(into: []) { lines, text in
            for speaker in Speaker.known where text.hasPrefix("\(speaker):") {
                let spoken = text.dropFirst(speaker.rawValue.count + 1)
                guard spoken.isEmpty || spoken.first == " " else { continue }
                lines.append(Line(speaker: speaker, text: String(spoken.dropFirst())))
                return
            }
            guard let last = lines.indices.last else {
                lines.append(Line(speaker: nil, text: String(text)))
                return
            }
            lines[last].text += lines[last].text.isEmpty ? text : "\n\(text)"
        }
    }
}

extension ServerEvent.EndOfCallReport.Line: CustomStringConvertible {
    /// The line as the transcript contains it.
    public var description: String { (speaker.map { "\($0): " } ?? "") + text }
}

extension ServerEvent.EndOfCallReport {
    /// A speaker of a conversation, by the name in the transcript.
    public struct Speaker: OpenEnum {
        /// The name in the transcript.
        public let rawValue: String

        /// Creates a speaker from any name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The assistant: `AI`.
        public static let assistant = Self(rawValue: "AI")
        /// The caller: `Gebruiker` (Dutch for "user").
        public static let caller = Self(rawValue: "Gebruiker")

        /// The values that this version knows.
        public static let known: [Self] = [assistant, caller]
    }
}
