/// The body of `POST /v1/assistants/{id}/phone-number`.
public struct LinkRequest: Codable, Hashable, Sendable {
    /// The number to link.
    public var phoneNumberID: PhoneNumberID

    /// Creates a body.
    public init(phoneNumberID: PhoneNumberID) { self.phoneNumberID = phoneNumberID }

    private enum CodingKeys: String, CodingKey { case phoneNumberID = "phone_number_id" }
}
