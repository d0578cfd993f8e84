extension AssistantGraph {
    /// The condition under which a conversation moves along an edge.
    ///
    /// Create one with a static method such as ``naturalLanguage(_:)``. Burki interprets the text of a condition; the SDK sends it unchanged.
    public struct Condition: Hashable, Sendable {
        /// The kind of the condition.
        public var type: ConditionType
        /// For `intent`: keywords, separated by commas, any of which is sufficient.
        public var intentPattern: String?
        /// For `natural_language`: a sentence that a language model evaluates. Slower than keywords.
        public var naturalLanguageTrigger: String?
        /// For `mathematical`: an expression such as `call_duration > 600`. It can use `call_duration` in seconds, `turn_count`, and
        /// state variables of your own.
        public var mathematicalExpression: String?
        /// For `state_variable`: a comparison such as `{"variable": "department", "operator": "equals", "value": "billing"}`.
        public var stateVariableCondition: [String: JSONValue]?

        /// Creates a condition from its parts, for kinds without a static method.
        public init(
            type: ConditionType, intentPattern: String? = nil, naturalLanguageTrigger: String? = nil,
            mathematicalExpression: String? = nil, stateVariableCondition: [String: JSONValue]? = nil
        ) {
            self.type = type
            self.intentPattern = intentPattern
            self.naturalLanguageTrigger = naturalLanguageTrigger
            self.mathematicalExpression = mathematicalExpression
            self.stateVariableCondition = stateVariableCondition
        }

        /// A condition that is met when the caller uses one of the keywords. A comma in a keyword separates two keywords.
        public static func intent(_ keywords: String...) -> Condition { intent(keywords) }

        /// A condition that is met when the caller uses one of the keywords. A comma in a keyword separates two keywords.
        public static func intent(_ keywords: [String]) -> Condition {
            Condition(type: .intent, intentPattern: keywords.joined(separator: ","))
        }

        /// A condition that is met when the sentence is true of the conversation, according to a language model.
        public static func naturalLanguage(_ trigger: String) -> Condition {
            Condition(type: .naturalLanguage, naturalLanguageTrigger: trigger)
        }

        /// A condition that is met when the expression is true, for example `call_duration > 600`.
        public static func mathematical(_ expression: String) -> Condition {
            Condition(type: .mathematical, mathematicalExpression: expression)
        }

        /// A condition that compares a state variable with a value.
        ///
        /// - Parameters:
        ///   - variable: The variable's name.
        ///   - comparison: Burki's name of the comparison. Only `equals` is documented.
        ///   - value: The value to compare with.
        /// - Returns: The condition.
        public static func stateVariable(
            _ variable: String, _ comparison: String, _ value: JSONValue
        ) -> Condition {
            Condition(
                type: .stateVariable,
                stateVariableCondition: [
                    "variable": .string(variable), "operator": .string(comparison), "value": value,
                ])
        }
    }

    /// The kind of a condition.
    public struct ConditionType: OpenEnum {
        /// The value on the wire.
        public let rawValue: String

        /// Creates a kind from any string.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Keywords.
        public static let intent = Self(rawValue: "intent")
        /// A sentence that a language model evaluates.
        public static let naturalLanguage = Self(rawValue: "natural_language")
        /// An expression over numbers.
        public static let mathematical = Self(rawValue: "mathematical")
        /// A comparison with a state variable.
        public static let stateVariable = Self(rawValue: "state_variable")

        /// The values that this version knows.
        public static let known: [Self] = [intent, naturalLanguage, mathematical, stateVariable]
    }
}

extension AssistantGraph {
    /// The keys of a stored or drafted edge, which include those of its condition.
    enum EdgeKeys: String, CodingKey {
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

extension AssistantGraph.Condition: Codable {
    /// Reads a condition.
    public init(from decoder: any Decoder) throws {
        try self.init(from: decoder.container(keyedBy: AssistantGraph.EdgeKeys.self))
    }

    /// Writes a condition.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AssistantGraph.EdgeKeys.self)
        try encode(to: &container)
    }

    /// Reads the condition of an edge.
    init(from edge: KeyedDecodingContainer<AssistantGraph.EdgeKeys>) throws {
        type = try edge.decode(AssistantGraph.ConditionType.self, forKey: .conditionType)
        intentPattern = try edge.decodeIfPresent(String.self, forKey: .intentPattern)
        naturalLanguageTrigger = try edge.decodeIfPresent(String.self, forKey: .naturalLanguageTrigger)
        mathematicalExpression = try edge.decodeIfPresent(String.self, forKey: .mathematicalExpression)
        stateVariableCondition = try edge.decodeIfPresent([String: JSONValue].self, forKey: .stateVariableCondition)
    }

    /// Writes the condition of an edge.
    func encode(to edge: inout KeyedEncodingContainer<AssistantGraph.EdgeKeys>) throws {
        try edge.encode(type, forKey: .conditionType)
        try edge.encodeIfPresent(intentPattern, forKey: .intentPattern)
        try edge.encodeIfPresent(naturalLanguageTrigger, forKey: .naturalLanguageTrigger)
        try edge.encodeIfPresent(mathematicalExpression, forKey: .mathematicalExpression)
        try edge.encodeIfPresent(stateVariableCondition, forKey: .stateVariableCondition)
    }
}
