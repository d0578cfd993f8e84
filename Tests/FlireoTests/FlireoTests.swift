import Flireo
import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

func flireo(
    _ transport: any Transport, authentication: Authentication = .bearer,
    configuration: ClientConfiguration = .init(clock: VirtualClock())
) throws -> FlireoClient {
    FlireoClient(
        apiKey: "flireo_test", baseURL: try #require(URL(string: "https://flireo.example.test")),
        authentication: authentication, configuration: configuration, transport: transport)
}

@Suite struct ErrorCodeTests {
    @Test("Every documented code of Flireo has a recording")
    func errorCodesAreRecorded() throws {
        let replies =
            try Fixtures.exchanges(of: "flireo").map(\.exchange.response)
            + Fixtures.errors(of: "flireo").map(\.response)
        let codes = replies.compactMap { $0.body?["error"]?["code"]?.string }
        #expect(Set(codes) == Set(ErrorCode.known.map(\.rawValue)))
    }
}

@Suite(.timeLimit(.minutes(5))) struct FlireoClientTests {
    @Test func keyIsSentAsBearerOrInNamedHeader() async throws {
        let transport = MockTransport(.json("{}"), .json("{}"))
        try await flireo(transport).raw.send(.get, "/v1/phone-numbers")
        try await flireo(transport, authentication: .header("X-API-Key")).raw.send(.get, "/v1/phone-numbers")
        let headers = await transport.requests.map(\.headers)
        #expect(headers[0]["authorization"] == "Bearer flireo_test")
        #expect(headers[1]["authorization"] == nil)
        #expect(headers[1]["x-api-key"] == "flireo_test")
    }

    @Test func rawRequestUsesThePipeline() async throws {
        let transport = MockTransport(.json(#"{"data":[],"meta":{"total":0}}"#))
        let reply: JSONValue = try await flireo(transport).raw.send(
            .get, "/v1/phone-numbers", query: ["limit": 50])
        #expect(reply["meta"]?["total"] == 0)
        #expect(
            await transport.requests.map(\.url.absoluteString)
                == ["https://flireo.example.test/v1/phone-numbers?limit=50"])
    }
}
