extension ServerEvent.EndOfCallReport {
    /// What one side said at a time.
    public struct Line: Hashable, Sendable {
        /// Who spoke. `nil` for what stands before the first speaker.
        public var speaker: Speaker?
        /// What was said. Lines that name no speaker continue the one before and are set apart by `\n`.
        public var text: String

        /// Creates a line, for tests.
        public init(speaker: Speaker?, text: String) {
            self.speaker = speaker
            self.text = text
        }
    }

    /// ``transcriptText``, taken apart where a known speaker begins. Empty lines are left out.
    ///
    /// A name that this version does not know begins no line, since it could as well be something that was said.
    public var lines: [Line] {
        (transcriptText ?? "").split(whereSeparator: \.isNewline).reduce(into: []) { lines, text in
            for speaker in Speaker.known where text.hasPrefix("\(speaker):") {
                let words = text.dropFirst(speaker.rawValue.count + 1)
                guard words.isEmpty || words.first == " " else { continue }
                lines.append(Line(speaker: speaker, text: String(words.dropFirst())))
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
    /// The line as it stands in the transcript.
    public var description: String { (speaker.map { "\($0): " } ?? "") + text }
}

extension ServerEvent.EndOfCallReport {
    /// A side of a conversation, by its name in a transcript.
    public struct Speaker: OpenEnum {
        /// The name in the transcript.
        public let rawValue: String

        /// Takes any name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The assistant: `AI`.
        public static let assistant = Self(rawValue: "AI")
        /// The caller: `Gebruiker`, user.
        public static let caller = Self(rawValue: "Gebruiker")

        /// The names this version knows.
        public static let known: [Self] = [assistant, caller]
    }
}
