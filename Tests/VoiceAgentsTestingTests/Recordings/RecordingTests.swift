import Burki
import Foundation
import Testing
import VoiceAgentsCore
import VoiceAgentsTesting

@Suite(.timeLimit(.minutes(5))) struct ReplayTransportTests {
    @Test func replayNamesTheDifferences() async throws {
        let burki = BurkiClient(
            apiKey: "k", configuration: .init(clock: VirtualClock()),
            transport: ReplayTransport(try Fixtures.exchange("burki/calls/initiate-assistant")))
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki.calls.initiate(from: "+15551234567", to: "+15550000000", assistantID: 456, agenda: "x")
        }
        #expect(error?.kind == .declined)
        #expect(error?.attempts == 1)
        #expect(
            error?.message.contains(
                "body.agenda is not in the recording; body.to_phone_number differs; body.welcome_message is missing")
                == true, "\(error?.message ?? "")")
    }

    @Test func replayComparesMethodPathAndQuery() async throws {
        let exchange = try Fixtures.exchange("burki/phoneNumbers/list-filtered")
        let burki = BurkiClient(apiKey: "k", transport: ReplayTransport(exchange))
        let error = await #expect(throws: VoiceAgentsError.self) { try await burki.phoneNumbers.list() }
        #expect(error?.message.contains("query include_assigned is absent, recorded false") == true)
        let other = await #expect(throws: VoiceAgentsError.self) { try await burki.assistantGraphs.assign(1, to: 2) }
        #expect(other?.message.contains("method is POST, recorded GET; path is /api/v1/assistant-graphs/2") == true)
    }

    @Test func replayMatchesByOperation() async throws {
        let exchanges = [
            try Fixtures.exchange("burki/calls/initiate"),
            try Fixtures.exchange("burki/calls/initiate-payment-required"),
        ]
        let transport = ReplayTransport(exchanges, matching: .operation)
        let burki = BurkiClient(apiKey: "k", transport: transport)
        let call = try await burki.calls.initiate(from: "+12025550100", to: "+12025550101", welcomeMessage: "Hi")
        #expect(call.id.rawValue == exchanges[0].response.body?["call_sid"]?.string)
        let second = await #expect(throws: VoiceAgentsError.self) {
            try await burki.calls.initiate(from: "+12025550100", to: "+12025550102")
        }
        #expect(second?.kind == .paymentRequired)
        let other = await #expect(throws: VoiceAgentsError.self) { try await burki.phoneNumbers.list() }
        #expect(other?.kind == .declined)
    }

    @Test func replayUsesEachRecordingOnceInOrder() async throws {
        let transport = ReplayTransport(
            try Fixtures.exchange("burki/calls/initiate-payment-required"),
            try Fixtures.exchange("burki/calls/initiate"))
        let burki = BurkiClient(apiKey: "k", transport: transport)
        let first = await #expect(throws: VoiceAgentsError.self) {
            try await burki.calls.initiate(from: "+15551234567", to: "+15559876543")
        }
        #expect(first?.kind == .paymentRequired)
        _ = try await burki.calls.initiate(from: "+15551234567", to: "+15559876543")
        let third = await #expect(throws: VoiceAgentsError.self) {
            try await burki.calls.initiate(from: "+15551234567", to: "+15559876543")
        }
        #expect(third?.message.contains("no recording is left") == true)
        #expect(await transport.unusedExchanges.isEmpty)
    }
}

@Suite(.timeLimit(.minutes(5))) struct RecordingTransportTests {
    @Test func recordingReplaysAndHoldsNoSecrets() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let key = "burki_live_0123456789"
        let answer =
            #"{"call_sid":"CA1","message":"by burki_live_0123456789","api_key":"other","max_tokens":5,"nested":{"refresh_token":"t","tokens":["t2"],"auth":"t3","private_key":{"v":"t4"}}}"#
        let recorder = RecordingTransport(
            wrapping: MockTransport(
                .json(answer, headers: ["Set-Cookie": "session=1", "Retry-After": "1 burki_live_0123456789"]),
                .json("", status: 503),
                .connectionLost),
            folder: folder)
        let burki = BurkiClient(apiKey: APIKey(key), configuration: .init(retry: .never), transport: recorder)
        func call(_ burki: BurkiClient) async throws -> InitiatedCall {
            try await burki.calls.initiate(from: "+15551234567", to: "+15559876543", agenda: "say \(key)")
        }
        let live = try await call(burki)
        for _ in 1...2 {
            await #expect(throws: VoiceAgentsError.self) { try await call(burki) }
        }
        #expect(await recorder.exchanges.count == 2)
        #expect(await recorder.unwrittenCount == 0)

        let files = try RecordedExchange.all(in: folder)
        #expect(files.map(\.path) == ["burki/calls/initiate-001.json", "burki/calls/initiate-002.json"])
        #expect(files.map(\.exchange) == (await recorder.exchanges))
        let text = try String(contentsOf: folder.appending(path: "burki/calls/initiate-001.json"), encoding: .utf8)
        for secret in [key, "session", "other", "\"t\"", "t2", "t3", "t4", "Bearer"] {
            #expect(!text.contains(secret), "\(secret)")
        }
        #expect(text.contains("[redacted]"))
        #expect(text.contains("retry-after"))
        #expect(text.contains("\"max_tokens\" : 5"))

        let replay = BurkiClient(apiKey: "k", transport: try ReplayTransport(folder: folder))
        let again = try await replay.calls.initiate(
            from: "+15551234567", to: "+15559876543", agenda: "say [redacted]")
        #expect(again.id == live.id)
    }

    @Test func recordingsReplayInOrderAndSecretsMatchAnything() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        func poll(_ burki: BurkiClient, _ token: String) async throws -> JSONValue {
            try await burki.raw.send(
                .post, "/poll", query: ["api_token": token], body: ["token": token])
        }
        for first in [0, 6] {
            let mock = MockTransport(
                .json("\(first)"), .json("\(first + 1)"), .json("\(first + 2)"), .json("\(first + 3)"),
                .json("\(first + 4)"), .json("\(first + 5)"))
            let burki = BurkiClient(apiKey: "k", transport: RecordingTransport(wrapping: mock, folder: folder))
            for _ in 0..<6 { _ = try await poll(burki, "hush-hush") }
        }
        let replay = BurkiClient(apiKey: "k", transport: try ReplayTransport(folder: folder))
        for number in 0..<12 { #expect(try await poll(replay, "another").integer == Int64(number)) }
        let files = try RecordedExchange.all(in: folder)
        #expect(!"\(files)".contains("hush"))
    }

    @Test("Recorders in one folder overwrite nothing, and only the user can read the files")
    func recordersShareAFolder() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let clients = (1...2).map { number in
            BurkiClient(
                apiKey: "k",
                transport: RecordingTransport(wrapping: MockTransport { _ in .json("\(number)") }, folder: folder))
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in clients {
                for _ in 1...50 {
                    group.addTask { let _: JSONValue = try await client.raw.send(.get, "/x") }
                }
            }
            try await group.waitForAll()
        }
        let files = try RecordedExchange.all(in: folder)
        #expect(files.count == 100)
        #expect(files.count { $0.exchange.response.body == 1 } == 50)
        for file in files {
            let path = folder.appending(path: file.path).path(percentEncoded: false)
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test(
        "Secrets are redacted under every usual name, in forms, signed URLs and JSON in a text, and a replay ignores them"
    )
    func recordingRedactsSecretsByName() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let names = [
            "passphrase", "jwt", "tls_key", "signature", "signing_secret", "otp", "pin", "pin_code", "client-secret",
            "refreshToken",
        ]
        func body(_ secret: String) -> JSONValue {
            var members = Dictionary(uniqueKeysWithValues: names.map { ($0, JSONValue.string(secret)) })
            members["url"] = .string("https://files.example/a.mp3?X-Amz-Signature=\(secret)&part=1")
            members["form"] = .string("pin=\(secret)&name=Ann")
            members["text"] = .string(#"{"otp": "\#(secret)", "name": "Ann"}"#)
            return .object(members)
        }
        func send(_ secret: String, _ transport: any Transport) async throws {
            let _: JSONValue = try await BurkiClient(
                apiKey: "k", configuration: .init(retry: .never), transport: transport
            )
            .raw.send(.post, "/x", body: body(secret))
        }
        try await send("hush1", RecordingTransport(wrapping: MockTransport(.json("{}")), folder: folder))
        let recorded = try #require(RecordedExchange.all(in: folder).first?.exchange)
        #expect(!"\(recorded)".contains("hush"))
        #expect(recorded.request.body?["form"] == "pin=[redacted]&name=Ann")
        #expect(recorded.request.body?["url"]?.string?.hasSuffix("&part=1") == true)
        try await send("other", ReplayTransport(recorded))
    }

    @Test(arguments: ["name", "keyword", "max_turns", "assignment", "monkey", "design", "opinion", "author"])
    func otherNamesAreNoSecrets(name: String) { #expect(!name.isNameOfSecret) }

    @Test func unwritableRecordingKeepsTheReply() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data().write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let recorder = RecordingTransport(wrapping: MockTransport(.json(#"{"call_sid":"CA1"}"#)), folder: file)
        let burki = BurkiClient(apiKey: "k", transport: recorder)
        #expect(try await burki.calls.initiate(from: "+15551234567", to: "+15559876543").id == "CA1")
        #expect(await recorder.unwrittenCount == 1)
    }
}

@Suite(.timeLimit(.minutes(5))) struct MockTransportTests {
    @Test func mockAnswersInOrderAndDeclinesFurtherRequests() async throws {
        let transport = MockTransport(.json(#"{"message": "ok", "call_sid": "CA1"}"#))
        let burki = BurkiClient(apiKey: "test", transport: transport)
        let call = try await burki.calls.initiate(from: "+15551234567", to: "+15559876543")
        #expect(call.id == "CA1")
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki.calls.initiate(from: "+15551234567", to: "+15559876543")
        }
        #expect(error?.kind == .declined)
        #expect(error?.message.contains("the number of replies that the test gave is 1") == true)
        #expect(await transport.requests.map(\.operation) == [.burki.calls.initiate, .burki.calls.initiate])
    }

    @Test func mockReturnsARecordedReply() async throws {
        let exchange = try Fixtures.exchange("burki/calls/initiate-payment-required")
        let burki = BurkiClient(apiKey: "test", transport: MockTransport(.recorded(exchange)))
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki.calls.initiate(from: "+12025550100", to: "+12025550101")
        }
        #expect(error?.kind == .paymentRequired)
    }
}
