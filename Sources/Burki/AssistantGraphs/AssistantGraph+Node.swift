#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension AssistantGraph {
    /// A node of a graph, which refers to an assistant, as Burki stores it.
    public struct Node: Codable, Hashable, Sendable, Identifiable {
        /// The database id of a node. It is not the index in a draft, ``AssistantGraph/Draft/NodeIndex``.
        public typealias ID = Identifier<Node, Int>

        /// The node's id.
        public var id: ID
        /// The graph it belongs to.
        public var graphID: AssistantGraph.ID?
        /// The assistant of the node.
        public var assistantID: Assistant.ID
        /// The type of the node.
        public var type: NodeType?
        /// The position on the dashboard.
        public var position: Open<Position>?
        /// The settings of the assistant in this node.
        public var configuration: Open<NodeConfiguration>?
        /// When the node was created. Burki has no date of change for nodes.
        public var createdAt: Date?
        /// The assistant's name.
        public var assistantName: String?
        /// The assistant's description.
        public var assistantDescription: String?

        /// Creates a node, for tests.
        public init(
            id: ID, graphID: AssistantGraph.ID? = nil, assistantID: Assistant.ID, type: NodeType? = .standard,
            position: Position? = nil, configuration: Open<NodeConfiguration>? = nil, createdAt: Date? = nil,
            assistantName: String? = nil, assistantDescription: String? = nil
        ) {
            self.id = id
            self.graphID = graphID
            self.assistantID = assistantID
            self.type = type
            self.position = position.map { Open($0) }
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

    /// The settings of an assistant in one node of a graph.
    public struct NodeConfiguration: Codable, Hashable, Sendable {
        /// The documents that the assistant may use in the node.
        public var knowledgeBaseFiles: [Document.ID]?
        /// The tools that the assistant may use in the node.
        public var customTools: [Tool.ID]?
        /// The longest time in the node, in whole minutes. Another duration is an error when the graph is sent.
        @WholeMinutes public var maxSessionDuration: Duration?
        /// Settings of your own.
        public var customSettings: [String: JSONValue]?

        /// Creates a configuration; what is `nil` is not sent.
        public init(
            knowledgeBaseFiles: [Document.ID]? = nil, customTools: [Tool.ID]? = nil,
            maxSessionDuration: Duration? = nil,
            customSettings: [String: JSONValue]? = nil
        ) {
            self.knowledgeBaseFiles = knowledgeBaseFiles
            self.customTools = customTools
            self.maxSessionDuration = maxSessionDuration
            self.customSettings = customSettings
        }

        private enum CodingKeys: String, CodingKey {
            case knowledgeBaseFiles = "knowledge_base_files"
            case customTools = "custom_tools"
            case maxSessionDuration = "max_session_duration"
            case customSettings = "custom_settings"
        }
    }
}
