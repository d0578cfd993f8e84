/// A clock that runs faster than real time, for simulations in which a day passes in a second.
///
/// ```swift
/// let clock = AcceleratedClock(factor: 86_400)
/// let flireo = FlireoClient(
///     apiKey: "test", baseURL: baseURL, configuration: .init(clock: clock),
///     transport: FlireoSimulator(clock: clock))
/// ```
///
/// A ``VirtualClock`` is better for unit tests, since its waits take no time.
public struct AcceleratedClock: Clock {
    /// An instant of the clock.
    public typealias Instant = VirtualClock.Instant

    private let factor: Double
    private let start = ContinuousClock.now

    /// Creates a clock whose current instant has the offset zero.
    ///
    /// - Parameter factor: The number of simulated seconds in a second, from 1 to 1,000,000. Other values are clamped.
    public init(factor: Double) { self.factor = factor >= 1 ? min(factor, 1_000_000) : 1 }

    /// The current instant.
    public var now: Instant { Instant(offset: (start.duration(to: .now)).clamped * factor) }

    /// The smallest duration that the clock distinguishes.
    public var minimumResolution: Duration { ContinuousClock().minimumResolution * factor }

    /// Waits until an instant.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try await ContinuousClock().sleep(for: now.duration(to: deadline).clamped / factor, tolerance: nil)
    }
}
