extension FlireoClient {
    /// The operations of verification groups, available as ``FlireoClient/verificationGroups-swift.property``.
    ///
    /// A verification group is a business that may have local numbers. The operations that upload its documents and submit it for
    /// approval are not documented; use the dashboard for these steps.
    public struct VerificationGroups: Sendable {
        let pipeline: Pipeline

        /// All operations of this resource.
        public static let operations = [create, list, get, searchNumbers, orderNumber]

        /// The description of ``create(_:)``.
        public static let create = PlatformOperation(
            "flireo.verificationGroups.create", .post, "/v1/verification-groups", .unrepeatable,
            advice: "Look for the group with verificationGroups.list() before creating it again.")

        /// Creates a verification group.
        ///
        /// - Parameter draft: The group, with the data of the business.
        /// - Returns: The id of the group. ``get(_:)`` reads the group.
        /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` when a required text is empty, of kind `outcomeUnknown`, or with
        ///   Flireo's code in `flireoCode`, whose values are not documented for this operation; or `CancellationError`.
        /// - SeeAlso: "Create verification group", `POST /v1/verification-groups`.
        @discardableResult
        public func create(_ draft: VerificationGroup.Draft) async throws -> CreatedVerificationGroup {
            if let name = draft.emptyField { throw Self.create.rejection("\(name) is empty.") }
            return try await pipeline.run(
                Endpoint(Self.create, body: .json(draft), reading: .member("data", message: \.message)))
        }

        /// The description of ``list(status:type:)``.
        public static let list = PlatformOperation(
            "flireo.verificationGroups.list", .get, "/v1/verification-groups", .safe)

        /// Lists the verification groups.
        ///
        /// A page has 1 to 100 groups, by default 20. ``get(_:)`` returns more properties of one group.
        ///
        /// - Parameters:
        ///   - status: The status of the groups. `nil`: any status.
        ///   - type: The type of the groups' numbers. `nil`: any type.
        /// - Returns: The groups. Iterating over them throws `VoiceAgentsError` with Flireo's code in `flireoCode`, whose values
        ///   are not documented for this operation; or `CancellationError`.
        /// - SeeAlso: "List verification groups", `GET /v1/verification-groups`.
        public func list(
            status: VerificationStatus? = nil, type: NumberType? = nil
        ) -> PagedSequence<VerificationGroup> {
            pipeline.list(
                Self.list, query: ["status": status, "phone_number_type": type], in: .data, by: .offset(100))
        }

        /// The description of ``get(_:)``.
        public static let get = PlatformOperation(
            "flireo.verificationGroups.get", .get, "/v1/verification-groups/{id}", .safe)

        /// Reads one group, with its documents and numbers.
        ///
        /// - Parameter id: The group.
        /// - Returns: The group.
        /// - Throws: `VoiceAgentsError` with Flireo's code in `flireoCode`: `not_found` (404) or a code that is not documented for
        ///   this operation; or `CancellationError`.
        /// - SeeAlso: "List verification groups", `GET /v1/verification-groups/{id}`.
        public func get(_ id: VerificationGroup.ID) async throws -> VerificationGroup {
            try await pipeline.run(Endpoint(Self.get, id, reading: .member("data")))
        }

        /// The description of ``searchNumbers(in:)``.
        public static let searchNumbers = PlatformOperation(
            "flireo.verificationGroups.searchNumbers", .get, "/v1/verification-groups/{id}/available-phone-numbers",
            .safe)

        /// Searches for numbers that can be ordered through a group, in particular local numbers.
        ///
        /// Only the path is documented. A reply in the form of ``FlireoClient/PhoneNumbers/search(_:matching:limit:)`` is decoded. For
        /// another reply the page has no elements, and its `metadata` contains the whole reply. Filters are not documented;
        /// `flireo.raw` can send them.
        ///
        /// - Parameter id: The group, which must be approved.
        /// - Returns: The numbers.
        /// - Throws: `VoiceAgentsError` with Flireo's code in `flireoCode`; or `CancellationError`.
        /// - SeeAlso: "Available numbers", `GET /v1/verification-groups/{id}/available-phone-numbers`.
        public func searchNumbers(in id: VerificationGroup.ID) async throws -> Page<AvailablePhoneNumber> {
            try await pipeline.run(Endpoint(Self.searchNumbers, id, reading: .list(.data.undocumented)))
        }

        /// The description of ``orderNumber(_:through:)``.
        public static let orderNumber = PlatformOperation(
            "flireo.verificationGroups.orderNumber", .post, "/v1/verification-groups/{id}/order-number", .unrepeatable,
            advice: "Look for the number with phoneNumberOrders.list() before ordering again.")

        /// Orders a number through a group.
        ///
        /// **This costs credits** (10 in Flireo's documentation). The SDK never repeats an order: when the outcome is unknown, an error
        /// of kind `outcomeUnknown` is thrown, and ``FlireoClient/PhoneNumberOrders/list(status:verificationGroupID:type:)`` shows
        /// whether the number was ordered.
        ///
        /// - Parameters:
        ///   - number: The number to order, from ``searchNumbers(in:)``.
        ///   - id: The group, which must be approved.
        /// - Returns: The order, usually pending. ``FlireoClient/PhoneNumberOrders/wait(for:within:)`` waits until it has succeeded.
        /// - Throws: `VoiceAgentsError` with Flireo's code in `flireoCode`: `not_found` (404: no such group), `invalid_status`
        ///   (400: the group is not approved), `insufficient_credits` (402), `invalid_parameters` (400: a number that cannot be
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
