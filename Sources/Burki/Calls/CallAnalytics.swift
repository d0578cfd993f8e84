/// The calls of an organization in a period, in numbers.
///
/// Burki does not state the unit of durations. They are read as seconds.
public struct CallAnalytics: Codable, Hashable, Sendable {
    /// The number of calls.
    public var totalCount: Int?
    /// The number of calls that were completed.
    public var completedCount: Int?
    /// The number of calls that failed.
    public var failedCount: Int?
    /// The number of ongoing calls.
    public var ongoingCount: Int?
    /// The duration of all calls.
    @Seconds public var totalDuration: Duration?
    /// The average duration of a call.
    @Seconds public var averageDuration: Duration?
    /// The share of completed calls, in percent.
    public var successRate: Double?
    /// The numbers of each day, by its date, for example `2023-10-29`.
    public var days: [String: Day]?
    /// The assistants with the most calls.
    public var topAssistants: [TopAssistant]?

    /// Creates a value, for tests.
    public init(
        totalCount: Int? = nil, completedCount: Int? = nil, failedCount: Int? = nil, ongoingCount: Int? = nil,
        totalDuration: Duration? = nil, averageDuration: Duration? = nil, successRate: Double? = nil,
        days: [String: Day]? = nil, topAssistants: [TopAssistant]? = nil
    ) {
        self.totalCount = totalCount
        self.completedCount = completedCount
        self.failedCount = failedCount
        self.ongoingCount = ongoingCount
        self.totalDuration = totalDuration
        self.averageDuration = averageDuration
        self.successRate = successRate
        self.days = days
        self.topAssistants = topAssistants
    }

    private enum CodingKeys: String, CodingKey {
        case totalCount = "total_calls"
        case completedCount = "completed_calls"
        case failedCount = "failed_calls"
        case ongoingCount = "ongoing_calls"
        case totalDuration = "total_duration"
        case averageDuration = "avg_duration"
        case successRate = "success_rate"
        case days = "daily_stats"
        case topAssistants = "top_assistants"
    }
}

extension CallAnalytics {
    /// The calls of a day.
    public struct Day: Codable, Hashable, Sendable {
        /// The number of calls.
        public var totalCount: Int?
        /// The number of calls that were completed.
        public var completedCount: Int?
        /// The number of calls that failed.
        public var failedCount: Int?

        /// Creates a value, for tests.
        public init(
            totalCount: Int? = nil, completedCount: Int? = nil, failedCount: Int? = nil
        ) {
            self.totalCount = totalCount
            self.completedCount = completedCount
            self.failedCount = failedCount
        }

        private enum CodingKeys: String, CodingKey {
            case totalCount = "total"
            case completedCount = "completed"
            case failedCount = "failed"
        }
    }
}

extension CallAnalytics {
    /// An assistant with many calls.
    public struct TopAssistant: Codable, Hashable, Sendable {
        /// The assistant.
        public var assistantID: Assistant.ID?
        /// The name of the assistant.
        public var assistantName: String?
        /// The number of its calls.
        public var callCount: Int?
        /// The duration of its calls.
        @Seconds public var duration: Duration?

        /// Creates a value, for tests.
        public init(
            assistantID: Assistant.ID? = nil, assistantName: String? = nil, callCount: Int? = nil,
            duration: Duration? = nil
        ) {
            self.assistantID = assistantID
            self.assistantName = assistantName
            self.callCount = callCount
            self.duration = duration
        }

        private enum CodingKeys: String, CodingKey {
            case duration
            case assistantID = "assistant_id"
            case assistantName = "assistant_name"
            case callCount = "calls"
        }
    }
}

extension CallAnalytics {
    /// A period that ends now.
    public struct Period: OpenEnum {
        /// The value on the wire.
        public let rawValue: String

        /// Creates a period from any string.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// One day.
        public static let day = Self(rawValue: "1d")
        /// Seven days.
        public static let week = Self(rawValue: "7d")
        /// 30 days.
        public static let month = Self(rawValue: "30d")
        /// 90 days.
        public static let quarter = Self(rawValue: "90d")

        /// The periods that this version knows.
        public static let known: [Self] = [day, week, month, quarter]
    }
}
