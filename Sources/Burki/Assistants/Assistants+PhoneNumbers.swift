extension BurkiClient.Assistants {
    /// The description of ``phoneNumbers(of:)``.
    public static let phoneNumbers = PlatformOperation(
        "burki.assistants.phoneNumbers", .get, "/api/v1/assistants/{assistant_id}/phone-numbers", .safe)

    /// Lists the phone numbers that an assistant answers. The list is not paged.
    ///
    /// For all numbers of the organization, see ``BurkiClient/PhoneNumbers/list(includeAssigned:includeUnassigned:includeInactive:)``.
    ///
    /// - Parameter assistantID: The assistant.
    /// - Returns: The numbers.
    /// - Throws: `VoiceAgentsError` of kind `notFound` (404: no such assistant in the organization), `invalidRequest` (400, 422),
    ///   `unauthorized` (401) or `serverError`; or `CancellationError`.
    /// - SeeAlso: "Get Assistant Phone Numbers", `GET /api/v1/assistants/{assistant_id}/phone-numbers`.
    public func phoneNumbers(of assistantID: Assistant.ID) async throws -> Page<AssistantPhoneNumber> {
        try await pipeline.run(Endpoint(Self.phoneNumbers, assistantID, reading: .list(.data)))
    }

    /// The description of ``availablePhoneNumbers(for:)``.
    public static let availablePhoneNumbers = PlatformOperation(
        "burki.assistants.availablePhoneNumbers", .get,
        "/api/v1/assistants/{assistant_id}/available-phone-numbers", .safe)

    /// Lists the phone numbers of the organization that no assistant answers, and that can be assigned to this one. The list is not
    /// paged.
    ///
    /// Burki does not document whether numbers of a flow or a graph are left out, and the elements do not say it:
    /// ``BurkiClient/PhoneNumbers/list(includeAssigned:includeUnassigned:includeInactive:)`` tells the flow of a number.
    ///
    /// - Parameter assistantID: The assistant.
    /// - Returns: The numbers.
    /// - Throws: `VoiceAgentsError` of kind `notFound` (404: no such assistant in the organization), `invalidRequest` (400, 422),
    ///   `unauthorized` (401) or `serverError`; or `CancellationError`.
    /// - SeeAlso: "Get Available Phone Numbers For Assistant", `GET /api/v1/assistants/{assistant_id}/available-phone-numbers`.
    public func availablePhoneNumbers(for assistantID: Assistant.ID) async throws -> Page<AssistantPhoneNumber> {
        try await pipeline.run(Endpoint(Self.availablePhoneNumbers, assistantID, reading: .list(.data)))
    }

    // MARK: - By id

    /// The description of ``assign(_:to:)-(OrganizationPhoneNumber.ID,_)``.
    public static let assign = PlatformOperation(
        "burki.assistants.assign", .post,
        "/api/v1/assistants/{assistant_id}/phone-numbers/{phone_number_id}/assign", .idempotent,
        advice: "See whether the number is among burki.assistants.phoneNumbers(of:).")

    /// Assigns a phone number to an assistant, which then answers its calls.
    ///
    /// **A number of another assistant is refused**: unassign it there first, or take it over with
    /// ``BurkiClient/PhoneNumbers/update(_:with:)``. Burki does not document what happens to a number of a flow or a graph; a number
    /// has one of them, so unassign it there first. Assigning a number again changes nothing, so the request is repeated after a lost
    /// connection.
    ///
    /// - Parameters:
    ///   - phoneNumberID: Burki's id of the number, from ``BurkiClient/PhoneNumbers/find(_:)-(PhoneAddress)``.
    ///   - assistantID: The assistant.
    /// - Returns: The assignment, as far as Burki sends it.
    /// - Throws: `VoiceAgentsError` of kind `invalidRequest` (400: another assistant has the number), `refused`, `notFound` (404: no
    ///   such assistant or number), `unauthorized` (401), `serverError` (500) or `outcomeUnknown`; or `CancellationError`. Burki's
    ///   published server answers with 500 in place of 400; the message then begins with `Failed to assign phone number: 400:`. Since
    ///   texts can change, the SDK does not read it: such an error is a `serverError` with the effect `perhaps`.
    /// - SeeAlso: "Assign Phone Number To Assistant",
    ///   `POST /api/v1/assistants/{assistant_id}/phone-numbers/{phone_number_id}/assign`.
    @discardableResult
    public func assign(
        _ phoneNumberID: OrganizationPhoneNumber.ID, to assistantID: Assistant.ID
    ) async throws -> AssistantAssignment {
        try await pipeline.run(
            Endpoint(
                Self.assign, assistantID, phoneNumberID,
                reading: .confirmation(knowing: ["assistant_id": assistantID, "phone_number_id": phoneNumberID])))
    }

    /// The description of ``unassign(_:from:)``.
    public static let unassign = PlatformOperation(
        "burki.assistants.unassign", .post,
        "/api/v1/assistants/{assistant_id}/phone-numbers/{phone_number_id}/unassign", .idempotent,
        advice: "See whether the number is still among burki.assistants.phoneNumbers(of:).")

    /// Unassigns a phone number from an assistant.
    ///
    /// The number stays in the organization, and **its calls are not answered any more**.
    ///
    /// - Parameters:
    ///   - phoneNumberID: Burki's id of the number.
    ///   - assistantID: The assistant.
    /// - Returns: The assignment that was ended, as far as Burki sends it.
    /// - Throws: `VoiceAgentsError` of kind `invalidRequest` (400), `refused`, `notFound` (404: no such assistant or number),
    ///   `unauthorized` (401), `serverError` (500) or `outcomeUnknown`; or `CancellationError`.
    /// - SeeAlso: "Unassign Phone Number From Assistant",
    ///   `POST /api/v1/assistants/{assistant_id}/phone-numbers/{phone_number_id}/unassign`.
    @discardableResult
    public func unassign(
        _ phoneNumberID: OrganizationPhoneNumber.ID, from assistantID: Assistant.ID
    ) async throws -> AssistantAssignment {
        try await pipeline.run(
            Endpoint(
                Self.unassign, assistantID, phoneNumberID,
                reading: .confirmation(knowing: ["assistant_id": assistantID, "phone_number_id": phoneNumberID])))
    }

    /// The description of ``assign(_:to:)-([OrganizationPhoneNumber.ID],_)``.
    public static let assignMany = PlatformOperation(
        "burki.assistants.assignMany", .post, "/api/v1/assistants/{assistant_id}/phone-numbers/bulk-assign",
        .idempotent, advice: "See which numbers are among burki.assistants.phoneNumbers(of:).")

    /// Assigns several phone numbers to an assistant.
    ///
    /// **Some can fail**: the result has both lists. A number of another assistant is refused, as by
    /// ``assign(_:to:)-(OrganizationPhoneNumber.ID,_)``. When none was assigned, an error of kind `refused` is thrown, whose `body` has
    /// the reasons.
    ///
    /// - Parameters:
    ///   - phoneNumberIDs: Burki's ids of the numbers, at least one.
    ///   - assistantID: The assistant.
    /// - Returns: The numbers that were assigned, and those that were not.
    /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` without an id, `refused` (no number was assigned), `invalidRequest`
    ///   (400, 422), `notFound` (404: no such assistant), `unauthorized` (401), `serverError` (500) or `outcomeUnknown`; or
    ///   `CancellationError`.
    /// - SeeAlso: "Bulk Assign Phone Numbers", `POST /api/v1/assistants/{assistant_id}/phone-numbers/bulk-assign`.
    @discardableResult
    public func assign(
        _ phoneNumberIDs: [OrganizationPhoneNumber.ID], to assistantID: Assistant.ID
    ) async throws -> BulkAssignment {
        guard !phoneNumberIDs.isEmpty else {
            throw Self.assignMany.rejection("There is no phone number to assign.")
        }
        return try await pipeline.run(
            Endpoint(
                Self.assignMany, assistantID, body: .json(phoneNumberIDs),
                reading: .member("data", message: \.message)))
    }

    // MARK: - By number

    /// The description of ``assign(number:to:friendlyName:autoSync:)``.
    public static let assignNumber = PlatformOperation(
        "burki.assistants.assignNumber", .post, "/api/v1/assistants/{assistant_id}/phone-numbers/assign-by-number",
        .idempotent, advice: "See whether the number is among burki.assistants.phoneNumbers(of:).")

    /// Assigns a phone number to an assistant without its id, and adds it from Twilio first when Burki does not have it yet.
    ///
    /// Burki recommends it for a number that was just bought at Twilio. **A number of another assistant is refused**: unassign it there
    /// first, or take it over with ``BurkiClient/PhoneNumbers/update(_:with:)``. Burki does not document what happens to a number of a
    /// flow or a graph.
    ///
    /// - Parameters:
    ///   - number: The number.
    ///   - assistantID: The assistant.
    ///   - friendlyName: The name in the dashboard, up to 100 characters. `nil`: Burki does not document it.
    ///   - autoSync: Whether to add the number from Twilio when Burki does not have it.
    /// - Returns: The assignment.
    /// - Throws: `VoiceAgentsError` of kind `refused` (another assistant has the number), `notFound` (404: no such assistant or
    ///   number), `invalidRequest` (400, 422), `unauthorized` (401), `serverError` (500) or `outcomeUnknown`; or
    ///   `CancellationError`.
    /// - SeeAlso: "Assign Phone Number By String", `POST /api/v1/assistants/{assistant_id}/phone-numbers/assign-by-number`.
    @discardableResult
    public func assign(
        number: PhoneNumber, to assistantID: Assistant.ID, friendlyName: String? = nil, autoSync: Bool = true
    ) async throws -> AssistantAssignment {
        // The default is the server's own, so it is not sent.
        let body = NumberBody(
            phoneNumber: number, friendlyName: friendlyName, autoSync: autoSync ? nil : false)
        return try await pipeline.run(
            Endpoint(
                Self.assignNumber, assistantID, body: .json(body),
                reading: .confirmation(knowing: ["assistant_id": assistantID, "phone_number": number])))
    }

    /// The description of ``unassign(number:from:)``.
    public static let unassignNumber = PlatformOperation(
        "burki.assistants.unassignNumber", .post,
        "/api/v1/assistants/{assistant_id}/phone-numbers/unassign-by-number", .idempotent,
        advice: "See whether the number is still among burki.assistants.phoneNumbers(of:).")

    /// Unassigns a phone number from an assistant without its id.
    ///
    /// The number stays in the organization, and **its calls are not answered any more**.
    ///
    /// - Parameters:
    ///   - number: The number.
    ///   - assistantID: The assistant.
    /// - Returns: The assignment that was ended, as far as Burki sends it.
    /// - Throws: `VoiceAgentsError` of kind `refused`, `notFound` (404: no such assistant or number), `invalidRequest` (400, 422),
    ///   `unauthorized` (401), `serverError` (500) or `outcomeUnknown`; or `CancellationError`.
    /// - SeeAlso: "Unassign Phone Number By String",
    ///   `POST /api/v1/assistants/{assistant_id}/phone-numbers/unassign-by-number`.
    @discardableResult
    public func unassign(number: PhoneNumber, from assistantID: Assistant.ID) async throws -> AssistantAssignment {
        try await pipeline.run(
            Endpoint(
                Self.unassignNumber, assistantID, body: .json(NumberBody(phoneNumber: number)),
                reading: .confirmation(knowing: ["assistant_id": assistantID, "phone_number": number])))
    }
}

/// The body of `…/assign-by-number` and `…/unassign-by-number`.
private struct NumberBody: Encodable, Sendable {
    let phoneNumber: PhoneNumber
    var friendlyName: String?
    var autoSync: Bool?

    private enum CodingKeys: String, CodingKey {
        case phoneNumber = "phone_number"
        case friendlyName = "friendly_name"
        case autoSync = "auto_sync"
    }
}
