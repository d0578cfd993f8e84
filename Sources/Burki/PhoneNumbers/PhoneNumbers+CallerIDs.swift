extension BurkiClient.PhoneNumbers {
    /// The description of ``syncVerifiedCallerIDs()``.
    public static let syncVerifiedCallerIDs = PlatformOperation(
        "burki.phoneNumbers.syncVerifiedCallerIDs", .post,
        "/api/v1/phone-numbers/organization/sync-verified-caller-ids", .idempotent,
        advice: "List the numbers with burki.phoneNumbers.list(), or synchronize them again.")

    /// Adds the verified caller ids of the organization's Twilio account to its numbers.
    ///
    /// A verified caller id is not bought from the provider. The list of numbers marks it with
    /// ``OrganizationPhoneNumber/isVerifiedCallerID``.
    ///
    /// - Returns: The reply, whose form Burki does not document.
    /// - Throws: `VoiceAgentsError` of kind `unauthorized` (401), `invalidRequest` (400), `serverError` (500) or `outcomeUnknown`;
    ///   or `CancellationError`.
    /// - SeeAlso: "Sync Verified Caller Ids", `POST /api/v1/phone-numbers/organization/sync-verified-caller-ids`.
    @discardableResult
    public func syncVerifiedCallerIDs() async throws -> Undocumented<Confirmation> {
        try await pipeline.run(Endpoint(Self.syncVerifiedCallerIDs))
    }

    /// The description of ``addVerifiedCallerID(_:friendlyName:)``.
    public static let addVerifiedCallerID = PlatformOperation(
        "burki.phoneNumbers.addVerifiedCallerID", .post,
        "/api/v1/phone-numbers/organization/add-verified-caller-id", .unrepeatable,
        advice:
            "The number may have been called: see whether burki.phoneNumbers.find(_:) finds it as a verified caller id."
    )

    /// Adds a verified caller id. **The number may be called**, so that its owner can agree.
    ///
    /// Burki documents neither how the number is verified nor the reply. The SDK never repeats the request. Call
    /// ``syncVerifiedCallerIDs()``, then ``find(_:)-(PhoneAddress)``: the number is verified when the record says
    /// ``OrganizationPhoneNumber/isVerifiedCallerID``.
    ///
    /// - Parameters:
    ///   - phoneNumber: The number, whose owner must be at hand.
    ///   - friendlyName: The name in the dashboard. `nil`: none.
    /// - Returns: The reply, whose form Burki does not document.
    /// - Throws: `VoiceAgentsError` of kind `invalidRequest` (400, 422), `unauthorized` (401), `serverError` (500) or
    ///   `outcomeUnknown`; or `CancellationError`, after which the number may be called as well.
    /// - SeeAlso: "Add Verified Caller Id", `POST /api/v1/phone-numbers/organization/add-verified-caller-id`.
    @discardableResult
    public func addVerifiedCallerID(
        _ phoneNumber: PhoneNumber, friendlyName: String? = nil
    ) async throws -> Undocumented<Confirmation> {
        try await pipeline.run(
            Endpoint(
                Self.addVerifiedCallerID,
                body: .urlEncoded(["phone_number": phoneNumber, "friendly_name": friendlyName])))
    }
}
