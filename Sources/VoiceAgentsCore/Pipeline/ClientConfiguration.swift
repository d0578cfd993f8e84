#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// The settings of a client.
public struct ClientConfiguration: Sendable {
    /// The time limit for one attempt, from its start to the last byte of the reply. Default: 30 seconds.
    public var timeout: Duration

    /// The time limit for all attempts of an operation together, including the waits between them but not those for ``limit``. The
    /// time limit of each attempt is at most the remaining time. Default: 90 seconds.
    public var deadline: Duration

    /// How often failed attempts are repeated, and after which wait. Which requests may be repeated cannot be configured.
    public var retry: RetryPolicy

    /// The limit on the requests of the client and its copies, which keeps them below the rate limit of the platform. Further
    /// requests wait. Default: none.
    public var limit: RateLimit?

    /// Header fields that are added to every request, for example for a gateway of your own.
    public var headers: HeaderFields

    /// Hosts that may be reached over plain `http`, in addition to loopback hosts. Every other host needs `https`, because the key
    /// would otherwise be sent unencrypted. Default: none.
    public var plaintextHosts: Set<String>

    /// The largest size of a reply in bytes. A larger reply is an error and is not read completely. Downloads to a file are not
    /// limited. Default: 16 MiB.
    public var maximumReplySize: Int

    /// Receives the events of each operation, for logs, metrics and traces. It is called in the operation's task, so it should
    /// return quickly. Default: none.
    public var onEvent: (@Sendable (ClientEvent) -> Void)?

    /// The clock that measures the deadline and the waits between attempts. Replace it in tests to avoid real waits.
    public var clock: any Clock<Duration>

    /// Returns a random number in `0...1` for the jitter of a wait.
    package var jitter: @Sendable () -> Double = { .random(in: 0...1) }

    /// Returns the current date, for a `Retry-After` that is a date.
    package var now: @Sendable () -> Date = { Date() }

    /// Creates a configuration. Each default is suitable for production.
    public init(
        timeout: Duration = .seconds(30), deadline: Duration = .seconds(90), retry: RetryPolicy = .standard,
        limit: RateLimit? = nil, headers: HeaderFields = [:], plaintextHosts: Set<String> = [],
        maximumReplySize: Int = 16_777_216,
        clock: any Clock<Duration> = ContinuousClock(), onEvent: (@Sendable (ClientEvent) -> Void)? = nil
    ) {
        self.timeout = timeout
        self.deadline = deadline
        self.retry = retry
        self.limit = limit
        self.headers = headers
        self.plaintextHosts = plaintextHosts
        self.maximumReplySize = maximumReplySize
        self.clock = clock
        self.onEvent = onEvent
    }
}
