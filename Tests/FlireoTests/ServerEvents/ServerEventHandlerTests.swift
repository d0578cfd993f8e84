import Flireo
import Foundation
import Testing
import VoiceAgentsTesting

private struct Broken: Error {}

@Suite(.timeLimit(.minutes(5))) struct ServerEventHandlerTests {
    /// A server that does what the pages tell of.
    private var documented: ServerEventHandler {
        var handler = ServerEventHandler(timeLimit: .seconds(600))
        handler.onAssistantRequest { request in
            request.fromCaller?.phoneNumber == "+31601234567" ? documentedConfiguration : AssistantConfiguration()
        }
        handler.onToolCall("send_task") { (task: [String: String], _) in
            guard task["message"]?.contains("Jonas") == true else { throw Broken() }
            return "Bericht succesvol ontvangen, het team zal Jonas terugbellen."
        }
        handler.onToolCall("find_slot") { (day: [String: String], _) in "Slot found: \(day["date"] ?? "?") 14:00" }
        handler.onToolCall("send_email") { (mail: [String: String], _) in "Email sent to \(mail["to"] ?? "?")" }
        handler.onToolCall("check_availability") { _ in "Beschikbare tijdslots: 14:00, 15:00, 16:30" }
        handler.onToolCall("ask_email") { _ in "Sent." }
        return handler
    }

    @Test(arguments: try Fixtures.exchanges(of: "flireo-events").map { String($0.path.dropLast(5)) })
    func eventIsAnsweredAsRecorded(name: String) async throws {
        let exchange = try Fixtures.exchange("flireo-events/\(name)")
        let response = await documented.respond(to: try JSONEncoder().encode(exchange.request.body))
        #expect(response.status == exchange.response.status)
        #expect(response.headers["content-type"] == "application/json")
        #expect(try JSONDecoder().decode(JSONValue.self, from: response.body) == exchange.response.body)
    }

    @Test("An event that is too large, or has too many tool calls, is refused with one failure and no tool call")
    func hugeEventIsRefused() async throws {
        let (failures, continuation) = AsyncStream.makeStream(of: ServerEventError.self)
        let (calls, call) = AsyncStream.makeStream(of: Void.self)
        var handler = ServerEventHandler(timeLimit: .seconds(Int64.max)) { continuation.yield($0) }
        handler.onToolCall("ask_email") { _ in
            call.yield()
            return "Sent."
        }
        func event(_ count: Int, padding: Int = 0) -> Data {
            let tasks = (0..<count).map { #"{"taskId":"\#($0)","taskName":"ask_email","taskPayload":{}}"# }
            let blanks = String(repeating: " ", count: padding)
            let head = #"{"eventType":"tool-calls","callId":"875573b5-4458-45be-bac2-4d2b869f8297","tasksInitiated":"#
            return Data("\(head)[\(tasks.joined(separator: ","))]\(blanks)}".utf8)
        }
        #expect(await handler.respond(to: event(100)).status == 200)
        #expect(await handler.respond(to: event(101)).status == 400)
        #expect(await handler.respond(to: event(1, padding: 1_048_576)).status == 400)
        continuation.finish()
        call.finish()
        #expect(await failures.reduce(into: []) { $0.append($1.kind) } == [.malformedEvent, .malformedEvent])
        #expect(await calls.reduce(0) { count, _ in count + 1 } == 100)
    }

    @Test func fixturesAreNamedAfterTheirEvents() throws {
        let exchanges = try Fixtures.exchanges(of: "flireo-events")
        let types = [
            "assistant-request": "assistantRequest", "tool-calls": "toolCalls",
            "end-of-call-report": "endOfCallReport", "status-update": "statusUpdate", "status-updates": "statusUpdate",
        ]
        for (path, exchange) in exchanges {
            let name = types[exchange.request.body?["eventType"]?.string ?? ""] ?? "unknown"
            #expect(exchange.operation == "flireo.serverEvents.\(name)", "\(path)")
            #expect(path == "\(name).json" || path.hasPrefix("\(name)-"), "\(path)")
            #expect(exchange.request.method == .post, "\(path)")
            #expect(exchange.request.path == "/", "\(path)")
        }
        for name in Set(types.values).union(["unknown"]) { #expect(exchanges.contains { $0.path == "\(name).json" }) }
    }

    @Test func assistantKeepsUnknownKeys() async throws {
        let copy = try Open<AssistantConfiguration>(
            copiedFromDashboard: Data(#"{"firstMessage":null,"newKey":1,"voice":{"newKey":2}}"#.utf8))
        var handler = ServerEventHandler()
        handler.onAssistantRequest { request in
            var assistant = copy
            assistant.firstMessage = request.fromCaller?.rawValue
            return assistant
        }
        let reply = try await handler.reply(to: event("assistantRequest"))
        #expect(
            try json(reply) == [
                "assistant": ["firstMessage": "+31601234567", "newKey": 1, "voice": ["newKey": 2]]
            ])
    }

    @Test func handlersReceiveTheirEvents() async throws {
        let reports = Reports()
        var handler = ServerEventHandler(onFailure: reports.add)
        handler.onAssistantRequest { AssistantConfiguration(firstMessage: $0.fromCaller?.rawValue) }
        // What is told is told back, so that the test sees it.
        handler.onEndOfCallReport { throw ToolFailure($0.lines.last?.text ?? "") }
        handler.onStatusUpdate { throw ToolFailure($0.status?.rawValue ?? "") }
        handler.onUnknownEvent { throw ToolFailure($0.type) }
        #expect(
            try await handler.reply(to: event("assistantRequest"))
                == .assistant(Open(AssistantConfiguration(firstMessage: "+31601234567"))))
        let words = [
            "endOfCallReport":
                "Perfect, we hebben meerdere backend functies beschikbaar. Wilt u dat ik u meer informatie stuur of een afspraak inplan?",
            "statusUpdate-debugging": "ended-with-debugging", "unknown": "new-event",
        ]
        let failing = handler
        for (name, words) in words {
            let event = try event(name)
            let error = await #expect(throws: ServerEventError.self) { try await failing.reply(to: event) }
            #expect(error?.kind == .handlerFailed)
            #expect(error?.status == 500)
            #expect(error?.callID == event.callID)
            #expect(error?.message == "The handler of \(event.type) failed.")
            #expect(error?.underlying as? ToolFailure == ToolFailure(words))
        }
        #expect(await reports.rest().isEmpty, "an error is thrown or reported, not both")
    }

    @Test func unhandledReportIsAcknowledged() async throws {
        for name in ["endOfCallReport", "statusUpdate", "unknown"] {
            #expect(try await ServerEventHandler(timeLimit: .seconds(600)).reply(to: event(name)) == .acknowledged)
        }
    }

    @Test func assistantRequestNeedsAHandler() async throws {
        let request = try event("assistantRequest-odd")
        let nobody = await #expect(throws: ServerEventError.self) {
            try await ServerEventHandler(timeLimit: .seconds(600)).reply(to: request)
        }
        #expect(nobody?.kind == .unanswered)
        #expect(nobody?.status == 500)
        #expect(nobody?.callID == request.callID)
        #expect(nobody?.message == "Nothing is registered for assistant-request.")
        var handler = ServerEventHandler(timeLimit: .seconds(600))
        handler.onAssistantRequest { _ in throw CancellationError() }
        let failing = handler
        let failed = await #expect(throws: ServerEventError.self) { try await failing.reply(to: request) }
        #expect(failed?.kind == .handlerFailed)
        #expect(failed?.underlying is CancellationError)
    }

    @Test func laterRegistrationReplacesTheEarlier() async throws {
        var handler = ServerEventHandler(timeLimit: .seconds(600))
        handler.onAssistantRequest { _ in AssistantConfiguration(firstMessage: "old") }
        handler.onAssistantRequest { _ in AssistantConfiguration(firstMessage: "new") }
        #expect(
            try await handler.reply(to: .assistantRequest(.init()))
                == .assistant(Open(AssistantConfiguration(firstMessage: "new"))))
    }

    @Test("The response to a failure has a status, and says nothing of the error")
    func failureResponseIsAnEmptyObject() async throws {
        let reports = Reports()
        var handler = ServerEventHandler(onFailure: reports.add)
        handler.onStatusUpdate { _ in throw Broken() }
        handler.onAssistantRequest { _ in .init(model: Open(.init(temperature: .infinity))) }
        let bodies = ["", #"{"eventType":"status-update"}"#, #"{"eventType":"assistant-request"}"#]
        for (body, status) in zip(bodies, [400, 500, 500]) {
            let response = await handler.respond(to: Data(body.utf8))
            #expect(response.status == status)
            #expect(response.body == Data("{}".utf8))
            #expect(response.headers["content-type"] == "application/json")
        }
        let all = await reports.rest()
        #expect(all.map(\.kind) == [.malformedEvent, .handlerFailed, .handlerFailed])
        #expect(all[1].underlying is Broken)
        #expect(all[2].underlying is EncodingError)
    }
}
