/// A graph model as it could be written without the SDK: dates are strings, ids are numbers, enumerations are closed, and free-form
/// objects are structs or dictionaries of strings.
struct PlainGraph: Codable {
    var id: Int
    var organizationID: Int?
    var name: String
    var description: String?
    var isActive: Bool?
    var configuration: [String: String]
    var nodes: [Node]
    var edges: [Edge]
    var totalNodes: Int?
    var totalEdges: Int?
    var createdAt: String?
    var updatedAt: String?

    enum CodingKeys: String, CodingKey {
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

    struct Position: Codable {
        var x: Double
        var y: Double
    }

    enum NodeType: String, Codable { case entry, standard, exit, escalation }
    enum ConditionType: String, Codable {
        case intent, mathematical
        case naturalLanguage = "natural_language"
        case stateVariable = "state_variable"
    }
    enum Logic: String, Codable {
        case and = "AND"
        case or = "OR"
    }

    struct Configuration: Codable {
        var knowledgeBaseFiles: [Int]?
        var customTools: [Int]?
        var maxSessionDuration: Int?
        var customSettings: [String: String]?

        enum CodingKeys: String, CodingKey {
            case knowledgeBaseFiles = "knowledge_base_files"
            case customTools = "custom_tools"
            case maxSessionDuration = "max_session_duration"
            case customSettings = "custom_settings"
        }
    }

    struct Node: Codable {
        var id: Int
        var graphID: Int?
        var assistantID: Int
        var type: NodeType?
        var position: Position?
        var configuration: Configuration?
        var createdAt: String?
        var assistantName: String?
        var assistantDescription: String?

        enum CodingKeys: String, CodingKey {
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

    struct Edge: Codable {
        var id: Int
        var graphID: Int?
        var from: Int
        var to: Int
        var conditionType: ConditionType
        var intentPattern: String?
        var naturalLanguageTrigger: String?
        var mathematicalExpression: String?
        var stateVariableCondition: [String: String]?
        var conditionLogic: Logic?
        var priority: Int?
        var isActive: Bool?
        var handoffSentence: String?
        var description: String?
        var createdAt: String?
        var updatedAt: String?

        enum CodingKeys: String, CodingKey {
            case id
            case graphID = "graph_id"
            case from = "from_node_id"
            case to = "to_node_id"
            case conditionType = "condition_type"
            case intentPattern = "intent_pattern"
            case naturalLanguageTrigger = "natural_language_trigger"
            case mathematicalExpression = "mathematical_expression"
            case stateVariableCondition = "state_variable_condition"
            case conditionLogic = "condition_logic"
            case priority
            case isActive = "is_active"
            case handoffSentence = "handoff_sentence"
            case description
            case createdAt = "created_at"
            case updatedAt = "updated_at"
        }
    }

    /// The counterpart of `AssistantGraph.Draft`.
    struct Draft: Codable {
        var name: String
        var description: String?
        var configuration: [String: String]?
        var nodes: [Node]
        var edges: [Edge]

        struct Node: Codable {
            var assistantID: Int
            var type: NodeType
            var position: Position?
            var configuration: Configuration?

            enum CodingKeys: String, CodingKey {
                case assistantID = "assistant_id"
                case type = "node_type"
                case position, configuration
            }
        }

        struct Edge: Codable {
            var from: Int
            var to: Int
            var conditionType: ConditionType
            var intentPattern: String?
            var naturalLanguageTrigger: String?
            var mathematicalExpression: String?
            var stateVariableCondition: [String: String]?
            var conditionLogic: Logic?
            var priority: Int?
            var handoffSentence: String?
            var description: String?

            enum CodingKeys: String, CodingKey {
                case from = "from_node_id"
                case to = "to_node_id"
                case conditionType = "condition_type"
                case intentPattern = "intent_pattern"
                case naturalLanguageTrigger = "natural_language_trigger"
                case mathematicalExpression = "mathematical_expression"
                case stateVariableCondition = "state_variable_condition"
                case conditionLogic = "condition_logic"
                case priority
                case handoffSentence = "handoff_sentence"
                case description
            }
        }
    }
}
