import Foundation
import Testing
import VoiceAgentsCore
import VoiceAgentsTesting

private struct Reply: Codable, Equatable, Sendable {
    var value: Int
}

private struct Body: Encodable, Sendable {
    var number: Double
}

private let key = "hush-hush-1"
private let read = PlatformOperation("test.read", .get, "/x", .safe)
private let replace = PlatformOperation("test.replace", .put, "/x", .idempotent, advice: "Look first.")
private let dial = PlatformOperation("test.dial", .post, "/x", .unrepeatable, advice: "Look first.")

private func pipeline(
    _ transport: any Transport, base: String = "https://api.example.test", apiKey: APIKey = APIKey(key),
    authentication: Authentication = .bearer, _ change: (inout ClientConfiguration) -> Void = { _ in }
) throws -> Pipeline {
    var configuration = ClientConfiguration(clock: VirtualClock())
    configuration.jitter = { 1 }
    change(&configuration)
    return Pipeline(
        baseURL: try #require(URL(string: base)), apiKey: apiKey, authentication: authentication,
        configuration: configuration, transport: transport)
}

extension MockTransport.Reply {
    fileprivate static let ok = json(#"{"value":1}"#)
}

@Suite(.timeLimit(.minutes(5))) struct PipelineRequestTests {
    @Test func requestCarriesURLHeadersAndBody() async throws {
        let transport = MockTransport(.ok)
        let endpoint = Endpoint<Reply>(
            PlatformOperation("test.dial", .post, "/calls/{id}/", .unrepeatable), "a b",
            query: ["to": "+31 6&é", "none": String?.none, "x": ""], body: .json(Body(number: 2)))
        let reply = try await pipeline(transport, base: "https://gateway.example.test/burki/") {
            $0.headers["X-Team"] = "voice"
        }.run(endpoint)
        let request = try #require(await transport.requests.first)
        #expect(reply == Reply(value: 1))
        #expect(
            request.url.absoluteString
                == "https://gateway.example.test/burki/calls/a%20b/?to=%2B31%206%26%C3%A9&x=")
        #expect(request.method == .post)
        #expect(request.operation.name == "test.dial")
        #expect(request.safety == .unrepeatable)
        #expect(request.body?.data.map { String(decoding: $0, as: UTF8.self) } == #"{"number":2}"#)
        #expect(request.headers["authorization"] == "Bearer hush-hush-1")
        #expect(request.headers["content-type"] == "application/json")
        #expect(request.headers["accept"] == "application/json")
        #expect(request.headers["user-agent"]?.hasPrefix("swift-voice-agents/") == true)
        #expect(request.headers["x-team"] == "voice")
        #expect(request.timeout == .seconds(30))
    }

    @Test func requestWithoutBodyHasNoContentType() async throws {
        let transport = MockTransport(.ok)
        let _: Reply = try await pipeline(transport).run(Endpoint(dial))
        let request = try #require(await transport.requests.first)
        #expect(request.body == nil)
        #expect(request.headers["content-type"] == nil)
    }

    @Test func keyIsSentInAnotherHeader() async throws {
        let transport = MockTransport(.ok)
        let _: Reply = try await pipeline(transport, authentication: .header("X-Token")).run(Endpoint(read))
        let request = try #require(await transport.requests.first)
        #expect(request.headers["x-token"] == key)
        #expect(request.headers["authorization"] == nil)
        #expect(!"\(request.headers)".contains(key))
    }

    @Test(arguments: [
        "http://localhost:8080", "http://127.0.0.1", "http://127.1.2.3:1", "http://[::1]:9", "http://box.internal",
    ])
    func plainHTTPIsAllowedForLoopbackAndNamedHosts(base: String) async throws {
        let transport = MockTransport(.ok)
        let _: Reply = try await pipeline(transport, base: base) { $0.plaintextHosts = ["box.internal"] }
            .run(Endpoint(read))
        #expect(await transport.requests.count == 1)
    }

    @Test(arguments: [
        "http://api.burki.dev", "http://127.0.0.1.evil.test", "http://127.evil.test.x", "http://localhost.evil.test",
        "ftp://x.test", "https://user:pass@x.test", "https://x.test?a=b", "https://x.test#f", "x.test", "/api",
    ])
    func otherBaseURLsAreRejected(base: String) async throws {
        let transport = MockTransport(.ok)
        let error = await #expect(throws: VoiceAgentsError.self) {
            let _: Reply = try await pipeline(transport, base: base).run(Endpoint(read))
        }
        #expect(error?.kind == .rejectedLocally)
        #expect(error?.effect == .no)
        #expect(await transport.requests.isEmpty)
    }

    @Test func malformedRequestsAreRejected() async throws {
        let transport = MockTransport(.ok)
        func problem(_ pipeline: Pipeline, _ endpoint: Endpoint<Reply>) async -> String? {
            let error = await #expect(throws: VoiceAgentsError.self) { try await pipeline.run(endpoint) }
            #expect(error?.kind == .rejectedLocally)
            return error?.message
        }
        let good = Endpoint<Reply>(dial)
        #expect(try await problem(pipeline(transport, apiKey: ""), good) == "The API key is blank.")
        for path in ["api/v1", "@evil.test/x", ".evil.test/x", ":8443/x", ""] as [RequestPath] {
            #expect(
                try await problem(pipeline(transport), Endpoint(dial, path: path, reading: .value))?.contains(
                    "begin with a slash") == true)
        }
        #expect(
            try await problem(pipeline(transport, authentication: .header("X Key")), good)?.contains("x key") == true)
        #expect(try await problem(pipeline(transport, apiKey: "hush-hush-1\n"), good)?.contains("line break") == true)
        #expect(
            try await problem(pipeline(transport), Endpoint(dial, path: "/calls/\("..")/end", reading: .value))?
                .contains("..") == true)
        #expect(
            try await problem(pipeline(transport) { $0.headers["X-A"] = "a\r\nX-B: c" }, good)?.contains("x-a") == true)
        #expect(
            try await problem(pipeline(transport), Endpoint(dial, body: .json(Body(number: .nan))))?.contains("number")
                == true)
        #expect(await transport.requests.isEmpty)
    }
}

@Suite(.timeLimit(.minutes(5))) struct PipelineRetryTests {
    @Test func readIsRetriedUntilItSucceeds() async throws {
        let (transport, clock) = (MockTransport(.connectionLost, .json("", status: 503), .ok), VirtualClock())
        let reply: Reply = try await pipeline(transport) { $0.clock = clock }.run(Endpoint(read))
        #expect(reply.value == 1)
        #expect(clock.sleeps == [.milliseconds(500), .seconds(1)])
        #expect(await transport.requests.count == 3)
    }

    @Test(arguments: [MockTransport.Reply.connectionLost, .failure(.init(.timedOut, mayHaveReachedServer: true))])
    func unrepeatableOperationIsSentOnce(reply: MockTransport.Reply) async throws {
        let transport = MockTransport(reply, .ok)
        let error = await #expect(throws: VoiceAgentsError.self) {
            let _: Reply = try await pipeline(transport).run(Endpoint(dial))
        }
        #expect(error?.kind == .outcomeUnknown)
        #expect(error?.effect == .perhaps)
        #expect(error?.attempts == 1)
        #expect(error?.message.hasSuffix("The request was sent and may have been carried out. Look first.") == true)
        #expect(await transport.requests.count == 1)
    }

    @Test func unsentRequestIsRetriedForEveryOperation() async throws {
        let transport = MockTransport(.cannotConnect, .ok)
        let _: Reply = try await pipeline(transport).run(Endpoint(dial))
        #expect(await transport.requests.count == 2)
    }

    @Test(
        "What another attempt would hardly change fails soon, and names the setting",
        arguments: [
            ("https://api.example.test", TransportError.Kind.cannotConnect, 2, "whether the server is running."),
            ("http://127.0.0.1:9", .cannotConnect, 1, "whether the server is running."),
            ("https://api.example.test", .unknownHost, 1, "Check the host of the URL."),
            ("https://api.example.test", .insecureConnection, 1, "that this computer trusts."),
        ])
    func failedConnectionIsReportedSoon(
        base: String, kind: TransportError.Kind, attempts: Int, hint: String
    ) async throws {
        let transport = MockTransport { _ in .failure(TransportError(kind, mayHaveReachedServer: false)) }
        let client = Pipeline(
            baseURL: try #require(URL(string: base)), apiKey: "key", authentication: .bearer,
            configuration: .init(clock: VirtualClock()), transport: transport)
        for operation in [read, dial] {
            let error = await #expect(throws: VoiceAgentsError.self) {
                let _: Reply = try await client.run(Endpoint(operation))
            }
            #expect(error?.kind == .notSent)
            #expect(error?.effect == .no)
            #expect(error?.attempts == attempts)
            #expect(error?.message.hasSuffix(hint) == true)
        }
    }

    @Test func retryWaitsForRetryAfter() async throws {
        let clock = VirtualClock()
        let transport = MockTransport(.json("{}", status: 429, headers: ["Retry-After": "7"]), .ok)
        let _: Reply = try await pipeline(transport) {
            $0.clock = clock
            $0.jitter = { 0 }
        }.run(Endpoint(dial))
        #expect(clock.sleeps == [.seconds(7)])
    }

    @Test func retryAfterBeyondTheLimitIsAnError() async throws {
        let clock = VirtualClock()
        let transport = MockTransport(.json("{}", status: 429, headers: ["Retry-After": "3600"]), .ok)
        let error = await #expect(throws: VoiceAgentsError.self) {
            let _: Reply = try await pipeline(transport) { $0.clock = clock }.run(Endpoint(read))
        }
        #expect(error?.kind == .rateLimited)
        #expect(error?.retryAfter == .seconds(3600))
        #expect(clock.sleeps.isEmpty)
    }

    @Test func deadlineCoversAttemptsAndWaits() async throws {
        let clock = VirtualClock()
        let transport = MockTransport { _ in
            clock.advance(by: .seconds(4))
            return .connectionLost
        }
        let error = await #expect(throws: VoiceAgentsError.self) {
            let _: Reply = try await pipeline(transport) {
                $0.clock = clock
                $0.deadline = .seconds(10)
                $0.timeout = .seconds(6)
                $0.retry = RetryPolicy(maximumRetries: 100, baseDelay: .seconds(1))
            }.run(Endpoint(read))
        }
        // 4 s, wait 1, 4 s: one second is left, and the next wait of two does not fit.
        #expect(error?.attempts == 2)
        #expect(clock.now.offset == .seconds(9))
        #expect(await transport.requests.map(\.timeout) == [.seconds(6), .seconds(5)])
    }

    @Test(arguments: [Duration.seconds(Int64.max), .seconds(Int64.min)])
    func hugeDurationsDoNotTrap(_ duration: Duration) async throws {
        for reply in [MockTransport.Reply.cannotConnect, .json("{}", status: 429, headers: ["Retry-After": "1e400"])] {
            let transport = MockTransport { _ in reply }
            let pipeline = try pipeline(transport) {
                ($0.timeout, $0.deadline) = (duration, duration)
                $0.retry = RetryPolicy(baseDelay: duration, maximumDelay: duration)
                $0.limit = .requests(1, per: duration, maximumWait: duration)
            }
            var endpoint = Endpoint<Reply>(read)
            (endpoint.timeout, endpoint.deadline) = (duration, duration)
            await #expect(throws: VoiceAgentsError.self) { _ = try await pipeline.run(endpoint) }
            await #expect(throws: VoiceAgentsError.self) {
                _ = try await pipeline.poll(endpoint, within: duration) { _ in true }
            }
            #expect(await !transport.requests.isEmpty)
            #expect(await transport.requests.allSatisfy { $0.timeout >= .zero })
        }
    }

    @Test func refusalAfterALossKeepsTheEffect() async throws {
        let transport = MockTransport(
            .connectionLost, .json(#"{"error":{"code":"already_linked","message":"Linked"}}"#, status: 400))
        let error = await #expect(throws: VoiceAgentsError.self) {
            let _: Reply = try await pipeline(transport).run(Endpoint(replace))
        }
        #expect(error?.kind == .invalidRequest)
        #expect(error?.code == "already_linked")
        #expect(error?.effect == .perhaps)
        #expect(error?.message.contains("An earlier attempt") == true)
    }

    @Test func unsentRetryAfterALossKeepsTheEffect() async throws {
        let transport = MockTransport(.connectionLost, .cannotConnect, .cannotConnect)
        let error = await #expect(throws: VoiceAgentsError.self) {
            let _: Reply = try await pipeline(transport).run(Endpoint(replace))
        }
        #expect(error?.kind == .outcomeUnknown)
        #expect(error?.effect == .perhaps)
        #expect(error?.attempts == 3)
        #expect(error?.message.contains("Nothing was sent") == false)
    }

    @Test func cancellationIsThrownAsCancellationError() async throws {
        let foreign = MockTransport { _ in
            withUnsafeCurrentTask { $0?.cancel() }
            throw URLError(.cancelled)
        }
        let task = Task {
            let _: Reply = try await pipeline(foreign).run(Endpoint(dial))
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(await foreign.requests.count == 1)
    }

    @Test func foreignTransportErrorMayHaveReachedTheServer() async throws {
        struct Odd: Error {}
        // Neither is a `CancellationError` while the task is not cancelled.
        for odd in [Odd(), CancellationError()] as [any Error] {
            let transport = MockTransport { _ in throw odd }
            let error = await #expect(throws: VoiceAgentsError.self) {
                let _: Reply = try await pipeline(transport).run(Endpoint(dial))
            }
            #expect(error?.kind == .outcomeUnknown)
            #expect(error?.effect == .perhaps)
            #expect(error?.attempts == 1)
        }
    }

    @Test func overlongWaitEndsWithTheLastFailure() async throws {
        let clock = VirtualClock()
        let transport = MockTransport { _ in
            clock.advance(by: .seconds(20))
            return .json(#"{"detail":"Busy"}"#, status: 503)
        }
        let error = await #expect(throws: VoiceAgentsError.self) {
            let _: Reply = try await pipeline(transport) {
                $0.clock = clock
                $0.deadline = .seconds(20) + .milliseconds(1)
                $0.jitter = { 0 }
            }.run(Endpoint(read))
        }
        #expect(error?.kind == .serverError)
        #expect(error?.message == "Busy")
        #expect(await transport.requests.allSatisfy { $0.timeout > .zero })
    }
}

@Suite(.timeLimit(.minutes(5))) struct PipelineReplyTests {
    @Test func nothingReadsAnySuccess() async throws {
        let transport = MockTransport(.json("", status: 204), .json(#"{"success":true}"#), .json("[1]"))
        for _ in 1...3 {
            try await pipeline(transport).run(Endpoint(dial, reading: .nothing))
        }
        #expect(await transport.unusedReplyCount == 0)
    }

    @Test func successFalseIsNotDecoded() async throws {
        let transport = MockTransport(.json(#"{"message":null,"error":"No","success":false}"#))
        let error = await #expect(throws: VoiceAgentsError.self) {
            let _: JSONValue = try await pipeline(transport).run(Endpoint(dial))
        }
        #expect(error?.kind == .refused)
        #expect(error?.message.hasPrefix("No") == true)
        let honest = MockTransport(.json(#"{"value":1,"success":true}"#), .json(#"{"value":2,"of":"\"success\""}"#))
        for value in 1...2 {
            let reply: Reply = try await pipeline(honest).run(Endpoint(dial))
            #expect(reply.value == value)
        }
    }

    @Test(arguments: ["false", "0", "\"false\"", " \n false"])
    func successFalseIsReadInEverySpelling(value: String) async throws {
        let error = await #expect(throws: VoiceAgentsError.self) {
            let _: Reply = try await pipeline(MockTransport(.json("{\"value\":1,\"success\":\(value)}")))
                .run(Endpoint(read))
        }
        #expect(error?.kind == .refused)
    }

    @Test func errorMemberInASuccessHasEffectPerhaps() async throws {
        let error = await #expect(throws: VoiceAgentsError.self) {
            let _: Reply = try await pipeline(MockTransport(.json(#"{"error":"No funds"}"#))).run(Endpoint(dial))
        }
        #expect(error?.kind == .undecodableReply)
        #expect(error?.effect == .perhaps)
        #expect(error?.message == "The server reported success together with an error: No funds. Look first.")
    }

    @Test func successFalseIsAnError() async throws {
        for (operation, effect) in [(read, Effect.no), (replace, .no), (dial, .perhaps)] {
            let transport = MockTransport(.json(#"{"success":false,"message":"No hush-hush-1 today"}"#))
            let error = await #expect(throws: VoiceAgentsError.self) {
                try await pipeline(transport).run(Endpoint(operation, reading: .nothing))
            }
            #expect(error?.kind == .refused)
            #expect(error?.status == 200)
            #expect(error?.effect == effect)
            #expect(error?.message.hasPrefix("No [redacted] today") == true)
        }
    }

    @Test(arguments: [
        ("", "the reply is empty"),
        ("<html>", "the reply is a page of HTML or XML, not JSON; a gateway may have answered"),
        (#"{"value":"#, "the reply is not valid JSON; it may have been cut off"), ("nope", "the reply is not JSON"),
        (#"{"value":1} x"#, "the reply is not valid JSON; it may have been cut off"),
        (#"{"value":"x"}"#, "value: expected an integer"), ("{}", "value: missing"),
        (#"{"value":null}"#, "value: null where a value is required"), ("[]", "top level: expected an object"),
        ("\u{FEFF}", "the reply is not JSON"),
    ])
    func unreadableSuccessNamesItsPlaceAndEffect(body: String, problem: String) async throws {
        // A page of HTML and plain text are no proof that the operation was carried out.
        for (operation, effect) in [(read, Effect.no), (dial, ["<html>", "nope"].contains(body) ? .perhaps : .yes)] {
            let transport = MockTransport(.json(body, status: 201), .ok)
            let error = await #expect(throws: VoiceAgentsError.self) {
                let _: Reply = try await pipeline(transport).run(Endpoint(operation))
            }
            #expect(error?.kind == .undecodableReply)
            #expect(error?.effect == effect)
            #expect(error?.status == 201)
            #expect(error?.message.hasPrefix(problem) == true, "\(error?.message ?? "")")
            #expect(error?.message.contains("has probably been carried out. Look first.") == (effect == .yes))
            #expect(error?.message.hasSuffix("Look first.") == (effect != .no))
            #expect(await transport.unusedReplyCount == 1)
        }
    }
}

@Suite(.timeLimit(.minutes(5))) struct PipelineErrorTests {
    @Test(arguments: [
        (#"{"detail":"Call not found"}"#, "Call not found", String?.none),
        (#"{"error":{"code":"already_linked","message":"Linked","details":{"a":1}}}"#, "Linked", "already_linked"),
        (#"{"error":{"code":"x"}}"#, "The server answered with status 404 and gave no readable reason.", "x"),
        (#"{"success":false,"detail":"No"}"#, "No", nil), (#"{"error":"call_sid required"}"#, "call_sid required", nil),
        (#"{"message":"Gone","data":null}"#, "Gone", nil),
        ("<html>", "The server answered with status 404 and gave no readable reason.", nil),
        ("", "The server answered with status 404 and gave no readable reason.", nil),
        (#"{"detail":{"a":1}}"#, "The server answered with status 404 and gave no readable reason.", nil),
        (#"{"detail":{"code":"x","message":"Why"}}"#, "Why", "x"),
        (#"{"detail":[]}"#, "The server answered with status 404 and gave no readable reason.", nil),
        ("[1,2]", "The server answered with status 404 and gave no readable reason.", nil),
    ])
    func errorReplyIsReadInEveryShape(body: String, message: String, code: String?) async throws {
        let transport = MockTransport(.json(body, status: 404, headers: ["X-Request-ID": "r-1"]))
        let error = await #expect(throws: VoiceAgentsError.self) {
            let _: Reply = try await pipeline(transport).run(Endpoint(read))
        }
        #expect(error?.kind == .notFound)
        #expect(error?.message == message)
        #expect(error?.code == code)
        #expect(error?.body == body)
        #expect(error?.requestID == "r-1")
        #expect(error?.details == (body.contains("\"details\"") ? ["a": 1] : nil))
    }

    @Test func missingRouteDiffersFromMissingRecord() async throws {
        let transport = MockTransport(.json(#"{"detail":"Not Found"}"#, status: 404))
        let error = await #expect(throws: VoiceAgentsError.self) {
            let _: Reply = try await pipeline(transport).run(Endpoint(read))
        }
        #expect(error?.kind == .endpointNotAvailable)
    }

    @Test func fieldErrorsAreListed() async throws {
        let body = """
            {"detail":[{"type":"missing","loc":["body","edges",1,"to_node_id"],"msg":"Field required","input":{}},
            {"loc":["query","limit"],"msg":"Too large","type":"less_than"},{"msg":5},7]}
            """
        let transport = MockTransport(.json(body, status: 422))
        let error = await #expect(throws: VoiceAgentsError.self) {
            let _: Reply = try await pipeline(transport).run(Endpoint(read))
        }
        #expect(
            error?.fieldErrors == [
                FieldError(path: "body.edges[1].to_node_id", message: "Field required", type: "missing"),
                FieldError(path: "query.limit", message: "Too large", type: "less_than"),
                FieldError(path: "request", message: "is not valid"),
                FieldError(path: "request", message: "is not valid"),
            ])
        #expect(error?.message.hasPrefix("body.edges[1].to_node_id: Field required; query.limit: Too large") == true)
    }

    @Test func escapedKeyIsRedacted() async throws {
        let transport = MockTransport(
            .json(
                #"{"detail":"No abc\/defgh","error":{"message":"\u0061bc/defgh","details":{"abc/defgh":1}}}"#,
                status: 400))
        let error = try #require(
            await #expect(throws: VoiceAgentsError.self) {
                let _: Reply = try await pipeline(transport, apiKey: "abc/defgh").run(Endpoint(read))
            })
        #expect(error.message == "[redacted]")
        #expect(error.details == ["[redacted]": 1])
        #expect(error.body?.contains("defgh") == false)
        #expect(error.body?.hasPrefix(#"{"detail":"No [redacted]""#) == true)
    }

    @Test func largeErrorReplyIsReadWhole() async throws {
        let padding = String(repeating: "x", count: 100_000)
        let body = #"{"detail":[{"loc":["body","a"],"msg":"Wrong","type":"t","input":"\#(padding)"}]}"#
        let error = await #expect(throws: VoiceAgentsError.self) {
            let _: Reply = try await pipeline(MockTransport(.json(body, status: 422))).run(Endpoint(dial))
        }
        #expect(error?.fieldErrors.map(\.path) == ["body.a"])
        #expect(error?.body?.utf8.count == 4096)
    }

    @Test func errorHoldsNoKeyAndABoundedBody() async throws {
        let echo = #"{"detail":"Invalid API key hush-hush-1 given"}"# + String(repeating: " ", count: 10_000)
        let transport = MockTransport(.json(echo, status: 401))
        let error = try #require(
            await #expect(throws: VoiceAgentsError.self) {
                let _: Reply = try await pipeline(transport).run(Endpoint(read))
            })
        var dumped = ""
        dump(error, to: &dumped)
        #expect(error.message == "Invalid API key [redacted] given")
        #expect(!dumped.contains(key))
        #expect(!"\(error)".contains(key))
        #expect(error.body?.utf8.count == 4096)
        #expect(error.localizedDescription == error.description)
        #expect(error.description == "test.read failed (unauthorized, HTTP 401): Invalid API key [redacted] given")
    }
}
