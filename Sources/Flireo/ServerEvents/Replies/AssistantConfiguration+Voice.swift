extension AssistantConfiguration {
    /// The voice of an assistant.
    public struct Voice: Codable, Hashable, Sendable, NullPreserving {
        /// The name of the voice model, for example `eleven_flash_v2_5`.
        public var model: String?
        /// The provider's id of the voice.
        public var voiceID: String?
        /// The provider of the voice, for example `11labs`.
        public var provider: String?
        /// The stability of the voice, for example 0.5. The range is not documented.
        public var stability: Double?
        /// The similarity to the original voice, for example 0.6. The range is not documented.
        public var similarityBoost: Double?
        /// Whether the similarity to the original speaker is boosted.
        public var useSpeakerBoost: Bool?
        /// The punctuation at which a text is split before it is spoken, for example `.`, `!`, `?`.
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
