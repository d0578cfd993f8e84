import Foundation

/// The same work by hand, without the SDK.
extension Implementation {
    static func bare(_ cell: Cell, _ options: Options) throws -> Implementation {
        switch cell.work {
        case .list(let baseURL):
            let exchange = try options.transport.bare(baseURL, "/api/v1/assistant-graphs/1/phone-numbers")
            return Implementation {
                try JSONDecoder().decode(PlainNumbers.self, from: try await exchange(nil)).data.count
            }
        case .create(let baseURL):
            let exchange = try options.transport.bare(baseURL, "/api/v1/assistant-graphs")
            return Implementation {
                let body = try JSONEncoder().encode(PlainGraph.Draft.example)
                return try JSONDecoder().decode(PlainGraph.self, from: try await exchange(body)).nodes.count
            }
        case .decode:
            let reply = bigGraphReply()
            return Implementation {
                try JSONDecoder().decode(PlainGraph.self, from: reply).nodes.isEmpty ? 0 : reply.count
            }
        case .encode:
            let graph = try JSONDecoder().decode(PlainGraph.self, from: bigGraphReply())
            return Implementation { try JSONEncoder().encode(graph).count }
        }
    }
}

struct PlainNumbers: Decodable {
    let data: [Number]

    struct Number: Decodable {
        let id: Int
        let phoneNumber: String
        let friendlyName: String?
        let provider: String?
        let isActive: Bool?

        enum CodingKeys: String, CodingKey {
            case id
            case phoneNumber = "phone_number"
            case friendlyName = "friendly_name"
            case provider
            case isActive = "is_active"
        }
    }
}

extension PlainGraph.Draft {
    /// The graph of the example in Burki's documentation.
    static let example = PlainGraph.Draft(
        name: "Customer Service Router",
        nodes: [
            Node(assistantID: 1, type: .entry, position: .init(x: 0, y: 0)),
            Node(assistantID: 2, type: .standard, position: .init(x: 200, y: -100)),
            Node(assistantID: 3, type: .standard, position: .init(x: 200, y: 100)),
        ],
        edges: [
            Edge(
                from: 0, to: 1, conditionType: .intent, intentPattern: "sales,purchase,buy", priority: 1,
                handoffSentence: "Let me connect you with our sales team."),
            Edge(from: 0, to: 2, conditionType: .intent, intentPattern: "support,help", priority: 1),
        ])
}
