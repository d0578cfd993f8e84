#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// What happened in a call: the conversation, the path through the flow, the tools, the cost.
///
/// The members are those that Burki's JavaScript client knows. No page describes them.
public struct CallReview: Codable, Hashable, Sendable {
    /// The call.
    public var callID: Call.ID
    /// The status of the call.
    public var status: Call.Status?
    /// The duration of the call.
    @Seconds public var duration: Duration?
    /// The conversation.
    public var transcript: [Line]?
    /// Whether ``transcript`` was cut.
    public var isTranscriptTruncated: Bool?
    /// The path through a flow. `nil` when no flow led the call.
    public var flow: FlowPath?
    /// The status of the operation. Its meaning is not documented.
    public var operationStatus: OperationStatus?
    /// The activities of the call.
    public var activity: [Activity]?
    /// Whether ``activity`` was cut.
    public var isActivityTruncated: Bool?
    /// The results of tools.
    public var toolResults: [ToolResult]?
    /// Whether ``toolResults`` was cut.
    public var areToolResultsTruncated: Bool?
    /// The recorded cost, in ``currency``.
    public var recordedCost: DecimalAmount?
    /// The currency as three letters (ISO 4217).
    public var currency: String?
    /// Whether ``recordedCost`` includes the costs of all providers.
    public var isProviderCostComplete: Bool?
    /// The outcome, in a word that is not documented.
    public var outcomeStatus: String?
    /// The request of the customer to be called back.
    public var callbackRequest: CallbackRequest?
    /// The reserved and charged money.
    public var funding: Funding?

    /// Creates a value, for tests.
    public init(
        callID: Call.ID, status: Call.Status? = nil, duration: Duration? = nil, transcript: [Line]? = nil,
        isTranscriptTruncated: Bool? = nil, flow: FlowPath? = nil, operationStatus: OperationStatus? = nil,
        activity: [Activity]? = nil, isActivityTruncated: Bool? = nil, toolResults: [ToolResult]? = nil,
        areToolResultsTruncated: Bool? = nil, recordedCost: DecimalAmount? = nil, currency: String? = nil,
        isProviderCostComplete: Bool? = nil, outcomeStatus: String? = nil, callbackRequest: CallbackRequest? = nil,
        funding: Funding? = nil
    ) {
        self.callID = callID
        self.status = status
        self.duration = duration
        self.transcript = transcript
        self.isTranscriptTruncated = isTranscriptTruncated
        self.flow = flow
        self.operationStatus = operationStatus
        self.activity = activity
        self.isActivityTruncated = isActivityTruncated
        self.toolResults = toolResults
        self.areToolResultsTruncated = areToolResultsTruncated
        self.recordedCost = recordedCost
        self.currency = currency
        self.isProviderCostComplete = isProviderCostComplete
        self.outcomeStatus = outcomeStatus
        self.callbackRequest = callbackRequest
        self.funding = funding
    }

    private enum CodingKeys: String, CodingKey {
        case status, transcript, flow, activity, currency, funding
        case callID = "call_id"
        case duration = "duration_seconds"
        case isTranscriptTruncated = "transcript_truncated"
        case operationStatus = "operation_status"
        case isActivityTruncated = "activity_truncated"
        case toolResults = "tool_results"
        case areToolResultsTruncated = "tool_results_truncated"
        case recordedCost = "recorded_cost"
        case isProviderCostComplete = "provider_cost_complete"
        case outcomeStatus = "outcome_status"
        case callbackRequest = "callback_request"
    }
}

extension CallReview {
    /// What a speaker said.
    public struct Line: Codable, Hashable, Sendable {
        /// The id of a line, a number or a text.
        public typealias ID = Identifier<Line, String>

        /// The line's id.
        public var id: ID?
        /// The speaker.
        public var speaker: Call.Transcript.Speaker?
        /// What was said.
        public var content: String?
        /// When it was stored.
        public var createdAt: Date?

        /// Creates a value, for tests.
        public init(
            id: ID? = nil, speaker: Call.Transcript.Speaker? = nil, content: String? = nil,
            createdAt: Date? = nil
        ) {
            self.id = id
            self.speaker = speaker
            self.content = content
            self.createdAt = createdAt
        }

        private enum CodingKeys: String, CodingKey {
            case id, speaker, content
            case createdAt = "created_at"
        }
    }
}

extension CallReview {
    /// The path of a call through a flow.
    public struct FlowPath: Codable, Hashable, Sendable {
        /// The flow.
        public var flowID: Flow.ID?
        /// The version of the flow.
        public var version: Int?
        /// Whether the flow was a draft.
        public var isDraft: Bool?
        /// A hash of the graph of the flow.
        public var graphHash: String?
        /// The node at which the call is, or was when it ended.
        public var currentNode: String?
        /// The steps, in order.
        public var transitions: [Transition]?
        /// Whether ``transitions`` was cut.
        public var areTransitionsTruncated: Bool?
        /// The variables of the flow.
        public var variables: [String: JSONValue]?
        /// Where the variables come from.
        public var variablesSource: String?

        /// Creates a value, for tests.
        public init(
            flowID: Flow.ID? = nil, version: Int? = nil, isDraft: Bool? = nil, graphHash: String? = nil,
            currentNode: String? = nil, transitions: [Transition]? = nil, areTransitionsTruncated: Bool? = nil,
            variables: [String: JSONValue]? = nil, variablesSource: String? = nil
        ) {
            self.flowID = flowID
            self.version = version
            self.isDraft = isDraft
            self.graphHash = graphHash
            self.currentNode = currentNode
            self.transitions = transitions
            self.areTransitionsTruncated = areTransitionsTruncated
            self.variables = variables
            self.variablesSource = variablesSource
        }

        private enum CodingKeys: String, CodingKey {
            case version, transitions, variables
            case flowID = "flow_id"
            case isDraft = "is_draft"
            case graphHash = "graph_hash"
            case currentNode = "current_node"
            case areTransitionsTruncated = "transitions_truncated"
            case variablesSource = "variables_source"
        }
    }
}

extension CallReview.FlowPath {
    /// A step from one node to another.
    public struct Transition: Codable, Hashable, Sendable {
        /// The node that was left.
        public var fromNode: String?
        /// The node that was entered.
        public var toNode: String?
        /// The time.
        public var time: Date?

        /// Creates a value, for tests.
        public init(
            fromNode: String? = nil, toNode: String? = nil, time: Date? = nil
        ) {
            self.fromNode = fromNode
            self.toNode = toNode
            self.time = time
        }

        private enum CodingKeys: String, CodingKey {
            case time = "at"
            case fromNode = "from_node"
            case toNode = "to_node"
        }
    }
}

extension CallReview {
    /// An activity in a call, in words that are not documented.
    public struct Activity: Codable, Hashable, Sendable {
        /// The kind of activity.
        public var kind: String?
        /// The status, in a word that is not documented.
        public var status: String?
        /// The time.
        public var time: Date?
        /// A message.
        public var message: String?

        /// Creates a value, for tests.
        public init(
            kind: String? = nil, status: String? = nil, time: Date? = nil, message: String? = nil
        ) {
            self.kind = kind
            self.status = status
            self.time = time
            self.message = message
        }

        private enum CodingKeys: String, CodingKey {
            case kind, status, message
            case time = "at"
        }
    }
}

extension CallReview {
    /// The result of a tool.
    public struct ToolResult: Codable, Hashable, Sendable {
        /// The id of a result, a number or a text.
        public typealias ID = Identifier<ToolResult, String>

        /// The result's id.
        public var id: ID?
        /// The name of the tool.
        public var name: String?
        /// The provider of the tool.
        public var provider: String?
        /// The status of the execution, in a word that is not documented.
        public var executionStatus: String?
        /// The status of the matter, in a word that is not documented.
        public var businessStatus: String?
        /// Whether the tool was only simulated.
        public var isSimulated: Bool?
        /// The time.
        public var time: Date?
        /// A message.
        public var message: String?
        /// The provider's id of a record.
        public var providerRecordID: String?

        /// Creates a value, for tests.
        public init(
            id: ID? = nil, name: String? = nil, provider: String? = nil, executionStatus: String? = nil,
            businessStatus: String? = nil, isSimulated: Bool? = nil, time: Date? = nil, message: String? = nil,
            providerRecordID: String? = nil
        ) {
            self.id = id
            self.name = name
            self.provider = provider
            self.executionStatus = executionStatus
            self.businessStatus = businessStatus
            self.isSimulated = isSimulated
            self.time = time
            self.message = message
            self.providerRecordID = providerRecordID
        }

        private enum CodingKeys: String, CodingKey {
            case id, name, provider, message
            case time = "at"
            case executionStatus = "execution_status"
            case businessStatus = "business_status"
            case isSimulated = "simulated"
            case providerRecordID = "provider_record_id"
        }
    }
}

extension CallReview {
    /// A request to be called back.
    public struct CallbackRequest: Codable, Hashable, Sendable {
        /// The status.
        public var status: String?
        /// The revision of the request.
        public var revision: Int?
        /// The number that the customer confirmed.
        public var confirmedNumber: PhoneAddress?
        /// Whether, or which, action was taken.
        public var actionTaken: JSONValue?

        /// Creates a value, for tests.
        public init(
            status: String? = nil, revision: Int? = nil, confirmedNumber: PhoneAddress? = nil,
            actionTaken: JSONValue? = nil
        ) {
            self.status = status
            self.revision = revision
            self.confirmedNumber = confirmedNumber
            self.actionTaken = actionTaken
        }

        private enum CodingKeys: String, CodingKey {
            case status, revision
            case confirmedNumber = "confirmed_number"
            case actionTaken = "action_taken"
        }
    }
}

extension CallReview {
    /// The reserved and charged money, in cents.
    public struct Funding: Codable, Hashable, Sendable {
        /// The amount of the original reservation.
        public var originalReservationCents: Int?
        /// The reserved amount.
        public var reservedCents: Int?
        /// The released amount.
        public var releasedCents: Int?
        /// The charged amount.
        public var chargedCents: Int?
        /// The state of the reservation.
        public var holdStatus: HoldStatus?
        /// The source, in a word that is not documented.
        public var source: String?

        /// Creates a value, for tests.
        public init(
            originalReservationCents: Int? = nil, reservedCents: Int? = nil, releasedCents: Int? = nil,
            chargedCents: Int? = nil, holdStatus: HoldStatus? = nil, source: String? = nil
        ) {
            self.originalReservationCents = originalReservationCents
            self.reservedCents = reservedCents
            self.releasedCents = releasedCents
            self.chargedCents = chargedCents
            self.holdStatus = holdStatus
            self.source = source
        }

        private enum CodingKeys: String, CodingKey {
            case source
            case originalReservationCents = "original_reservation_cents"
            case reservedCents = "reserved_cents"
            case releasedCents = "released_cents"
            case chargedCents = "charged_cents"
            case holdStatus = "hold_status"
        }
    }
}

extension CallReview {
    /// The status of an operation. Burki does not describe the values.
    public struct OperationStatus: OpenEnum {
        /// The value on the wire.
        public let rawValue: String

        /// Creates a status from any string.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// `running`.
        public static let running = Self(rawValue: "running")
        /// `completed`.
        public static let completed = Self(rawValue: "completed")
        /// `review_required`.
        public static let reviewRequired = Self(rawValue: "review_required")

        /// The statuses that this version knows.
        public static let known: [Self] = [running, completed, reviewRequired]
    }
}

extension CallReview.Funding {
    /// The state of a reservation.
    public struct HoldStatus: OpenEnum {
        /// The value on the wire.
        public let rawValue: String

        /// Creates a state from any string.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The money is reserved.
        public static let active = Self(rawValue: "active")
        /// The money is not reserved any more.
        public static let released = Self(rawValue: "released")
        /// The platform does not know.
        public static let unknown = Self(rawValue: "unknown")

        /// The states that this version knows.
        public static let known: [Self] = [active, released, unknown]
    }
}
