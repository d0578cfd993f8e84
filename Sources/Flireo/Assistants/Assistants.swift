extension FlireoClient {
    /// The operations of assistants, available as ``FlireoClient/assistants-swift.property``.
    public struct Assistants: Sendable {
        let pipeline: Pipeline

        /// All operations of this resource.
        public static let operations = [linkedPhoneNumber, link, unlinkPhoneNumber]

        /// The description of ``linkedPhoneNumber(of:)``.
        public static let linkedPhoneNumber = PlatformOperation(
            "flireo.assistants.linkedPhoneNumber", .get, "/v1/assistants/{id}/phone-number", .safe)

        /// Reads the phone number that an assistant answers.
        ///
        /// - Parameter assistantID: The assistant.
        /// - Returns: The assistant's name and number. ``AssistantPhoneNumber/phoneNumber`` is `nil` when no number is linked.
        /// - Throws: `VoiceAgentsError` of kind `notFound` (404), `forbidden` (403), `rateLimited` (429) or `serverError`
        ///   (500), with Flireo's code in `flireoCode`; or `CancellationError`.
        /// - SeeAlso: "Phone numbers linking", `GET /v1/assistants/{id}/phone-number`.
        public func linkedPhoneNumber(of assistantID: Assistant.ID) async throws -> AssistantPhoneNumber {
            try await pipeline.run(
                Endpoint(
                    Self.linkedPhoneNumber, assistantID,
                    reading: .member("data", knowing: ["assistant_id": assistantID])))
        }

        /// The description of ``link(_:to:)``.
        public static let link = PlatformOperation(
            "flireo.assistants.link", .post, "/v1/assistants/{id}/phone-number", .idempotent,
            advice: "Read the assistant's number with linkedPhoneNumber(of:).")

        /// Links a phone number to an assistant, which then answers it.
        ///
        /// The previous number of the assistant is unlinked first. Linking a shared (`default`) number also unlinks the number of
        /// **every other assistant that uses a shared number**; ``PhoneNumberLink/releasedAssistants`` counts them.
        ///
        /// The request is repeated when the connection is lost. If the first attempt succeeded, the repetition fails with
        /// `already_linked`, and the `effect` of the error is `perhaps`.
        ///
        /// - Parameters:
        ///   - phoneNumberID: The number, from the list of phone numbers.
        ///   - assistantID: The assistant.
        /// - Returns: The changes.
        /// - Throws: `VoiceAgentsError` with Flireo's code in `flireoCode`: `invalid_parameters` (400), `already_linked` (400:
        ///   to this assistant), `already_in_use` (400: a custom number that another assistant answers), `forbidden` (403: the
        ///   number of another account), `not_found` (404: no such assistant or number); or `CancellationError`.
        /// - SeeAlso: "Phone numbers linking", `POST /v1/assistants/{id}/phone-number`.
        @discardableResult
        public func link(_ phoneNumberID: PhoneNumberID, to assistantID: Assistant.ID) async throws -> PhoneNumberLink {
            try await pipeline.run(
                Endpoint(
                    Self.link, assistantID, body: .json(LinkBody(phoneNumberID: phoneNumberID)),
                    reading: .member("data", message: \.message, knowing: ["assistant_id": assistantID])))
        }

        /// The description of ``unlinkPhoneNumber(from:)``.
        public static let unlinkPhoneNumber = PlatformOperation(
            "flireo.assistants.unlinkPhoneNumber", .delete, "/v1/assistants/{id}/phone-number", .idempotent,
            advice: "Read the assistant's number with linkedPhoneNumber(of:).")

        /// Unlinks the phone number of an assistant. The number becomes available again, and calls to it are not answered.
        ///
        /// The request is repeated when the connection is lost. If the first attempt succeeded, the repetition fails with
        /// `no_phone_number`, and the `effect` of the error is `perhaps`.
        ///
        /// - Parameter assistantID: The assistant.
        /// - Returns: The changes.
        /// - Throws: `VoiceAgentsError` with Flireo's code in `flireoCode`: `no_phone_number` (400: no number is linked), `forbidden`
        ///   (403), `not_found` (404: no such assistant); or `CancellationError`.
        /// - SeeAlso: "Phone numbers linking", `DELETE /v1/assistants/{id}/phone-number`.
        @discardableResult
        public func unlinkPhoneNumber(from assistantID: Assistant.ID) async throws -> PhoneNumberUnlink {
            try await pipeline.run(
                Endpoint(
                    Self.unlinkPhoneNumber, assistantID,
                    reading: .member("data", message: \.message, knowing: ["assistant_id": assistantID])))
        }
    }
}

/// The body of `POST /v1/assistants/{id}/phone-number`.
private struct LinkBody: Encodable, Sendable {
    let phoneNumberID: PhoneNumberID

    private enum CodingKeys: String, CodingKey { case phoneNumberID = "phone_number_id" }
}
