#if Observability
import Flireo
import Foundation
import InMemoryTracing
import Testing
import Tracing
import VoiceAgentsObservability
import VoiceAgentsTesting

private struct Defect: Error { let text = "Jan Jansen" }

@Suite(.timeLimit(.minutes(5))) struct EventObserverTests {
    private func handler(_ observation: Observation) -> ServerEventHandler {
        var handler = ServerEventHandler(timeLimit: .seconds(600))
        handler.onToolCall("free") { _ in "14:00" }
        handler.onToolCall("book") { _ in throw ToolFailure("14:00 is taken by Jan Jansen") }
        handler.onToolCall("broken") { _ in throw Defect() }
        observation.observe(&handler)
        return handler
    }

    @Test func eventsAndToolsAreObserved() async throws {
        let observation = Observation()
        let exchange = try Fixtures.exchange("flireo-events/toolCalls")
        var handler = handler(observation)
        let event = try ServerEvent(body: JSONEncoder().encode(exchange.request.body))
        guard case .toolCalls(let calls) = event else { throw Defect() }
        let names = calls.tasks.map(\.name)
        for name in names { handler.onToolCall(name) { _ in "done" } }
        _ = try await handler.reply(to: event)
        #expect(
            observation.labels(of: .eventDuration) == [["error.type=none", "voice_agents.event=tool-calls"]])
        #expect(
            observation.labels(of: .toolDuration)
                == names.sorted().map { ["error.type=none", "gen_ai.tool.name=\($0)"] })
        #expect(observation.log == ["debug: event handled"])
        let span = try observation.span("flireo tool-calls")
        #expect(try observation.span("execute_tool \(names[0])").parentSpanID == span.spanID)
    }

    @Test("A tool that declines is a notice, one that fails an error, and a name of the sender is no label")
    func failuresAreObserved() async throws {
        let observation = Observation()
        let handler = handler(observation)
        for name in ["free", "book", "broken", "made-up-\(UInt64.max)"] {
            _ = try await handler.reply(
                to: .toolCalls(.init(callID: "c1", tasks: [ToolCall(id: "t", name: name, payload: [:])])))
        }
        #expect(
            observation.labels(of: .toolDuration) == [
                ["error.type=declined_by_the_tool", "gen_ai.tool.name=book"],
                ["error.type=handler_failed", "gen_ai.tool.name=broken"],
                ["error.type=none", "gen_ai.tool.name=free"], ["error.type=unknown_tool", "gen_ai.tool.name=unknown"],
            ])
        #expect(
            observation.labels(of: .eventFailures) == [
                ["error.type=declined_by_the_tool", "voice_agents.severity=notice"],
                ["error.type=handler_failed", "voice_agents.severity=error"],
                ["error.type=unknown_tool", "voice_agents.severity=error"],
            ])
        #expect(
            observation.log.filter { !$0.hasPrefix("debug") }.map { $0.prefix { $0 != ":" } } == [
                "notice", "error", "error",
            ])
        #expect(!observation.everything.contains("Jansen"))
    }

    @Test func bodyThatIsNoEventIsObserved() async throws {
        let observation = Observation()
        let handler = handler(observation)
        let response = await handler.respond(to: Data("no event".utf8))
        #expect(response.status == 400)
        let unknown = Data(#"{"eventType": "+31612345678", "callId": "c1"}"#.utf8)
        _ = await handler.respond(to: unknown)
        #expect(
            observation.labels(of: .eventDuration) == [
                ["error.type=malformed_event", "voice_agents.event=unknown"],
                ["error.type=none", "voice_agents.event=unknown"],
            ])
        #expect(!observation.everything.contains("31612345678"))
        #expect(try observation.span("flireo unknown").status?.code == .error)
    }
}
#endif
