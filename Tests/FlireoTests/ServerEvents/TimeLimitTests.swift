import Flireo
import Foundation
import Testing
import VoiceAgentsTesting

private struct Broken: Error {}

@Suite(.timeLimit(.minutes(5))) struct TimeLimitTests {
    private let clock = VirtualClock(holdsSleepers: true)
    private let reports = Reports()
    private var handler: ServerEventHandler { ServerEventHandler(clock: clock, onFailure: reports.add) }

    private func calls(_ names: String...) -> ServerEvent {
        .toolCalls(.init(callID: "c1", tasks: names.map { ToolCall(id: ToolCall.ID($0), name: $0) }))
    }

    /// Lets time pass until the limit, when the handler has begun to wait for it.
    private func passTime(_ limit: Duration = .milliseconds(4_500)) async throws {
        try await clock.waitForSleepers(1)
        clock.advance(by: limit - .milliseconds(1))
        #expect(clock.wakeTimes.count == 1, "the limit came too early")
        clock.advance(by: .milliseconds(1))
    }

    @Test func uncancellableToolIsNotAwaited() async throws {
        let (isCancelled, end) = (Gate(), Gate())
        var handler = handler
        handler.onToolCall("book") { _ in
            await withTaskCancellationHandler {
                await end.pass()
            } onCancel: {
                Task { await isCancelled.open() }
            }
            throw Broken()
        }
        async let reply = handler.reply(to: calls("book"))
        try await passTime()
        #expect(
            try await reply
                == .results([
                    ToolResult(toolCallID: "book", result: "book took too long; whether it was done is not known.")
                ]))
        let slow = try #require(await reports.next())
        #expect(slow.kind == .tooSlow)
        #expect(slow.tool == "book")
        #expect(slow.callID == "c1")
        #expect(slow.underlying == nil)
        await isCancelled.pass()
        await end.open()
        let late = try #require(await reports.next())
        #expect(late.kind == .handlerFailed)
        #expect(late.tool == "book")
        #expect(late.underlying is Broken)
        #expect(late.message == "book failed after the time limit.")
    }

    @Test func cancelledToolIsReportedOnce() async throws {
        let end = Gate()
        let never = VirtualClock(holdsSleepers: true)
        var handler = handler
        handler.onToolCall("book") { _ in
            do {
                try await never.sleep(for: .seconds(1))
            } catch {
                await end.open()
                throw error
            }
            return "Booked."
        }
        async let reply = handler.reply(to: calls("book"))
        try await passTime()
        _ = try await reply
        await end.pass()
        #expect(await reports.rest().map(\.kind) == [.tooSlow])
    }

    @Test func finishedResultsAreReturnedAtTheLimit() async throws {
        let tooSlow = "slow took too long; whether it was done is not known."
        let never = Gate()
        var fast = ""
        // Nobody sees from outside when a result has been taken down, so time may pass before. Not every time.
        for _ in 0..<100 where fast != "Done." {
            let (done, begun) = AsyncStream.makeStream(of: Void.self)
            var handler = handler
            handler.onToolCall("slow") { _ in
                await never.pass()
                return ""
            }
            handler.onToolCall("fast") { _ in
                begun.finish()
                return "Done."
            }
            async let reply = handler.reply(to: calls("slow", "fast"))
            for await _ in done {}
            try await passTime()
            guard case .results(let results) = try await reply else { throw AnotherEvent() }
            #expect(results[0].result == tooSlow)
            fast = results[1].result
        }
        #expect(fast == "Done.")
        await never.open()
    }

    @Test func timeLimitBeginsWithTheEvent() async throws {
        var handler = ServerEventHandler(timeLimit: .seconds(2), clock: clock)
        let begin = Gate()
        handler.onToolCall("book") { _ in
            await begin.pass()
            return ""
        }
        clock.advance(by: .seconds(100))
        async let reply = handler.reply(to: calls("book", "book"))
        try await clock.waitForSleepers(1)
        #expect(clock.wakeTimes.map(\.offset) == [.seconds(102)], "one limit for all tools of the event")
        try await passTime(.seconds(2))
        _ = try await reply
        await begin.open()
    }

    @Test func lateAssistantIsCancelled() async throws {
        let (isCancelled, never) = (Gate(), VirtualClock(holdsSleepers: true))
        var handler = handler
        handler.onAssistantRequest { _ in
            do {
                try await never.sleep(for: .seconds(1))
            } catch {
                await isCancelled.open()
            }
            return AssistantConfiguration()
        }
        let running = handler
        let task = Task { try await running.reply(to: .assistantRequest(.init(callID: "c1"))) }
        try await passTime()
        let error = await #expect(throws: ServerEventError.self) { try await task.value }
        #expect(error?.kind == .tooSlow)
        #expect(error?.status == 500)
        #expect(error?.callID == "c1")
        #expect(error?.message == "The handler of assistant-request took longer than 4.5 seconds.")
        await isCancelled.pass()
    }

    @Test(
        "A report is acknowledged at the limit, and its handler runs to its end",
        arguments: ["endOfCallReport", "statusUpdate", "unknown"])
    func slowReportHandlerIsNotCancelled(name: String) async throws {
        let end = Gate()
        var handler = handler
        @Sendable func store() async throws {
            await end.pass()
            // The handler goes on as if nothing had been.
            try Task.checkCancellation()
            throw Broken()
        }
        handler.onEndOfCallReport { _ in try await store() }
        handler.onStatusUpdate { _ in try await store() }
        handler.onUnknownEvent { _ in try await store() }
        let event = try event(name)
        async let reply = handler.reply(to: event)
        try await passTime()
        #expect(try await reply == .acknowledged)
        await end.open()
        let late = try #require(await reports.next())
        #expect(late.kind == .handlerFailed)
        #expect(late.tool == nil)
        #expect(late.callID == event.callID)
        #expect(late.underlying is Broken, "the handler was cancelled")
        #expect(late.message == "The handler of \(event.type) failed after the time limit.")
    }

    @Test(arguments: ["toolCalls", "assistantRequest"])
    func cancelledReplyCancelsItsHandlers(name: String) async throws {
        let (begun, cancelled, never) = (Gate(), Gate(), VirtualClock(holdsSleepers: true))
        @Sendable func wait() async throws {
            await begun.open()
            do {
                try await never.sleep(for: .seconds(1))
            } catch {
                await cancelled.open()
                throw error
            }
        }
        var handler = handler
        handler.onToolCall("send_task") { _ in
            try await wait()
            return ""
        }
        handler.onAssistantRequest { _ in
            try await wait()
            return AssistantConfiguration()
        }
        let (running, event) = (handler, try event(name))
        let task = Task { try await running.reply(to: event) }
        await begun.pass()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        await cancelled.pass()
        #expect(await reports.rest().isEmpty)
    }

    @Test(arguments: ["endOfCallReport", "statusUpdate", "unknown"], [false, true])
    func cancelledReplyDoesNotCancelReportHandler(name: String, isCancelledBefore: Bool) async throws {
        let (begun, end) = (Gate(), Gate())
        @Sendable func store() async throws {
            await begun.open()
            await end.pass()
            try Task.checkCancellation()
            throw Broken()
        }
        var handler = handler
        handler.onEndOfCallReport { _ in try await store() }
        handler.onStatusUpdate { _ in try await store() }
        handler.onUnknownEvent { _ in try await store() }
        let (running, event) = (handler, try event(name))
        let task = Task {
            if isCancelledBefore { withUnsafeCurrentTask { $0?.cancel() } }
            return try await running.reply(to: event)
        }
        await begun.pass()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        await end.open()
        let late = try #require(await reports.next())
        #expect(late.kind == .handlerFailed)
        #expect(late.underlying is Broken, "the handler was cancelled")
    }

    @Test func cancelledReplyDoesNotAwaitUncancellableTool() async throws {
        let (begun, end) = (Gate(), Gate())
        var handler = handler
        handler.onToolCall("send_task") { _ in
            await begun.open()
            await end.pass()
            return ""
        }
        let (running, body) = (handler, try JSONEncoder().encode(eventBody("toolCalls")))
        let task = Task { await running.respond(to: body) }
        await begun.pass()
        task.cancel()
        let response = await task.value
        #expect(response.status == 503)
        #expect(response.body == Data("{}".utf8))
        #expect(await reports.next()?.kind == .cancelled)
        await end.open()
    }

    @Test func cancelledTaskRunsNoTool() async throws {
        var handler = handler
        handler.onToolCall("send_task") { _ in
            Issue.record("the tool was run")
            return ""
        }
        let (running, event, begin) = (handler, try event("toolCalls"), Gate())
        let task = Task {
            await begin.pass()
            return try await running.reply(to: event)
        }
        task.cancel()
        await begin.open()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
