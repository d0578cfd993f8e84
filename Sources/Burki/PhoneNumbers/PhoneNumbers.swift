#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Buys phone numbers and lists those of the organization. Reach it through ``BurkiClient/phoneNumbers``.
public struct PhoneNumbers: Sendable {
    let pipeline: Pipeline

    static let operations = [purchase, owned]

    static let purchase = Operation(
        "burki.phoneNumbers.purchase", .post, .unrepeatable,
        remedy: "Look for the number with phoneNumbers.owned() before buying again.")

    /// Buys a number at its provider and sets up its webhooks.
    ///
    /// **This costs money at once**, on the organization's own account with the provider. It is never repeated by
    /// itself: when the outcome is unknown, the error says so, and ``owned(matching:)-(PhoneAddress)`` tells whether the
    /// number was bought. The reply has no id for the number; the same method finds it.
    ///
    /// - Parameter request: The number, where to buy it, and what to do with it.
    /// - Returns: The purchase. At Telnyx the number may be ordered and not usable yet: see
    ///   ``PhoneNumberPurchase/isUsable``.
    /// - Throws: `VoiceAgentsError` of kind `invalidRequest` (400, 422: bad number, provider or assistant), `unauthorized`
    ///   (401), `notFound` (404: no such assistant; Burki's page lists a bad assistant under 400 too), `serverError` (500: the number is gone, the provider's account has
    ///   too little money, or the provider failed), `outcomeUnknown`; or `CancellationError`.
    /// - SeeAlso: "Purchase Phone Number", `POST /api/v1/phone-numbers/purchase`.
    @discardableResult
    public func purchase(_ request: PurchaseRequest) async throws -> PhoneNumberPurchase {
        let reply: PurchaseReply = try await pipeline.run(
            Endpoint(Self.purchase, "/api/v1/phone-numbers/purchase", body: request))
        return reply.purchase(of: PhoneAddress(request.phoneNumber))
    }

    /// Buys a number at its provider and sets up its webhooks.
    ///
    /// **This costs money at once.** See ``purchase(_:)`` for what it throws and what it never does.
    ///
    /// - Parameters:
    ///   - phoneNumber: The number to buy, from a search.
    ///   - provider: The provider to buy it from.
    ///   - countryCode: The country as two letters (ISO 3166-1). `nil`: derived from the number.
    ///   - assistant: The assistant that answers the number from now on. `nil`: none.
    ///   - friendlyName: The name shown in the dashboard. `nil`: the number itself.
    ///   - messagingProfileID: Telnyx only: the messaging profile that the number joins.
    /// - Returns: The purchase.
    /// - Throws: `VoiceAgentsError` or `CancellationError`.
    @discardableResult
    public func purchase(
        _ phoneNumber: PhoneNumber, provider: TelephonyProvider, countryCode: String? = nil,
        assistant: Assistant.ID? = nil, friendlyName: String? = nil, messagingProfileID: String? = nil
    ) async throws -> PhoneNumberPurchase {
        try await purchase(
            PurchaseRequest(
                phoneNumber, provider: provider, countryCode: countryCode, assistantID: assistant,
                friendlyName: friendlyName, messagingProfileID: messagingProfileID))
    }

    static let owned = Operation("burki.phoneNumbers.owned", .get, .safe)

    /// Lists the organization's numbers. The reply is not paged.
    ///
    /// - Parameters:
    ///   - includeAssigned: Whether to list numbers that an assistant answers.
    ///   - includeUnassigned: Whether to list numbers that no assistant answers.
    ///   - includeInactive: Whether to list numbers that are switched off.
    /// - Returns: The numbers.
    /// - Throws: `VoiceAgentsError` of kind `unauthorized` (401), `invalidRequest` (422) or `serverError`; or
    ///   `CancellationError`.
    /// - SeeAlso: "Organization Phone Numbers", `GET /api/v1/assistants/organization/phone-numbers`.
    public func owned(
        includeAssigned: Bool = true, includeUnassigned: Bool = true, includeInactive: Bool = false
    ) async throws -> [OrganizationPhoneNumber] {
        // The defaults are the server's own, so they are not sent.
        var query: [URLQueryItem] = []
        if !includeAssigned { query.append(URLQueryItem(name: "include_assigned", value: "false")) }
        if !includeUnassigned { query.append(URLQueryItem(name: "include_unassigned", value: "false")) }
        if includeInactive { query.append(URLQueryItem(name: "include_inactive", value: "true")) }
        return try await pipeline.run(
            Endpoint(Self.owned, "/api/v1/assistants/organization/phone-numbers", query: query))
    }

    /// Finds the organization's record of a number, for example of one that was just bought.
    ///
    /// Lists all numbers, inactive ones too, and compares their digits.
    ///
    /// - Parameter number: The number as the platform reported it.
    /// - Returns: The record. When there are several, an active one.
    /// - Throws: `VoiceAgentsError` of kind `notFound` when the organization does not have the number, otherwise what
    ///   ``owned(includeAssigned:includeUnassigned:includeInactive:)`` throws.
    public func owned(matching number: PhoneAddress) async throws -> OrganizationPhoneNumber {
        let numbers = try await owned(includeInactive: true)
        let matches = numbers.filter { $0.phoneNumber.names(number) }
        guard let match = matches.first(where: \.isActive) ?? matches.first else {
            throw Self.owned.noneMatches(among: "the organization's \(numbers.count) numbers")
        }
        return match
    }

    /// Finds the organization's record of a number.
    ///
    /// - Parameter number: The number.
    /// - Returns: The record. When there are several, an active one.
    /// - Throws: What ``owned(matching:)-(PhoneAddress)`` throws.
    public func owned(matching number: PhoneNumber) async throws -> OrganizationPhoneNumber {
        try await owned(matching: PhoneAddress(number))
    }
}
