extension Call {
    /// Whether a call was placed, as far as the platform tells. This is a closed set.
    public enum Placement: Sendable, Hashable {
        /// There is exactly one such call.
        case placed(Call)
        /// There is no such call within the time limit. It can still appear, since Burki does not document how long a record can be
        /// missing.
        case notPlaced
        /// It cannot be told: there are several such calls, records that lack a number or a time, a list that is not complete, or a call of
        /// a time at which the clocks can have differed.
        /// The calls are those that can be the one in question. Empty when the list is not complete and has no such call.
        case uncertain([Call])
    }
}
