import Foundation
import Synchronization
import Testing
import VoiceAgentsCore
import VoiceAgentsTesting

@Suite(.timeLimit(.minutes(1))) struct APIKeyTests {
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
