#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A graph that routes a conversation between assistants, as Burki stores it.
///
/// Its nodes and edges have database ids. To create a graph, use an ``AssistantGraph/Draft``, in which edges refer to nodes by
/// index.
public struct AssistantGraph: Codable, Hashable, Sendable, Identifiable {
    /// The id of a graph.
    public typealias ID = Identifier<AssistantGraph, Int>

    /// The graph's id.
    public var id: ID
    /// The organization that owns the graph.
    public var organizationID: Organization.ID?
    /// The name, unique within the organization. Empty when a reply has none.
    public var name: String
    /// A description of the graph.
    public var description: String?
    /// Whether the graph is active.
    public var isActive: Bool?
    /// The settings of the graph; Burki documents none.
    public var configuration: [String: JSONValue]
    /// The nodes of the graph. Empty in lists of graphs.
    public var nodes: [Open<Node>]
    /// The edges between the nodes. Empty in lists of graphs. An edge may refer to a node that is not in the reply.
    public var edges: [Open<Edge>]
    /// The number of nodes of the graph, also when ``nodes`` is empty or some of them could not be decoded.
    public var totalNodes: Int?
    /// The number of edges of the graph, also when ``edges`` is empty or some of them could not be decoded.
    public var totalEdges: Int?
    /// When the graph was created.
    public var createdAt: Date?
    /// When the graph was last changed.
    public var updatedAt: Date?

    /// Creates a graph, for tests.
    public init(
        id: ID, organizationID: Organization.ID? = nil, name: String, description: String? = nil,
        isActive: Bool? = true, configuration: [String: JSONValue] = [:], nodes: [Node] = [], edges: [Edge] = [],
        totalNodes: Int? = nil, totalEdges: Int? = nil, createdAt: Date? = nil, updatedAt: Date? = nil
    ) {
        self.id = id
        self.organizationID = organizationID
        self.name = name
        self.description = description
        self.isActive = isActive
        self.configuration = configuration
        self.nodes = nodes.map { Open($0) }
        self.edges = edges.map { Open($0) }
        self.totalNodes = totalNodes
        self.totalEdges = totalEdges
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case organizationID = "organization_id"
        case name, description
        case isActive = "is_active"
        case configuration, nodes, edges
        case totalNodes = "total_nodes"
        case totalEdges = "total_edges"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }

    /// Reads a graph. Only its id is required. A total is at least the number of nodes or edges in the reply, also of those that cannot
    /// be decoded, so that a graph of which some are missing is not mistaken for a complete one.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(ID.self, forKey: .id)
        organizationID = try container.decodeIfPresent(Organization.ID.self, forKey: .organizationID)
        name = try container.decodeIfPresent(String.self, forKey: .name) ?? ""
        description = try container.decodeIfPresent(String.self, forKey: .description)
        isActive = try container.decodeIfPresent(Bool.self, forKey: .isActive)
        configuration = try container.decode([String: JSONValue].self, forKey: .configuration)
        nodes = try container.decode([Open<Node>].self, forKey: .nodes)
        edges = try container.decode([Open<Edge>].self, forKey: .edges)
        func total(_ key: CodingKeys, of elements: [some Any], in list: CodingKeys) throws -> Int? {
            let total = try container.decodeIfPresent(Int.self, forKey: key)
            let missing = container.missingElements(of: elements, forKey: list)
            return missing == 0 ? total : max(total ?? 0, elements.count + missing)
        }
        totalNodes = try total(.totalNodes, of: nodes, in: .nodes)
        totalEdges = try total(.totalEdges, of: edges, in: .edges)
        createdAt = try container.decodeIfPresent(Date.self, forKey: .createdAt)
        updatedAt = try container.decodeIfPresent(Date.self, forKey: .updatedAt)
    }
}

extension AssistantGraph {
    /// A position on the dashboard's canvas.
    public struct Position: Codable, Hashable, Sendable {
        /// The horizontal coordinate. It can be negative.
        public var x: Double
        /// The vertical coordinate. It can be negative.
        public var y: Double

        /// Creates a position.
        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }

        /// The position (0, 0).
        public static let origin = Position(x: 0, y: 0)
    }

    /// The type of a node.
    public struct NodeType: OpenEnum {
        /// The value on the wire.
        public let rawValue: String

        /// Creates a value from any string.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The node at which calls start. A graph needs exactly one.
        public static let entry = Self(rawValue: "entry")
        /// A node between entry and exit.
        public static let standard = Self(rawValue: "standard")
        /// A node that ends the call.
        public static let exit = Self(rawValue: "exit")
        /// A node that hands the call to a person.
        public static let escalation = Self(rawValue: "escalation")

        /// The values that this version knows.
        public static let known: [Self] = [entry, standard, exit, escalation]
    }

    /// How the conditions of an edge are combined.
    public struct ConditionLogic: OpenEnum {
        /// The value on the wire.
        public let rawValue: String

        /// Creates a value from any string.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// All conditions must be met. Burki's default.
        public static let and = Self(rawValue: "AND")
        /// One condition is sufficient.
        public static let or = Self(rawValue: "OR")

        /// The values that this version knows.
        public static let known: [Self] = [and, or]
    }
}
