extension AssistantConfiguration {
    /// The voice of an assistant.
    public struct Voice: Codable, Hashable, Sendable, NullPreserving {
        /// The voice model's name, for example `eleven_flash_v2_5`.
        public var model: String?
        /// The provider's id of the voice.
        public var voiceID: String?
        /// Who makes the voice, for example `11labs`.
        public var provider: String?
        /// How even the voice is, for example 0.5. The range is not documented.
        public var stability: Double?
        /// How close it stays to its original, for example 0.6. The range is not documented.
        public var similarityBoost: Double?
        /// Whether the likeness to the speaker is enhanced.
        public var useSpeakerBoost: Bool?
        /// Where a text is divided before it is spoken, for example `.`, `!`, `?`.
        public var inputPunctuationBoundaries: [String]?

        /// Creates a voice.
        public init(
            model: String? = nil, voiceID: String? = nil, provider: String? = nil, stability: Double? = nil,
            similarityBoost: Double? = nil, useSpeakerBoost: Bool? = nil, inputPunctuationBoundaries: [String]? = nil
        ) {
            self.model = model
            self.voiceID = voiceID
            self.provider = provider
            self.stability = stability
            self.similarityBoost = similarityBoost
            self.useSpeakerBoost = useSpeakerBoost
            self.inputPunctuationBoundaries = inputPunctuationBoundaries
        }

        private enum CodingKeys: String, CodingKey {
            case model
            case voiceID = "voiceId"
            case provider, stability, similarityBoost, useSpeakerBoost, inputPunctuationBoundaries
        }
    }
}
