import Burki
import Foundation

/// An implementation of the measured work.
struct Implementation: Sendable {
    let name: String
    /// Does the work once and returns the number of bytes of JSON that were read or written. Unused for requests over a network.
    let work: @Sendable () async throws -> Int
}

extension Implementation {
    static func sdk(_ options: Options) throws -> Implementation {
        switch options.operation {
        case .listGraphPhoneNumbers:
            let burki = try client(options)
            return Implementation(name: "swift-voice-agents") {
                let numbers = try await burki.assistantGraphs.phoneNumbers(of: 1)
                return numbers.count
            }
        case .createGraph:
            let burki = try client(options)
            let draft = Self.draft
            return Implementation(name: "swift-voice-agents") {
                try await burki.assistantGraphs.create(draft).nodes.count
            }
        case .decodeGraph:
            let reply = bigGraphReply()
            let burki = BurkiClient(apiKey: "benchmark", transport: FixedReply(body: reply))
            return Implementation(name: "swift-voice-agents") {
                let graph: AssistantGraph = try await burki.raw.send(.get, "/api/v1/assistant-graphs/1")
                return graph.nodes.isEmpty ? 0 : reply.count
            }
        case .encodeGraph:
            let graph = try JSONDecoder().decode(AssistantGraph.self, from: bigGraphReply())
            let transport = FixedReply(body: Data("{}".utf8))
            let size = try JSONEncoder().encode(graph).count
            let burki = BurkiClient(apiKey: "benchmark", transport: transport)
            return Implementation(name: "swift-voice-agents") {
                try await burki.raw.send(.put, "/api/v1/assistant-graphs/1", body: graph)
                return size
            }
        }
    }

    private static func client(_ options: Options) throws -> BurkiClient {
        guard let baseURL = options.baseURL else { throw UsageError("there is no server.") }
        return BurkiClient(apiKey: "benchmark", baseURL: baseURL, transport: try options.transport.sdkTransport())
    }

    /// The graph of the example in Burki's documentation.
    private static var draft: AssistantGraph.Draft {
        var draft = AssistantGraph.Draft(name: "Customer Service Router")
        let reception = draft.addNode(assistantID: 1, type: .entry)
        let sales = draft.addNode(assistantID: 2, at: .init(x: 200, y: -100))
        let support = draft.addNode(assistantID: 3, at: .init(x: 200, y: 100))
        draft.connect(
            reception, to: sales, when: .intent("sales", "purchase", "buy"), priority: 1,
            handoffSentence: "Let me connect you with our sales team.")
        draft.connect(reception, to: support, when: .intent("support", "help"), priority: 1)
        return draft
    }
}

/// A transport that returns a fixed reply, so that only the work of the SDK is measured.
private struct FixedReply: Transport {
    let body: Data

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        TransportResponse(status: 200, body: body)
    }
}
