extension AssistantConfiguration {
    /// The voice of an assistant.
    public struct Voice: Hashable, Sendable {
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
        /// What this version has no property for. A property that was null stands here too.
        public var unknownKeys: [String: JSONValue]

        /// Creates a voice.
        public init(
            model: String? = nil, voiceID: String? = nil, provider: String? = nil, stability: Double? = nil,
            similarityBoost: Double? = nil, useSpeakerBoost: Bool? = nil, inputPunctuationBoundaries: [String]? = nil,
            unknownKeys: [String: JSONValue] = [:]
        ) {
            self.model = model
            self.voiceID = voiceID
            self.provider = provider
            self.stability = stability
            self.similarityBoost = similarityBoost
            self.useSpeakerBoost = useSpeakerBoost
            self.inputPunctuationBoundaries = inputPunctuationBoundaries
            self.unknownKeys = unknownKeys
        }
    }
}

extension AssistantConfiguration.Voice: Codable {
    private enum CodingKeys: String, CodingKey {
        case model
        case voiceID = "voiceId"
        case provider, stability, similarityBoost, useSpeakerBoost, inputPunctuationBoundaries
    }

    /// Reads a voice and keeps what it does not know.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: OpenKey<CodingKeys>.self)
        model = try container.decodeIfPresent(String.self, forKey: .known(.model))
        voiceID = try container.decodeIfPresent(String.self, forKey: .known(.voiceID))
        provider = try container.decodeIfPresent(String.self, forKey: .known(.provider))
        stability = try container.decodeIfPresent(Double.self, forKey: .known(.stability))
        similarityBoost = try container.decodeIfPresent(Double.self, forKey: .known(.similarityBoost))
        useSpeakerBoost = try container.decodeIfPresent(Bool.self, forKey: .known(.useSpeakerBoost))
        inputPunctuationBoundaries = try container.decodeIfPresent(
            [String].self, forKey: .known(.inputPunctuationBoundaries))
        unknownKeys = try container.membersToKeep()
    }

    /// Writes what is known and what was kept.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: OpenKey<CodingKeys>.self)
        try container.encode(unknownMembers: unknownKeys)
        try container.encodeIfPresent(model, forKey: .known(.model))
        try container.encodeIfPresent(voiceID, forKey: .known(.voiceID))
        try container.encodeIfPresent(provider, forKey: .known(.provider))
        try container.encodeIfPresent(stability, forKey: .known(.stability))
        try container.encodeIfPresent(similarityBoost, forKey: .known(.similarityBoost))
        try container.encodeIfPresent(useSpeakerBoost, forKey: .known(.useSpeakerBoost))
        try container.encodeIfPresent(inputPunctuationBoundaries, forKey: .known(.inputPunctuationBoundaries))
    }
}
