/// A clock whose instants are the time since its creation.
package struct RelativeClock: Sendable {
    package let now: @Sendable () -> Duration
    package let sleep: @Sendable (_ until: Duration) async throws -> Void

    package init(_ clock: any Clock<Duration>) {
        // With its type known, the usual clock is read without dynamic dispatch.
        if let clock = clock as? ContinuousClock { self.init(of: clock) } else { self.init(of: clock) }
    }

    private init<C: Clock<Duration>>(of clock: C) {
        let start = clock.now
        now = { start.duration(to: clock.now) }
        sleep = { try await clock.sleep(until: start.advanced(by: $0), tolerance: nil) }
    }
}
