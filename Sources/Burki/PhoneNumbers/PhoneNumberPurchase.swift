/// The purchase of a phone number. At Telnyx the number may only be ordered: see ``isUsable``.
///
/// The reply has no id of the number. ``BurkiClient/PhoneNumbers/find(_:)-(PhoneAddress)`` finds Burki's record of it.
public struct PhoneNumberPurchase: Hashable, Sendable {
    /// The number. When the reply does not contain it, the requested number.
    public var phoneNumber: PhoneAddress

    /// The provider of the number.
    public var provider: TelephonyProvider

    /// The provider's details. `nil` when the reply has none.
    public var details: Details?

    /// Burki's confirmation message.
    public var message: String?

    /// Creates a purchase.
    public init(
        phoneNumber: PhoneAddress, provider: TelephonyProvider, details: Details? = nil, message: String? = nil
    ) {
        self.phoneNumber = phoneNumber
        self.provider = provider
        self.details = details
        self.message = message
    }

    /// A provider's details of a purchase. This is an open set: a `switch` needs a `default`.
    #if hasAttribute(nonexhaustive)
    @nonexhaustive
    #endif
    public enum Details: Hashable, Sendable {
        /// The details of a number at Twilio.
        case twilio(Open<TwilioPurchase>)
        /// The details of an order at Telnyx.
        case telnyx(Open<TelnyxOrder>)
        /// The details of another provider.
        case other([String: JSONValue])
    }

    /// Whether the number is known to be usable for calls.
    ///
    /// Twilio activates a number immediately. Telnyx takes an order that is usually complete in the reply: a number whose order has
    /// the status `pending` was bought but cannot be used yet. `false` when the reply does not report it.
    public var isUsable: Bool {
        switch details {
        case .telnyx(let order)?: order.isComplete
        default: provider == .twilio
        }
    }
}

extension PhoneNumberPurchase: Codable {
    private enum CodingKeys: String, CodingKey {
        case success
        case phoneNumber = "phone_number"
        case provider
        case details = "purchase_details"
        case message
    }

    /// Reads Burki's reply. The client fills in what the reply leaves out and the request knows.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        phoneNumber = try container.decode(PhoneAddress.self, forKey: .phoneNumber)
        provider = try container.decode(TelephonyProvider.self, forKey: .provider)
        message = try container.decodeIfPresent(String.self, forKey: .message)
        details =
            switch provider {
            case .twilio: try container.decodeIfPresent(Open<TwilioPurchase>.self, forKey: .details).map(Details.twilio)
            case .telnyx: try container.decodeIfPresent(Open<TelnyxOrder>.self, forKey: .details).map(Details.telnyx)
            default: try container.decodeIfPresent([String: JSONValue].self, forKey: .details).map(Details.other)
            }
    }

    /// Writes Burki's reply.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(true, forKey: .success)
        try container.encode(phoneNumber, forKey: .phoneNumber)
        try container.encode(provider, forKey: .provider)
        try container.encodeIfPresent(message, forKey: .message)
        switch details {
        case .twilio(let purchase)?: try container.encode(purchase, forKey: .details)
        case .telnyx(let order)?: try container.encode(order, forKey: .details)
        case .other(let object)?: try container.encode(object, forKey: .details)
        case nil: break
        }
    }
}
