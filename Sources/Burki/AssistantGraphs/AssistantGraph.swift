#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A graph that routes a conversation between assistants, as Burki stores it.
///
/// Its nodes and edges have database ids. To create one, write an ``AssistantGraph/Draft``, whose edges name nodes by
/// their place.
public struct AssistantGraph: Codable, Hashable, Sendable, Identifiable {
    /// The id of a graph.
    public typealias ID = Identifier<AssistantGraph, Int>

    /// The graph's id.
    public var id: ID
    /// The organization that owns the graph.
    public var organizationID: Organization.ID?
    /// The name, unique within the organization.
    public var name: String
    /// What the graph is for.
    public var description: String?
    /// Whether the graph takes calls.
    public var isActive: Bool?
    /// Settings of the graph; Burki documents none.
    public var configuration: [String: JSONValue]
    /// The assistants in the graph. Empty in lists of graphs.
    public var nodes: [Node]
    /// The transitions between them. Empty in lists of graphs. An edge may refer to a node that the reply leaves out.
    public var edges: [Edge]
    /// How many nodes the graph has, also when ``nodes`` is empty.
    public var totalNodes: Int?
    /// How many edges the graph has, also when ``edges`` is empty.
    public var totalEdges: Int?
    /// When the graph was created.
    public var createdAt: Date?
    /// When the graph was changed last.
    public var updatedAt: Date?

    /// Creates a graph as the server would send it, for tests.
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
        self.nodes = nodes
        self.edges = edges
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
}

extension AssistantGraph {
    /// A place on the dashboard's canvas.
    public struct Position: Codable, Hashable, Sendable {
        /// To the right; may be negative.
        public var x: Double
        /// Downwards; may be negative.
        public var y: Double

        /// Creates a place.
        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }

        /// The middle of the canvas.
        public static let origin = Position(x: 0, y: 0)
    }

    /// What a node does in its graph.
    public struct NodeType: OpenEnum {
        /// The word on the wire.
        public let rawValue: String

        /// Takes any word.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Where calls begin. A graph needs exactly one to work.
        public static let entry = Self(rawValue: "entry")
        /// A step in between.
        public static let standard = Self(rawValue: "standard")
        /// Ends the call.
        public static let exit = Self(rawValue: "exit")
        /// Hands the call to a person.
        public static let escalation = Self(rawValue: "escalation")

        /// The types this version knows.
        public static let known: [Self] = [entry, standard, exit, escalation]
    }

    /// How the conditions of a transition are combined.
    public struct ConditionLogic: OpenEnum {
        /// The word on the wire.
        public let rawValue: String

        /// Takes any word.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// All must hold. Burki's default.
        public static let and = Self(rawValue: "AND")
        /// One is enough.
        public static let or = Self(rawValue: "OR")

        /// The words this version knows.
        public static let known: [Self] = [and, or]
    }
}
