#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Verifies businesses, so that they may have local numbers, and orders those. Reach it through
/// ``FlireoClient/verificationGroups``.
///
/// Handing in documents and submitting a group for approval are part of the platform, but no public page tells how. Do
/// it in the dashboard.
public struct VerificationGroups: Sendable {
    let pipeline: Pipeline

    static let operations = [create, list, get, availableNumbers, orderNumber]

    static let create = Operation(
        "flireo.verificationGroups.create", .post, .unrepeatable,
        remedy: "Look for the group with verificationGroups.all() before creating it again.")

    /// Creates a group.
    ///
    /// - Parameter draft: What the business says about itself.
    /// - Returns: The group's id. Flireo tells nothing else; ``get(_:)`` reads the group.
    /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` when a text is empty, otherwise with Flireo's code in
    ///   `flireoCode`; the page's own list of codes is not public. Of kind `outcomeUnknown`; or `CancellationError`.
    /// - SeeAlso: "Create verification group", `POST /v1/verification-groups`.
    @discardableResult
    public func create(_ draft: VerificationGroup.Draft) async throws -> CreatedVerificationGroup {
        if let name = draft.emptyField { throw Self.create.rejection("\(name) is empty.") }
        let reply: Envelope<CreatedVerificationGroup> = try await pipeline.run(
            Endpoint(Self.create, "/v1/verification-groups", body: draft))
        return reply.confirmed
    }

    static let list = Operation("flireo.verificationGroups.list", .get, .safe)

    /// Lists a page of the groups.
    ///
    /// - Parameters:
    ///   - status: Only groups in this state. `nil`: in any.
    ///   - type: Only groups for numbers of this kind. `nil`: for any.
    ///   - limit: The most groups on the page, 1 to 100. `nil`: 20, which is Flireo's default.
    ///   - offset: How many groups to skip.
    /// - Returns: The page. ``get(_:)`` tells more about one group.
    /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` for a limit or an offset out of its range, otherwise with
    ///   Flireo's code in `flireoCode`; the page's own list of codes is not public. Or `CancellationError`.
    /// - SeeAlso: "List verification groups", `GET /v1/verification-groups`.
    public func list(
        status: VerificationStatus? = nil, type: NumberType? = nil, limit: Int? = nil, offset: Int = 0
    ) async throws -> Page<VerificationGroup> {
        try await pipeline.page(
            Self.list, "/v1/verification-groups", query: Self.filter(status, type),
            PageRequest(limit: limit, offset: offset))
    }

    /// Every group, page by page as the loop asks for them.
    ///
    /// - Parameters:
    ///   - status: Only groups in this state. `nil`: in any.
    ///   - type: Only groups for numbers of this kind. `nil`: for any.
    /// - Returns: The groups. The loop throws what ``list(status:type:limit:offset:)`` throws.
    public func all(
        status: VerificationStatus? = nil, type: NumberType? = nil
    ) -> PagedSequence<VerificationGroup> {
        pipeline.pages(Self.list, "/v1/verification-groups", query: Self.filter(status, type))
    }

    private static func filter(_ status: VerificationStatus?, _ type: NumberType?) -> [URLQueryItem] {
        [.init("status", status), .init("phone_number_type", type)]
    }

    static let get = Operation("flireo.verificationGroups.get", .get, .safe)

    /// Reads one group with its documents and its numbers.
    ///
    /// - Parameter id: The group.
    /// - Returns: The group.
    /// - Throws: `VoiceAgentsError` with Flireo's code in `flireoCode`, `not_found` (404) for one; the page's own list of
    ///   codes is not public. Or `CancellationError`.
    /// - SeeAlso: "List verification groups", `GET /v1/verification-groups/{id}`.
    public func get(_ id: VerificationGroup.ID) async throws -> VerificationGroup {
        let reply: Envelope<VerificationGroup> = try await pipeline.run(
            Endpoint(Self.get, "/v1/verification-groups/\(id)"))
        return reply.data
    }

    static let availableNumbers = Operation("flireo.verificationGroups.availableNumbers", .get, .safe)

    /// Searches the numbers that can be ordered through a group, local ones first of all.
    ///
    /// Only the path is documented. The reply is kept whole, and read as that of ``PhoneNumbers/available(_:matching:limit:)``
    /// where it has that form. Filters are not documented; ``FlireoClient/send(_:_:query:body:safety:as:)`` sends any.
    ///
    /// - Parameter id: The group, which must be approved.
    /// - Returns: The reply.
    /// - Throws: `VoiceAgentsError` with Flireo's code in `flireoCode`; or `CancellationError`.
    /// - SeeAlso: "Available numbers", `GET /v1/verification-groups/{id}/available-phone-numbers`.
    public func availableNumbers(for id: VerificationGroup.ID) async throws -> GroupAvailableNumbers {
        try await pipeline.run(
            Endpoint(Self.availableNumbers, "/v1/verification-groups/\(id)/available-phone-numbers"))
    }

    static let orderNumber = Operation(
        "flireo.verificationGroups.orderNumber", .post, .unrepeatable,
        remedy: "Look for the number with phoneNumberOrders.all() before ordering again.")

    /// Orders a number through a group.
    ///
    /// **This takes credits** (10 in Flireo's documentation). It is never repeated by itself: when the outcome is unknown, the
    /// error says so, and ``PhoneNumberOrders/all(status:verificationGroup:type:)`` tells whether the order was placed.
    ///
    /// - Parameters:
    ///   - number: The number to order, from ``availableNumbers(for:)``.
    ///   - id: The group, which must be approved.
    /// - Returns: The order, as a rule pending. ``PhoneNumberOrders/wait(for:within:)`` waits until it is done.
    /// - Throws: `VoiceAgentsError` with Flireo's code in `flireoCode`: `not_found` (404: no such group), `invalid_status`
    ///   (400: the group is not approved), `insufficient_credits` (402), `invalid_parameters` (400: not a number that can be
    ///   ordered); of kind `outcomeUnknown`; or `CancellationError`.
    /// - SeeAlso: "Order number via verification group", `POST /v1/verification-groups/{id}/order-number`.
    @discardableResult
    public func orderNumber(_ number: PhoneNumber, through id: VerificationGroup.ID) async throws -> PlacedOrder {
        let reply: Envelope<PlacedOrder> = try await pipeline.run(
            Endpoint(
                Self.orderNumber, "/v1/verification-groups/\(id)/order-number", body: GroupOrderRequest(number)))
        return reply.confirmed
    }
}
