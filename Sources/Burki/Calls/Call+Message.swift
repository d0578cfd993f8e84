#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension Call {
    /// A message of the conversation of a call, as the language model gets it.
    public struct Message: Codable, Hashable, Sendable, Identifiable {
        /// The id of a message.
        public typealias ID = Identifier<Message, Int>

        /// The message's id.
        public var id: ID
        /// The call.
        public var callID: Call.ID?
        /// The author of the message.
        public var role: Role?
        /// The text.
        public var content: String?
        /// The position in the conversation, from 0.
        public var index: Int?
        /// When the message was added.
        public var timestamp: Date?
        /// The provider of the language model, for example `openai`. `nil` unless the assistant said it.
        public var llmProvider: String?
        /// The language model, for example `gpt-4o-mini`.
        public var llmModel: String?
        /// The number of tokens that the model read. `nil` unless the assistant said it.
        public var promptTokens: Int?
        /// The number of tokens that the model wrote.
        public var completionTokens: Int?
        /// The sum of both.
        public var totalTokens: Int?

        /// Creates a value, for tests.
        public init(
            id: ID, callID: Call.ID? = nil, role: Role? = nil, content: String? = nil, index: Int? = nil,
            timestamp: Date? = nil, llmProvider: String? = nil, llmModel: String? = nil, promptTokens: Int? = nil,
            completionTokens: Int? = nil, totalTokens: Int? = nil
        ) {
            self.id = id
            self.callID = callID
            self.role = role
            self.content = content
            self.index = index
            self.timestamp = timestamp
            self.llmProvider = llmProvider
            self.llmModel = llmModel
            self.promptTokens = promptTokens
            self.completionTokens = completionTokens
            self.totalTokens = totalTokens
        }

        private enum CodingKeys: String, CodingKey {
            case id, role, content, timestamp
            case callID = "call_id"
            case index = "message_index"
            case llmProvider = "llm_provider"
            case llmModel = "llm_model"
            case promptTokens = "prompt_tokens"
            case completionTokens = "completion_tokens"
            case totalTokens = "total_tokens"
        }
    }
}

extension Call.Message {
    /// The author of the message.
    public struct Role: OpenEnum {
        /// The value on the wire.
        public let rawValue: String

        /// Creates a role from any string.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The instructions of the assistant.
        public static let system = Self(rawValue: "system")
        /// The customer.
        public static let user = Self(rawValue: "user")
        /// The assistant.
        public static let assistant = Self(rawValue: "assistant")

        /// The roles that this version knows.
        public static let known: [Self] = [system, user, assistant]
    }
}
