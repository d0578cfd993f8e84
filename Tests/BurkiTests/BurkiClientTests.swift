import Burki
import Foundation
import Testing
import VoiceAgentsTesting

@Suite(.timeLimit(.minutes(5))) struct BurkiClientTests {
    @Test func rawRequestsAreRetriedAndClassified() async throws {
        let transport = MockTransport(
            .json("", status: 503), .json(#"[{"id":1}]"#), .connectionLost, .json("", status: 204))
        let burki = BurkiClient(apiKey: "k", configuration: .init(clock: VirtualClock()), transport: transport)
        let flows: [JSONValue] = try await burki.raw.send(
            .get, "/api/v1/flows", query: ["q": "+1"])
        #expect(flows == [["id": 1]])
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki.raw.send(.post, "/api/v1/flows/\(7)/assign", body: ["note": JSONValue.string("x")])
        }
        #expect(error?.kind == .outcomeUnknown)
        #expect(error?.operation == "burki.raw.send")
        try await burki.raw.send(.delete, "/api/v1/calls/", safety: .idempotent)
        let requests = await transport.requests
        #expect(
            requests.map(\.url.absoluteString) == [
                "https://api.burki.dev/api/v1/flows?q=%2B1", "https://api.burki.dev/api/v1/flows?q=%2B1",
                "https://api.burki.dev/api/v1/flows/7/assign", "https://api.burki.dev/api/v1/calls/",
            ])
        #expect(requests.map(\.safety) == [.safe, .safe, .unrepeatable, .idempotent])
        #expect(requests[2].body?.data.map { String(decoding: $0, as: UTF8.self) } == #"{"note":"x"}"#)
        #expect(requests.allSatisfy { $0.headers["authorization"] == "Bearer k" })
    }

    @Test func clientNeverPrintsItsKey() {
        var dumped = ""
        dump(BurkiClient(apiKey: "hush-1", transport: MockTransport()), to: &dumped)
        #expect(!dumped.contains("hush-1"))
        #expect(dumped.contains("APIKey"))
    }
}
