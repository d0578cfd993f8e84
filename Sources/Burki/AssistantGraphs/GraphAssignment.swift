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
