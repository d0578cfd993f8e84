extension Sequence<Call.Transcript> {
    /// How long each speaker speaks: the sum of the durations of the speaker's segments.
    ///
    /// Interim segments, segments without a text, and segments without a speaker, a start or a later end do not count. What a speaker
    /// says in overlapping segments counts twice.
    public var talkTime: [Call.Transcript.Speaker: Duration] {
        reduce(into: [:]) { talkTime, segment in
            guard segment.isSpoken, let speaker = segment.speaker, let start = segment.start?.clamped,
                let end = segment.end?.clamped, end > start
            else { return }
            talkTime[speaker, default: .zero] += end - start
        }
    }
}
