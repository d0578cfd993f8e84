extension BurkiClient {
    /// The operations of phone numbers, available as ``BurkiClient/phoneNumbers-swift.property``.
    public struct PhoneNumbers: Sendable {
        let pipeline: Pipeline

        /// All operations of this resource.
        public static let operations = [
            search, purchase, diagnose, release, countries, updateWebhooks, webhooks, syncVerifiedCallerIDs,
            addVerifiedCallerID, sync, list, unassigned, update,
        ]

        /// The description of the method `purchase`.
        public static let purchase = PlatformOperation(
            "burki.phoneNumbers.purchase", .post, "/api/v1/phone-numbers/purchase", .unrepeatable,
            advice: "Look for the number with burki.phoneNumbers.find(_:) before buying again.")

        /// Buys a number from its provider and sets up its webhooks.
        ///
        /// **This costs money immediately**, on the organization's own account with the provider. The SDK never repeats a purchase: when
        /// the outcome is unknown, an error of kind `outcomeUnknown` is thrown, and ``find(_:)-(PhoneAddress)`` shows whether the number
        /// was bought. The reply has no id of the number; the same method finds it.
        ///
        /// With an assistant, the number is assigned to it immediately. Assign it to a graph or a flow afterwards, by the id that
        /// ``find(_:)-(PhoneAddress)`` returns.
        ///
        /// - Parameters:
        ///   - phoneNumber: The number to buy, from a search.
        ///   - provider: The provider, at which the organization has an account.
        ///   - countryCode: The country as two letters (ISO 3166-1), for example `US`. `nil`: derived from the number.
        ///   - assistantID: The assistant that will answer the number. `nil`: none.
        ///   - friendlyName: The name in the dashboard. `nil`: the number itself.
        ///   - messagingProfileID: The messaging profile of the number, for Telnyx only. `nil`: none.
        /// - Returns: The purchase. A number at Telnyx may not be usable yet: see ``PhoneNumberPurchase/isUsable``.
        /// - Throws: `VoiceAgentsError` of kind `invalidRequest` (400, 422: bad number, provider or assistant), `unauthorized`
        ///   (401), `notFound` (404: no such assistant, for which Burki's page also lists 400), `serverError` (500: the number
        ///   is not available any more, the account at the provider has too little money, or the provider failed),
        ///   `outcomeUnknown`; or `CancellationError`.
        /// - SeeAlso: "Purchase Phone Number", `POST /api/v1/phone-numbers/purchase`.
        @discardableResult
        public func purchase(
            _ phoneNumber: PhoneNumber, provider: TelephonyProvider, countryCode: String? = nil,
            assistantID: Assistant.ID? = nil, friendlyName: String? = nil, messagingProfileID: String? = nil
        ) async throws -> PhoneNumberPurchase {
            let body = PurchaseBody(
                phoneNumber: phoneNumber, provider: provider, countryCode: countryCode, assistantID: assistantID,
                friendlyName: friendlyName, messagingProfileID: messagingProfileID)
            return try await pipeline.run(
                Endpoint(
                    Self.purchase, body: .json(body),
                    reading: .value(knowing: ["phone_number": phoneNumber, "provider": provider])))
        }

        /// The description of ``list(includeAssigned:includeUnassigned:includeInactive:)``.
        public static let list = PlatformOperation(
            "burki.phoneNumbers.list", .get, "/api/v1/assistants/organization/phone-numbers", .safe)

        /// Lists the organization's numbers. The list is not paged.
        ///
        /// - Parameters:
        ///   - includeAssigned: Whether to include assigned numbers. Burki does not document whether those of a flow or a graph are
        ///     assigned ones.
        ///   - includeUnassigned: Whether to include unassigned numbers.
        ///   - includeInactive: Whether to include inactive numbers.
        /// - Returns: The numbers.
        /// - Throws: `VoiceAgentsError` of kind `unauthorized` (401), `invalidRequest` (422) or `serverError`; or
        ///   `CancellationError`.
        /// - SeeAlso: "Organization Phone Numbers", `GET /api/v1/assistants/organization/phone-numbers`.
        public func list(
            includeAssigned: Bool = true, includeUnassigned: Bool = true, includeInactive: Bool = false
        ) async throws -> Page<OrganizationPhoneNumber> {
            // The defaults are the server's own, so they are not sent.
            try await pipeline.run(
                Endpoint(
                    Self.list,
                    query: [
                        "include_assigned": includeAssigned ? nil : false,
                        "include_unassigned": includeUnassigned ? nil : false,
                        "include_inactive": includeInactive ? true : nil,
                    ], reading: .list(.data)))
        }

        /// Finds the organization's record of a number, for example after a purchase.
        ///
        /// It lists all numbers, including inactive ones, and compares their digits.
        ///
        /// - Parameter number: The number, as the platform reported it.
        /// - Returns: The record. If there are several, an active one is preferred.
        /// - Throws: `VoiceAgentsError` of kind `notFound` when the organization does not have the number, `undecodableReply` when
        ///   it is not found and records of the list could not be read, and the errors of
        ///   ``list(includeAssigned:includeUnassigned:includeInactive:)``.
        public func find(_ number: PhoneAddress) async throws -> OrganizationPhoneNumber {
            let numbers = try await list(includeInactive: true)
            let matches = numbers.filter { $0.phoneNumber.isEquivalent(to: number) }
            guard let match = matches.first(where: { $0.isActive != false }) ?? matches.first else {
                throw Self.list.phoneNumberNotFound(
                    in: "the organization's \(numbers.count) numbers", unreadable: numbers.unreadable.count)
            }
            return match
        }

        /// Finds the organization's record of a number.
        ///
        /// - Parameter number: The number.
        /// - Returns: The record. If there are several, an active one is preferred.
        /// - Throws: The errors of ``find(_:)-(PhoneAddress)``.
        public func find(_ number: PhoneNumber) async throws -> OrganizationPhoneNumber {
            try await find(PhoneAddress(number))
        }
    }
}

/// The body of `POST /api/v1/phone-numbers/purchase`.
private struct PurchaseBody: Encodable, Sendable {
    let phoneNumber: PhoneNumber
    let provider: TelephonyProvider
    let countryCode: String?
    let assistantID: Assistant.ID?
    let friendlyName: String?
    let messagingProfileID: String?

    private enum CodingKeys: String, CodingKey {
        case phoneNumber = "phone_number"
        case provider
        case countryCode = "country_code"
        case assistantID = "assistant_id"
        case friendlyName = "friendly_name"
        case messagingProfileID = "messaging_profile_id"
    }
}
