/// How a phone number is connected at Telnyx.
public struct NumberDiagnosis: Codable, Hashable, Sendable {
    /// The number. When the reply does not contain it, the requested number.
    public var phoneNumber: PhoneAddress
    /// What Telnyx says about the number.
    public var details: Open<Details>?

    /// Creates a diagnosis, for tests.
    public init(phoneNumber: PhoneAddress, details: Open<Details>? = nil) {
        self.phoneNumber = phoneNumber
        self.details = details
    }

    /// What Telnyx says about a number. Any field may be absent, and the objects of Telnyx are not documented by Burki.
    public struct Details: Codable, Hashable, Sendable {
        /// Whether Telnyx has the number.
        public var isFound: Bool?
        /// Telnyx's id of the number.
        public var phoneNumberID: String?
        /// The Telnyx connection of the number.
        public var connectionID: String?
        /// Telnyx's word for the state of the number, for example `active`.
        public var status: String?
        /// The features of the number, for example `voice`, `sms`, `mms`. Empty when the reply does not contain them.
        public var features: [String]
        /// The messaging profile of the number.
        public var messagingProfileID: String?
        /// The connection.
        public var connection: JSONValue?
        /// The Call Control Applications of the account.
        public var callControlApplications: JSONValue?
        /// The settings for calls.
        public var voiceConfiguration: JSONValue?
        /// The Call Control Application that handles calls of the number.
        public var callControlApplicationID: String?
        /// Telnyx's record of the number.
        public var record: JSONValue?
        /// Why the diagnosis is incomplete.
        public var error: String?

        /// Creates details, for tests.
        public init(
            isFound: Bool? = nil, phoneNumberID: String? = nil, connectionID: String? = nil, status: String? = nil,
            features: [String] = [], messagingProfileID: String? = nil, connection: JSONValue? = nil,
            callControlApplications: JSONValue? = nil, voiceConfiguration: JSONValue? = nil,
            callControlApplicationID: String? = nil, record: JSONValue? = nil, error: String? = nil
        ) {
            self.isFound = isFound
            self.phoneNumberID = phoneNumberID
            self.connectionID = connectionID
            self.status = status
            self.features = features
            self.messagingProfileID = messagingProfileID
            self.connection = connection
            self.callControlApplications = callControlApplications
            self.voiceConfiguration = voiceConfiguration
            self.callControlApplicationID = callControlApplicationID
            self.record = record
            self.error = error
        }

        private enum CodingKeys: String, CodingKey {
            case isFound = "found"
            case phoneNumberID = "phone_number_id"
            case connectionID = "connection_id"
            case status, features
            case messagingProfileID = "messaging_profile_id"
            case connection = "connection_info"
            case callControlApplications = "call_control_applications"
            case voiceConfiguration = "voice_configuration"
            case callControlApplicationID = "assigned_call_control_app_id"
            case record = "raw_phone_data"
            case error
        }
    }

    private enum CodingKeys: String, CodingKey {
        case phoneNumber = "phone_number"
        case details = "diagnosis"
    }
}
