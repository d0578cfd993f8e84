extension AssistantConfiguration {
    /// The language model, its instructions and its tools.
    public struct Model: Hashable, Sendable {
        /// The model's name, for example `gpt-4.1-mini`.
        public var model: String?
        /// The functions that it may run. Free-form; the dashboard has an editor for them.
        public var tools: [JSONValue]?
        /// Its instructions. Free-form.
        public var messages: [JSONValue]?
        /// Who runs the model, for example `openai`.
        public var provider: String?
        /// The longest that an answer may be, in tokens.
        public var maxTokens: Int?
        /// How freely it answers, for example 0.3. The range is not documented.
        public var temperature: Double?
        /// Whether it receives the caller's emotions.
        public var emotionRecognitionEnabled: Bool?
        /// What this version has no property for. A property that was null stands here too.
        public var unknownKeys: [String: JSONValue]

        /// Creates a model.
        public init(
            model: String? = nil, tools: [JSONValue]? = nil, messages: [JSONValue]? = nil, provider: String? = nil,
            maxTokens: Int? = nil, temperature: Double? = nil, emotionRecognitionEnabled: Bool? = nil,
            unknownKeys: [String: JSONValue] = [:]
        ) {
            self.model = model
            self.tools = tools
            self.messages = messages
            self.provider = provider
            self.maxTokens = maxTokens
            self.temperature = temperature
            self.emotionRecognitionEnabled = emotionRecognitionEnabled
            self.unknownKeys = unknownKeys
        }
    }
}

extension AssistantConfiguration.Model: Codable {
    private enum CodingKeys: String, CodingKey {
        case model, tools, messages, provider, maxTokens, temperature, emotionRecognitionEnabled
    }

    /// Reads a model and keeps what it does not know.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: OpenKey<CodingKeys>.self)
        model = try container.decodeIfPresent(String.self, forKey: .known(.model))
        tools = try container.decodeIfPresent([JSONValue].self, forKey: .known(.tools))
        messages = try container.decodeIfPresent([JSONValue].self, forKey: .known(.messages))
        provider = try container.decodeIfPresent(String.self, forKey: .known(.provider))
        maxTokens = try container.decodeIfPresent(Int.self, forKey: .known(.maxTokens))
        temperature = try container.decodeIfPresent(Double.self, forKey: .known(.temperature))
        emotionRecognitionEnabled = try container.decodeIfPresent(
            Bool.self, forKey: .known(.emotionRecognitionEnabled))
        unknownKeys = try container.membersToKeep()
    }

    /// Writes what is known and what was kept.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: OpenKey<CodingKeys>.self)
        try container.encode(unknownMembers: unknownKeys)
        try container.encodeIfPresent(model, forKey: .known(.model))
        try container.encodeIfPresent(tools, forKey: .known(.tools))
        try container.encodeIfPresent(messages, forKey: .known(.messages))
        try container.encodeIfPresent(provider, forKey: .known(.provider))
        try container.encodeIfPresent(maxTokens, forKey: .known(.maxTokens))
        try container.encodeIfPresent(temperature, forKey: .known(.temperature))
        try container.encodeIfPresent(emotionRecognitionEnabled, forKey: .known(.emotionRecognitionEnabled))
    }
}
