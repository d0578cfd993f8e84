extension Duration {
    /// The duration in the range from zero to a year, so that calculations with a duration from a user do not overflow.
    package var clamped: Duration { min(max(self, .zero), .seconds(31_536_000)) }
}
