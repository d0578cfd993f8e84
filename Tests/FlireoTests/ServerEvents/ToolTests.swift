import Flireo
import Foundation
import Testing
import VoiceAgentsTesting

private struct Booking: Decodable, Sendable {
    var date: Date
    var guest: PhoneNumber
    var assistant: Assistant.ID?
    var seats: Int
    var wishes: [String: Int]?
}

private struct Secret: Error {
    let words = "password hunter2"
}

@Suite(.timeLimit(.minutes(5))) struct ToolTests {
    private func calls(_ calls: ToolCall...) -> ServerEvent {
        .toolCalls(ServerEvent.ToolCalls(callID: "c1", tasks: calls))
    }

    private func results(_ handler: ServerEventHandler, _ event: ServerEvent) async throws -> [String] {
        guard case .results(let results) = try await handler.reply(to: event) else { throw AnotherEvent() }
        guard case .toolCalls(let calls) = event else { throw AnotherEvent() }
        #expect(results.map(\.toolCallID) == calls.tasks.map(\.id))
        return results.map(\.result)
    }

    @Test func argumentsAreDecodedAsUserModels() async throws {
        var handler = ServerEventHandler(timeLimit: .seconds(600))
        handler.onToolCall("book") { (booking: Booking, event) in
            let seconds = Int(booking.date.timeIntervalSince1970)
            return
                "\(seconds) \(booking.guest) \(booking.assistant?.description ?? "-") \(booking.seats) \(event.tasks.count)"
        }
        let payload: JSONValue = [
            "date": "2025-09-01T14:00:00+02:00", "guest": "+31601234567", "seats": 9_007_199_254_740_993,
            "assistant": "660E8400-E29B-41D4-A716-446655440000", "more": true,
        ]
        #expect(
            try await results(handler, calls(ToolCall(id: "a", name: "book", payload: payload))) == [
                "1756728000 +31601234567 660e8400-e29b-41d4-a716-446655440000 9007199254740993 1"
            ])
    }

    @Test func toolsRunConcurrentlyAndKeepTheirOrder() async throws {
        let (first, second) = (Gate(), Gate())
        var handler = ServerEventHandler(timeLimit: .seconds(600))
        handler.onToolCall("first") { _ in
            await first.open()
            await second.pass()
            return "1"
        }
        handler.onToolCall("second") { _ in
            await first.pass()
            await second.open()
            return "2"
        }
        let event = calls(
            ToolCall(id: "b", name: "first"), ToolCall(id: "a", name: "second"), ToolCall(id: "b", name: "first"))
        #expect(try await results(handler, event) == ["1", "2", "1"])
    }

    @Test func unregisteredToolIsReported() async throws {
        let reports = Reports()
        let handler = ServerEventHandler(onFailure: reports.add)
        #expect(
            try await results(handler, calls(ToolCall(id: "a", name: "send_task"))) == [
                "There is no function named send_task."
            ])
        let report = try #require(await reports.rest().first)
        #expect(report.kind == .unknownTool)
        #expect(report.severity == .error)
        #expect(report.tool == "send_task")
        #expect(report.callID == "c1")
    }

    @Test(arguments: [
        (String?.none, "date: missing"), ("null", "date: missing"), ("[]", "top level: expected an object"),
        (#""{}""#, "date: missing"), (#""  ""#, "date: missing"), (#""today""#, "top level: expected an object"),
        (#"{"date":7}"#, "date: expected a string"),
        (
            #"{"date":"2025-09-01T14:00:00Z","guest":"0612345678"}"#,
            "guest: expected an E.164 phone number, but it does not start with + and a country code"
        ),
        (
            #"{"date":"2025-09-01T14:00:00Z","guest":"+31601234567","seats":2.5}"#,
            "seats: expected an integer in range"
        ),
        (
            #"{"date":"2025-09-01T14:00:00Z","guest":"+31601234567","seats":2,"wishes":{"a table for Jansen":"x"}}"#,
            "wishes.*: expected an integer"
        ),
        // A dictionary's key that is a number.
        (
            #"{"date":"2025-09-01T14:00:00Z","guest":"+31601234567","seats":2,"wishes":{"+31612345678":"x"}}"#,
            "wishes.*: expected an integer"
        ),
    ])
    func unreadableArgumentsAreNamed(text: String?, words: String) async throws {
        let payload = try text.map { try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8)) }
        let reports = Reports()
        var handler = ServerEventHandler(onFailure: reports.add)
        handler.onToolCall("book", with: Booking.self) { _, _ in "Booked." }
        #expect(
            try await results(handler, calls(ToolCall(id: "a", name: "book", payload: payload))) == [
                "The arguments of book could not be read: \(words)."
            ])
        let report = try #require(await reports.rest().first)
        #expect(report.kind == .malformedArguments)
        #expect(report.tool == "book")
        #expect(report.underlying is DecodingError)
        #expect(report.message == "The arguments of book could not be read: \(words).")
    }

    @Test("The error of a type's own decoding is not quoted, and its argument is named")
    func customDecodingErrorIsNotQuoted() async throws {
        struct Picky: Decodable, Sendable {
            init(from decoder: any Decoder) throws { throw Secret() }
        }
        struct Talkative: Decodable, Sendable {
            init(from decoder: any Decoder) throws {
                throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "hunter2"))
            }
        }
        struct Precise: Decodable, Sendable {
            init(from decoder: any Decoder) throws {
                throw DecodingError.dataCorruptedError(
                    in: try decoder.singleValueContainer(), debugDescription: "hunter2")
            }
        }
        struct Guest<Name: Decodable & Sendable>: Decodable, Sendable { var name: [Name]? }
        struct Table<Name: Decodable & Sendable>: Decodable, Sendable { var guest: Guest<Name>? }
        let reports = Reports()
        var handler = ServerEventHandler(timeLimit: .seconds(600), onFailure: reports.add)
        handler.onToolCall("book") { (_: Picky, _) in "Booked." }
        handler.onToolCall("picky") { (_: Table<Picky>, _) in "Booked." }
        handler.onToolCall("talkative") { (_: Table<Talkative>, _) in "Booked." }
        handler.onToolCall("precise") { (_: Table<Precise>, _) in "Booked." }
        let payload: JSONValue = ["guest": ["name": ["Jansen"]]]
        let event = calls(
            ToolCall(id: "a", name: "book"), ToolCall(id: "b", name: "picky", payload: payload),
            ToolCall(id: "c", name: "talkative", payload: payload),
            ToolCall(id: "d", name: "precise", payload: payload))
        #expect(
            try await results(handler, event) == [
                "The arguments of book could not be read.",
                "The arguments of picky could not be read: guest.name[0]: not valid.",
                "The arguments of talkative could not be read: guest.name[0]: not valid.",
                "The arguments of precise could not be read: guest.name[0]: not valid.",
            ])
        let report = try #require(await reports.rest().first)
        #expect(report.underlying is Secret)
        #expect(report.otherToolFailures.count == 3)
        #expect(report.otherToolFailures.allSatisfy { $0.underlying is DecodingError })
    }

    @Test func missingArgumentsAreAnEmptyObject() async throws {
        struct Options: Decodable, Sendable { var loud: Bool? }
        var handler = ServerEventHandler(timeLimit: .seconds(600))
        handler.onToolCall("ring") { (options: Options, _) in "\(options.loud ?? false)" }
        handler.onToolCall("echo") { (payload: JSONValue, _) in "\(payload == [:])" }
        let event = calls(
            ToolCall(id: "a", name: "ring"), ToolCall(id: "b", name: "ring", payload: .null),
            ToolCall(id: "c", name: "echo"), ToolCall(id: "d", name: "echo", payload: .null))
        #expect(try await results(handler, event) == ["false", "false", "true", "true"])
    }

    @Test("The result of a tool that throws says that it failed, and nothing of the error")
    func toolErrorIsNotQuoted() async throws {
        let reports = Reports()
        var handler = ServerEventHandler(onFailure: reports.add)
        handler.onToolCall("book") { _ in throw Secret() }
        handler.onToolCall("move") { _ in throw ToolFailure("There is no slot on Monday.") }
        handler.onToolCall("ring") { _ in throw CancellationError() }
        // An error of reading something else is no error of the arguments.
        handler.onToolCall("look") { _ in try JSONDecoder().decode(String.self, from: Data("7".utf8)) }
        let event = calls(
            ToolCall(id: "a", name: "book"), ToolCall(id: "b", name: "move"), ToolCall(id: "c", name: "ring"),
            ToolCall(id: "d", name: "look"))
        #expect(
            try await results(handler, event) == [
                "book failed.", "There is no slot on Monday.",
                "ring was cancelled; whether it was done is not known.", "look failed.",
            ])
        let events = await reports.rest()
        #expect(events.count == 1)
        let report = try #require(events.first)
        #expect(
            report.description
                == "handler failed (call c1): book failed. move declined. ring was cancelled; whether it was done is not known. look failed."
        )
        #expect(report.severity == .error)
        let all = [report] + report.otherToolFailures
        #expect(all.map(\.tool) == ["book", "move", "ring", "look"])
        #expect(all.map(\.kind) == [.handlerFailed, .declinedByTool, .handlerFailed, .handlerFailed])
        #expect(all.allSatisfy { $0.callID == "c1" })
        #expect(all[0].underlying is Secret)
        #expect(all[1].underlying is ToolFailure)
        #expect(!all.contains { $0.description.contains("hunter2") })
        #expect(!all.contains { $0.description.contains("Monday") })
    }

    @Test func declinedRequestIsNoDefect() async throws {
        let reports = Reports()
        var handler = ServerEventHandler(onFailure: reports.add)
        handler.onToolCall("move") { _ in throw ToolFailure("14:00 is taken.") }
        handler.onToolCall("book", with: Booking.self) { _, _ in "Booked." }
        _ = try await results(handler, calls(ToolCall(id: "a", name: "move")))
        _ = try await results(handler, calls(ToolCall(id: "a", name: "move"), ToolCall(id: "b", name: "book")))
        let all = await reports.rest()
        // The most severe failure is the one that is reported.
        #expect(all.map(\.kind) == [.declinedByTool, .malformedArguments])
        #expect(all.map(\.severity) == [.notice, .warning])
        #expect(all.map { $0.otherToolFailures.map(\.kind) } == [[], [.declinedByTool]])
    }

    @Test("A tool gets its own task alone, so that it can tell a repetition from another call")
    func toolGetsItsTask() async throws {
        var handler = ServerEventHandler()
        handler.onToolCall("book") { event in event.tasks.map(\.id.rawValue).joined(separator: " ") }
        handler.onToolCall("move", with: JSONValue.self) { _, event in event.tasks.map(\.id.rawValue).joined() }
        let event = calls(
            ToolCall(id: "a", name: "book"), ToolCall(id: "b", name: "book"),
            ToolCall(id: "c", name: "move", payload: ["day": "monday"]))
        #expect(try await results(handler, event) == ["a", "b", "c"])
    }

    @Test func laterToolReplacesTheEarlier() async throws {
        var handler = ServerEventHandler(timeLimit: .seconds(600))
        handler.onToolCall("book") { _ in "old" }
        var copy = handler
        copy.onToolCall("book") { _ in "new" }
        let event = calls(ToolCall(id: "a", name: "book"))
        #expect(try await results(handler, event) == ["old"])
        #expect(try await results(copy, event) == ["new"])
    }

    @Test func eventWithoutTasksIsAnsweredAtOnce() async throws {
        #expect(try await results(ServerEventHandler(clock: VirtualClock(holdsSleepers: true)), calls()) == [])
    }

    @Test("A tool's failure prints its explanation")
    func toolFailureIsLocalized() {
        #expect(ToolFailure("Offer Tuesday.").localizedDescription == "Offer Tuesday.")
    }
}
