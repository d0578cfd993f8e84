/// Telnyx's order of a number. Any field may be absent.
public struct TelnyxOrder: Codable, Hashable, Sendable {
    /// Telnyx's id of the order.
    public var id: String?
    /// The status of the order.
    public var status: Status?
    /// The ordered number.
    public var phoneNumber: PhoneAddress?
    /// The Telnyx connection of the number.
    public var connectionID: String?
    /// The messaging profile of the number.
    public var messagingProfileID: String?
    /// When the number was ordered, as Telnyx writes it; the format is not documented.
    public var dateCreated: String?
    /// The number of phone numbers in the order.
    public var phoneNumbersCount: Int?
    /// Burki's reference of the order.
    public var customerReference: String?
    /// An explanation when the status is `unknown`.
    public var message: String?
    /// The provider, as in the purchase.
    public var provider: TelephonyProvider?

    /// Creates an order, for tests.
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

    /// Whether the order is known to be complete, so that the number can be used for calls.
    public var isComplete: Bool { status == .completed || status == .success }

    /// The status of an order. Telnyx's own values are passed on, so there can be others.
    public struct Status: OpenEnum {
        /// The value on the wire.
        public let rawValue: String

        /// Creates a status from any string.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The number can be used for calls.
        public static let completed = Self(rawValue: "completed")
        /// The number can be used for calls, like ``completed``.
        public static let success = Self(rawValue: "success")
        /// The number was ordered and cannot be used yet.
        public static let pending = Self(rawValue: "pending")
        /// Burki could not determine the status; see ``TelnyxOrder/message``.
        public static let unknown = Self(rawValue: "unknown")

        /// The values that this version knows.
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
