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
    /// Burki's clock and that of this computer can differ. A call that began one second before the time or later counts. One that began up
    /// to ten minutes before it can be the one in question or an earlier one, so the result is *uncertain*, unless it is among `known`.
    /// **When the clocks differ by more, when Burki stores the number in another form than E.164, or when its search by time leaves out
    /// records without a start, the result can be `notPlaced` although the call was placed.**
    ///
    /// - Parameters:
    ///   - customer: The number that was called.
    ///   - number: The number of the organization that was called from. `nil`: any.
    ///   - time: When the request was sent or, where it waited in the queue of a ``/VoiceAgentsCore/ClientConfiguration/limit``,
    ///     when it was made.
    ///   - known: Calls that are not the one in question, such as an earlier call to the same customer. Without them, a call of the last
    ///     ten minutes can be taken for the one in question when Burki's clock is ahead.
    ///   - limit: How long to search for the record. Default: one minute. The last search begins then, and takes its own time.
    /// - Returns: Whether there is such a call. It is `notPlaced` only when the last search was successful, the list was complete
    ///   according to its total, and no search found a call that can be the one in question.
    /// - Throws: The errors of ``list(where:)``, among them that of the last search; or `CancellationError`. Then it is as unknown as
    ///   before.
    public func find(
        to customer: PhoneNumber, from number: PhoneNumber? = nil, after time: Date,
        excluding known: Set<Call.SID> = [], within limit: Duration = .seconds(60)
    ) async throws -> Call.Placement {
        let filter = Filter(
            customerPhoneNumber: String(customer.e164.dropFirst()), from: time - CallSearch.uncertainTime)
        let search = CallSearch(
            customer: customer, number: number, time: time, known: Set(known.map { $0.rawValue.lowercased() }))
        // Those of all searches: a record whose later reading fails was there.
        var possible: [Call.ID: Call] = [:]
        return try await pipeline.poll(within: limit, lastDeadline: pipeline.configuration.deadline) {
            if case .placed = $0 { true } else { false }
        } read: { deadline in
            var (isWhole, received) = (true, 0)
            var pages = list(where: filter, within: deadline).pages().makeAsyncIterator()
            while let page = try await pages.next() {
                for call in page where search.matches(call, now: pipeline.configuration.now()) != false {
                    possible[call.id] = call
                }
                received += page.count
                isWhole = isWhole && page.unreadable.isEmpty && !page.reportsFailure
            }
            // The last page may be empty, and is then not among those above. Without a total, as in `{"items": null}`, it may be a
            // failure, and a total that is not the number of calls does not tell whether they are all.
            isWhole =
                isWhole && pages.largestTotal == received
                && pages.lastPage.map { $0.hasMore != true && $0.total != nil && !$0.reportsFailure } ?? false
            if isWhole, possible.isEmpty { return .notPlaced }
            if isWhole, possible.count == 1, let call = possible.values.first,
                search.matches(call, now: pipeline.configuration.now()) == true
            {
                return .placed(call)
            }
            return .uncertain(possible.values.sorted { $0.id > $1.id })
        }
    }
}

extension Page<Call> {
    /// Whether the reply has a failure beside the calls.
    fileprivate var reportsFailure: Bool {
        [metadata, metadata["meta"]?.object ?? [:]].contains { members in
            ["error", "errors", "detail"].contains { members[$0].reportsFailure }
        }
    }
}

/// What is known of a call that may have been placed.
private struct CallSearch {
    /// How much the clocks can differ, in seconds.
    static let uncertainTime: TimeInterval = 600
    /// How long before the time a call can certainly have begun, in seconds: a start can be written in whole seconds.
    static let expectedDifference: TimeInterval = 1

    let customer: PhoneNumber
    let number: PhoneNumber?
    let time: Date
    /// In lower case, because Burki does not distinguish the case of a SID.
    let known: Set<String>

    /// Whether a call is the one in question. `nil` when its record does not tell.
    func matches(_ call: Call, now: Date) -> Bool? {
        if let sid = call.sid, known.contains(sid.rawValue.lowercased()) { return false }
        // A server that does not know the filter of times returns earlier calls.
        if let start = call.startedAt, start < time - Self.uncertainTime, !isPlaceholder(start) { return false }
        let facts = [
            call.customerPhoneNumber.flatMap { $0.isSame(as: customer) },
            number.map { number in call.phoneNumber.flatMap { $0.isSame(as: number) } } ?? true,
            call.startedAt.flatMap { isTime($0, now: now) && !isPlaceholder($0) ? true : nil },
            known.isEmpty || call.sid != nil ? true : nil,
        ]
        if facts.contains(false) { return false }
        return facts.contains(nil) ? nil : true
    }

    /// Whether a start is before the year 2000, or midnight of a recent day in UTC, and so can be a day without a time.
    private func isPlaceholder(_ start: Date) -> Bool {
        let (seconds, day) = (start.timeIntervalSince1970, 86_400.0)
        return seconds < 946_684_800 || seconds.remainder(dividingBy: day) == 0 && start > time - 2 * day
    }

    private func isTime(_ start: Date, now: Date) -> Bool {
        start >= time - Self.expectedDifference && start <= max(now, time) + Self.uncertainTime
    }
}

extension PhoneAddress {
    /// Whether this is a number. `nil` when it is in a form that cannot be compared, such as `sip:…`.
    fileprivate func isSame(as number: PhoneNumber) -> Bool? {
        // The search finds parts of numbers: +1 570… is the end of +49 1570….
        if isEquivalent(to: PhoneAddress(number)) { return true }
        return (try? PhoneNumber(removingPunctuationFrom: description)).map { $0 == number }
    }
}
