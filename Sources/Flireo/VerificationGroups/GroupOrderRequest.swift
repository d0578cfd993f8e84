/// The body of `POST /v1/verification-groups/{id}/order-number`.
public struct GroupOrderRequest: Codable, Hashable, Sendable {
    /// The number to order.
    public var number: PhoneNumber

    /// Creates a body.
    public init(_ number: PhoneNumber) { self.number = number }

    private enum CodingKeys: String, CodingKey { case number = "phone_number" }
}
