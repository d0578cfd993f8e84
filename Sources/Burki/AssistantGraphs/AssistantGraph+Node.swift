#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension AssistantGraph {
    /// An assistant's place in a graph, as Burki stores it.
    public struct Node: Codable, Hashable, Sendable, Identifiable {
        /// The database id of a node. Not its place in a draft: see ``AssistantGraph/Draft/NodeIndex``.
        public typealias ID = Identifier<Node, Int>

        /// The node's id.
        public var id: ID
        /// The graph it belongs to.
        public var graphID: AssistantGraph.ID?
        /// The assistant that speaks here.
        public var assistantID: Assistant.ID
        /// What the node does.
        public var type: NodeType?
        /// Where it is drawn.
        public var position: Position?
        /// What is special about the assistant in this place.
        public var configuration: NodeConfiguration?
        /// When the node was created. Nodes are never updated.
        public var createdAt: Date?
        /// The assistant's name.
        public var assistantName: String?
        /// The assistant's description.
        public var assistantDescription: String?

        /// Creates a node as the server would send it, for tests.
        public init(
            id: ID, graphID: AssistantGraph.ID? = nil, assistantID: Assistant.ID, type: NodeType? = .standard,
            position: Position? = nil, configuration: NodeConfiguration? = nil, createdAt: Date? = nil,
            assistantName: String? = nil, assistantDescription: String? = nil
        ) {
            self.id = id
            self.graphID = graphID
            self.assistantID = assistantID
            self.type = type
            self.position = position
            self.configuration = configuration
            self.createdAt = createdAt
            self.assistantName = assistantName
            self.assistantDescription = assistantDescription
        }

        private enum CodingKeys: String, CodingKey {
            case id
            case graphID = "graph_id"
            case assistantID = "assistant_id"
            case type = "node_type"
            case position, configuration
            case createdAt = "created_at"
            case assistantName = "assistant_name"
            case assistantDescription = "assistant_description"
        }
    }

    /// What is special about an assistant in one node of a graph.
    public struct NodeConfiguration: Hashable, Sendable {
        /// Documents that the assistant may use here.
        public var knowledgeBaseFiles: [Document.ID]?
        /// Tools that the assistant may use here.
        public var customTools: [Tool.ID]?
        /// The longest time in this node, in minutes.
        public var maxSessionDuration: Int?
        /// Settings of your own.
        public var customSettings: [String: JSONValue]?
        /// What this version has no property for. Kept and written back.
        public var unknownKeys: [String: JSONValue]

        /// Creates a configuration; what is `nil` is not sent.
        public init(
            knowledgeBaseFiles: [Document.ID]? = nil, customTools: [Tool.ID]? = nil, maxSessionDuration: Int? = nil,
            customSettings: [String: JSONValue]? = nil, unknownKeys: [String: JSONValue] = [:]
        ) {
            self.knowledgeBaseFiles = knowledgeBaseFiles
            self.customTools = customTools
            self.maxSessionDuration = maxSessionDuration
            self.customSettings = customSettings
            self.unknownKeys = unknownKeys
        }
    }
}

extension AssistantGraph.NodeConfiguration: Codable {
    private enum CodingKeys: String, CodingKey {
        case knowledgeBaseFiles = "knowledge_base_files"
        case customTools = "custom_tools"
        case maxSessionDuration = "max_session_duration"
        case customSettings = "custom_settings"
    }

    /// Reads a configuration and keeps what it does not know.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: OpenKey<CodingKeys>.self)
        knowledgeBaseFiles = try container.decodeIfPresent([Document.ID].self, forKey: .known(.knowledgeBaseFiles))
        customTools = try container.decodeIfPresent([Tool.ID].self, forKey: .known(.customTools))
        maxSessionDuration = try container.decodeIfPresent(Int.self, forKey: .known(.maxSessionDuration))
        customSettings = try container.decodeIfPresent([String: JSONValue].self, forKey: .known(.customSettings))
        unknownKeys = try container.unknownMembers()
    }

    /// Writes what is set and what was kept.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: OpenKey<CodingKeys>.self)
        try container.encode(unknownMembers: unknownKeys)
        try container.encodeIfPresent(knowledgeBaseFiles, forKey: .known(.knowledgeBaseFiles))
        try container.encodeIfPresent(customTools, forKey: .known(.customTools))
        try container.encodeIfPresent(maxSessionDuration, forKey: .known(.maxSessionDuration))
        try container.encodeIfPresent(customSettings, forKey: .known(.customSettings))
    }
}
