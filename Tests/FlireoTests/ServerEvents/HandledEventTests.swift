import Flireo
import Foundation
import Synchronization
import Testing
import VoiceAgentsTesting

/// Collects what a handler reports.
private final class Observer: Sendable {
    private let events = Mutex<[HandledEvent]>([])

    var all: [HandledEvent] { events.withLock { $0 } }
    func take(_ event: HandledEvent) { events.withLock { $0.append(event) } }
}

@Suite(.timeLimit(.minutes(5))) struct HandledEventTests {
    private func handler(_ observer: Observer, clock: any Clock<Duration> = ContinuousClock()) -> ServerEventHandler {
        var handler = ServerEventHandler(timeLimit: .seconds(600), clock: clock)
        handler.onHandledEvent { observer.take($0) }
        return handler
    }

    @Test func eventWithAReplyIsReported() async throws {
        let observer = Observer()
        let body = try JSONEncoder().encode(try Fixtures.exchange("flireo-events/statusUpdate").request.body)
        _ = try await handler(observer).reply(to: body)
        #expect(observer.all.map(\.type) == ["status-update"])
        #expect(observer.all[0].callID == (try ServerEvent(body: body)).callID)
        #expect(observer.all[0].failure == nil)
    }

    @Test("What is no event, and a type that the sender made up, has no type")
    func unknownTypeIsNotReported() async throws {
        let observer = Observer()
        let handler = handler(observer)
        let unknown = try JSONEncoder().encode(try Fixtures.exchange("flireo-events/unknown").request.body)
        _ = await handler.respond(to: unknown)
        _ = await handler.respond(to: Data("[]".utf8))
        #expect(observer.all.map(\.type) == [nil, nil])
        #expect(observer.all.map(\.failure) == [nil, .malformedEvent])
    }

    @Test("A reply that cannot be written as JSON is no reply, for every observer")
    func unwritableReplyIsReported() async throws {
        let (first, second) = (Observer(), Observer())
        var handler = handler(first)
        handler.onHandledEvent { second.take($0) }
        handler.onAssistantRequest { _ in .init(model: Open(.init(temperature: .infinity))) }
        #expect(await handler.respond(to: Data(#"{"eventType": "assistant-request"}"#.utf8)).status == 500)
        for observer in [first, second] {
            #expect(observer.all.map(\.failure) == [.handlerFailed])
            #expect(observer.all.map(\.type) == ["assistant-request"])
        }
    }

    @Test func toolsAreReportedInTheOrderOfTheirCalls() async throws {
        let (observer, clock) = (Observer(), VirtualClock(holdsSleepers: true))
        var handler = handler(observer, clock: clock)
        handler.onToolCall("slow") { _ in
            try await clock.sleep(for: .seconds(2))
            return "slow"
        }
        handler.onToolCall("declining") { _ in throw ToolFailure("no") }
        let event = ServerEvent.toolCalls(
            .init(
                callID: "c1",
                tasks: ["slow", "declining", "made up"].map { ToolCall(id: "t", name: $0, payload: [:]) }))
        let reply = Task { [handler] in try await handler.reply(to: event) }
        // The time limit and the slow tool.
        try await clock.waitForSleepers(2)
        clock.advance(by: .seconds(2))
        _ = try await reply.value
        let handled = try #require(observer.all.first)
        #expect(handled.tools.map(\.name) == ["slow", "declining", nil])
        #expect(handled.tools.map(\.failure) == [nil, .declinedByTool, .unknownTool])
        #expect(handled.tools[0].duration == .seconds(2))
        #expect(handled.duration == .seconds(2))
        #expect(handled.failure == nil)
    }

    @Test func cancellationIsReported() async throws {
        let observer = Observer()
        var handler = handler(observer)
        handler.onAssistantRequest { _ in throw CancellationError() }
        let body = try JSONEncoder().encode(try Fixtures.exchange("flireo-events/assistantRequest").request.body)
        let task = Task { [handler] in
            withUnsafeCurrentTask { $0?.cancel() }
            return await handler.respond(to: body)
        }
        #expect(await task.value.status == 503)
        #expect(observer.all.map(\.failure) == [.cancelled])
    }
}
