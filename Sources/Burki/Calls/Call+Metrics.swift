extension Call {
    /// What Burki calculates of a call. Some numbers come from rules, those about feelings and intents from a language model.
    ///
    /// Burki does not state the unit of durations. They are read as seconds.
    public struct Metrics: Codable, Hashable, Sendable {
        /// The average time until a reply.
        @Seconds public var averageResponseTime: Duration?
        /// The shortest time until a reply.
        @Seconds public var fastestResponseTime: Duration?
        /// The standard deviation of the time until a reply.
        @Seconds public var responseTimeDeviation: Duration?
        /// How well the conversation flows. The range is not documented; the example is 82.
        public var conversationFlowScore: Int?
        /// How engaged the customer is. The range is not documented; the example is 76.
        public var engagementScore: Int?
        /// The customer's share of the conversation, in percent.
        public var customerPercentage: Int?
        /// The assistant's share of the conversation, in percent.
        public var assistantPercentage: Int?
        /// The number of turns of the customer.
        public var customerTurnCount: Int?
        /// The number of turns of the assistant.
        public var assistantTurnCount: Int?
        /// The average time until the customer replies.
        @Seconds public var averageCustomerResponseTime: Duration?
        /// The average time until the assistant replies.
        @Seconds public var averageAssistantResponseTime: Duration?
        /// The shortest time until the customer replies.
        @Seconds public var fastestCustomerResponseTime: Duration?
        /// The shortest time until the assistant replies.
        @Seconds public var fastestAssistantResponseTime: Duration?
        /// The longest time until the customer replies.
        @Seconds public var slowestCustomerResponseTime: Duration?
        /// The longest time until the assistant replies.
        @Seconds public var slowestAssistantResponseTime: Duration?
        /// The average duration of a turn of the customer.
        @Seconds public var averageCustomerTurnDuration: Duration?
        /// The average duration of a turn of the assistant.
        @Seconds public var averageAssistantTurnDuration: Duration?
        /// The longest time that the customer speaks without a pause.
        @Seconds public var longestCustomerMonologue: Duration?
        /// The longest time that the assistant speaks without a pause.
        @Seconds public var longestAssistantMonologue: Duration?
        /// The average duration of a silence.
        @Seconds public var averageSilenceDuration: Duration?
        /// The number of long silences.
        public var awkwardSilenceCount: Int?
        /// The duration of all silences.
        @Seconds public var totalSilenceDuration: Duration?
        /// The share of silence, in percent.
        public var silencePercentage: Double?
        /// The number of words of the customer.
        public var customerWordCount: Int?
        /// The number of words of the assistant.
        public var assistantWordCount: Int?
        /// The speed of the customer, in words a minute.
        public var customerWordsPerMinute: Double?
        /// The speed of the assistant, in words a minute.
        public var assistantWordsPerMinute: Double?
        /// The average number of words in a turn of the customer.
        public var customerWordsPerTurn: Double?
        /// The average number of words in a turn of the assistant.
        public var assistantWordsPerTurn: Double?
        /// How long the customer speaks.
        @Seconds public var customerSpeakingTime: Duration?
        /// How long the assistant speaks.
        @Seconds public var assistantSpeakingTime: Duration?
        /// The customer's speaking time for each second of the assistant's, by the example.
        public var speakingTimeRatio: Double?
        /// The number of interruptions.
        public var interruptionCount: Int?
        /// How certain the recognition of the customer is on average, from 0 to 1.
        public var averageCustomerConfidence: Double?
        /// How certain the recognition of the assistant is on average, from 0 to 1.
        public var averageAssistantConfidence: Double?
        /// The number of segments whose recognition is uncertain.
        public var lowConfidenceSegmentCount: Int?
        /// The average frustration of the customer. The range is not documented; the example is 0.12.
        public var averageFrustration: Double?
        /// The average stress of the customer. The range is not documented; the example is 0.18.
        public var averageStress: Double?
        /// How the sentiment changes during the call. The range is not documented; the example is 0.22.
        public var sentimentChange: Double?
        /// The frustration of the customer over time.
        public var frustrationScores: [Score]?
        /// The stress of the customer over time.
        public var stressScores: [Score]?
        /// How much the price matters to the customer. The range is not documented; the example is 0.
        public var priceSensitivity: Double?
        /// What the customer wants, for example `reschedule_appointment`.
        public var primaryIntent: String?
        /// Whether the customer got it.
        public var isIntentResolved: Bool?
        /// How accurate the replies of the assistant are. The range is not documented; the example is 0.86.
        public var assistantResponseAccuracy: Double?

        /// Creates a value, for tests.
        public init(
            averageResponseTime: Duration? = nil, fastestResponseTime: Duration? = nil,
            responseTimeDeviation: Duration? = nil, conversationFlowScore: Int? = nil, engagementScore: Int? = nil,
            customerPercentage: Int? = nil, assistantPercentage: Int? = nil, customerTurnCount: Int? = nil,
            assistantTurnCount: Int? = nil, averageCustomerResponseTime: Duration? = nil,
            averageAssistantResponseTime: Duration? = nil, fastestCustomerResponseTime: Duration? = nil,
            fastestAssistantResponseTime: Duration? = nil, slowestCustomerResponseTime: Duration? = nil,
            slowestAssistantResponseTime: Duration? = nil, averageCustomerTurnDuration: Duration? = nil,
            averageAssistantTurnDuration: Duration? = nil, longestCustomerMonologue: Duration? = nil,
            longestAssistantMonologue: Duration? = nil, averageSilenceDuration: Duration? = nil,
            awkwardSilenceCount: Int? = nil, totalSilenceDuration: Duration? = nil, silencePercentage: Double? = nil,
            customerWordCount: Int? = nil, assistantWordCount: Int? = nil, customerWordsPerMinute: Double? = nil,
            assistantWordsPerMinute: Double? = nil, customerWordsPerTurn: Double? = nil,
            assistantWordsPerTurn: Double? = nil, customerSpeakingTime: Duration? = nil,
            assistantSpeakingTime: Duration? = nil, speakingTimeRatio: Double? = nil, interruptionCount: Int? = nil,
            averageCustomerConfidence: Double? = nil, averageAssistantConfidence: Double? = nil,
            lowConfidenceSegmentCount: Int? = nil, averageFrustration: Double? = nil, averageStress: Double? = nil,
            sentimentChange: Double? = nil, frustrationScores: [Score]? = nil, stressScores: [Score]? = nil,
            priceSensitivity: Double? = nil, primaryIntent: String? = nil, isIntentResolved: Bool? = nil,
            assistantResponseAccuracy: Double? = nil
        ) {
            self.averageResponseTime = averageResponseTime
            self.fastestResponseTime = fastestResponseTime
            self.responseTimeDeviation = responseTimeDeviation
            self.conversationFlowScore = conversationFlowScore
            self.engagementScore = engagementScore
            self.customerPercentage = customerPercentage
            self.assistantPercentage = assistantPercentage
            self.customerTurnCount = customerTurnCount
            self.assistantTurnCount = assistantTurnCount
            self.averageCustomerResponseTime = averageCustomerResponseTime
            self.averageAssistantResponseTime = averageAssistantResponseTime
            self.fastestCustomerResponseTime = fastestCustomerResponseTime
            self.fastestAssistantResponseTime = fastestAssistantResponseTime
            self.slowestCustomerResponseTime = slowestCustomerResponseTime
            self.slowestAssistantResponseTime = slowestAssistantResponseTime
            self.averageCustomerTurnDuration = averageCustomerTurnDuration
            self.averageAssistantTurnDuration = averageAssistantTurnDuration
            self.longestCustomerMonologue = longestCustomerMonologue
            self.longestAssistantMonologue = longestAssistantMonologue
            self.averageSilenceDuration = averageSilenceDuration
            self.awkwardSilenceCount = awkwardSilenceCount
            self.totalSilenceDuration = totalSilenceDuration
            self.silencePercentage = silencePercentage
            self.customerWordCount = customerWordCount
            self.assistantWordCount = assistantWordCount
            self.customerWordsPerMinute = customerWordsPerMinute
            self.assistantWordsPerMinute = assistantWordsPerMinute
            self.customerWordsPerTurn = customerWordsPerTurn
            self.assistantWordsPerTurn = assistantWordsPerTurn
            self.customerSpeakingTime = customerSpeakingTime
            self.assistantSpeakingTime = assistantSpeakingTime
            self.speakingTimeRatio = speakingTimeRatio
            self.interruptionCount = interruptionCount
            self.averageCustomerConfidence = averageCustomerConfidence
            self.averageAssistantConfidence = averageAssistantConfidence
            self.lowConfidenceSegmentCount = lowConfidenceSegmentCount
            self.averageFrustration = averageFrustration
            self.averageStress = averageStress
            self.sentimentChange = sentimentChange
            self.frustrationScores = frustrationScores
            self.stressScores = stressScores
            self.priceSensitivity = priceSensitivity
            self.primaryIntent = primaryIntent
            self.isIntentResolved = isIntentResolved
            self.assistantResponseAccuracy = assistantResponseAccuracy
        }

        private enum CodingKeys: String, CodingKey {
            case averageResponseTime = "avg_response_time"
            case fastestResponseTime = "fastest_response_time"
            case responseTimeDeviation = "response_time_std"
            case conversationFlowScore = "conversation_flow_score"
            case engagementScore = "engagement_score"
            case customerPercentage = "user_percentage"
            case assistantPercentage = "ai_percentage"
            case customerTurnCount = "user_turns"
            case assistantTurnCount = "ai_turns"
            case averageCustomerResponseTime = "avg_customer_response_time"
            case averageAssistantResponseTime = "avg_ai_response_time"
            case fastestCustomerResponseTime = "fastest_customer_response"
            case fastestAssistantResponseTime = "fastest_ai_response"
            case slowestCustomerResponseTime = "slowest_customer_response"
            case slowestAssistantResponseTime = "slowest_ai_response"
            case averageCustomerTurnDuration = "avg_customer_turn_duration"
            case averageAssistantTurnDuration = "avg_ai_turn_duration"
            case longestCustomerMonologue = "longest_customer_monologue"
            case longestAssistantMonologue = "longest_ai_monologue"
            case averageSilenceDuration = "avg_silence_duration"
            case awkwardSilenceCount = "awkward_silences_count"
            case totalSilenceDuration = "total_silence_time"
            case silencePercentage = "silence_percentage"
            case customerWordCount = "total_customer_words"
            case assistantWordCount = "total_ai_words"
            case customerWordsPerMinute = "customer_words_per_minute"
            case assistantWordsPerMinute = "ai_words_per_minute"
            case customerWordsPerTurn = "avg_customer_words_per_turn"
            case assistantWordsPerTurn = "avg_ai_words_per_turn"
            case customerSpeakingTime = "total_speaking_time_customer"
            case assistantSpeakingTime = "total_speaking_time_ai"
            case speakingTimeRatio = "speaking_time_ratio"
            case interruptionCount = "interruption_count"
            case averageCustomerConfidence = "avg_confidence_customer"
            case averageAssistantConfidence = "avg_confidence_ai"
            case lowConfidenceSegmentCount = "low_confidence_segments_count"
            case averageFrustration = "avg_user_frustration"
            case averageStress = "avg_user_stress"
            case sentimentChange = "interaction_sentiment_delta"
            case frustrationScores = "frustration_scores_ts"
            case stressScores = "stress_scores_ts"
            case priceSensitivity = "price_sensitivity"
            case primaryIntent = "primary_intent"
            case isIntentResolved = "intent_resolved"
            case assistantResponseAccuracy = "ai_response_accuracy"
        }
    }
}

extension Call.Metrics {
    /// A score at a time.
    public struct Score: Codable, Hashable, Sendable {
        /// The time, from the beginning of the call.
        @Seconds public var time: Duration?
        /// The score.
        public var score: Double?

        /// Creates a score.
        public init(
            time: Duration? = nil, score: Double? = nil
        ) {
            self.time = time
            self.score = score
        }

        private enum CodingKeys: String, CodingKey {
            case score
            case time = "t"
        }
    }
}
