/// A limit on the requests of a client, which keeps it below the rate limit of the platform.
///
/// ```swift
/// var configuration = ClientConfiguration()
/// configuration.limit = .requests(60, per: .seconds(60))
/// let burki = BurkiClient(apiKey: key, configuration: configuration)
/// ```
///
/// A platform counts the requests of an API key, so use one client for a key; its copies share the limit. Requests are sent in the
/// order in which they arrive, and a retry waits behind earlier requests. See <doc:RateLimits>.
public struct RateLimit: Sendable, Hashable {
    /// The number of requests, 1 or more. A smaller number counts as 1.
    public var requests: Int

    /// The length of the period.
    public var period: Duration

    /// The longest wait of a request. It counts neither towards ``ClientConfiguration/timeout`` nor towards
    /// ``ClientConfiguration/deadline``. A request that cannot be sent in time fails with ``VoiceAgentsError/Kind/notSent``, at once
    /// when this is known.
    public var maximumWait: Duration

    /// Creates a limit, for example `.requests(100, per: .seconds(60))`.
    ///
    /// - Parameters:
    ///   - requests: The number of requests, 1 or more.
    ///   - period: The length of the period.
    ///   - maximumWait: The longest wait of a request. Default: an hour.
    /// - Returns: The limit.
    public static func requests(
        _ requests: Int, per period: Duration, maximumWait: Duration = .seconds(3600)
    ) -> RateLimit {
        RateLimit(requests: requests, period: period, maximumWait: maximumWait)
    }
}
