import Flireo
import Foundation
import Testing
import VoiceAgentsFixtures
import VoiceAgentsTesting

func flireo(
    _ transport: any Transport, authentication: Authentication = .bearer,
    configuration: ClientConfiguration = .init(clock: VirtualClock())
) throws -> FlireoClient {
    FlireoClient(
        apiKey: "flireo_test", baseURL: try #require(URL(string: "https://flireo.example.test")),
        authentication: authentication, configuration: configuration, transport: transport)
}

extension MockTransport {
    /// What follows the host in the addresses that were asked for.
    var targets: [String] {
        requests.map { String($0.url.absoluteString.dropFirst("https://flireo.example.test".count)) }
    }

    /// The bodies that were sent.
    var bodies: [JSONValue?] {
        get throws {
            try requests.map { try $0.body?.data.map { try JSONDecoder().decode(JSONValue.self, from: $0) } }
        }
    }
}

@Suite struct FixtureTests {
    @Test func everyOperationHasFixturesAndEveryFixtureAnOperation() throws {
        let exchanges = try Fixtures.exchanges(of: "flireo")
        #expect(Set(exchanges.map(\.exchange.operation)) == Set(FlireoClient.operations.map(\.name)))
        for (path, exchange) in exchanges {
            let name = exchange.operation.split(separator: ".").dropFirst().joined(separator: "/")
            #expect(path == "\(name).json" || path.hasPrefix("\(name)-"), "\(path) holds \(exchange.operation)")
            let operation = try #require(FlireoClient.operations.first { $0.name == exchange.operation })
            #expect(operation.method == exchange.request.method)
        }
        for operation in FlireoClient.operations {
            let name = operation.name.split(separator: ".").dropFirst().joined(separator: "/")
            #expect(exchanges.contains { $0.path == "\(name).json" }, "no success of \(operation.name)")
        }
    }

    @Test func everyDocumentedCodeOfTheOperationsHasAFixture() throws {
        let codes = try Fixtures.exchanges(of: "flireo").compactMap {
            $0.exchange.response.body?["error"]?["code"]?.string
        }
        #expect(Set(codes) == Set(ErrorCode.known.map(\.rawValue)))
    }

    @Test(arguments: try Fixtures.exchanges(of: "flireo").map(\.path))
    func theRecordedRequestBringsTheRecordedReply(path: String) async throws {
        let exchange = try Fixtures.exchange("flireo/" + path.dropLast(5))
        let client = try FlireoClient(
            apiKey: "k", baseURL: #require(URL(string: "https://flireo.example.test")),
            configuration: .init(retry: .never), transport: ReplayTransport(exchange))
        guard let code = exchange.response.body?["error"]?["code"]?.string else {
            _ = try await client.perform(exchange)
            return
        }
        let error = await #expect(throws: VoiceAgentsError.self) { try await client.perform(exchange) }
        let kinds: [Int: VoiceAgentsError.Kind] = [
            400: .invalidRequest, 402: .paymentRequired, 403: .forbidden, 404: .notFound, 429: .rateLimited,
            500: .serverError,
        ]
        #expect(error?.flireoCode?.rawValue == code && error?.flireoCode?.isKnown == true)
        #expect(error?.kind == kinds[exchange.response.status] && error?.status == exchange.response.status)
        #expect(error?.message.hasPrefix(exchange.response.body?["error"]?["message"]?.string ?? "?") == true)
    }
}

@Suite struct FlireoClientTests {
    @Test func theKeyTravelsAsBearerOrInAHeaderOfItsOwn() async throws {
        let transport = MockTransport(.json("{}"), .json("{}"))
        try await flireo(transport).send(.get, "/v1/phone-numbers")
        try await flireo(transport, authentication: .header("X-API-Key")).send(.get, "/v1/phone-numbers")
        let headers = await transport.requests.map(\.headers)
        #expect(headers[0]["authorization"] == "Bearer flireo_test")
        #expect(headers[1]["authorization"] == nil && headers[1]["x-api-key"] == "flireo_test")
    }

    @Test func unknownOperationsGoThroughTheSamePipeline() async throws {
        let transport = MockTransport(.json(#"{"data":[],"meta":{"total":0}}"#))
        let reply: JSONValue = try await flireo(transport).send(
            .get, "/v1/phone-numbers", query: [.init(name: "limit", value: "50")])
        #expect(reply["meta"]?["total"] == 0)
        #expect(
            await transport.requests.map(\.url.absoluteString)
                == ["https://flireo.example.test/v1/phone-numbers?limit=50"])
    }

    /// The operations are listed by hand; one that is declared and not listed would escape every check.
    @Test func everyDeclaredOperationIsListed() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/Flireo")
        var names: [String] = []
        for file in try FileManager.default.subpathsOfDirectory(atPath: root.path()) where file.hasSuffix(".swift") {
            let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
            names += text.matches(of: /Operation\(\s*"([^"]+)"/).map { String($0.output.1) }
        }
        #expect(names.sorted() == FlireoClient.operations.map(\.name).sorted())
    }
}
