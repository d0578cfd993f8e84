extension BurkiClient.Calls {
    /// Waits until a call has ended, or until what follows its end is there.
    ///
    /// ```swift
    /// let placed = try await burki.calls.initiate(from: "+15551234567", to: "+15559876543")
    /// let call = try await burki.calls.wait(for: placed.id, until: .costed)
    /// print(call.totalCost?.description ?? "no cost")
    /// ```
    ///
    /// It reads the call repeatedly. The waits start at about one second and grow to 15 seconds, on the client's clock. The record
    /// can be absent for the first minute. Transient failures of the server or the network do not end the polling. Cancelling the
    /// task ends it immediately, and the call goes on.
    ///
    /// - Parameters:
    ///   - sid: The provider's id of the call, the ``InitiatedCall/id`` of a call that was placed.
    ///   - milestone: What to wait for.
    ///   - limit: The time limit. Default: 30 minutes.
    /// - Returns: The call as it was when its end was read: after a wait for the transcript or the recording, it can lack a cost that is
    ///   there by now.
    /// - Throws: `VoiceAgentsError` of kind `stillPending` at the time limit (another call of this method can continue to wait); of
    ///   kind `refused` when the call failed and what follows its end is not there, or when every recording failed; and the errors of
    ///   ``get(_:)-(Call.SID)``, with `notFound` when the record does not appear in the first minute. Every message begins with the
    ///   call's id.
    @discardableResult
    public func wait(
        for sid: Call.SID, until milestone: Call.Milestone = .ended, within limit: Duration = .seconds(1_800)
    ) async throws -> Call {
        do {
            let end = pipeline.clock.now() + limit.clamped
            let call = try await pipeline.poll(
                Endpoint<Call>(Self.getBySID, sid), within: limit, absenceLimit: Self.absenceLimit
            ) { $0.hasEnded && (milestone != .costed || $0.totalCost != nil || $0.status == .failed) }
            guard call.hasEnded else {
                throw Self.pending(Self.getBySID, "The call is \(call.status?.rawValue ?? "in no known state").")
            }
            switch milestone {
            case .ended: break
            case .costed:
                guard call.totalCost != nil else { throw Self.missing("cost", of: call, Self.getBySID) }
            case .transcribed:
                let transcripts: Page<Call.Transcript> = try await poll(
                    Self.transcriptsBySID, of: call, sid, until: end
                ) {
                    !$0.isEmpty
                }
                if transcripts.isEmpty { throw Self.missing("transcript", of: call, Self.transcriptsBySID) }
            case .recorded:
                let recordings: Page<Call.Recording> = try await poll(Self.recordingsBySID, of: call, sid, until: end) {
                    $0.contains { $0.status?.isComplete == true } || $0.haveFailed
                }
                guard !recordings.haveFailed else {
                    throw VoiceAgentsError(
                        .refused, operation: Self.recordingsBySID.name, message: "Its recording failed.")
                }
                guard recordings.contains(where: { $0.status?.isComplete == true }) else {
                    throw Self.missing("complete recording", of: call, Self.recordingsBySID)
                }
            }
            return call
        } catch var error as VoiceAgentsError {
            // First, since a description is cut at its end.
            error.message = "Call \(sid.description.singleLine(limit: 100)): \(error.message)"
            throw error
        }
    }

    /// How long a record that must exist can be missing.
    private static let absenceLimit = Duration.seconds(60)

    /// Reads a list of a call that has ended until it is complete. A failed call gets nothing more.
    private func poll<Element: Decodable>(
        _ operation: PlatformOperation, of call: Call, _ sid: Call.SID, until end: Duration,
        isComplete: (Page<Element>) -> Bool
    ) async throws -> Page<Element> {
        try await pipeline.poll(
            Endpoint(operation, sid, reading: .list(.data)), within: end - pipeline.clock.now(),
            absenceLimit: Self.absenceLimit
        ) { call.status == .failed || isComplete($0) }
    }

    private static func missing(_ part: String, of call: Call, _ operation: PlatformOperation) -> VoiceAgentsError {
        guard call.status != .failed else {
            return VoiceAgentsError(
                .refused, operation: operation.name, message: "The call failed, and has no \(part).")
        }
        return pending(operation, "The call has ended, and has no \(part) yet.")
    }

    private static func pending(_ operation: PlatformOperation, _ message: String) -> VoiceAgentsError {
        VoiceAgentsError(.stillPending, operation: operation.name, message: message)
    }
}

extension Page<Call.Recording> {
    /// Whether there are recordings, all of which failed.
    fileprivate var haveFailed: Bool { !isEmpty && unreadable.isEmpty && allSatisfy { $0.status == .failed } }
}
