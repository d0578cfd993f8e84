#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// The settings of a client.
public struct ClientConfiguration: Sendable {
    /// The limit for one attempt, from its start to the last byte of the reply. Default: 30 seconds.
    public var timeout: Duration

    /// The limit for all attempts of an operation together, waits included. Each attempt is given what remains of it as its
    /// time limit, which the transport keeps. Default: 90 seconds.
    public var deadline: Duration

    /// How often a failed attempt is repeated, and after what wait. What may be repeated at all is not a setting.
    public var retry: RetryPolicy

    /// Header fields added to every request, for example for a gateway of your own.
    public var headers: HeaderFields

    /// Hosts that may be reached over plain `http`. Loopback hosts always may; every other host needs `https`, because
    /// the key would travel readable. Default: none.
    public var plaintextHosts: Set<String>

    /// The most bytes that a reply may have; a longer one is an error, and not read to its end. Files that are downloaded
    /// have no limit. Default: 16 MiB.
    public var maximumReplySize: Int

    /// Receives what becomes of each operation, for logs, metrics and traces. It is called in the operation's task, so it
    /// should return at once. Default: none.
    public var onEvent: (@Sendable (ClientEvent) -> Void)?

    /// Measures the deadline and waits between attempts. Replace it in tests, so that they take no time.
    public var clock: any Clock<Duration>

    /// Draws a number in `0...1` for the jitter of a wait.
    package var jitter: @Sendable () -> Double = { .random(in: 0...1) }

    /// The time of day, for a `Retry-After` that is a date.
    package var now: @Sendable () -> Date = { Date() }

    /// Creates settings; each has a default that suits production.
    public init(
        timeout: Duration = .seconds(30), deadline: Duration = .seconds(90), retry: RetryPolicy = .standard,
        headers: HeaderFields = [:], plaintextHosts: Set<String> = [], maximumReplySize: Int = 16_777_216,
        clock: any Clock<Duration> = ContinuousClock(), onEvent: (@Sendable (ClientEvent) -> Void)? = nil
    ) {
        self.timeout = timeout
        self.deadline = deadline
        self.retry = retry
        self.headers = headers
        self.plaintextHosts = plaintextHosts
        self.maximumReplySize = maximumReplySize
        self.clock = clock
        self.onEvent = onEvent
    }
}
