/// A moment of a clock.
struct Deadline {
    /// Returns at that moment.
    let wait: @Sendable () async throws -> Void

    /// The moment that is `duration` from now.
    init(in duration: Duration, on clock: some Clock<Duration>) {
        let end = clock.now.advanced(by: duration)
        wait = { try await clock.sleep(until: end, tolerance: nil) }
    }
}
