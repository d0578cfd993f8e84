import Flireo
import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

private let order: PhoneNumberOrder.ID = "660e8400-e29b-41d4-a716-446655440000"

private func reply(_ status: String, more: String = "") -> MockTransport.Reply {
    .json(#"{"data":{"id":"\#(order)","status":"\#(status)"\#(more)}}"#)
}

@Suite(.timeLimit(.minutes(5))) struct OrderWaitTests {
    private let clock = VirtualClock()

    /// A jitter of 0 brings the shortest waits, of 1 the longest.
    private func orders(
        _ transport: MockTransport, jitter: Double = 1, clock: VirtualClock? = nil
    ) throws -> FlireoClient.PhoneNumberOrders {
        var configuration = ClientConfiguration(retry: .never, clock: clock ?? self.clock)
        configuration.jitter = { jitter }
        return try flireo(transport, configuration: configuration).phoneNumberOrders
    }

    @Test func waitReadsUntilTheOrderSucceeds() async throws {
        let transport = MockTransport(reply("pending"), reply("pending"), reply("pending"), reply("success"))
        let done = try await orders(transport).wait(for: order)
        #expect(done.id == order)
        #expect(done.status == .success)
        #expect(await transport.targets == Array(repeating: "/v1/phone-number-orders/\(order)", count: 4))
        #expect(clock.sleeps == [1, 2, 4].map { .seconds($0) })
    }

    @Test func finishedOrderIsReadOnce() async throws {
        let transport = MockTransport(reply("success"))
        #expect(try await orders(transport).wait(for: order).status == .success)
        #expect(clock.sleeps.isEmpty)
    }

    @Test(arguments: [(0.0, 0.75), (0.5, 0.875), (1, 1)])
    func delaysGrowFromOneSecondToFifteen(jitter: Double, share: Double) async throws {
        let transport = MockTransport { [clock] _ in reply(clock.sleeps.count < 8 ? "pending" : "success") }
        try await orders(transport, jitter: jitter).wait(for: order)
        #expect(clock.sleeps == [1, 2, 4, 8, 15, 15, 15, 15].map { .seconds($0 * share) })
    }

    @Test("The error of a failed order names the state of its verification group")
    func failedOrderIsRefused() async throws {
        let group = #","verification_group":{"id":"550e8400-e29b-41d4-a716-446655440000","status":"rejected"}"#
        for (more, words) in [
            ("", "The order \(order) failed. Whether"), (group, "Its verification group is rejected."),
        ] {
            let transport = MockTransport(reply("pending"), reply("failed", more: more))
            let error = await #expect(throws: VoiceAgentsError.self) {
                try await orders(transport).wait(for: order)
            }
            #expect(error?.kind == .refused)
            #expect(error?.effect == .no)
            #expect(error?.operation == "flireo.phoneNumberOrders.get")
            #expect(error?.message.contains(words) == true)
        }
    }

    @Test(arguments: [300, 60, 10.5, 0.2])
    func slowOrderIsStillPending(limit: Double) async throws {
        let transport = MockTransport { _ in reply("pending") }
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await orders(transport).wait(for: order, within: .seconds(limit))
        }
        #expect(error?.kind == .stillPending)
        #expect(error?.effect == .no)
        #expect(error?.message.contains("The order \(order) is pending") == true)
        #expect(clock.sleeps.reduce(.zero, +) == .seconds(limit))
        // The last attempt is made when the time is over.
        #expect(await transport.requests.count == clock.sleeps.count + 1)
    }

    @Test(arguments: [0.0, -5])
    func zeroLimitReadsTheOrderOnce(limit: Double) async throws {
        let transport = MockTransport { _ in reply("pending") }
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await orders(transport).wait(for: order, within: .seconds(limit))
        }
        #expect(error?.kind == .stillPending)
        #expect(clock.sleeps.isEmpty)
        #expect(await transport.requests.map(\.timeout) == [.seconds(1)])
        #expect(
            try await orders(MockTransport(reply("success"))).wait(for: order, within: .zero).status == .success)
    }

    @Test(arguments: [
        MockTransport.Reply.json("", status: 500), .json("", status: 503), .connectionLost, .cannotConnect,
        .json("", status: 429), .failure(TransportError(.timedOut, mayHaveReachedServer: true)),
        .failure(TransportError(.connectionLost, mayHaveReachedServer: true, status: 200)),
    ])
    func transientFailureDoesNotEndTheWait(failure: MockTransport.Reply) async throws {
        let transport = MockTransport(failure, reply("pending"), failure, failure, reply("success"))
        #expect(try await orders(transport).wait(for: order).status == .success)
        #expect(clock.sleeps == [1, 2, 4, 8].map { .seconds($0) })
    }

    @Test func retryAfterIsKept() async throws {
        let limited = MockTransport.Reply.json("", status: 429, headers: ["Retry-After": "40"])
        let transport = MockTransport(reply("pending"), limited, reply("success"))
        #expect(try await orders(transport).wait(for: order).status == .success)
        #expect(clock.sleeps == [.seconds(1), .seconds(40)])
    }

    @Test func retryAfterBeyondTheLimitEndsTheWait() async throws {
        let limited = MockTransport.Reply.json("", status: 429, headers: ["Retry-After": "301"])
        let never = await #expect(throws: VoiceAgentsError.self) {
            try await orders(MockTransport(limited)).wait(for: order)
        }
        #expect(never?.kind == .rateLimited)
        #expect(never?.retryAfter == .seconds(301))
        #expect(clock.sleeps.isEmpty)
        let later = await #expect(throws: VoiceAgentsError.self) {
            try await orders(MockTransport(reply("pending"), limited)).wait(for: order)
        }
        #expect(later?.kind == .stillPending)
        #expect(clock.sleeps == [.seconds(1)])
    }

    @Test func serverErrorUntilTheLimitIsThrown() async throws {
        let transport = MockTransport { _ in .json("", status: 503) }
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await orders(transport).wait(for: order, within: .seconds(20))
        }
        #expect(error?.kind == .serverError)
        #expect(error?.status == 503)
        #expect(clock.sleeps.reduce(.zero, +) == .seconds(20))
    }

    @Test(arguments: [400, 401, 402, 403, 404])
    func clientErrorEndsTheWait(status: Int) async throws {
        let refusal = #"{"error":{"code":"x","message":"No","details":{}}}"#
        let transport = MockTransport(reply("pending"), .json(refusal, status: status))
        let error = await #expect(throws: VoiceAgentsError.self) { try await orders(transport).wait(for: order) }
        #expect(error?.status == status)
        #expect(error?.message == "No")
        #expect(clock.sleeps == [.seconds(1)])
    }

    @Test(arguments: [
        MockTransport.Reply.json("<html>"), .json("{}"),
        .failure(TransportError(.declined, mayHaveReachedServer: false)),
        .failure(TransportError(.insecureConnection, mayHaveReachedServer: false)),
        .failure(TransportError(.replyTooLarge, mayHaveReachedServer: true, status: 200)),
    ])
    func permanentFailureEndsTheWait(failure: MockTransport.Reply) async throws {
        let transport = MockTransport(failure)
        await #expect(throws: VoiceAgentsError.self) { try await orders(transport).wait(for: order) }
        #expect(clock.sleeps.isEmpty)
    }

    @Test(arguments: ["queued", "SUCCESS", "in-review"])
    func unknownStatusIsWaitedFor(word: String) async throws {
        let transport = MockTransport(reply(word), reply(word), reply("success"))
        #expect(try await orders(transport).wait(for: order).status == .success)
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await orders(MockTransport(reply(word))).wait(for: order, within: .zero)
        }
        #expect(error?.kind == .stillPending)
        #expect(error?.message.hasPrefix("The order \(order) is \(word).") == true)
    }

    @Test func missingStatusIsWaitedFor() async throws {
        let bare = MockTransport.Reply.json(#"{"data":{"id":"\#(order)"}}"#)
        #expect(try await orders(MockTransport(bare, reply("success"))).wait(for: order).status == .success)
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await orders(MockTransport(bare)).wait(for: order, within: .zero)
        }
        #expect(error?.kind == .stillPending)
        #expect(error?.message.contains("in no known state") == true)
    }

    @Test func requestTimeCountsTowardsTheLimit() async throws {
        let transport = MockTransport { [clock] request in
            clock.advance(by: request.timeout)
            return .failure(TransportError(.timedOut, mayHaveReachedServer: true))
        }
        await #expect(throws: VoiceAgentsError.self) {
            try await orders(transport).wait(for: order, within: .seconds(100))
        }
        // The last attempt may begin when the time is over, and take a second.
        #expect(clock.now.offset >= .seconds(100))
        #expect(clock.now.offset <= .seconds(101))
    }

    @Test func cancellationEndsTheWaitAtOnce() async throws {
        let clock = VirtualClock(holdsSleepers: true)
        let transport = MockTransport { _ in reply("pending") }
        let orders = try orders(transport, clock: clock)
        let task = Task { try await orders.wait(for: order) }
        try await clock.waitForSleepers(1)
        clock.advance(by: .seconds(1))
        try await clock.waitForSleepers(1)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(await transport.requests.count == 2)
        #expect(clock.wakeTimes.isEmpty)
    }
}
