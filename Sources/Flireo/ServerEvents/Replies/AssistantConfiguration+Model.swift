extension AssistantConfiguration {
    /// The language model of an assistant, with its instructions and tools.
    public struct Model: Codable, Hashable, Sendable, NullPreserving {
        /// The name of the model, for example `gpt-4.1-mini`.
        public var model: String?
        /// The functions that the model may call. Free-form; the dashboard has an editor for them.
        public var tools: [JSONValue]?
        /// The instructions. Free-form.
        public var messages: [JSONValue]?
        /// The provider of the model, for example `openai`.
        public var provider: String?
        /// The maximum length of an answer in tokens.
        public var maxTokens: Int?
        /// The sampling temperature, for example 0.3. The range is not documented.
        public var temperature: Double?
        /// Whether the emotions of the caller are recognized and passed to the model.
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
