extension FlireoClient {
    /// Follows the orders of phone numbers. Reach it through ``FlireoClient/phoneNumberOrders-swift.property``.
    public struct PhoneNumberOrders: Sendable {
        let pipeline: Pipeline

        /// Every operation of this resource.
        public static let operations = [list, get]

        /// The operation of the method below.
        public static let list = PlatformOperation(
            "flireo.phoneNumberOrders.list", .get, "/v1/phone-number-orders", .safe)

        /// Lists the orders of phone numbers.
        ///
        /// A page has 1 to 100 orders, 20 by default. ``get(_:)`` tells more about one order.
        ///
        /// - Parameters:
        ///   - status: Only orders in this state. `nil`: in any.
        ///   - verificationGroupID: Only orders placed through this group. `nil`: all.
        ///   - type: Only orders of numbers of this kind. `nil`: of any.
        /// - Returns: The orders. The loop throws `VoiceAgentsError` with Flireo's code in `flireoCode`; the page's own list
        ///   of codes is not public.
        /// - SeeAlso: "Phone number orders", `GET /v1/phone-number-orders`.
        public func list(
            status: OrderStatus? = nil, verificationGroupID: VerificationGroup.ID? = nil, type: NumberType? = nil
        ) -> PagedSequence<PhoneNumberOrder> {
            pipeline.list(
                Self.list,
                query: ["status": status, "verification_group_id": verificationGroupID, "number_type": type],
                in: .data, by: .offset(100))
        }

        /// The operation of the method below.
        public static let get = PlatformOperation(
            "flireo.phoneNumberOrders.get", .get, "/v1/phone-number-orders/{id}", .safe)

        /// Reads one order.
        ///
        /// - Parameter id: The order.
        /// - Returns: The order, with the provider's ids and the state of its group.
        /// - Throws: `VoiceAgentsError` with Flireo's code in `flireoCode`, `not_found` (404) for one; the page's own list of
        ///   codes is not public. Or `CancellationError`.
        /// - SeeAlso: "Phone number orders", `GET /v1/phone-number-orders/{id}`.
        public func get(_ id: PhoneNumberOrder.ID) async throws -> PhoneNumberOrder {
            try await pipeline.run(Self.endpoint(id))
        }

        /// Waits until the number of an order can be used.
        ///
        /// Reads the order after waits of about 1 second that grow to 15, on the client's clock. A server or a network that fails for a
        /// while does not end the waiting. Cancelling the task does, at once.
        ///
        /// - Parameters:
        ///   - id: The order.
        ///   - limit: How long to wait.
        /// - Returns: The order, whose status is `success`. ``FlireoClient/PhoneNumbers/find(_:)-(PhoneAddress)`` finds the number.
        /// - Throws: `VoiceAgentsError` of kind `refused` when the order failed; `stillPending` when the time is over and
        ///   the order is not: it goes on, and can be waited for again; otherwise what ``get(_:)`` throws.
        @discardableResult
        public func wait(
            for id: PhoneNumberOrder.ID, within limit: Duration = .seconds(300)
        ) async throws -> PhoneNumberOrder {
            let order = try await pipeline.poll(Self.endpoint(id), within: limit) {
                $0.status == .success || $0.status == .failed
            }
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

        private static func endpoint(_ id: PhoneNumberOrder.ID) -> Endpoint<PhoneNumberOrder> {
            Endpoint(get, id, reading: .member("data"))
        }
    }
}
