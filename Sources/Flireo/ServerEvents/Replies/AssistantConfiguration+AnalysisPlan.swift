extension AssistantConfiguration {
    /// The analysis of a call after it has ended.
    public struct AnalysisPlan: Codable, Hashable, Sendable, NullPreserving {
        /// The settings of the summary. Free-form.
        public var summaryPlan: JSONValue?
        /// The settings of the extraction of structured data. Free-form.
        public var structuredDataPlan: JSONValue?
        /// The smallest number of messages of a call that is analysed.
        public var minMessagesThreshold: Int?
        /// The settings of the evaluation whether the call was a success. Free-form.
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
