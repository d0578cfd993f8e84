import Foundation
import Testing
import VoiceAgentsCore
import VoiceAgentsTesting

@Suite struct DecoderChoiceTests {
    private struct Reply: Decodable, Equatable, Sendable {
        var count: Int
    }

    private func count(in reply: String, usesJSONDecoder: Bool) async throws -> Int {
        var configuration = ClientConfiguration(clock: VirtualClock())
        configuration.usesJSONDecoder = usesJSONDecoder
        let pipeline = Pipeline(
            baseURL: try #require(URL(string: "https://api.example.test")), apiKey: "key", authentication: .bearer,
            configuration: configuration, transport: MockTransport(.json(reply)))
        return try await pipeline.run(Endpoint<Reply>(Operation("test.read", .get, .safe), "/count")).count
    }

    @Test(arguments: [true, false])
    func bothReadAReply(usesJSONDecoder: Bool) async throws {
        #expect(try await count(in: #"{"count":2.0}"#, usesJSONDecoder: usesJSONDecoder) == 2)
    }

    @Test(arguments: [
        (true, "the reply is not valid JSON; it may have been cut off"),
        (false, "count: expected an integer in range, found 2.5"),
    ])
    func onlyOneNamesANumberThatDoesNotFit(usesJSONDecoder: Bool, words: String) async throws {
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await count(in: #"{"count":2.5}"#, usesJSONDecoder: usesJSONDecoder)
        }
        #expect(error?.message.hasPrefix(words) == true)
    }
}
