import Burki
import Foundation
import Testing
import VoiceAgentsFixtures
import VoiceAgentsTesting

extension BurkiClient {
    /// A client that answers from recordings and nothing else, without waits.
    init(replaying exchanges: RecordedExchange...) {
        self.init(
            apiKey: "burki_test", configuration: .init(retry: .never), transport: ReplayTransport(exchanges))
    }

    /// Sends what a recording holds through the public method of its operation.
    func perform(_ exchange: RecordedExchange) async throws -> any Sendable & Hashable {
        func body<Body: Decodable>(_ type: Body.Type) throws -> Body {
            try JSONDecoder().decode(type, from: JSONEncoder().encode(exchange.request.body))
        }
        let numbers = exchange.request.path.split(separator: "/").compactMap { Int($0) }
        switch exchange.operation {
        case "burki.assistantGraphs.create":
            return try await assistantGraphs.create(body(AssistantGraph.Draft.self))
        case "burki.assistantGraphs.phoneNumbers":
            return try await assistantGraphs.phoneNumbers(of: .init(numbers[0]))
        case "burki.assistantGraphs.assign":
            return try await assistantGraphs.assign(.init(numbers[1]), to: .init(numbers[0]))
        case "burki.assistantGraphs.unassign":
            return try await assistantGraphs.unassign(.init(numbers[1]), from: .init(numbers[0]))
        case "burki.phoneNumbers.purchase":
            return try await phoneNumbers.purchase(body(PurchaseRequest.self))
        case "burki.phoneNumbers.owned":
            let query = exchange.request.query
            return try await phoneNumbers.owned(
                includeAssigned: query["include_assigned"] != "false",
                includeUnassigned: query["include_unassigned"] != "false",
                includeInactive: query["include_inactive"] == "true")
        case "burki.calls.initiate":
            return try await calls.initiate(body(CallRequest.self))
        default:
            throw Unperformed(operation: exchange.operation)
        }
    }
}

struct Unperformed: Error {
    let operation: String
}

private let kinds: [Int: VoiceAgentsError.Kind] = [
    400: .invalidRequest, 401: .unauthorized, 402: .paymentRequired, 403: .forbidden, 404: .notFound,
    422: .invalidRequest, 429: .rateLimited, 500: .serverError, 502: .serverError, 504: .serverError,
]

@Suite struct FixtureTests {
    @Test func everyOperationHasFixturesAndEveryFixtureAnOperation() throws {
        let exchanges = try Fixtures.exchanges(of: "burki")
        #expect(Set(exchanges.map(\.exchange.operation)) == Set(BurkiClient.operations.map(\.name)))
        for operation in BurkiClient.operations {
            let name = operation.name.split(separator: ".").dropFirst().joined(separator: "/")
            #expect(exchanges.contains { $0.path == "\(name).json" }, "no success of \(operation.name)")
        }
        for (path, exchange) in exchanges {
            let name = exchange.operation.split(separator: ".").dropFirst().joined(separator: "/")
            #expect(path == "\(name).json" || path.hasPrefix("\(name)-"), "\(path) holds \(exchange.operation)")
            let operation = try #require(BurkiClient.operations.first { $0.name == exchange.operation })
            #expect(operation.method == exchange.request.method)
        }
    }

    /// `ReplayTransport` answers only when the request agrees with the recording, so this checks request and reply.
    @Test(arguments: try Fixtures.exchanges(of: "burki").map(\.path))
    func theRecordedRequestBringsTheRecordedReply(path: String) async throws {
        let exchange = try Fixtures.exchange("burki/" + path.dropLast(5))
        let burki = BurkiClient(replaying: exchange)
        if (200..<300).contains(exchange.response.status), !path.contains("refused") {
            _ = try await burki.perform(exchange)
            return
        }
        let error = await #expect(throws: VoiceAgentsError.self) { try await burki.perform(exchange) }
        let expected: VoiceAgentsError.Kind =
            path.contains("refused")
            ? .refused
            : path.contains("not-available")
                ? .endpointNotAvailable
                : kinds[exchange.response.status] ?? .unexpectedStatus
        #expect(error?.kind == expected && error?.status == exchange.response.status)
        #expect(error?.operation == exchange.operation && error?.message.isEmpty == false)
        if let detail = exchange.response.body?["detail"]?.string {
            #expect(error?.message.hasPrefix(detail) == true)
        }
    }
}
