extension AssistantConfiguration {
    /// The language model, its instructions and its tools.
    public struct Model: Codable, Hashable, Sendable, NullPreserving {
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

        /// Creates a model.
        public init(
            model: String? = nil, tools: [JSONValue]? = nil, messages: [JSONValue]? = nil, provider: String? = nil,
            maxTokens: Int? = nil, temperature: Double? = nil, emotionRecognitionEnabled: Bool? = nil
        ) {
            self.model = model
            self.tools = tools
            self.messages = messages
            self.provider = provider
            self.maxTokens = maxTokens
            self.temperature = temperature
            self.emotionRecognitionEnabled = emotionRecognitionEnabled
        }

        private enum CodingKeys: String, CodingKey {
            case model, tools, messages, provider, maxTokens, temperature, emotionRecognitionEnabled
        }
    }
}
