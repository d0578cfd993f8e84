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

    /// Whether a call was placed, as far as the platform tells. This is a closed set.
    public enum Placement: Sendable, Hashable {
        /// There is exactly one such call.
        case placed(Call)
        /// There is no such call within the time limit. It can still appear, since Burki does not document how long a record can be
        /// missing.
        case notPlaced
        /// It cannot be told: there are several such calls, or records that do not have a number or cannot be read.
        case uncertain([Call])
    }
}
