import Burki
import Flireo
import Foundation
import Testing
import VoiceAgentsFixtures
import VoiceAgentsTesting

/// Ten thousand spoiled replies: cut off, with a value of another type, with a value one level deeper, with a key gone.
@Suite struct MutationTests {
    @Test func spoiledRepliesAreErrorsThatSayWhere() async throws {
        var random = SeededGenerator(seed: 2026)
        var outcomes: [String: Int] = [:]
        let exchanges = try ["burki", "flireo"].flatMap { try Fixtures.exchanges(of: $0).map(\.exchange) }
            .filter { $0.response.body != nil && (200..<300).contains($0.response.status) }
        for round in 0..<10_000 {
            let exchange = exchanges[round % exchanges.count]
            let spoiled = try Mutation.allCases[Int(random.next() % 4)].apply(
                to: try #require(exchange.response.body), &random)
            let transport = MockTransport(.response(TransportResponse(status: 200, body: spoiled)))
            do {
                try await perform(exchange.operation, transport)
                outcomes["read", default: 0] += 1
            } catch let error as VoiceAgentsError where error.kind == .refused {
                outcomes["refused", default: 0] += 1
            } catch let error as VoiceAgentsError {
                #expect(error.kind == .undecodableReply)
                let path = error.message.prefix { $0 != ":" }
                let isNamed =
                    error.message.hasPrefix("the reply is") || path.allSatisfy { !$0.isWhitespace }
                    || path == "top level"
                #expect(isNamed && !error.message.contains("couldn’t be read"), "\(error.message)")
                outcomes["error", default: 0] += 1
            }
        }
        // Neither all nor none: a value that nobody asked for may be spoiled without harm.
        #expect(outcomes["error", default: 0] > 5_000 && outcomes["read", default: 0] > 100, "\(outcomes)")
    }

    private func perform(_ operation: String, _ transport: MockTransport) async throws {
        let burki = BurkiClient(apiKey: "k", transport: transport)
        let flireo = FlireoClient(
            apiKey: "k", baseURL: try #require(URL(string: "https://f.example.test")), transport: transport)
        let assistant: Flireo.Assistant.ID = "660e8400-e29b-41d4-a716-446655440000"
        let group: VerificationGroup.ID = "550e8400-e29b-41d4-a716-446655440000"
        switch operation {
        case "burki.assistantGraphs.create":
            let graph = try await burki.assistantGraphs.create(.init(name: "x"))
            _ = (graph.mermaid, graph.dot, try? AssistantGraph.Draft(copying: graph).validate())
        case "burki.assistantGraphs.phoneNumbers": _ = try await burki.assistantGraphs.phoneNumbers(of: 1)
        case "burki.assistantGraphs.assign": try await burki.assistantGraphs.assign(1, to: 1)
        case "burki.assistantGraphs.unassign": try await burki.assistantGraphs.unassign(1, from: 1)
        case "burki.phoneNumbers.purchase":
            _ = try await burki.phoneNumbers.purchase("+14155551234", provider: .twilio)
        case "burki.phoneNumbers.owned": _ = try await burki.phoneNumbers.owned()
        case "burki.calls.initiate": _ = try await burki.calls.initiate(from: "+15551234567", to: "+15559876543")
        case "flireo.assistants.linkedPhoneNumber": _ = try await flireo.assistants.linkedPhoneNumber(of: assistant)
        case "flireo.assistants.link":
            try await flireo.assistants.link("550e8400-e29b-41d4-a716-446655440000", to: assistant)
        case "flireo.assistants.unlinkPhoneNumber": try await flireo.assistants.unlinkPhoneNumber(from: assistant)
        case "flireo.phoneNumbers.available": _ = try await flireo.phoneNumbers.available()
        case "flireo.phoneNumbers.list": _ = try await flireo.phoneNumbers.list(includeDefault: true)
        case "flireo.phoneNumbers.order": try await flireo.phoneNumbers.order("+31851234567")
        case "flireo.phoneNumberOrders.list": _ = try await flireo.phoneNumberOrders.list()
        case "flireo.phoneNumberOrders.get":
            _ = try await flireo.phoneNumberOrders.get("660e8400-e29b-41d4-a716-446655440000")
        case "flireo.verificationGroups.create":
            try await flireo.verificationGroups.create(
                .init(
                    type: .local, name: "x", businessName: "x", contactFirstName: "x", contactLastName: "x",
                    contactPhone: "x", streetName: "x", houseNumber: "x", postalCode: "x", city: "x", province: "x"))
        case "flireo.verificationGroups.list": _ = try await flireo.verificationGroups.list()
        case "flireo.verificationGroups.get": _ = try await flireo.verificationGroups.get(group)
        case "flireo.verificationGroups.availableNumbers":
            _ = try await flireo.verificationGroups.availableNumbers(for: group)
        case "flireo.verificationGroups.orderNumber":
            try await flireo.verificationGroups.orderNumber("+31201234567", through: group)
        default: Issue.record("\(operation) is not performed here")
        }
    }
}
