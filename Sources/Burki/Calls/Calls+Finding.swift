#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

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
    /// and counts as placed.
    ///
    /// The clocks of two computers differ: a call from 5 seconds before the time on counts. One that began 5 to 60 seconds before it
    /// can be the one in question or an earlier one, so the result is *uncertain*, unless it is among `known`.
    ///
    /// - Parameters:
    ///   - customer: The number that was called.
    ///   - number: The number of the organization that was called from. `nil`: any.
    ///   - time: When the request was sent or, where it waited in the queue of a ``/VoiceAgentsCore/ClientConfiguration/limit``, when it was
    ///     made.
    ///   - known: Calls that are not the one in question, such as an earlier call to the same customer.
    ///   - limit: How long to search for the record. Default: one minute.
    /// - Returns: Whether there is such a call. It is `notPlaced` only when the last search, at the time limit, was successful.
    /// - Throws: The errors of ``list(where:)``, among them that of the last search; or `CancellationError`. Then it is as unknown as
    ///   before.
    public func find(
        to customer: PhoneNumber, from number: PhoneNumber? = nil, after time: Date,
        excluding known: Set<Call.SID> = [], within limit: Duration = .seconds(60)
    ) async throws -> Call.Placement {
        let filter = Filter(
            customerPhoneNumber: String(customer.e164.dropFirst()), from: time - CallSearch.uncertainTime)
        let search = CallSearch(customer: customer, number: number, time: time, known: known)
        return try await pipeline.poll(within: limit) {
            if case .placed = $0 { true } else { false }
        } read: { deadline in
            let pages = Self(pipeline: pipeline.with { $0.deadline = deadline }).list(where: filter).pages()
            var (possible, isWhole): ([Call], Bool) = ([], true)
            for try await page in pages {
                possible += page.filter { search.matches($0) != false }
                isWhole = isWhole && page.unreadable.isEmpty
            }
            if isWhole, possible.isEmpty { return .notPlaced }
            if isWhole, possible.count == 1, search.matches(possible[0]) == true { return .placed(possible[0]) }
            return .uncertain(possible)
        }
    }
}

/// What is known of a call that may have been placed.
private struct CallSearch {
    /// How long before the time a call can have begun, in seconds.
    static let uncertainTime: TimeInterval = 60
    /// How much the clocks are expected to differ, in seconds. A start can also be written in whole seconds.
    static let expectedDifference: TimeInterval = 5

    let customer: PhoneNumber
    let number: PhoneNumber?
    let time: Date
    let known: Set<Call.SID>

    /// Whether a call is the one in question. `nil` when its record does not tell.
    func matches(_ call: Call) -> Bool? {
        if let sid = call.sid, known.contains(sid) { return false }
        // A server that does not know the filter of times returns earlier calls.
        if let start = call.startedAt, start < time - Self.uncertainTime { return false }
        // The search finds parts of numbers: +1 570… is the end of +49 1570….
        let facts = [
            call.customerPhoneNumber.map { $0.isEquivalent(to: PhoneAddress(customer)) },
            number.map { number in call.phoneNumber.map { $0.isEquivalent(to: PhoneAddress(number)) } } ?? true,
            call.startedAt.map { $0 >= time - Self.expectedDifference ? true : nil } ?? nil,
        ]
        if facts.contains(false) { return false }
        return facts.contains(nil) ? nil : true
    }
}
