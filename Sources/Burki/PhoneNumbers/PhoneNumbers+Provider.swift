extension BurkiClient.PhoneNumbers {
    /// The description of ``search(_:)``.
    public static let search = PlatformOperation(
        "burki.phoneNumbers.search", .post, "/api/v1/phone-numbers/search", .safe)

    /// Searches for numbers that can be bought. The search changes nothing.
    ///
    /// ```swift
    /// let search = NumberSearch(areaCode: "415", limit: 5)
    /// let numbers = try await burki.phoneNumbers.search(search)
    /// ```
    ///
    /// **An empty page does not prove that there are no numbers**: Burki also answers with an empty list when the provider fails.
    /// Search again, or at another provider.
    ///
    /// - Parameter search: The country, the place, the digits and the provider. Default: ten numbers of the United States from Telnyx.
    /// - Returns: The numbers, at most as many as the limit. Their `total` is Burki's `total_found`. The list is not paged.
    /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` for a limit out of range, `invalidRequest` (400: a provider from which
    ///   Burki does not buy; 422), `unauthorized` (401) or `serverError` (500); or `CancellationError`.
    /// - SeeAlso: "Search Phone Numbers", `POST /api/v1/phone-numbers/search`.
    public func search(_ search: NumberSearch = NumberSearch()) async throws -> Page<AvailablePhoneNumber> {
        if let limit = search.limit, !(1...50).contains(limit) {
            throw Self.search.rejection("The limit is \(limit); it must be from 1 to 50.")
        }
        return try await pipeline.run(
            Endpoint(Self.search, body: .json(search), reading: .list(.named("numbers"))))
    }

    /// The description of ``diagnose(_:)``.
    public static let diagnose = PlatformOperation(
        "burki.phoneNumbers.diagnose", .get, "/api/v1/phone-numbers/{phone_number}/diagnose", .safe)

    /// Reads how a number is connected at Telnyx: its connection, its Call Control Application, its features.
    ///
    /// It is for numbers of Telnyx only. Burki does not document what it answers for those of other providers.
    ///
    /// - Parameter phoneNumber: The number.
    /// - Returns: The diagnosis. Telnyx not having the number is no error: see ``NumberDiagnosis/Details-swift.struct/isFound``.
    /// - Throws: `VoiceAgentsError` of kind `invalidRequest` (400, 422), `notFound` (404), `unauthorized` (401) or `serverError`
    ///   (500); or `CancellationError`.
    /// - SeeAlso: "Diagnose Phone Number Connection", `GET /api/v1/phone-numbers/{phone_number}/diagnose`.
    public func diagnose(_ phoneNumber: PhoneNumber) async throws -> NumberDiagnosis {
        try await pipeline.run(
            Endpoint(Self.diagnose, phoneNumber, reading: .value(knowing: ["phone_number": phoneNumber])))
    }

    /// The description of ``release(_:provider:)``.
    public static let release = PlatformOperation(
        "burki.phoneNumbers.release", .post, "/api/v1/phone-numbers/release", .unrepeatable,
        advice: "See whether burki.phoneNumbers.find(_:) still finds the number.")

    /// Gives a number back to its provider. **This is permanent**: anybody else can buy the number then.
    ///
    /// The SDK never repeats a release: when the outcome is unknown, an error of kind `outcomeUnknown` is thrown, and
    /// ``find(_:)-(PhoneAddress)`` shows whether the organization still has the number. To stop answering a number and keep it,
    /// unassign it.
    ///
    /// - Parameters:
    ///   - phoneNumber: The number.
    ///   - provider: The provider. `nil`: Burki finds it out.
    /// - Returns: Burki's confirmation.
    /// - Throws: `VoiceAgentsError` of kind `notFound` (404: the organization does not have the number), `invalidRequest` (400, 422),
    ///   `unauthorized` (401), `serverError` (500: the provider refused or failed) or `outcomeUnknown`; or `CancellationError`,
    ///   after which the number may have been released as well.
    /// - SeeAlso: "Release Phone Number", `POST /api/v1/phone-numbers/release`.
    @discardableResult
    public func release(
        _ phoneNumber: PhoneNumber, provider: TelephonyProvider? = nil
    ) async throws -> PhoneNumberRelease {
        try await pipeline.run(
            Endpoint(
                Self.release, body: .json(ReleaseBody(phoneNumber: phoneNumber, provider: provider)),
                reading: .value(knowing: ["phone_number": phoneNumber])))
    }

    /// The description of ``countries(of:)``.
    public static let countries = PlatformOperation(
        "burki.phoneNumbers.countries", .get, "/api/v1/phone-numbers/countries", .safe)

    /// Lists the countries in which a provider sells phone numbers.
    ///
    /// - Parameter provider: The provider: Twilio or Telnyx.
    /// - Returns: The countries as two letters (ISO 3166-1), for example `NL`.
    /// - Throws: `VoiceAgentsError` of kind `unauthorized` (401), `invalidRequest` (400, 422) or `serverError`; or
    ///   `CancellationError`.
    /// - SeeAlso: "List Country Codes", `GET /api/v1/phone-numbers/countries`.
    public func countries(of provider: TelephonyProvider = .telnyx) async throws -> Page<String> {
        // The default is the server's own, so it is not sent.
        let other = provider == .telnyx ? nil : provider
        return try await pipeline.run(
            Endpoint(Self.countries, query: ["provider": other], reading: .list(.named("country_codes"))))
    }
}

/// The body of `POST /api/v1/phone-numbers/release`.
private struct ReleaseBody: Encodable, Sendable {
    let phoneNumber: PhoneNumber
    let provider: TelephonyProvider?

    private enum CodingKeys: String, CodingKey {
        case phoneNumber = "phone_number"
        case provider
    }
}
