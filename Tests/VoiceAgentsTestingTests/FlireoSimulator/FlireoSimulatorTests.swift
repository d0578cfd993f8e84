import Flireo
import Foundation
import Testing
import VoiceAgentsTesting

private let support: Assistant.ID = "660e8400-e29b-41d4-a716-446655440000"
private let planner: Assistant.ID = "660e8400-e29b-41d4-a716-446655440001"
private let amsterdam: PhoneNumberID = "550e8400-e29b-41d4-a716-446655440000"
private let rotterdam: PhoneNumberID = "550e8400-e29b-41d4-a716-446655440001"
private let shared: PhoneNumberID = "770e8400-e29b-41d4-a716-446655440000"
private let foreign: PhoneNumberID = "550e8400-e29b-41d4-a716-446655440003"

private func assistants(_ simulator: FlireoSimulator) throws -> FlireoClient.Assistants {
    FlireoClient(
        apiKey: "any key will do", baseURL: try #require(URL(string: "https://flireo.example.test")),
        configuration: .init(clock: VirtualClock()), transport: simulator
    ).assistants
}

@Suite(.timeLimit(.minutes(5))) struct FlireoSimulatorTests {
    @Test func repliesAreTheDocumentedOnes() async throws {
        let simulator = FlireoSimulator()
        for name in ["linkedPhoneNumber-none", "link", "linkedPhoneNumber", "unlinkPhoneNumber"] {
            let exchange = try Fixtures.exchange("flireo/assistants/\(name)")
            let url = try #require(URL(string: "https://flireo.example.test" + exchange.request.path))
            let response = try await simulator.send(
                TransportRequest(
                    PlatformOperation("raw", exchange.request.method, "/", .unrepeatable), url: url,
                    headers: ["Authorization": "Bearer k", "Content-Type": "application/json"],
                    body: try exchange.request.body.map { RequestBody(try JSONEncoder().encode($0)) }))
            #expect(response.status == 200)
            #expect(try JSONDecoder().decode(JSONValue.self, from: response.body) == exchange.response.body, "\(name)")
        }
    }

    @Test func linkReplacesThePreviousNumber() async throws {
        let assistants = try assistants(FlireoSimulator())
        try await assistants.link(amsterdam, to: support)
        let link = try await assistants.link(rotterdam, to: support)
        #expect(link.previousPhoneNumberID == amsterdam)
        #expect(link.releasedAssistants == 0)
        #expect(try await assistants.link(amsterdam, to: planner).previousPhoneNumberID == nil)
    }

    @Test func linkReleasesASharedNumber() async throws {
        var account = FlireoAccount.example
        account.assistants.append(.init(id: "660e8400-e29b-41d4-a716-446655440002", name: "Third"))
        account.assistants[1].phoneNumberID = shared
        account.assistants[2].phoneNumberID = rotterdam
        let simulator = FlireoSimulator(account: account)
        let link = try await assistants(simulator).link(shared, to: support)
        #expect(link.releasedAssistants == 1)
        #expect(await simulator.account.assistants.map(\.phoneNumberID) == [shared, nil, rotterdam])
        #expect(try await assistants(simulator).linkedPhoneNumber(of: support).phoneNumber?.origin == .default)
    }

    @Test func errorsHaveTheDocumentedCodes() async throws {
        let simulator = FlireoSimulator()
        let assistants = try assistants(simulator)
        try await assistants.link(amsterdam, to: support)
        let unknown: Assistant.ID = "00000000-0000-0000-0000-000000000000"
        let unknownNumber: PhoneNumberID = "00000000-0000-0000-0000-000000000000"
        let cases: [(ErrorCode, Int, @Sendable () async throws -> Void)] = [
            (.notFound, 404, { _ = try await assistants.linkedPhoneNumber(of: unknown) }),
            (.notFound, 404, { try await assistants.link(unknownNumber, to: support) }),
            (.forbidden, 403, { try await assistants.link(foreign, to: support) }),
            (.alreadyLinked, 400, { try await assistants.link(amsterdam, to: support) }),
            (.alreadyInUse, 400, { try await assistants.link(amsterdam, to: planner) }),
            (.noPhoneNumber, 400, { try await assistants.unlinkPhoneNumber(from: planner) }),
        ]
        for (code, status, call) in cases {
            let error = await #expect(throws: VoiceAgentsError.self) { try await call() }
            #expect(error?.flireoCode == code)
            #expect(error?.status == status)
            #expect(error?.effect == .no)
        }
        for (path, body) in [("\(support)", #"{"phone_number_id":"5"}"#), ("\(support)", "{"), ("5", "{}")] {
            let response = try await simulator.send(
                TransportRequest(
                    PlatformOperation("raw", .post, "/", .unrepeatable),
                    url: #require(URL(string: "https://f.example.test/v1/assistants/\(path)/phone-number")),
                    headers: ["Authorization": "Bearer k", "Content-Type": "application/json"],
                    body: RequestBody(Data(body.utf8))))
            let reply = try JSONDecoder().decode(JSONValue.self, from: response.body)
            #expect(response.status == 400)
            #expect(reply["error"]?["code"] == "invalid_parameters")
        }
    }

    @Test func keyIsChecked() async throws {
        let simulator = FlireoSimulator()
        await simulator.update { $0.apiKey = "the one" }
        let error = await #expect(throws: VoiceAgentsError.self) {
            _ = try await assistants(simulator).linkedPhoneNumber(of: support)
        }
        #expect(error?.flireoCode == .forbidden)
    }
}
