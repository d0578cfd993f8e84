extension FlireoClient {
    /// Finds, orders and lists phone numbers. Reach it through ``FlireoClient/phoneNumbers-swift.property``.
    public struct PhoneNumbers: Sendable {
        let pipeline: Pipeline

        /// Every operation of this resource.
        public static let operations = [search, list, order]

        /// The operation of the method below.
        public static let search = PlatformOperation(
            "flireo.phoneNumbers.search", .get, "/v1/phone-numbers/available", .safe)

        /// Searches the national and mobile numbers that can be ordered. The reply is not paged.
        ///
        /// Local numbers are not served here: they need ``FlireoClient/VerificationGroups/searchNumbers(in:)`` and an approved group.
        ///
        /// - Parameters:
        ///   - type: `national` or `mobile`. `nil`: national, which is Flireo's default.
        ///   - query: A pattern of the number. `nil`: any number.
        ///   - limit: The most numbers to bring, 1 to 50. `nil`: 20, which is Flireo's default.
        /// - Returns: The numbers. `numberType` and `requiresVerification` say what holds for all of them.
        /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` for a limit out of its range and for local numbers, otherwise
        ///   with Flireo's code in `flireoCode`; the page's own list of codes is not public. Or `CancellationError`.
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

        /// The operation of the method below.
        public static let list = PlatformOperation("flireo.phoneNumbers.list", .get, "/v1/phone-numbers", .safe)

        /// Lists the account's numbers, and on request the numbers that Flireo shares.
        ///
        /// A page has 1 to 100 numbers, 50 by default. The shared numbers stand beside each page in
        /// `sharedNumbers`.
        ///
        /// - Parameter includeDefault: Whether to bring the shared (`default`) numbers too.
        /// - Returns: The numbers. The loop throws `VoiceAgentsError` with Flireo's code in `flireoCode`; the page's own
        ///   list of codes is not public.
        /// - SeeAlso: "List phone numbers", `GET /v1/phone-numbers`.
        public func list(includeDefault: Bool = false) -> PagedSequence<OwnedPhoneNumber> {
            // The default is the server's own, so it is not sent. The parameter is a string: "true".
            pipeline.list(
                Self.list, query: ["include_default": includeDefault ? true : nil], in: .data, by: .offset(100))
        }

        /// Finds the account's record of a number, for example of one whose order is done.
        ///
        /// Goes through the account's numbers and compares their digits.
        ///
        /// - Parameter number: The number as the platform reported it.
        /// - Returns: The record, whose id links the number to an assistant.
        /// - Throws: `VoiceAgentsError` of kind `notFound` when the account does not have the number, otherwise what
        ///   a loop over ``list(includeDefault:)`` throws.
        public func find(_ number: PhoneAddress) async throws -> OwnedPhoneNumber {
            let match = try await list().first { $0.phoneNumber?.isEquivalent(to: number) == true }
            guard let match else {
                throw Self.list.phoneNumberNotFound(in: "the account's numbers")
            }
            return match
        }

        /// Finds the account's record of a number.
        ///
        /// - Parameter number: The number.
        /// - Returns: The record, whose id links the number to an assistant.
        /// - Throws: What ``find(_:)-(PhoneAddress)`` throws.
        public func find(_ number: PhoneNumber) async throws -> OwnedPhoneNumber {
            try await find(PhoneAddress(number))
        }

        /// The operation of the method below.
        public static let order = PlatformOperation(
            "flireo.phoneNumbers.order", .post, "/v1/phone-numbers", .unrepeatable,
            advice: "Look for the number with phoneNumberOrders.list() before ordering again.")

        /// Orders a number.
        ///
        /// **This takes credits** (10 in Flireo's documentation). It is never repeated by itself: when the outcome is unknown, the
        /// error says so, and ``FlireoClient/PhoneNumberOrders/list(status:verificationGroupID:type:)`` tells whether the order was placed.
        ///
        /// - Parameters:
        ///   - number: The number to order, from a search.
        ///   - type: Its kind. `nil`: national, which is Flireo's default.
        ///   - verificationGroupID: The approved group that a local number needs.
        /// - Returns: The order, as a rule pending. ``FlireoClient/PhoneNumberOrders/wait(for:within:)`` waits until it is done.
        /// - Throws: `VoiceAgentsError` with Flireo's code in `flireoCode`: `insufficient_credits` (402), `invalid_parameters`
        ///   (400: not a number that can be ordered); of kind `rejectedLocally` for a local number without a group; of kind
        ///   `outcomeUnknown`; or `CancellationError`. The end of the page's list of codes is not public.
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
    /// The numbers that Flireo shares between accounts. Empty unless they were asked for.
    public var sharedNumbers: [SharedPhoneNumber] {
        (try? metadata["shared_numbers"]?.decoded(as: [SharedPhoneNumber].self)) ?? []
    }
}

extension Page<AvailablePhoneNumber> {
    /// The kind of all these numbers, where Flireo says it.
    public var numberType: NumberType? { metadata["meta"]?["number_type"]?.string.map(NumberType.init(rawValue:)) }

    /// Whether these numbers need a verification group, where Flireo says it.
    public var requiresVerification: Bool? { metadata["meta"]?["requires_verification"]?.bool }
}
