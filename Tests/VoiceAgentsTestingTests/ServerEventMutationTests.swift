import Flireo
import Foundation
import Testing
import VoiceAgentsTesting

/// Four thousand mutated events. The handler answers each, or throws an error that says what is wrong with it.
@Suite(.timeLimit(.minutes(5))) struct ServerEventMutationTests {
    private struct Message: Decodable, Sendable { var message: String }
    private struct Day: Decodable, Sendable { var date: String }
    private struct Broken: Error {}

    private var handler: ServerEventHandler {
        var handler = ServerEventHandler(timeLimit: .seconds(600))
        handler.onAssistantRequest { AssistantConfiguration(firstMessage: $0.fromCaller?.rawValue) }
        handler.onToolCall("send_task") { (message: Message, _) in "Sent: \(message.message)" }
        handler.onToolCall("find_slot") { (day: Day, _) in "Free on \(day.date)" }
        handler.onToolCall("check_availability") { (payload: JSONValue, event) in "\(payload) \(event)" }
        handler.onToolCall("ask_email") { _ in throw Broken() }
        handler.onEndOfCallReport { _ = $0.lines }
        handler.onStatusUpdate { _ = "\($0)" }
        return handler
    }

    @Test func mutatedEventsAreAnsweredOrErrors() async throws {
        var random = SeededGenerator(seed: 20_250_827)
        var outcomes: [String: Int] = [:]
        let handler = handler
        let bodies = try Fixtures.exchanges(of: "flireo-events").compactMap(\.exchange.request.body)
        for round in 0..<4_000 {
            let mutation = Mutation.allCases[Int(random.next() % 4)]
            let mutated = try mutation.apply(to: bodies[round % bodies.count], &random)
            let text = String(decoding: mutated, as: UTF8.self)
            let response = await handler.respond(to: mutated)
            let answer = try JSONDecoder().decode(JSONValue.self, from: response.body)
            do {
                let reply = try await handler.reply(to: mutated)
                #expect(response.status == 200)
                #expect(try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(reply)) == answer)
                try check(answer, to: mutated)
                outcomes[answer.object?.keys.first ?? "acknowledged", default: 0] += 1
            } catch let error as ServerEventError {
                #expect(error.kind == .malformedEvent, "\(text)")
                #expect(error.status == 400, "\(text)")
                #expect(response.status == 400, "\(text)")
                #expect(error.message.hasPrefix("The event could not be read: "), "\(text)")
                #expect(answer == [:], "\(text)")
                outcomes["error", default: 0] += 1
            }
        }
        #expect(outcomes["error", default: 0] > 1_200, "\(outcomes)")
        #expect(outcomes["results", default: 0] > 200, "\(outcomes)")
        #expect(outcomes["acknowledged", default: 0] > 400, "\(outcomes)")
        #expect(outcomes["assistant", default: 0] > 80, "\(outcomes)")
    }

    /// Compares the reply with the JSON of the event, not with the decoded event.
    private func check(_ reply: JSONValue, to event: Data) throws {
        let event = try JSONDecoder().decode(JSONValue.self, from: event)
        switch event["eventType"]?.string {
        case "assistant-request":
            #expect(reply["assistant"]?["firstMessage"]?.string == event["fromCaller"]?.textOfScalar)
        case "tool-calls":
            // A task without an id gets no result. An id that is a number is answered as a text.
            let ids = reply["results"]?.array?.map { $0["toolCallId"]?.string }
            let tasks = (event["tasksInitiated"]?.array ?? []).compactMap { task -> String? in
                task["taskId"]?.textOfScalar
            }
            #expect(ids == tasks)
            #expect(reply["results"]?.array?.allSatisfy { $0["result"]?.string?.isEmpty == false } == true)
        default: #expect(reply == [:])
        }
    }
}

extension JSONValue {
    /// The text, or what a number or a flag is read as in its place.
    fileprivate var textOfScalar: String? {
        switch self {
        case .string(let text): text
        case .integer, .number, .bool: description
        default: nil
        }
    }
}
