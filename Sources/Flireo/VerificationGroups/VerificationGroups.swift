extension FlireoClient {
    /// Verifies businesses, so that they may have local numbers, and orders those. Reach it through
    /// ``FlireoClient/verificationGroups-swift.property``.
    ///
    /// Handing in documents and submitting a group for approval are part of the platform, but no public page tells how. Do
    /// it in the dashboard.
    public struct VerificationGroups: Sendable {
        let pipeline: Pipeline

        /// Every operation of this resource.
        public static let operations = [create, list, get, searchNumbers, orderNumber]

        /// The operation of the method below.
        public static let create = PlatformOperation(
            "flireo.verificationGroups.create", .post, "/v1/verification-groups", .unrepeatable,
            advice: "Look for the group with verificationGroups.list() before creating it again.")

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
            return try await pipeline.run(
                Endpoint(Self.create, body: .json(draft), reading: .member("data", message: \.message)))
        }

        /// The operation of the method below.
        public static let list = PlatformOperation(
            "flireo.verificationGroups.list", .get, "/v1/verification-groups", .safe)

        /// Lists the verification groups.
        ///
        /// A page has 1 to 100 groups, 20 by default. ``get(_:)`` tells more about one group.
        ///
        /// - Parameters:
        ///   - status: Only groups in this state. `nil`: in any.
        ///   - type: Only groups for numbers of this kind. `nil`: for any.
        /// - Returns: The groups. The loop throws `VoiceAgentsError` with Flireo's code in `flireoCode`; the page's own list
        ///   of codes is not public.
        /// - SeeAlso: "List verification groups", `GET /v1/verification-groups`.
        public func list(
            status: VerificationStatus? = nil, type: NumberType? = nil
        ) -> PagedSequence<VerificationGroup> {
            pipeline.list(
                Self.list, query: ["status": status, "phone_number_type": type], in: .data, by: .offset(100))
        }

        /// The operation of the method below.
        public static let get = PlatformOperation(
            "flireo.verificationGroups.get", .get, "/v1/verification-groups/{id}", .safe)

        /// Reads one group with its documents and its numbers.
        ///
        /// - Parameter id: The group.
        /// - Returns: The group.
        /// - Throws: `VoiceAgentsError` with Flireo's code in `flireoCode`, `not_found` (404) for one; the page's own list of
        ///   codes is not public. Or `CancellationError`.
        /// - SeeAlso: "List verification groups", `GET /v1/verification-groups/{id}`.
        public func get(_ id: VerificationGroup.ID) async throws -> VerificationGroup {
            try await pipeline.run(Endpoint(Self.get, id, reading: .member("data")))
        }

        /// The operation of the method below.
        public static let searchNumbers = PlatformOperation(
            "flireo.verificationGroups.searchNumbers", .get, "/v1/verification-groups/{id}/available-phone-numbers",
            .safe)

        /// Searches the numbers that can be ordered through a group, local ones first of all.
        ///
        /// Only the path is documented. The reply is read as that of
        /// ``FlireoClient/PhoneNumbers/search(_:matching:limit:)`` where it has that form; otherwise it has no elements
        /// here, and `metadata` holds all of it. Filters are not documented; `flireo.raw` sends any.
        ///
        /// - Parameter id: The group, which must be approved.
        /// - Returns: The numbers.
        /// - Throws: `VoiceAgentsError` with Flireo's code in `flireoCode`; or `CancellationError`.
        /// - SeeAlso: "Available numbers", `GET /v1/verification-groups/{id}/available-phone-numbers`.
        public func searchNumbers(in id: VerificationGroup.ID) async throws -> Page<AvailablePhoneNumber> {
            try await pipeline.run(Endpoint(Self.searchNumbers, id, reading: .list(.data.undocumented)))
        }

        /// The operation of the method below.
        public static let orderNumber = PlatformOperation(
            "flireo.verificationGroups.orderNumber", .post, "/v1/verification-groups/{id}/order-number", .unrepeatable,
            advice: "Look for the number with phoneNumberOrders.list() before ordering again.")

        /// Orders a number through a group.
        ///
        /// **This takes credits** (10 in Flireo's documentation). It is never repeated by itself: when the outcome is unknown, the
        /// error says so, and ``FlireoClient/PhoneNumberOrders/list(status:verificationGroupID:type:)`` tells whether the order was placed.
        ///
        /// - Parameters:
        ///   - number: The number to order, from ``searchNumbers(in:)``.
        ///   - id: The group, which must be approved.
        /// - Returns: The order, as a rule pending. ``FlireoClient/PhoneNumberOrders/wait(for:within:)`` waits until it is done.
        /// - Throws: `VoiceAgentsError` with Flireo's code in `flireoCode`: `not_found` (404: no such group), `invalid_status`
        ///   (400: the group is not approved), `insufficient_credits` (402), `invalid_parameters` (400: not a number that can be
        ///   ordered); of kind `outcomeUnknown`; or `CancellationError`.
        /// - SeeAlso: "Order number via verification group", `POST /v1/verification-groups/{id}/order-number`.
        @discardableResult
        public func orderNumber(_ number: PhoneNumber, through id: VerificationGroup.ID) async throws -> PlacedOrder {
            try await pipeline.run(
                Endpoint(
                    Self.orderNumber, id, body: .json(GroupOrderBody(phoneNumber: number)),
                    reading: .member("data", message: \.message, knowing: ["phone_number": number])))
        }
    }
}

/// The body of `POST /v1/verification-groups/{id}/order-number`.
private struct GroupOrderBody: Encodable, Sendable {
    let phoneNumber: PhoneNumber

    private enum CodingKeys: String, CodingKey { case phoneNumber = "phone_number" }
}
