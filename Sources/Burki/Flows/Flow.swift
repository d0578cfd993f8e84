#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A conversation flow: prompts between which a conversation moves, led by one assistant.
///
/// To create one, use a ``Flow/Draft``.
public struct Flow: Codable, Hashable, Sendable, Identifiable {
    /// The id of a flow.
    public typealias ID = Identifier<Flow, Int>

    /// The flow's id.
    public var id: ID
    /// The organization that owns the flow.
    public var organizationID: Organization.ID?
    /// The assistant of the flow, whose voice, transcription, model, tools and knowledge base it uses.
    public var baseAssistantID: Assistant.ID?
    /// The name.
    public var name: String?
    /// The nodes and the transitions between them. `nil` when the reply has no graph.
    public var graph: Open<Graph>?
    /// Whether the flow is active.
    public var isActive: Bool?
    /// When the flow was created.
    public var createdAt: Date?
    /// When the flow was last changed.
    public var updatedAt: Date?

    /// Creates a flow, for tests.
    public init(
        id: ID, organizationID: Organization.ID? = nil, baseAssistantID: Assistant.ID? = nil, name: String? = nil,
        graph: Open<Graph>? = nil, isActive: Bool? = true, createdAt: Date? = nil, updatedAt: Date? = nil
    ) {
        self.id = id
        self.organizationID = organizationID
        self.baseAssistantID = baseAssistantID
        self.name = name
        self.graph = graph
        self.isActive = isActive
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case organizationID = "organization_id"
        case baseAssistantID = "base_assistant_id"
        case name, graph
        case isActive = "is_active"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }
}

extension Flow {
    /// The type of a node. Burki's documentation has only ``conversation``.
    public struct NodeType: OpenEnum {
        /// The value on the wire.
        public let rawValue: String

        /// Creates a type from any string.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// A part of the conversation.
        public static let conversation = Self(rawValue: "conversation")
        /// Obtains variables from the conversation. Only the tests of the vendor's JavaScript SDK have it.
        public static let extractDynamicVariable = Self(rawValue: "extract_dynamic_variable")

        /// The values that this version knows.
        public static let known: [Self] = [conversation, extractDynamicVariable]
    }

    /// The kind of a transition. Burki's documentation has only ``prompt``.
    public struct TransitionKind: OpenEnum {
        /// The value on the wire.
        public let rawValue: String

        /// Creates a kind from any string.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// A sentence about the conversation, which a language model judges.
        public static let prompt = Self(rawValue: "prompt")

        /// The values that this version knows.
        public static let known: [Self] = [prompt]
    }
}
