extension FlireoClient {
    /// The operations of phone numbers, available as ``FlireoClient/phoneNumbers-swift.property``.
    public struct PhoneNumbers: Sendable {
        let pipeline: Pipeline

        /// All operations of this resource.
        public static let operations = [search, list, order]

        /// The description of ``search(_:matching:limit:)``.
        public static let search = PlatformOperation(
            "flireo.phoneNumbers.search", .get, "/v1/phone-numbers/available", .safe)

        /// Searches for national and mobile numbers that can be ordered. The list is not paged.
        ///
        /// Local numbers require an approved group: see ``FlireoClient/VerificationGroups/searchNumbers(in:)``.
        ///
        /// - Parameters:
        ///   - type: `national` or `mobile`. `nil`: Flireo's default, `national`.
        ///   - query: A pattern of the number. `nil`: any number.
        ///   - limit: The largest number of results, 1 to 50. `nil`: Flireo's default, 20.
        /// - Returns: The numbers. `numberType` and `requiresVerification` apply to all of them.
        /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` for a limit out of range and for local numbers, otherwise
        ///   with Flireo's code in `flireoCode`, whose values are not documented for this operation; or `CancellationError`.
        /// - SeeAlso: "Available numbers", `GET /v1/phone-numbers/available`.
        public func search(
            _ type: NumberType? = nil, matching query: String? = nil, limit: Int? = nil
        ) async throws -> Page<AvailablePhoneNumber> {
            if let limit, !(1...50).contains(limit) {
                throw Self.search.rejection("The limit is \(limit); it must be from 1 to 50.")
            }
            if type == .local {
                throw Self.search.rejection(
                    "Local numbers are searched through a group: verificationGroups.searchNumbers(in:).")
            }
            return try await pipeline.run(
                Endpoint(
                    Self.search, query: ["number_type": type, "query": query, "limit": limit], reading: .list(.data)))
        }

        /// The description of ``list(includeDefault:)``.
        public static let list = PlatformOperation("flireo.phoneNumbers.list", .get, "/v1/phone-numbers", .safe)

        /// Lists the account's numbers, and optionally the numbers that Flireo shares between accounts.
        ///
        /// A page has 1 to 100 numbers, by default 50. The shared numbers are in the `sharedNumbers` of each page.
        ///
        /// - Parameter includeDefault: Whether to include the shared (`default`) numbers.
        /// - Returns: The numbers. Iterating over them throws `VoiceAgentsError` with Flireo's code in `flireoCode`, whose values
        ///   are not documented for this operation; or `CancellationError`.
        /// - SeeAlso: "List phone numbers", `GET /v1/phone-numbers`.
        public func list(includeDefault: Bool = false) -> PagedSequence<OwnedPhoneNumber> {
            // The default is the server's own, so it is not sent. The parameter is a string: "true".
            pipeline.list(
                Self.list, query: ["include_default": includeDefault ? true : nil], in: .data, by: .offset(100))
        }

        /// Finds the account's record of a number, for example after an order succeeded.
        ///
        /// It lists the account's numbers and compares their digits.
        ///
        /// - Parameter number: The number, as the platform reported it.
        /// - Returns: The record. Its id links the number to an assistant.
        /// - Throws: `VoiceAgentsError` of kind `notFound` when the account does not have the number, `undecodableReply` when it is
        ///   not found and records of the list could not be read, and the errors of ``list(includeDefault:)``.
        public func find(_ number: PhoneAddress) async throws -> OwnedPhoneNumber {
            var unreadable = 0
            for try await page in list().pages() {
                if let match = page.first(where: { $0.phoneNumber?.isEquivalent(to: number) == true }) { return match }
                unreadable += page.unreadable.count
            }
            throw Self.list.phoneNumberNotFound(in: "the account's numbers", unreadable: unreadable)
        }

        /// Finds the account's record of a number.
        ///
        /// - Parameter number: The number.
        /// - Returns: The record. Its id links the number to an assistant.
        /// - Throws: The errors of ``find(_:)-(PhoneAddress)``.
        public func find(_ number: PhoneNumber) async throws -> OwnedPhoneNumber {
            try await find(PhoneAddress(number))
        }

        /// The description of ``order(_:type:verificationGroupID:)``.
        public static let order = PlatformOperation(
            "flireo.phoneNumbers.order", .post, "/v1/phone-numbers", .unrepeatable,
            advice: "Look for the number with phoneNumberOrders.list() before ordering again.")

        /// Orders a number.
        ///
        /// **This costs credits** (10 in Flireo's documentation). The SDK never repeats an order: when the outcome is unknown, an error
        /// of kind `outcomeUnknown` is thrown, and ``FlireoClient/PhoneNumberOrders/list(status:verificationGroupID:type:)`` shows
        /// whether the number was ordered.
        ///
        /// - Parameters:
        ///   - number: The number to order, from a search.
        ///   - type: The type of the number. `nil`: Flireo's default, `national`.
        ///   - verificationGroupID: The approved group, which is required for a local number.
        /// - Returns: The order, usually pending. ``FlireoClient/PhoneNumberOrders/wait(for:within:)`` waits until it has succeeded.
        /// - Throws: `VoiceAgentsError` with Flireo's code in `flireoCode`: `insufficient_credits` (402), `invalid_parameters`
        ///   (400: a number that cannot be ordered) or a code that is not documented for this operation; of kind
        ///   `rejectedLocally` for a local number without a group; of kind `outcomeUnknown`; or `CancellationError`.
        /// - SeeAlso: "Order a phone number", `POST /v1/phone-numbers`.
        @discardableResult
        public func order(
            _ number: PhoneNumber, type: NumberType? = nil, verificationGroupID: VerificationGroup.ID? = nil
        ) async throws -> PlacedOrder {
            if type == .local, verificationGroupID == nil {
                throw Self.order.rejection("A local number needs an approved verification group.")
            }
            let body = OrderBody(phoneNumber: number, type: type, verificationGroupID: verificationGroupID)
            return try await pipeline.run(
                Endpoint(
                    Self.order, body: .json(body),
                    reading: .member("data", message: \.message, knowing: ["phone_number": number])))
        }
    }
}

/// The body of `POST /v1/phone-numbers`.
private struct OrderBody: Encodable, Sendable {
    let phoneNumber: PhoneNumber
    let type: NumberType?
    let verificationGroupID: VerificationGroup.ID?

    private enum CodingKeys: String, CodingKey {
        case phoneNumber = "phone_number"
        case type = "number_type"
        case verificationGroupID = "verification_group_id"
    }
}

extension Page<OwnedPhoneNumber> {
    /// The numbers that Flireo shares between accounts. Empty unless they were requested.
    public var sharedNumbers: [SharedPhoneNumber] {
        (try? metadata["shared_numbers"]?.decoded(as: [SharedPhoneNumber].self)) ?? []
    }
}

extension Page<AvailablePhoneNumber> {
    /// The type of all numbers of the page. `nil` when the reply does not contain it.
    public var numberType: NumberType? { metadata["meta"]?["number_type"]?.string.map(NumberType.init(rawValue:)) }

    /// Whether the numbers of the page require a verification group. `nil` when the reply does not contain it.
    public var requiresVerification: Bool? { metadata["meta"]?["requires_verification"]?.bool }
}
