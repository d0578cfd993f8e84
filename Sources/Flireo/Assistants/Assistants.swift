/// Links phone numbers to assistants. Reach it through ``FlireoClient/assistants``.
public struct Assistants: Sendable {
    let pipeline: Pipeline

    static let operations = [linkedPhoneNumber, link, unlinkPhoneNumber]

    static let linkedPhoneNumber = Operation("flireo.assistants.linkedPhoneNumber", .get, .safe)

    /// Tells which phone number an assistant answers.
    ///
    /// - Parameter assistantID: The assistant.
    /// - Returns: The assistant's name and its number; ``AssistantPhoneNumber/phoneNumber`` is `nil` when none is linked.
    /// - Throws: `VoiceAgentsError` of kind `notFound` (404), `forbidden` (403), `rateLimited` (429) or `serverError`
    ///   (500), with Flireo's code in `flireoCode`; or `CancellationError`.
    /// - SeeAlso: "Phone numbers linking", `GET /v1/assistants/{id}/phone-number`.
    public func linkedPhoneNumber(of assistantID: Assistant.ID) async throws -> AssistantPhoneNumber {
        let reply: Envelope<AssistantPhoneNumber> = try await pipeline.run(
            Endpoint(Self.linkedPhoneNumber, "/v1/assistants/\(assistantID)/phone-number"))
        return reply.data
    }

    static let link = Operation(
        "flireo.assistants.link", .post, .idempotent,
        remedy: "Read the assistant's number with linkedPhoneNumber(of:).")

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
        let reply: Envelope<PhoneNumberLink> = try await pipeline.run(
            Endpoint(
                Self.link, "/v1/assistants/\(assistantID)/phone-number",
                body: LinkRequest(phoneNumberID: phoneNumberID)))
        return reply.confirmed
    }

    static let unlinkPhoneNumber = Operation(
        "flireo.assistants.unlinkPhoneNumber", .delete, .idempotent,
        remedy: "Read the assistant's number with linkedPhoneNumber(of:).")

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
        let reply: Envelope<PhoneNumberUnlink> = try await pipeline.run(
            Endpoint(Self.unlinkPhoneNumber, "/v1/assistants/\(assistantID)/phone-number"))
        return reply.confirmed
    }
}
