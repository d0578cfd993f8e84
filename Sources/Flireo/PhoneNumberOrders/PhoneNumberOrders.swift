extension FlireoClient {
    /// The operations of phone number orders, available as ``FlireoClient/phoneNumberOrders-swift.property``.
    public struct PhoneNumberOrders: Sendable {
        let pipeline: Pipeline

        /// All operations of this resource.
        public static let operations = [list, get]

        /// The description of ``list(status:verificationGroupID:type:)``.
        public static let list = PlatformOperation(
            "flireo.phoneNumberOrders.list", .get, "/v1/phone-number-orders", .safe)

        /// Lists the phone number orders.
        ///
        /// A page has 1 to 100 orders, by default 20. ``get(_:)`` returns more properties of one order.
        ///
        /// - Parameters:
        ///   - status: The status of the orders. `nil`: any status.
        ///   - verificationGroupID: The verification group of the orders. `nil`: all orders, with or without a group.
        ///   - type: The type of the ordered numbers. `nil`: any type.
        /// - Returns: The orders. Iterating over them throws `VoiceAgentsError` with Flireo's code in `flireoCode`, whose values
        ///   are not documented for this operation; or `CancellationError`.
        /// - SeeAlso: "Phone number orders", `GET /v1/phone-number-orders`.
        public func list(
            status: OrderStatus? = nil, verificationGroupID: VerificationGroup.ID? = nil, type: NumberType? = nil
        ) -> PagedSequence<PhoneNumberOrder> {
            pipeline.list(
                Self.list,
                query: ["status": status, "verification_group_id": verificationGroupID, "number_type": type],
                in: .data, by: .offset(100))
        }

        /// The description of ``get(_:)``.
        public static let get = PlatformOperation(
            "flireo.phoneNumberOrders.get", .get, "/v1/phone-number-orders/{id}", .safe)

        /// Reads one order.
        ///
        /// - Parameter id: The order.
        /// - Returns: The order, with the provider's ids and the status of its group.
        /// - Throws: `VoiceAgentsError` with Flireo's code in `flireoCode`: `not_found` (404) or a code that is not documented for
        ///   this operation; or `CancellationError`.
        /// - SeeAlso: "Phone number orders", `GET /v1/phone-number-orders/{id}`.
        public func get(_ id: PhoneNumberOrder.ID) async throws -> PhoneNumberOrder {
            try await pipeline.run(Self.endpoint(id))
        }

        /// Waits until an order has succeeded, so that its number can be used.
        ///
        /// It reads the order repeatedly. The waits start at about one second and grow to 15 seconds, on the client's clock. Transient
        /// failures of the server or the network do not end the polling. Cancelling the task ends it immediately.
        ///
        /// - Parameters:
        ///   - id: The order.
        ///   - limit: The time limit.
        /// - Returns: The order, whose status is `success`. ``FlireoClient/PhoneNumbers/find(_:)-(PhoneAddress)`` finds the number.
        /// - Throws: `VoiceAgentsError` of kind `refused` when the order failed, of kind `stillPending` when it is pending at
        ///   the time limit (it continues, and another call can wait for it), and the errors of ``get(_:)``.
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
