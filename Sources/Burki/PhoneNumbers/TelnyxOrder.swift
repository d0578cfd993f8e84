/// The order that Telnyx took for a number. Every field may be missing.
public struct TelnyxOrder: Codable, Hashable, Sendable {
    /// Telnyx's id of the order.
    public var id: String?
    /// How far the order is.
    public var status: Status?
    /// The number that was ordered.
    public var phoneNumber: PhoneAddress?
    /// The Telnyx connection that the number belongs to.
    public var connectionID: String?
    /// The messaging profile that the number joined.
    public var messagingProfileID: String?
    /// When it was ordered, as Telnyx spells it; the format is not documented.
    public var dateCreated: String?
    /// How many numbers the order holds.
    public var phoneNumbersCount: Int?
    /// The reference that Burki gave the order.
    public var customerReference: String?
    /// An explanation of an order whose status is `unknown`.
    public var message: String?
    /// The provider's name once more.
    public var provider: TelephonyProvider?

    /// Creates an order.
    public init(
        id: String? = nil, status: Status? = nil, phoneNumber: PhoneAddress? = nil, connectionID: String? = nil,
        messagingProfileID: String? = nil, dateCreated: String? = nil, phoneNumbersCount: Int? = nil,
        customerReference: String? = nil, message: String? = nil, provider: TelephonyProvider? = nil
    ) {
        self.id = id
        self.status = status
        self.phoneNumber = phoneNumber
        self.connectionID = connectionID
        self.messagingProfileID = messagingProfileID
        self.dateCreated = dateCreated
        self.phoneNumbersCount = phoneNumbersCount
        self.customerReference = customerReference
        self.message = message
        self.provider = provider
    }

    /// Whether the order is known to be complete, so that the number takes calls.
    public var isComplete: Bool { status == .completed || status == .success }

    /// How far an order is. Telnyx's own words are passed on, so there can be others.
    public struct Status: OpenEnum {
        /// The word on the wire.
        public let rawValue: String

        /// Takes any word.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The number takes calls.
        public static let completed = Self(rawValue: "completed")
        /// The number takes calls: another word for ``completed``.
        public static let success = Self(rawValue: "success")
        /// Ordered, and not usable yet.
        public static let pending = Self(rawValue: "pending")
        /// Burki could not tell; see ``TelnyxOrder/message``.
        public static let unknown = Self(rawValue: "unknown")

        /// The states this version knows.
        public static let known: [Self] = [completed, success, pending, unknown]
    }

    private enum CodingKeys: String, CodingKey {
        case id, status
        case phoneNumber = "phone_number"
        case connectionID = "connection_id"
        case messagingProfileID = "messaging_profile_id"
        case dateCreated = "date_created"
        case phoneNumbersCount = "phone_numbers_count"
        case customerReference = "customer_reference"
        case message, provider
    }
}
