extension AssistantConfiguration {
    /// How a call is analysed when it has ended.
    public struct AnalysisPlan: Hashable, Sendable {
        /// How it is summed up. Free-form.
        public var summaryPlan: JSONValue?
        /// Which data are taken from it. Free-form.
        public var structuredDataPlan: JSONValue?
        /// How many messages a call must have to be analysed.
        public var minMessagesThreshold: Int?
        /// How it decides whether the call was a success. Free-form.
        public var successEvaluationPlan: JSONValue?
        /// What this version has no property for. A property that was null stands here too.
        public var unknownKeys: [String: JSONValue]

        /// Creates a plan.
        public init(
            summaryPlan: JSONValue? = nil, structuredDataPlan: JSONValue? = nil, minMessagesThreshold: Int? = nil,
            successEvaluationPlan: JSONValue? = nil, unknownKeys: [String: JSONValue] = [:]
        ) {
            self.summaryPlan = summaryPlan
            self.structuredDataPlan = structuredDataPlan
            self.minMessagesThreshold = minMessagesThreshold
            self.successEvaluationPlan = successEvaluationPlan
            self.unknownKeys = unknownKeys
        }
    }
}

extension AssistantConfiguration.AnalysisPlan: Codable {
    private enum CodingKeys: String, CodingKey {
        case summaryPlan, structuredDataPlan, minMessagesThreshold, successEvaluationPlan
    }

    /// Reads a plan and keeps what it does not know.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: OpenKey<CodingKeys>.self)
        summaryPlan = try container.decodeIfPresent(JSONValue.self, forKey: .known(.summaryPlan))
        structuredDataPlan = try container.decodeIfPresent(JSONValue.self, forKey: .known(.structuredDataPlan))
        minMessagesThreshold = try container.decodeIfPresent(Int.self, forKey: .known(.minMessagesThreshold))
        successEvaluationPlan = try container.decodeIfPresent(JSONValue.self, forKey: .known(.successEvaluationPlan))
        unknownKeys = try container.membersToKeep()
    }

    /// Writes what is known and what was kept.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: OpenKey<CodingKeys>.self)
        try container.encode(unknownMembers: unknownKeys)
        try container.encodeIfPresent(summaryPlan, forKey: .known(.summaryPlan))
        try container.encodeIfPresent(structuredDataPlan, forKey: .known(.structuredDataPlan))
        try container.encodeIfPresent(minMessagesThreshold, forKey: .known(.minMessagesThreshold))
        try container.encodeIfPresent(successEvaluationPlan, forKey: .known(.successEvaluationPlan))
    }
}
