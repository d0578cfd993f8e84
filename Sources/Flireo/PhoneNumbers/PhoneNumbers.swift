#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Finds, orders and lists phone numbers. Reach it through ``FlireoClient/phoneNumbers``.
public struct PhoneNumbers: Sendable {
    let pipeline: Pipeline

    static let operations = [available, list, order]

    static let available = Operation("flireo.phoneNumbers.available", .get, .safe)

    /// Searches the national and mobile numbers that can be ordered. The reply is not paged.
    ///
    /// Local numbers are not served here: they need ``VerificationGroups/availableNumbers(for:)`` and an approved group.
    ///
    /// - Parameters:
    ///   - type: `national` or `mobile`. `nil`: national, which is Flireo's default.
    ///   - query: A pattern of the number. `nil`: any number.
    ///   - limit: The most numbers to bring, 1 to 50. `nil`: 20, which is Flireo's default.
    /// - Returns: The numbers.
    /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` for a limit out of its range and for local numbers, otherwise
    ///   with Flireo's code in `flireoCode`; the page's own list of codes is not public. Or `CancellationError`.
    /// - SeeAlso: "Available numbers", `GET /v1/phone-numbers/available`.
    public func available(
        _ type: NumberType? = nil, matching query: String? = nil, limit: Int? = nil
    ) async throws -> AvailablePhoneNumbers {
        try Self.available.check(limit: limit, atMost: 50)
        if type == .local {
            throw Self.available.rejection(
                "Local numbers are searched through a group: verificationGroups.availableNumbers(for:).")
        }
        return try await pipeline.run(
            Endpoint(
                Self.available, "/v1/phone-numbers/available",
                query: [.init("number_type", type), .init("query", query), .init("limit", limit)]))
    }

    static let list = Operation("flireo.phoneNumbers.list", .get, .safe)

    /// Lists a page of the account's numbers, and on request the numbers that Flireo shares.
    ///
    /// - Parameters:
    ///   - includeDefault: Whether to bring the shared (`default`) numbers too.
    ///   - limit: The most numbers on the page, 1 to 100. `nil`: 50, which is Flireo's default.
    ///   - offset: How many numbers to skip.
    /// - Returns: The page, and the shared numbers.
    /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` for a limit or an offset out of its range, otherwise with
    ///   Flireo's code in `flireoCode`; the page's own list of codes is not public. Or `CancellationError`.
    /// - SeeAlso: "List phone numbers", `GET /v1/phone-numbers`.
    public func list(includeDefault: Bool = false, limit: Int? = nil, offset: Int = 0) async throws -> PhoneNumberList {
        // The default is the server's own, so it is not sent. The parameter is a string: "true".
        let query = [URLQueryItem("include_default", includeDefault ? true : nil)]
        return try await pipeline.run(
            Endpoint(
                Self.list, "/v1/phone-numbers",
                query: query + PageRequest(limit: limit, offset: offset).query(of: Self.list)))
    }

    /// Every number of the account, page by page as the loop asks for them.
    ///
    /// - Returns: The numbers. The loop throws what ``list(includeDefault:limit:offset:)`` throws.
    public func all() -> PagedSequence<OwnedPhoneNumber> {
        pipeline.pages(Self.list, "/v1/phone-numbers", query: [])
    }

    /// Finds the account's record of a number, for example of one whose order is done.
    ///
    /// Goes through the account's numbers and compares their digits.
    ///
    /// - Parameter number: The number as the platform reported it.
    /// - Returns: The record, whose id links the number to an assistant.
    /// - Throws: `VoiceAgentsError` of kind `notFound` when the account does not have the number, otherwise what
    ///   ``list(includeDefault:limit:offset:)`` throws.
    public func owned(matching number: PhoneAddress) async throws -> OwnedPhoneNumber {
        let match = try await all().first { $0.number?.names(number) == true }
        guard let match else {
            throw Self.list.noneMatches(among: "the account's numbers")
        }
        return match
    }

    /// Finds the account's record of a number.
    ///
    /// - Parameter number: The number.
    /// - Returns: The record, whose id links the number to an assistant.
    /// - Throws: What ``owned(matching:)-(PhoneAddress)`` throws.
    public func owned(matching number: PhoneNumber) async throws -> OwnedPhoneNumber {
        try await owned(matching: PhoneAddress(number))
    }

    static let order = Operation(
        "flireo.phoneNumbers.order", .post, .unrepeatable,
        remedy: "Look for the number with phoneNumberOrders.all() before ordering again.")

    /// Orders a number.
    ///
    /// **This takes credits** (10 in Flireo's documentation). It is never repeated by itself: when the outcome is unknown, the
    /// error says so, and ``PhoneNumberOrders/all(status:verificationGroup:type:)`` tells whether the order was placed.
    ///
    /// - Parameter request: The number and, for a local one, its verification group.
    /// - Returns: The order, as a rule pending. ``PhoneNumberOrders/wait(for:within:)`` waits until it is done.
    /// - Throws: `VoiceAgentsError` with Flireo's code in `flireoCode`: `insufficient_credits` (402), `invalid_parameters`
    ///   (400: not a number that can be ordered); of kind `rejectedLocally` for a local number without a group; of kind
    ///   `outcomeUnknown`; or `CancellationError`. The end of the page's list of codes is not public.
    /// - SeeAlso: "Order a phone number", `POST /v1/phone-numbers`.
    @discardableResult
    public func order(_ request: OrderRequest) async throws -> PlacedOrder {
        if request.type == .local, request.verificationGroupID == nil {
            throw Self.order.rejection("A local number needs an approved verification group.")
        }
        let reply: Envelope<PlacedOrder> = try await pipeline.run(
            Endpoint(Self.order, "/v1/phone-numbers", body: request))
        return reply.confirmed
    }

    /// Orders a number.
    ///
    /// **This takes credits.** See ``order(_:)`` for what it throws and what it never does.
    ///
    /// - Parameters:
    ///   - number: The number to order, from a search.
    ///   - type: Its kind. `nil`: national, which is Flireo's default.
    ///   - verificationGroup: The approved group that a local number needs.
    /// - Returns: The order.
    /// - Throws: `VoiceAgentsError` or `CancellationError`.
    @discardableResult
    public func order(
        _ number: PhoneNumber, type: NumberType? = nil, verificationGroup: VerificationGroup.ID? = nil
    ) async throws -> PlacedOrder {
        try await order(OrderRequest(number, type: type, verificationGroupID: verificationGroup))
    }
}
