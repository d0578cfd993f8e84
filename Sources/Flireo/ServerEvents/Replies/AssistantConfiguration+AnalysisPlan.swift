extension AssistantConfiguration {
    /// How a call is analysed when it has ended.
    public struct AnalysisPlan: Codable, Hashable, Sendable, NullPreserving {
        /// How it is summed up. Free-form.
        public var summaryPlan: JSONValue?
        /// Which data are taken from it. Free-form.
        public var structuredDataPlan: JSONValue?
        /// How many messages a call must have to be analysed.
        public var minMessagesThreshold: Int?
        /// How it decides whether the call was a success. Free-form.
        public var successEvaluationPlan: JSONValue?

        /// Creates a plan.
        public init(
            summaryPlan: JSONValue? = nil, structuredDataPlan: JSONValue? = nil, minMessagesThreshold: Int? = nil,
            successEvaluationPlan: JSONValue? = nil
        ) {
            self.summaryPlan = summaryPlan
            self.structuredDataPlan = structuredDataPlan
            self.minMessagesThreshold = minMessagesThreshold
            self.successEvaluationPlan = successEvaluationPlan
        }

        private enum CodingKeys: String, CodingKey {
            case summaryPlan, structuredDataPlan, minMessagesThreshold, successEvaluationPlan
        }
    }
}
