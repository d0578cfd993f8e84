import Burki
import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

@Suite(.timeLimit(.minutes(5))) struct CallFindingTests {
    private let clock = VirtualClock()
    private let time = Date(timeIntervalSince1970: 1_705_312_800)
    private let customer = "+15705550123"

    private func burki(_ transport: MockTransport, retry: RetryPolicy = .never) -> BurkiClient {
        BurkiClient(apiKey: "k", configuration: configuration(retry), transport: transport)
    }

    private func configuration(_ retry: RetryPolicy) -> ClientConfiguration {
        var configuration = ClientConfiguration(retry: retry, clock: clock)
        configuration.now = { [clock, time] in time + clock.now.offset / .seconds(1) }
        return configuration
    }

    /// Finds the call to the customer, with a reply for each search, the last one again and again.
    private func find(
        _ replies: MockTransport.Reply..., from number: PhoneNumber? = "+15551234567",
        excluding known: Set<Call.SID> = []
    ) async throws -> Call.Placement {
        let pages = Replies(replies)
        let transport = MockTransport { _ in await pages.next() }
        let start = clock.now.offset
        defer { #expect(clock.now.offset - start <= .seconds(61)) }
        let placement = try await burki(transport).calls.find(
            to: "+15705550123", from: number, after: time, excluding: known)
        #expect(
            await transport.targets.first
                == "/api/v1/calls/?customer_phone=15705550123&date_from=2024-01-15T09%3A50%3A00Z&limit=1000")
        return placement
    }

    private func page(_ calls: String..., total: Int? = nil) -> MockTransport.Reply {
        .json(#"{"items": [\#(calls.joined(separator: ","))], "total": \#(total ?? calls.count)}"#)
    }

    private func call(
        _ id: Int, to customer: String?, from number: String? = "+15551234567", after start: TimeInterval? = 1
    ) -> String {
        func text(_ value: String?) -> String { value.map { #""\#($0)""# } ?? "null" }
        let start = start.map { (time + $0).formatted(.iso8601) }
        return #"{"id": \#(id), "call_sid": "CA\#(id)", "customer_phone_number": \#(text(customer)), "#
            + #""to_phone_number": \#(text(number)), "started_at": \#(text(start))}"#
    }

    private func expectPlaced(
        _ placement: Call.Placement, _ id: Call.ID, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        guard case .placed(let call) = placement, call.id == id else {
            Issue.record("\(placement)", sourceLocation: sourceLocation)
            return
        }
    }

    private func expectUncertain(
        _ placement: Call.Placement, _ ids: [Call.ID], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        guard case .uncertain(let calls) = placement, calls.map(\.id) == ids else {
            Issue.record("\(placement)", sourceLocation: sourceLocation)
            return
        }
    }

    @Test func recordThatAppearsLateIsFound() async throws {
        expectPlaced(try await find(page(), page(), page(call(1, to: "+1 (570) 555-0123"))), 1)
        #expect(clock.sleeps.count == 2)
    }

    @Test("Calls to other numbers that contain the digits, and from other numbers, are other calls")
    func otherCallsAreNotFound() async throws {
        let others = page(
            call(1, to: "+4915705550123"), call(2, to: "+157055501234"), call(3, to: customer, from: "+15550000000"))
        #expect(try await find(others) == .notPlaced)
        #expect(clock.now.offset >= .seconds(60))
    }

    @Test("Several calls, records that do not tell, and a list that cannot be read whole")
    func uncertainCallsAreReturned() async throws {
        expectUncertain(try await find(page(call(1, to: customer), call(2, to: customer))), [2, 1])
        expectUncertain(try await find(page(call(1, to: customer, from: nil))), [1])
        expectUncertain(try await find(page(call(1, to: nil))), [1])
        expectUncertain(try await find(page(call(1, to: customer, after: nil))), [1])
        expectUncertain(try await find(page("{}", call(1, to: "+4915705550123"))), [])
        expectUncertain(try await find(page("{}", call(1, to: customer))), [1])
        // A time in the future is one in another zone.
        expectUncertain(try await find(page(call(1, to: customer, after: 3_600))), [1])
    }

    @Test("A number in another form can be the same number")
    func unknownFormIsUncertain() async throws {
        for other in ["", "unknown", "sip:+15551234567@example.com", "0015551234567"] {
            expectUncertain(try await find(page(call(1, to: customer, from: other))), [1])
        }
        for other in ["tel:+15705550123", "+15705550123;ext=1", "015705550123"] {
            expectUncertain(try await find(page(call(1, to: other))), [1])
        }
        #expect(try await find(page(call(1, to: "+1 (570) 555-0124"))) == .notPlaced)
    }

    @Test("A list that says that it is not complete does not prove that there is no call")
    func incompleteListIsUncertain() async throws {
        let empty = [
            #"{"items": [], "total": 1}"#, #"{"items": [], "total": 0, "has_more": true}"#,
            #"{"items": null, "total": null}"#, #"{"items": null}"#, #"{"items": []}"#, "[]",
        ]
        for reply in empty { expectUncertain(try await find(.json(reply)), []) }
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await find(.json(#"{"error": "db down", "items": []}"#))
        }
        #expect(error?.kind == .undecodableReply)
        #expect(try await find(.json(#"{"items": null, "total": 0}"#)) == .notPlaced)
    }

    @Test("A page that ends a list does not hide that an earlier one reported more, nor a failure beside the calls")
    func laterPageDoesNotHideAnEarlierTotal() async throws {
        for end in [#"{"items": []}"#, #"{"items": null}"#, "[]", #"{"items": [], "total": 0}"#] {
            let first = page(call(1, to: "+4915705550123"), total: 2)
            let transport = MockTransport { request in
                request.url.query()?.contains("skip") == true ? .json(end) : first
            }
            expectUncertain(try await burki(transport).calls.find(to: "+15705550123", after: time), [])
        }
        let failures = [#""errors": ["shard 2 failed"]"#, #""detail": "index""#, #""meta": {"error": "down"}"#]
        for failure in [#""error": "partial""#] + failures {
            let reply = #"{"items": [\#(call(1, to: "+4915705550123"))], "total": 1, \#(failure)}"#
            expectUncertain(try await find(.json(reply)), [])
        }
        for failure in failures {
            expectUncertain(try await find(.json(#"{"items": [], "total": 0, \#(failure)}"#)), [])
        }
    }

    @Test("A total that is less than the number of calls does not tell whether they are all")
    func contradictoryTotalIsUncertain() async throws {
        for calls in [[call(1, to: "+4915705550123")], (1...2).map { call($0, to: "+4915705550123") }] {
            let first = page(calls.joined(separator: ","), total: calls.count - 1)
            let end = page(total: 0)
            let transport = MockTransport { request in request.url.query()?.contains("skip") == true ? end : first }
            expectUncertain(try await burki(transport).calls.find(to: "+15705550123", after: time), [])
        }
    }

    @Test("A SID is the same in any case, and a start of the year 1 is none")
    func oddSIDsAndStartsAreRecognized() async throws {
        #expect(try await find(page(call(1, to: customer)), excluding: ["ca1"]) == .notPlaced)
        for start in ["0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z"] {
            let reply = call(1, to: customer).replacing("2024-01-15T10:00:01Z", with: start)
            expectUncertain(try await find(page(reply)), [1])
        }
    }

    @Test("A number with a line break is the number, and a day without a time is not known to be earlier")
    func oddNumbersAndDaysAreNotOtherCalls() async throws {
        for odd in [#"+15705550123\n"#, #"\t+15705550123"#, #"+15705550123\r\n"#, #"+15705550123\u0000"#] {
            expectPlaced(try await find(page(call(1, to: odd))), 1)
            expectPlaced(try await find(page(call(1, to: customer, from: odd)), from: "+15705550123"), 1)
        }
        let day = call(1, to: customer).replacing("2024-01-15T10:00:01Z", with: "2024-01-15")
        #expect(day.contains(#""2024-01-15""#))
        expectUncertain(try await find(page(day)), [1])
        #expect(try await find(page(day.replacing("2024-01-15", with: "2024-01-12"))) == .notPlaced)
    }

    @Test("A call that one search found is not forgotten when a later one does not find it")
    func possibleCallIsRemembered() async throws {
        expectUncertain(try await find(page(call(1, to: customer, after: nil)), page()), [1])
    }

    @Test("A search that began before the time limit and ends after it does not prove that there is no call")
    func slowSearchIsRepeated() async throws {
        let found = page(call(1, to: customer))
        let empty = page()
        let clock = clock
        let transport = MockTransport { request in
            // The record appears while the first search goes on.
            let isThere = clock.now.offset > .zero
            clock.advance(by: .seconds(5))
            return isThere ? found : empty
        }
        expectPlaced(
            try await burki(transport).calls.find(to: "+15705550123", after: time, within: .seconds(4)), 1)
        #expect(await transport.requests.count == 2)
    }

    @Test("A known call is not found by its record without an id")
    func recordWithoutAnIDCanBeTheKnownOne() async throws {
        let reply = call(1, to: customer).replacingOccurrences(of: #""CA1""#, with: "null")
        expectUncertain(try await find(page(reply), excluding: ["CA9"]), [1])
        expectPlaced(try await find(page(reply)), 1)
    }

    @Test("A call within ten minutes before the time can be the one or an earlier one")
    func earlierCallIsUncertainUnlessItIsKnown() async throws {
        expectUncertain(try await find(page(call(1, to: customer, after: -45))), [1])
        expectPlaced(try await find(page(call(1, to: customer, after: -1))), 1)
        expectUncertain(try await find(page(call(1, to: customer, after: -500))), [1])
        #expect(try await find(page(call(1, to: customer, after: -45)), excluding: ["CA1"]) == .notPlaced)
        expectPlaced(
            try await find(
                page(call(2, to: customer, after: 2), call(1, to: customer, after: -45)), excluding: ["CA1"]), 2)
    }

    @Test("A server that ignores the filter of times returns earlier calls")
    func earlierCallIsNotFound() async throws {
        #expect(
            try await find(page(call(1, to: customer, after: -601), call(2, to: customer, after: -86_400)))
                == .notPlaced
        )
    }

    @Test("A server may return fewer calls than were asked for")
    func everyPageIsSearched() async throws {
        let others = (10..<60).map { call($0, to: "+4915705550123") }
        let pages = [page(others.joined(separator: ","), total: 51), page(call(1, to: customer), total: 51)]
        let transport = MockTransport { request in
            request.url.query()?.contains("skip=50") == true ? pages[1] : pages[0]
        }
        expectPlaced(try await burki(transport).calls.find(to: "+15705550123", after: time), 1)
    }

    @Test("A search that failed last tells nothing about a call whose record appears late")
    func failedLastSearchIsThrown() async throws {
        let failures: [(MockTransport.Reply, VoiceAgentsError.Kind)] = [
            (.json("{}", status: 429, headers: ["Retry-After": "3600"]), .rateLimited),
            (.json("{}", status: 500), .serverError), (.connectionLost, .outcomeUnknown),
            (page("{}"), .undecodableReply),
        ]
        for (failure, kind) in failures {
            let error = await #expect(throws: VoiceAgentsError.self) { try await find(page(), failure) }
            #expect(error?.kind == kind)
        }
        // A failure before the last search does not matter.
        #expect(try await find(page(), .json("{}", status: 500), page()) == .notPlaced)
    }

    @Test func anyNumberOfTheOrganizationCounts() async throws {
        expectPlaced(try await find(page(call(3, to: customer, from: nil)), from: nil), 3)
    }
}

/// Replies in order; the last one again and again.
private actor Replies {
    private var replies: [MockTransport.Reply]

    init(_ replies: [MockTransport.Reply]) { self.replies = replies }

    func next() -> MockTransport.Reply { replies.count > 1 ? replies.removeFirst() : replies.first ?? .json("") }
}
