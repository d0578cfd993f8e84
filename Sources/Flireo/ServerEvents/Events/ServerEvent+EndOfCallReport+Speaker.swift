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
