import Flireo
import Foundation
import Testing

@Suite(.timeLimit(.minutes(5))) struct MalformedEventTests {
    @Test(arguments: [
        ("", "the body is not JSON"), ("<html>", "the body is not JSON"),
        (#"{"eventType":"tool-calls","#, "the body is not JSON"),
        ("[]", "top level: expected an object"), ("7", "top level: expected an object"),
        ("null", "top level: null where a value is required"),
        ("{}", "eventType: missing"), (#"{"eventType":null}"#, "eventType: null where a value is required"),
        (#"{"eventType":{}}"#, "eventType: expected a string"),
        (#"{"eventType":"tool-calls"}"#, "tasksInitiated: missing"),
        (#"{"eventType":"tool-calls","tasksInitiated":"book"}"#, "tasksInitiated: expected a list"),
        (#"{"eventType":"tool-calls","tasksInitiated":7}"#, "tasksInitiated: expected a list"),
    ])
    func errorNamesThePathAndNoValue(body: String, words: String) throws {
        let error = #expect(throws: ServerEventError.self) { try ServerEvent(body: Data(body.utf8)) }
        #expect(error?.message == "The event could not be read: \(words).")
        #expect(error?.kind == .malformedEvent)
        #expect(error?.status == 400)
        #expect(error?.underlying is DecodingError)
        #expect(error?.description == "malformed event: The event could not be read: \(words).")
        #expect(error?.localizedDescription == error?.description)
    }

    /// None of these is documented. An answer does not depend on them, so they must not cost a call.
    @Test(arguments: [
        #"{"eventType":"tool-calls","callId":{"id":17},"eventTime":"soon","tasksInitiated":[]}"#,
        #"{"eventType":"assistant-request","fromCaller":["a"],"toAssistant":{"number":"+31850123456"}}"#,
        #"{"eventType":"status-update","status":[7],"debugging-artifact":{},"eventTimestamp":"2025-08-27T07:14:42Z"}"#,
        #"{"eventType":"status-update","eventTimestamp":1e300}"#,
        #"{"eventType":"status-update","callSession":[],"eventTimestamp":-62135596800001}"#,
        #"{"eventType":"end-of-call-report","recordings":"none","transcriptText":["Hallo"],"summaryText":[5]}"#,
        #"{"eventType":"end-of-call-report","callLengthSeconds":"long"}"#,
        #"{"eventType":"tool-calls","tasksInitiated":[{"taskId":"a","taskName":[17]},{"taskId":"b"}]}"#,
    ])
    func membersOfOtherTypesAreKept(body: String) throws {
        let event = try ServerEvent(body: Data(body.utf8))
        var written = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(event)).object ?? [:]
        written = written.filter { $0.key != "userMetadata" }
        #expect(JSONValue.object(written) == (try JSONDecoder().decode(JSONValue.self, from: Data(body.utf8))))
        #expect(event.callID == nil)
    }

    @Test func otherSpellingReplacesUnreadableTime() throws {
        let body =
            #"{"eventType":"status-update","eventTimestamp":"now","eventTime":1000,"callSession":null,"callId":"c1"}"#
        guard case .statusUpdate(let update) = try ServerEvent(body: Data(body.utf8)) else { throw AnotherEvent() }
        #expect(update.time == Date(timeIntervalSince1970: 1))
        #expect(update.callID == "c1")
        #expect(update.unknownKeys == ["eventTimestamp": "now"])
    }

    @Test func taskWithoutNameDoesNotStopOthers() async throws {
        let body = #"{"eventType":"tool-calls","tasksInitiated":[{"taskId":"a"},{"taskId":"b","taskName":"book"}]}"#
        var handler = ServerEventHandler(timeLimit: .seconds(600))
        handler.onToolCall("book") { _ in "Booked." }
        let reply = try await handler.reply(to: Data(body.utf8))
        #expect(
            reply
                == .results([
                    ToolResult(toolCallID: "a", result: "No function is named."),
                    ToolResult(toolCallID: "b", result: "Booked."),
                ]))
    }

    @Test("A task that cannot be read does not stop the others")
    func unreadableTaskDoesNotStopOthers() async throws {
        let body = """
            {"eventType":"tool-calls","n":1e400,"userMetadata":\(String(repeating: "[", count: 100))\(String(repeating: "]", count: 100)),
            "tasksInitiated":[{"taskName":"book"},{"taskId":17,"taskName":"book"},
            {"taskId":"a","taskName":"order","taskPayload":{"count":1e400}},
            {"taskId":"b","taskName":"order","taskPayload":{"count":2}},
            {"taskId":"c","taskName":"order","taskPayload":"{\\"count\\":3}"},{"taskId":"d","taskName":"all","taskPayload":" "}]}
            """
        struct Order: Decodable, Sendable { var count: Int? }
        var handler = ServerEventHandler(timeLimit: .seconds(600))
        handler.onToolCall("book") { _ in "Booked." }
        handler.onToolCall("order") { (order: Order, _) in "\(order.count ?? 0)" }
        handler.onToolCall("all") { (order: Order, _) in "All." }
        let reply = try await handler.reply(to: Data(body.utf8))
        #expect(
            reply
                == .results([
                    ToolResult(toolCallID: "17", result: "Booked."),
                    ToolResult(toolCallID: "a", result: "The arguments of order could not be read."),
                    ToolResult(toolCallID: "b", result: "2"), ToolResult(toolCallID: "c", result: "3"),
                    ToolResult(toolCallID: "d", result: "All."),
                ]))
    }

    @Test func deeplyNestedEventIsMalformed() throws {
        let deep = String(repeating: "[", count: 5_000) + String(repeating: "]", count: 5_000)
        for type in ["tool-calls", "new-event"] {
            let error = #expect(throws: ServerEventError.self) {
                try ServerEvent(body: Data(#"{"eventType":"\#(type)","a":\#(deep)}"#.utf8))
            }
            #expect(error?.kind == .malformedEvent)
        }
    }

    @Test("Only a malformed event is a bad request")
    func errorKindDecidesTheStatus() {
        let kinds: [ServerEventError.Kind] = [
            .malformedEvent, .malformedArguments, .unanswered, .unknownTool, .declinedByTool, .handlerFailed, .tooSlow,
            .cancelled,
        ]
        #expect(kinds.map { ServerEventError($0, message: "").status } == [400, 500, 500, 500, 500, 500, 500, 503])
        #expect(
            "\(ServerEventError(.tooSlow, message: "book took too long.", tool: "book", callID: "c1"))"
                == "too slow (call c1): book took too long.")
    }
}
