extension FlireoClient {
    /// Links phone numbers to assistants. Reach it through ``FlireoClient/assistants-swift.property``.
    public struct Assistants: Sendable {
        let pipeline: Pipeline

        /// Every operation of this resource.
        public static let operations = [linkedPhoneNumber, link, unlinkPhoneNumber]

        /// The operation of the method below.
        public static let linkedPhoneNumber = PlatformOperation(
            "flireo.assistants.linkedPhoneNumber", .get, "/v1/assistants/{id}/phone-number", .safe)

        /// Tells which phone number an assistant answers.
        ///
        /// - Parameter assistantID: The assistant.
        /// - Returns: The assistant's name and its number; ``AssistantPhoneNumber/phoneNumber`` is `nil` when none is linked.
        /// - Throws: `VoiceAgentsError` of kind `notFound` (404), `forbidden` (403), `rateLimited` (429) or `serverError`
        ///   (500), with Flireo's code in `flireoCode`; or `CancellationError`.
        /// - SeeAlso: "Phone numbers linking", `GET /v1/assistants/{id}/phone-number`.
        public func linkedPhoneNumber(of assistantID: Assistant.ID) async throws -> AssistantPhoneNumber {
            try await pipeline.run(
                Endpoint(
                    Self.linkedPhoneNumber, assistantID,
                    reading: .member("data", knowing: ["assistant_id": assistantID])))
        }

        /// The operation of the method below.
        public static let link = PlatformOperation(
            "flireo.assistants.link", .post, "/v1/assistants/{id}/phone-number", .idempotent,
            advice: "Read the assistant's number with linkedPhoneNumber(of:).")

        /// Lets an assistant answer a phone number.
        ///
        /// A number that the assistant answers already is unlinked first. Linking a shared (`default`) number takes it from
        /// **every other assistant that uses a shared number**; ``PhoneNumberLink/releasedAssistants`` counts them.
        ///
        /// When a connection is lost this is repeated. If the lost attempt had done its work, the repeat is told
        /// `already_linked`, and the error's `effect` says `perhaps`.
        ///
        /// - Parameters:
        ///   - phoneNumberID: The number, from Flireo's list of numbers.
        ///   - assistantID: The assistant.
        /// - Returns: What changed.
        /// - Throws: `VoiceAgentsError` with Flireo's code in `flireoCode`: `invalid_parameters` (400), `already_linked` (400:
        ///   to this assistant), `already_in_use` (400: a custom number that another assistant answers), `forbidden` (403: not
        ///   your number), `not_found` (404: no such assistant or number); or `CancellationError`.
        /// - SeeAlso: "Phone numbers linking", `POST /v1/assistants/{id}/phone-number`.
        @discardableResult
        public func link(_ phoneNumberID: PhoneNumberID, to assistantID: Assistant.ID) async throws -> PhoneNumberLink {
            try await pipeline.run(
                Endpoint(
                    Self.link, assistantID, body: .json(LinkBody(phoneNumberID: phoneNumberID)),
                    reading: .member("data", message: \.message, knowing: ["assistant_id": assistantID])))
        }

        /// The operation of the method below.
        public static let unlinkPhoneNumber = PlatformOperation(
            "flireo.assistants.unlinkPhoneNumber", .delete, "/v1/assistants/{id}/phone-number", .idempotent,
            advice: "Read the assistant's number with linkedPhoneNumber(of:).")

        /// Takes the phone number from an assistant. The number becomes available again, and calls to it are not answered.
        ///
        /// When a connection is lost this is repeated. If the lost attempt had done its work, the repeat is told
        /// `no_phone_number`, and the error's `effect` says `perhaps`.
        ///
        /// - Parameter assistantID: The assistant.
        /// - Returns: What changed.
        /// - Throws: `VoiceAgentsError` with Flireo's code in `flireoCode`: `no_phone_number` (400: none is linked), `forbidden`
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
