import Foundation
import Testing
import VoiceAgentsCore
import VoiceAgentsTesting

private struct Reply: Codable, Hashable, Sendable {
    var value: Int
    var message: String?
}

private let read = PlatformOperation("test.read", .get, "/x", .safe)

private func run<Value>(_ body: String, _ reading: ReplyReading<Value>) async throws -> Value {
    let pipeline = Pipeline(
        baseURL: URL(literal: "https://api.example.test"), apiKey: "key", authentication: .bearer,
        configuration: .init(retry: .never), transport: MockTransport(.json(body)))
    return try await pipeline.run(Endpoint(read, reading: reading))
}

@Suite(.timeLimit(.minutes(5))) struct ReplyReadingTests {
    @Test func memberReadsTheMessageBesideIt() async throws {
        let body = #"{"message":"Done","data":{"value":1}}"#
        #expect(try await run(body, .member("data", message: \Reply.message)) == Reply(value: 1, message: "Done"))
        #expect(try await run(body, .member("data")) == Reply(value: 1))
    }

    @Test func missingMemberIsAnError() async {
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await run(#"{"value":1}"#, .member("data") as ReplyReading<Reply>)
        }
        #expect(error?.message == "data: missing")
    }

    @Test(arguments: [#"{"value":1}"#, #"{"data":{"value":1}}"#, #"{"data":null,"value":1}"#])
    func memberOrValueReadsBothForms(body: String) async throws {
        #expect(try await run(body, .memberOrValue("data")) == Reply(value: 1))
    }

    @Test func acceptedFailureIsAnAnswer() async throws {
        let body = #"{"success":false,"value":1}"#
        #expect(try await run(body, ReplyReading<Reply>.value.acceptingFailure) == Reply(value: 1))
        let error = await #expect(throws: VoiceAgentsError.self) { try await run(body, ReplyReading<Reply>.value) }
        #expect(error?.kind == .refused)
    }

    @Test(arguments: ["", "{}", "null", "7"]) func nothingAcceptsAnyJSON(body: String) async throws {
        try await run(body, .nothing)
    }

    @Test func nothingRejectsHTML() async {
        await #expect(throws: VoiceAgentsError.self) { try await run("<html>", .nothing) }
    }
}

@Suite(.timeLimit(.minutes(5))) struct PendingReplyTests {
    private func pipeline(_ transport: MockTransport, _ clock: VirtualClock) -> Pipeline {
        Pipeline(
            baseURL: URL(literal: "https://api.example.test"), apiKey: "key", authentication: .bearer,
            configuration: .init(clock: clock), transport: transport)
    }

    @Test("A request answered with 202 is repeated after `Retry-After` and does not count as a retry")
    func pendingReplyIsPolled() async throws {
        let clock = VirtualClock()
        let transport = MockTransport(
            .json("{}", status: 202, headers: ["Retry-After": "7"]), .json("{}", status: 202), .json("{}", status: 202),
            .json(#"{"value":1}"#))
        let reply = try await pipeline(transport, clock).run(
            Endpoint(read, reading: ReplyReading<Reply>.value.waitingForResult))
        #expect(reply.value == 1)
        #expect(clock.sleeps == [.seconds(7), .seconds(2), .seconds(4)])
    }

    @Test(
        "A request answered with 202 is repeated after a pause even when `Retry-After` names none",
        arguments: ["0", "-1", "soon"])
    func pendingReplyIsPolledAfterAPause(retryAfter: String) async throws {
        let clock = VirtualClock()
        let transport = MockTransport(
            .json("{}", status: 202, headers: ["Retry-After": retryAfter]), .json(#"{"value":1}"#))
        _ = try await pipeline(transport, clock).run(
            Endpoint(read, reading: ReplyReading<Reply>.value.waitingForResult))
        #expect(clock.sleeps == [.seconds(1)])
    }

    @Test("A result that is not ready at the deadline is the error stillPending")
    func pendingReplyFailsAtTheDeadline() async throws {
        let clock = VirtualClock()
        let transport = MockTransport { _ in .json("{}", status: 202) }
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await pipeline(transport, clock).run(
                Endpoint(read, reading: ReplyReading<Reply>.value.waitingForResult))
        }
        #expect(error?.kind == .stillPending)
        #expect(error?.effect == .no)
        #expect(error?.status == 202)
    }

    @Test("The body of a 202 is not saved as the file")
    func pendingFileIsPolled() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: file) }
        let transport = MockTransport(
            .json(#"{"status":"processing"}"#, status: 202),
            .response(TransportResponse(status: 200, body: Data("RIFF".utf8))))
        let raw = RawRequests(pipeline: pipeline(transport, VirtualClock()), platform: "test")
        try await raw.download("/recording", to: file)
        #expect(try Data(contentsOf: file) == Data("RIFF".utf8))
    }

    @Test("A 202 is a success where the endpoint does not wait for a result")
    func acceptedReplyIsReadWherePollingIsOff() async throws {
        let transport = MockTransport(.json(#"{"value":1}"#, status: 202))
        #expect(try await pipeline(transport, VirtualClock()).run(Endpoint<Reply>(read)).value == 1)
    }
}
