/// The assignment of a phone number to a graph, or its end.
public struct GraphAssignment: Codable, Hashable, Sendable {
    /// The graph.
    public var graphID: AssistantGraph.ID
    /// The number.
    public var phoneNumberID: OrganizationPhoneNumber.ID
    /// The graph's name.
    public var graphName: String?
    /// Burki's confirmation message.
    public var message: String?

    /// Creates a value, for tests.
    public init(
        graphID: AssistantGraph.ID, phoneNumberID: OrganizationPhoneNumber.ID, graphName: String? = nil,
        message: String? = nil
    ) {
        self.graphID = graphID
        self.phoneNumberID = phoneNumberID
        self.graphName = graphName
        self.message = message
    }

    private enum CodingKeys: String, CodingKey {
        case graphID = "graph_id"
        case phoneNumberID = "phone_number_id"
        case graphName = "graph_name"
        case message
    }
}

extension GraphAssignment {
    /// How Burki's reply is decoded. Ids that it does not contain are those of the request. An object with neither the assignment
    /// nor `success` is an error.
    static func reading(
        of phoneNumberID: OrganizationPhoneNumber.ID, in graphID: AssistantGraph.ID
    ) -> ReplyReading<GraphAssignment> {
        .converting(Reply.self) { reply in
            GraphAssignment(
                graphID: reply.data?.graphID ?? graphID, phoneNumberID: reply.data?.phoneNumberID ?? phoneNumberID,
                graphName: reply.data?.graphName, message: reply.message)
        }
    }

    private struct Reply: Decodable, Sendable {
        let message: String?
        let data: Details?

        private enum CodingKeys: String, CodingKey { case success, message, data }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            message = try container.decodeIfPresent(String.self, forKey: .message)
            data = try container.decodeIfPresent(Details.self, forKey: .data)
            if data == nil { _ = try container.decode(Bool.self, forKey: .success) }
        }
    }

    /// The assignment in the reply. Any member may be absent, but not all of them.
    private struct Details: Decodable, Sendable {
        let graphID: AssistantGraph.ID?
        let phoneNumberID: OrganizationPhoneNumber.ID?
        let graphName: String?

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            graphName = try container.decodeIfPresent(String.self, forKey: .graphName)
            phoneNumberID = try container.decodeIfPresent(OrganizationPhoneNumber.ID.self, forKey: .phoneNumberID)
            graphID = try container.decodeIfPresent(AssistantGraph.ID.self, forKey: .graphID)
            if graphID == nil, phoneNumberID == nil, graphName == nil {
                throw DecodingError.keyNotFound(
                    CodingKeys.graphID, .init(codingPath: decoder.codingPath, debugDescription: "no assignment"))
            }
        }

        private enum CodingKeys: String, CodingKey {
            case graphID = "graph_id"
            case phoneNumberID = "phone_number_id"
            case graphName = "graph_name"
        }
    }
}
