#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

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
    /// can be absent at first. Transient failures of the server or the network do not end the polling. Cancelling the task ends it
    /// immediately, and the call goes on.
    ///
    /// - Parameters:
    ///   - sid: The provider's id of the call, the ``InitiatedCall/id`` of a call that was placed.
    ///   - milestone: What to wait for.
    ///   - limit: The time limit. Default: 30 minutes.
    /// - Returns: The call as it was when its end was read: after a wait for the transcript or the recording, it can lack a cost that is
    ///   there by now.
    /// - Throws: `VoiceAgentsError` of kind `stillPending` at the time limit (another call of this method can continue to wait); of
    ///   kind `refused` when the call failed and what follows its end is not there; and the errors of ``get(_:)-(Call.SID)``, with
    ///   `notFound` when the record did not appear in time. Every message names the call.
    @discardableResult
    public func wait(
        for sid: Call.SID, until milestone: Call.Milestone = .ended, within limit: Duration = .seconds(1_800)
    ) async throws -> Call {
        do {
            let end = pipeline.clock.now() + limit.clamped
            let call = try await pipeline.poll(
                Endpoint<Call>(Self.getBySID, sid), within: limit, toleratesAbsence: true
            ) { $0.hasEnded && (milestone != .costed || $0.totalCost != nil || $0.status == .failed) }
            guard call.hasEnded else {
                throw Self.pending(Self.getBySID, "The call is \(call.status?.rawValue ?? "in no known state").")
            }
            let rest = end - pipeline.clock.now()
            switch milestone {
            case .ended: break
            case .costed:
                guard call.totalCost != nil else { throw Self.missing("cost", of: call, Self.getBySID) }
            case .transcribed:
                let transcripts = try await pipeline.poll(
                    Endpoint<Page<Call.Transcript>>(Self.transcriptsBySID, sid, reading: .list(.data)), within: rest
                ) { !$0.isEmpty || call.status == .failed }
                if transcripts.isEmpty { throw Self.missing("transcript", of: call, Self.transcriptsBySID) }
            case .recorded:
                let recordings = try await pipeline.poll(
                    Endpoint<Page<Call.Recording>>(Self.recordingsBySID, sid, reading: .list(.data)), within: rest
                ) { recordings in
                    recordings.contains { $0.status?.isComplete == true } || call.status == .failed
                }
                guard recordings.contains(where: { $0.status?.isComplete == true }) else {
                    throw Self.missing("complete recording", of: call, Self.recordingsBySID)
                }
            }
            return call
        } catch var error as VoiceAgentsError {
            error.message += " The call is \(sid.description.singleLine(limit: 100))."
            throw error
        }
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

extension BurkiClient.Calls {
    /// Finds out whether a call was placed, after an attempt whose outcome is unknown.
    ///
    /// ```swift
    /// switch try await burki.calls.find(to: customer, from: ours, after: attempt) {
    /// case .placed(let call): note(call.sid)
    /// case .notPlaced: askAPerson()
    /// case .uncertain(let calls): askAPerson(calls)
    /// }
    /// ```
    ///
    /// It searches the calls by the customer's number and by the time, and again until the time limit, because the record of a call can
    /// appear late; Burki does not document how late. A call from the customer to the same number looks like one to the customer,
    /// and counts as placed. So does a call up to 60 seconds before the time, since the clocks of two computers differ.
    ///
    /// - Parameters:
    ///   - customer: The number that was called.
    ///   - number: The number of the organization that was called from. `nil`: any.
    ///   - time: When the request was sent or, where it waited in the queue of a ``/VoiceAgentsCore/ClientConfiguration/limit``, when it was
    ///     made.
    ///   - limit: How long to search for the record. Default: one minute.
    /// - Returns: Whether there is such a call.
    /// - Throws: The errors of ``list(where:)``; or `CancellationError`. Then it is as unknown as before.
    public func find(
        to customer: PhoneNumber, from number: PhoneNumber? = nil, after time: Date,
        within limit: Duration = .seconds(60)
    ) async throws -> Call.Placement {
        let filter = Filter(customerPhoneNumber: String(customer.e164.dropFirst()), from: time - 60)
        let endpoint = Endpoint<Page<Call>>(
            Self.list, query: filter.query + ["limit": 1_000], reading: .list(.items))
        let page = try await pipeline.poll(endpoint, within: limit) {
            if case .placed = $0.placement(to: customer, from: number) { true } else { false }
        }
        return page.placement(to: customer, from: number)
    }
}

extension Page<Call> {
    /// Whether the calls have one to a customer.
    fileprivate func placement(to customer: PhoneNumber, from number: PhoneNumber?) -> Call.Placement {
        let possible = filter { $0.isCall(to: customer, from: number) != false }
        if possible.count == 1, possible[0].isCall(to: customer, from: number) == true { return .placed(possible[0]) }
        let isPartial = !unreadable.isEmpty || total ?? 0 > count
        return possible.isEmpty && !isPartial ? .notPlaced : .uncertain(possible)
    }
}

extension Call {
    /// Whether this is a call between two numbers. `nil` when the record does not tell.
    fileprivate func isCall(to customer: PhoneNumber, from number: PhoneNumber?) -> Bool? {
        // The search finds parts of numbers: +1 570… is the end of +49 1570….
        guard let customerPhoneNumber else { return nil }
        guard customerPhoneNumber.isEquivalent(to: PhoneAddress(customer)) else { return false }
        guard let number else { return true }
        return phoneNumber?.isEquivalent(to: PhoneAddress(number))
    }
}
