extension BurkiClient.PhoneNumbers {
    /// The description of ``sync()``.
    public static let sync = PlatformOperation(
        "burki.phoneNumbers.sync", .post, "/api/v1/assistants/organization/phone-numbers/sync", .idempotent,
        advice: "List the numbers with burki.phoneNumbers.list(), or synchronize them again.")

    /// Adds the numbers that the organization has at Twilio, Telnyx and Vonage, and that Burki does not have yet.
    ///
    /// It buys nothing. Use it for numbers that were bought at the provider.
    ///
    /// - Returns: How many numbers were added.
    /// - Throws: `VoiceAgentsError` of kind `unauthorized` (401), `serverError` or `outcomeUnknown`; or `CancellationError`.
    /// - SeeAlso: "Sync Organization Phone Numbers", `POST /api/v1/assistants/organization/phone-numbers/sync`.
    @discardableResult
    public func sync() async throws -> PhoneNumberSync {
        try await pipeline.run(Endpoint(Self.sync, reading: .confirmation()))
    }

    /// The description of ``unassigned()``.
    public static let unassigned = PlatformOperation(
        "burki.phoneNumbers.unassigned", .get, "/api/v1/assistants/organization/phone-numbers/available", .safe)

    /// Lists the organization's numbers that no assistant answers. The list is not paged.
    ///
    /// Burki does not document whether numbers of a flow or a graph are left out. So **a number of the list can be answered**: see
    /// ``OrganizationPhoneNumber/flow``.
    ///
    /// - Returns: The numbers.
    /// - Throws: `VoiceAgentsError` of kind `unauthorized` (401) or `serverError`; or `CancellationError`.
    /// - SeeAlso: "List Available Phone Numbers", `GET /api/v1/assistants/organization/phone-numbers/available`.
    public func unassigned() async throws -> Page<OrganizationPhoneNumber> {
        try await pipeline.run(Endpoint(Self.unassigned, reading: .list(.data)))
    }

    /// The description of ``update(_:with:)``.
    public static let update = PlatformOperation(
        "burki.phoneNumbers.update", .patch, "/api/v1/assistants/organization/phone-numbers/{phone_number_id}",
        .idempotent, advice: "See what burki.phoneNumbers.list() says of the number.")

    /// Changes the record of a number: its name, what answers it, its SIP trunk, and the countries that may call it.
    ///
    /// ```swift
    /// try await burki.phoneNumbers.update(
    ///     5, with: .init(friendlyName: "Sales", flowID: .clear))
    /// ```
    ///
    /// With an assistant or a flow, **the number is taken over** from the assistant or flow that answered it: Burki's words are
    /// "Assign/reassign". Burki does not document whether it takes a number off a graph; ``BurkiClient/AssistantGraphs/unassign(_:from:)``
    /// does.
    ///
    /// - Parameters:
    ///   - id: Burki's id of the number, from ``find(_:)-(PhoneAddress)``.
    ///   - update: The fields to change.
    /// - Returns: The record after the change, as far as Burki sends it.
    /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` for an update that changes nothing or that Burki would read in another
    ///   way, see ``OrganizationPhoneNumber/Update``; `invalidRequest` (400, 422), `notFound` (404), `unauthorized` (401),
    ///   `serverError` or `outcomeUnknown`; or `CancellationError`.
    /// - SeeAlso: "Update Phone Number", `PATCH /api/v1/assistants/organization/phone-numbers/{phone_number_id}`.
    @discardableResult
    public func update(
        _ id: OrganizationPhoneNumber.ID, with update: OrganizationPhoneNumber.Update
    ) async throws -> UpdatedPhoneNumber {
        if let problem = update.problem { throw Self.update.rejection(problem) }
        return try await pipeline.run(Endpoint(Self.update, id, body: .json(update), reading: .confirmation()))
    }
}
