import Foundation
import Synchronization
import Testing
import VoiceAgentsCore
import VoiceAgentsTesting

@Suite(.timeLimit(.minutes(5))) struct APIKeyTests {
    @Test func apiKeyIsNeverPrinted() {
        let key = APIKey("hush-1")
        var dumped = ""
        dump([key], to: &dumped)
        dump(["key": key as APIKey?], to: &dumped)
        for text in ["\(key)", String(reflecting: key), dumped, "\(Mirror(reflecting: key).children.map(\.value))"] {
            #expect(!text.contains("hush"))
        }
        #expect(!dumped.isEmpty)
    }

    @Test("A missing environment variable is an error that names the variable")
    func apiKeyNeedsItsVariable() {
        let error = #expect(throws: MissingAPIKey.self) { try APIKey(environment: "VOICE_AGENTS_NO_SUCH_KEY") }
        #expect(error?.variable == "VOICE_AGENTS_NO_SUCH_KEY")
        #expect(error?.localizedDescription.contains("VOICE_AGENTS_NO_SUCH_KEY") == true)
    }

    @Test("A key is read from the environment")
    func apiKeyReadsTheEnvironment() throws {
        let path = try #require(ProcessInfo.processInfo.environment["PATH"])
        #expect(try APIKey(environment: "PATH").fixedValue == path)
    }

    @Test(arguments: [
        ("", "blank"), (" \n", "blank"), ("key-1\n", "around"), (" key-1", "around"), ("ke\ny", "control"),
        ("kéy", "ASCII"), ("\"key-1\"", "quotes"), ("'key-1'", "quotes"), ("Bearer key-1", "Bearer"),
        ("bearer key-1", "Bearer"),
    ])
    func malformedKeyIsRejectedLocally(key: String, word: String) async throws {
        let transport = MockTransport()
        let pipeline = Pipeline(
            baseURL: URL(literal: "https://api.example.test"), apiKey: APIKey(key), authentication: .bearer,
            configuration: .init(), transport: transport)
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await pipeline.run(Endpoint(PlatformOperation("test.read", .get, "/x", .safe), reading: .nothing))
        }
        #expect(error?.kind == .rejectedLocally)
        #expect(error?.message.contains(word) == true)
        #expect(error?.message.contains("key-1") == false)
        #expect(await transport.requests.isEmpty)
    }

    @Test("A key that a server repeats does not reach the observer")
    func repeatedKeyIsRedactedInEvents() async throws {
        let events = Mutex<[String]>([])
        let transport = MockTransport(
            .json("{}", headers: ["X-Request-ID": "id of hush-hush%2F1", "X-Echo": "hush-hush/1"]))
        let pipeline = Pipeline(
            baseURL: URL(literal: "https://api.example.test"), apiKey: "hush-hush/1", authentication: .bearer,
            configuration: .init(onEvent: { event in
                var text = ""
                dump(event, to: &text)
                events.withLock { $0.append(text) }
            }), transport: transport)
        try await pipeline.run(Endpoint(PlatformOperation("test.read", .get, "/x", .safe), reading: .nothing))
        let text = events.withLock { $0.joined() }
        #expect(text.contains("id of [redacted]"))
        #expect(!text.contains("hush"))
    }

    @Test(arguments: ["Content-Length", "host", "Transfer-Encoding", "X A", "X(A)", "X:A", "X\"A"])
    func headerThatOnlyATransportSetsIsRejected(name: String) async throws {
        let transport = MockTransport()
        let pipeline = Pipeline(
            baseURL: URL(literal: "https://api.example.test"), apiKey: "key-1", authentication: .bearer,
            configuration: .init(headers: [name: "1"]), transport: transport)
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await pipeline.run(Endpoint(PlatformOperation("test.read", .get, "/x", .safe), reading: .nothing))
        }
        #expect(error?.kind == .rejectedLocally)
        #expect(error?.message.contains(name.lowercased()) == true)
        #expect(await transport.requests.isEmpty)
    }

    @Test(arguments: [
        "hush-hush/1", "hush-hush\\/1", "hush-hush%2F1", "hush-hush%2f1", "hush\\u002dhush\\u002F1", "%68ush-hush/1",
    ])
    func secretIsRedactedInEveryForm(text: String) {
        #expect("a \(text) b".redacting("hush-hush/1") == "a [redacted] b")
        #expect(text.dropLast().description.redacting("hush-hush/1") == text.dropLast())
    }

    @Test("A rotating key is fetched before each operation")
    func apiKeyRotates() async throws {
        let keys = Mutex(["key-2", "key-1"])
        let transport = MockTransport(.json("{}"), .json("{}"))
        let pipeline = Pipeline(
            baseURL: URL(literal: "https://api.example.test"),
            apiKey: APIKey(rotating: {
                guard let key = keys.withLock({ $0.popLast() }) else { throw MissingAPIKey(variable: "none is left") }
                return key
            }), authentication: .bearer, configuration: .init(), transport: transport)
        let endpoint = Endpoint(PlatformOperation("test.read", .get, "/x", .safe), reading: .nothing)
        try await pipeline.run(endpoint)
        try await pipeline.run(endpoint)
        #expect(await transport.requests.map { $0.headers["authorization"] } == ["Bearer key-1", "Bearer key-2"])
        let error = await #expect(throws: VoiceAgentsError.self) { try await pipeline.run(endpoint) }
        #expect(error?.kind == .rejectedLocally)
        #expect(await transport.requests.count == 2)
    }
}
