/// A number that was bought or, at Telnyx, perhaps only ordered: see ``isUsable``.
///
/// It has no id. ``BurkiClient/PhoneNumbers/find(_:)-(PhoneAddress)`` finds the record that Burki made of it.
public struct PhoneNumberPurchase: Hashable, Sendable {
    /// The number. When the reply leaves it out, the one that was requested.
    public var phoneNumber: PhoneAddress

    /// The provider it was bought from.
    public var provider: TelephonyProvider

    /// What the provider said. `nil` when the reply has no details.
    public var details: Details?

    /// A confirmation for people.
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

    /// What a provider says about a purchase.
    #if hasAttribute(nonexhaustive)
    @nonexhaustive
    #endif
    public enum Details: Hashable, Sendable {
        /// Twilio's number.
        case twilio(Open<TwilioPurchase>)
        /// Telnyx's order.
        case telnyx(Open<TelnyxOrder>)
        /// The details of another provider, or details that do not have their documented shape.
        case other([String: JSONValue])
    }

    /// Whether the number is known to take calls now.
    ///
    /// Twilio activates at once. Telnyx takes an order that is usually, not always, complete in the reply: one with the
    /// status `pending` is bought and not usable yet. `false` whenever the reply does not say.
    public var isUsable: Bool {
        switch details {
        case .telnyx(let order)?: order.isComplete
        default: provider == .twilio
        }
    }
}

extension PhoneNumberPurchase: Codable {
    /// Reads Burki's reply. The client fills in a number that the reply leaves out; here that is an error.
    public init(from decoder: any Decoder) throws {
        let reply = try PurchaseReply(from: decoder)
        guard let phoneNumber = reply.phoneNumber else {
            throw DecodingError.valueNotFound(
                PhoneAddress.self,
                .init(
                    codingPath: decoder.codingPath + [PurchaseReply.CodingKeys.phoneNumber],
                    debugDescription: "no number"))
        }
        self = reply.purchase(of: phoneNumber)
    }

    /// Writes Burki's reply.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: PurchaseReply.CodingKeys.self)
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

/// Burki's reply to a purchase. OpenAPI lets it leave out the number.
struct PurchaseReply: Decodable, Sendable {
    let phoneNumber: PhoneAddress?
    private let provider: TelephonyProvider
    private let details: PhoneNumberPurchase.Details?
    private let message: String?

    enum CodingKeys: String, CodingKey {
        case success
        case phoneNumber = "phone_number"
        case provider
        case details = "purchase_details"
        case message
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let number = try container.decodeIfPresent(PhoneAddress.self, forKey: .phoneNumber)
        phoneNumber = number?.rawValue.isEmpty == true ? nil : number
        provider = try container.decode(TelephonyProvider.self, forKey: .provider)
        message = try container.decodeIfPresent(String.self, forKey: .message)
        details = try Self.details(in: container, of: provider)
    }

    private static func details(
        in container: KeyedDecodingContainer<CodingKeys>, of provider: TelephonyProvider
    ) throws -> PhoneNumberPurchase.Details? {
        guard let object = try container.decodeIfPresent([String: JSONValue].self, forKey: .details) else { return nil }
        // The money is spent: details that are not as documented must not turn the purchase into an error.
        if provider == .twilio, let purchase = try? container.decode(Open<TwilioPurchase>.self, forKey: .details) {
            return .twilio(purchase)
        }
        if provider == .telnyx, let order = try? container.decode(Open<TelnyxOrder>.self, forKey: .details) {
            return .telnyx(order)
        }
        return .other(object)
    }

    func purchase(of requested: PhoneAddress) -> PhoneNumberPurchase {
        PhoneNumberPurchase(
            phoneNumber: phoneNumber ?? requested, provider: provider, details: details, message: message)
    }
}
