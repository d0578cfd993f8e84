/// The body of `POST /v1/verification-groups/{id}/order-number`.
public struct GroupOrderRequest: Codable, Hashable, Sendable {
    /// The number to order.
    public var phoneNumber: PhoneNumber

    /// Creates a body.
    public init(_ phoneNumber: PhoneNumber) { self.phoneNumber = phoneNumber }

    private enum CodingKeys: String, CodingKey { case phoneNumber = "phone_number" }
}
