#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Follows the orders of phone numbers. Reach it through ``FlireoClient/phoneNumberOrders``.
public struct PhoneNumberOrders: Sendable {
    let pipeline: Pipeline

    static let operations = [list, get]

    static let list = Operation("flireo.phoneNumberOrders.list", .get, .safe)

    /// Lists a page of the orders.
    ///
    /// - Parameters:
    ///   - status: Only orders in this state. `nil`: in any.
    ///   - verificationGroup: Only orders placed through this group. `nil`: all.
    ///   - type: Only orders of numbers of this kind. `nil`: of any.
    ///   - limit: The most orders on the page, 1 to 100. `nil`: 20, which is Flireo's default.
    ///   - offset: How many orders to skip.
    /// - Returns: The page. ``get(_:)`` tells more about one order.
    /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` for a limit or an offset out of its range, otherwise with
    ///   Flireo's code in `flireoCode`; the page's own list of codes is not public. Or `CancellationError`.
    /// - SeeAlso: "Phone number orders", `GET /v1/phone-number-orders`.
    public func list(
        status: OrderStatus? = nil, verificationGroup: VerificationGroup.ID? = nil, type: NumberType? = nil,
        limit: Int? = nil, offset: Int = 0
    ) async throws -> Page<PhoneNumberOrder> {
        try await pipeline.page(
            Self.list, "/v1/phone-number-orders", query: Self.filter(status, verificationGroup, type),
            PageRequest(limit: limit, offset: offset))
    }

    /// Every order, page by page as the loop asks for them.
    ///
    /// - Parameters:
    ///   - status: Only orders in this state. `nil`: in any.
    ///   - verificationGroup: Only orders placed through this group. `nil`: all.
    ///   - type: Only orders of numbers of this kind. `nil`: of any.
    /// - Returns: The orders. The loop throws what ``list(status:verificationGroup:type:limit:offset:)`` throws.
    public func all(
        status: OrderStatus? = nil, verificationGroup: VerificationGroup.ID? = nil, type: NumberType? = nil
    ) -> PagedSequence<PhoneNumberOrder> {
        pipeline.pages(
            Self.list, "/v1/phone-number-orders", query: Self.filter(status, verificationGroup, type))
    }

    private static func filter(
        _ status: OrderStatus?, _ verificationGroup: VerificationGroup.ID?, _ type: NumberType?
    ) -> [URLQueryItem] {
        [
            .init("status", status), .init("verification_group_id", verificationGroup), .init("number_type", type),
        ]
    }

    static let get = Operation("flireo.phoneNumberOrders.get", .get, .safe)

    /// Reads one order.
    ///
    /// - Parameter id: The order.
    /// - Returns: The order, with the provider's ids and the state of its group.
    /// - Throws: `VoiceAgentsError` with Flireo's code in `flireoCode`, `not_found` (404) for one; the page's own list of
    ///   codes is not public. Or `CancellationError`.
    /// - SeeAlso: "Phone number orders", `GET /v1/phone-number-orders/{id}`.
    public func get(_ id: PhoneNumberOrder.ID) async throws -> PhoneNumberOrder {
        let reply: Envelope<PhoneNumberOrder> = try await pipeline.run(Self.endpoint(id))
        return reply.data
    }

    /// Waits until the number of an order can be used.
    ///
    /// Reads the order after waits of about 1 second that grow to 15, on the client's clock. A server or a network that fails for a
    /// while does not end the waiting. Cancelling the task does, at once.
    ///
    /// - Parameters:
    ///   - id: The order.
    ///   - limit: How long to wait.
    /// - Returns: The order, whose status is `success`. ``PhoneNumbers/owned(matching:)-(PhoneAddress)`` finds the number.
    /// - Throws: `VoiceAgentsError` of kind `refused` when the order failed; `stillPending` when the time is over and
    ///   the order is not: it goes on, and can be waited for again; otherwise what ``get(_:)`` throws.
    @discardableResult
    public func wait(
        for id: PhoneNumberOrder.ID, within limit: Duration = .seconds(300)
    ) async throws -> PhoneNumberOrder {
        let reply = try await pipeline.poll(Self.endpoint(id), within: limit) {
            $0.data.status == .success || $0.data.status == .failed
        }
        let order = reply.data
        switch order.status {
        case .success?: return order
        case .failed?:
            let group = order.verificationGroup?.status.map { " Its verification group is \($0)." } ?? ""
            throw VoiceAgentsError(
                .refused, operation: Self.get.name,
                message: "The order \(id) failed.\(group) Whether its credits come back is not documented.")
        default:
            throw VoiceAgentsError(
                .stillPending, operation: Self.get.name,
                message: "The order \(id) is \(order.status?.rawValue ?? "in no known state"). It goes on.")
        }
    }

    private static func endpoint(_ id: PhoneNumberOrder.ID) -> Endpoint<Envelope<PhoneNumberOrder>> {
        Endpoint(get, "/v1/phone-number-orders/\(id)")
    }
}
