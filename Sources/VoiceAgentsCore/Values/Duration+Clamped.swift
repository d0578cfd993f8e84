extension Duration {
    /// The duration in the range from zero to a year, so that calculations with a duration from a user do not overflow.
    package var clamped: Duration { min(max(self, .zero), .seconds(31_536_000)) }

    /// The whole nanoseconds of the clamped duration.
    package var clampedNanoseconds: Int64 {
        let (seconds, attoseconds) = clamped.components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
