import Burki
import Foundation

/// An implementation of the measured work.
struct Implementation: Sendable {
    /// Does the work once and returns a number that depends on all of it.
    let work: @Sendable () async throws -> Int
}

extension Implementation {
    static func sdk(_ cell: Cell, _ options: Options) throws -> Implementation {
        switch cell.work {
        case .list(let baseURL):
            let burki = try client(baseURL, options)
            return Implementation {
                let numbers = try await burki.assistantGraphs.phoneNumbers(of: 1)
                return numbers.count
            }
        case .create(let baseURL):
            let burki = try client(baseURL, options)
            let draft = Self.draft
            return Implementation {
                try await burki.assistantGraphs.create(draft).nodes.count
            }
        case .decode:
            let reply = bigGraphReply()
            let burki = BurkiClient(apiKey: "benchmark", transport: FixedReply(body: reply))
            return Implementation {
                let graph: AssistantGraph = try await burki.raw.send(.get, "/api/v1/assistant-graphs/1")
                return graph.nodes.isEmpty ? 0 : reply.count
            }
        case .encode:
            let graph = try JSONDecoder().decode(AssistantGraph.self, from: bigGraphReply())
            let transport = FixedReply(body: Data("{}".utf8))
            let size = try JSONEncoder().encode(graph).count
            let burki = BurkiClient(apiKey: "benchmark", transport: transport)
            return Implementation {
                try await burki.raw.send(.put, "/api/v1/assistant-graphs/1", body: graph)
                return size
            }
        }
    }

    private static func client(_ baseURL: URL, _ options: Options) throws -> BurkiClient {
        BurkiClient(apiKey: "benchmark", baseURL: baseURL, transport: try options.transport.sdkTransport())
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
