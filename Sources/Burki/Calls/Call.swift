#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A phone call, as Burki stores it.
public struct Call: Codable, Hashable, Sendable, Identifiable {
    /// Burki's id of a call.
    public typealias ID = Identifier<Call, Int>
    /// The telephony provider's id of a call, for example `CA…` at Twilio.
    public typealias SID = Identifier<Call, String>

    /// Burki's id of the call.
    public var id: ID
    /// The provider's id of the call: the ``InitiatedCall/id`` of a call that was placed.
    public var sid: SID?
    /// The assistant that led the call.
    public var assistantID: Assistant.ID?
    /// The name of the assistant.
    public var assistantName: String?
    /// The name of the conversation flow. `nil` when no flow led the call.
    public var flowName: String?
    /// The organization's number. On the wire it is `to_phone_number`, also for calls that the organization placed.
    public var phoneNumber: PhoneAddress?
    /// The customer's number.
    public var customerPhoneNumber: PhoneAddress?
    /// The status.
    public var status: Status?
    /// The duration. `nil` while the call is ongoing.
    @Seconds public var duration: Duration?
    /// When the call began.
    public var startedAt: Date?
    /// When the call ended.
    public var endedAt: Date?
    /// Metadata of your own.
    public var metadata: [String: JSONValue]?
    /// The total cost, in ``costCurrency``. `nil` while the call is ongoing.
    public var totalCost: DecimalAmount?
    /// The cost of the language model.
    public var llmCost: DecimalAmount?
    /// The cost of speech synthesis.
    public var ttsCost: DecimalAmount?
    /// The cost of speech recognition.
    public var sttCost: DecimalAmount?
    /// The cost of telephony.
    public var telephonyCost: DecimalAmount?
    /// The currency of the costs as three letters (ISO 4217).
    public var costCurrency: String?

    /// Creates a call.
    public init(
        id: ID, sid: SID? = nil, assistantID: Assistant.ID? = nil, assistantName: String? = nil,
        flowName: String? = nil, phoneNumber: PhoneAddress? = nil, customerPhoneNumber: PhoneAddress? = nil,
        status: Status? = nil, duration: Duration? = nil, startedAt: Date? = nil, endedAt: Date? = nil,
        metadata: [String: JSONValue]? = nil, totalCost: DecimalAmount? = nil, llmCost: DecimalAmount? = nil,
        ttsCost: DecimalAmount? = nil, sttCost: DecimalAmount? = nil, telephonyCost: DecimalAmount? = nil,
        costCurrency: String? = nil
    ) {
        self.id = id
        self.sid = sid
        self.assistantID = assistantID
        self.assistantName = assistantName
        self.flowName = flowName
        self.phoneNumber = phoneNumber
        self.customerPhoneNumber = customerPhoneNumber
        self.status = status
        self.duration = duration
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.metadata = metadata
        self.totalCost = totalCost
        self.llmCost = llmCost
        self.ttsCost = ttsCost
        self.sttCost = sttCost
        self.telephonyCost = telephonyCost
        self.costCurrency = costCurrency
    }

    private enum CodingKeys: String, CodingKey {
        case id, status, duration
        case sid = "call_sid"
        case assistantID = "assistant_id"
        case assistantName = "assistant_name"
        case flowName = "flow_name"
        case phoneNumber = "to_phone_number"
        case customerPhoneNumber = "customer_phone_number"
        case startedAt = "started_at"
        case endedAt = "ended_at"
        case metadata = "call_meta"
        case totalCost = "total_cost"
        case llmCost = "llm_cost"
        case ttsCost = "tts_cost"
        case sttCost = "stt_cost"
        case telephonyCost = "telephony_cost"
        case costCurrency = "cost_currency"
    }
}

extension Call {
    /// The status of a call.
    public struct Status: OpenEnum {
        /// The value on the wire.
        public let rawValue: String

        /// Creates a status from any string.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The call goes on.
        public static let ongoing = Self(rawValue: "ongoing")
        /// The call has ended.
        public static let completed = Self(rawValue: "completed")
        /// The call failed.
        public static let failed = Self(rawValue: "failed")

        /// The statuses that this version knows.
        public static let known: [Self] = [ongoing, completed, failed]

        /// Whether the status is known and does not change any more.
        public var isFinal: Bool { self == .completed || self == .failed }
    }

    /// Whether the call has ended: it has a final status or an end.
    public var hasEnded: Bool { status?.isFinal == true || endedAt != nil }
}

/// A call that was passed to the telephony provider.
public struct InitiatedCall: Codable, Hashable, Sendable, Identifiable {
    /// The provider's id of the call. Burki's record of the call may appear later.
    public var id: Call.SID
    /// Burki's confirmation message.
    public var message: String?

    /// Creates a value, for tests.
    public init(id: Call.SID, message: String? = nil) {
        self.id = id
        self.message = message
    }

    private enum CodingKeys: String, CodingKey {
        case id = "call_sid"
        case message
    }

    /// Reads Burki's reply.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(Call.SID.self, forKey: .id)
        if id.rawValue.isEmpty {
            throw DecodingError.unexpected(at: container.codingPath + [CodingKeys.id], "is empty")
        }
        message = try container.decodeIfPresent(String.self, forKey: .message)
    }
}
