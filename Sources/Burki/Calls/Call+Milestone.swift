extension Call {
    /// What ``BurkiClient/Calls/wait(for:until:within:)`` waits for. This is an open set: a `switch` needs a `default`.
    #if hasAttribute(nonexhaustive)
    @nonexhaustive
    #endif
    public enum Milestone: Sendable, Hashable, CaseIterable {
        /// The call has ended.
        case ended
        /// The call has ended and has a transcript.
        case transcribed
        /// The call has ended and has a complete recording.
        case recorded
        /// The call has ended and has a cost.
        case costed
    }
}
