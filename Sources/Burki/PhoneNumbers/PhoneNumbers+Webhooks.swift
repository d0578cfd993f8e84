#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension BurkiClient.PhoneNumbers {
    /// The description of ``webhooks(of:provider:)``.
    public static let webhooks = PlatformOperation(
        "burki.phoneNumbers.webhooks", .get, "/api/v1/phone-numbers/{phone_number}/webhooks", .safe)

    /// Reads the URLs to which the provider reports the calls and messages of a number. Burki asks the provider.
    ///
    /// - Parameters:
    ///   - phoneNumber: The number.
    ///   - provider: The provider: Twilio or Telnyx. `nil`: Burki finds it out.
    /// - Returns: The URLs. At Telnyx they can be a sentence, such as `Configured at Connection level`.
    /// - Throws: `VoiceAgentsError` of kind `notFound` (404) or `serverError` (500) when the settings cannot be read: Burki's page
    ///   has 500, its published server 404; `invalidRequest` (400, 422) or `unauthorized` (401); or `CancellationError`.
    /// - SeeAlso: "Get Phone Webhooks", `GET /api/v1/phone-numbers/{phone_number}/webhooks`.
    public func webhooks(
        of phoneNumber: PhoneNumber, provider: TelephonyProvider? = nil
    ) async throws -> NumberWebhooks {
        try await pipeline.run(
            Endpoint(
                Self.webhooks, phoneNumber, query: ["provider": provider],
                reading: .value(knowing: ["phone_number": phoneNumber])))
    }

    /// The description of ``updateWebhooks(of:voiceURL:smsEnabled:provider:)``.
    public static let updateWebhooks = PlatformOperation(
        "burki.phoneNumbers.updateWebhooks", .put, "/api/v1/phone-numbers/webhooks", .idempotent,
        advice: "Read the URLs with burki.phoneNumbers.webhooks(of:).")

    /// Changes the URLs to which the provider reports the calls and messages of a number.
    ///
    /// Burki sets the URLs when a number is bought. With another URL for calls, **its assistants do not answer the number any more**.
    ///
    /// - Parameters:
    ///   - phoneNumber: The number.
    ///   - voiceURL: The URL for calls. `nil`: unchanged.
    ///   - smsEnabled: `true` sets the URL for messages of the number's assistant, which must have one. `false` removes it: Twilio then
    ///     reports messages to a page of its own, and Telnyx does not report them. `nil`: unchanged.
    ///   - provider: The provider: Twilio or Telnyx. `nil`: Burki finds it out.
    /// - Returns: What was changed.
    /// - Throws: `VoiceAgentsError` of kind `rejectedLocally` when nothing would be changed, `invalidRequest` (400, 422),
    ///   `unauthorized` (401), `notFound` (404), `serverError` (500: the provider refused or failed) or `outcomeUnknown`; or
    ///   `CancellationError`.
    /// - SeeAlso: "Update Phone Webhooks", `PUT /api/v1/phone-numbers/webhooks`.
    @discardableResult
    public func updateWebhooks(
        of phoneNumber: PhoneNumber, voiceURL: URL? = nil, smsEnabled: Bool? = nil, provider: TelephonyProvider? = nil
    ) async throws -> NumberWebhookUpdate {
        guard voiceURL != nil || smsEnabled != nil else {
            throw Self.updateWebhooks.rejection("Neither the URL for calls nor the one for messages is changed.")
        }
        let body = WebhooksBody(
            phoneNumber: phoneNumber, voiceURL: voiceURL, disableSMS: smsEnabled == false ? true : nil,
            enableSMS: smsEnabled == true ? true : nil, provider: provider)
        return try await pipeline.run(
            Endpoint(
                Self.updateWebhooks, body: .json(body), reading: .value(knowing: ["phone_number": phoneNumber])))
    }
}

/// The body of `PUT /api/v1/phone-numbers/webhooks`.
private struct WebhooksBody: Encodable, Sendable {
    let phoneNumber: PhoneNumber
    let voiceURL: URL?
    let disableSMS: Bool?
    let enableSMS: Bool?
    let provider: TelephonyProvider?

    private enum CodingKeys: String, CodingKey {
        case phoneNumber = "phone_number"
        case voiceURL = "voice_webhook_url"
        case disableSMS = "disable_sms"
        case enableSMS = "enable_sms"
        case provider
    }
}
