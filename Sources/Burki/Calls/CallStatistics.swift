/// All calls of an organization, in numbers.
///
/// Burki does not state the unit of durations. They are read as seconds.
public struct CallStatistics: Codable, Hashable, Sendable {
    /// The number of calls.
    public var totalCount: Int?
    /// The duration of all calls.
    @Seconds public var totalDuration: Duration?
    /// The average duration of a call.
    @Seconds public var averageDuration: Duration?

    /// Creates a value, for tests.
    public init(
        totalCount: Int? = nil, totalDuration: Duration? = nil, averageDuration: Duration? = nil
    ) {
        self.totalCount = totalCount
        self.totalDuration = totalDuration
        self.averageDuration = averageDuration
    }

    private enum CodingKeys: String, CodingKey {
        case totalCount = "total_calls"
        case totalDuration = "total_duration"
        case averageDuration = "average_duration"
    }
}
