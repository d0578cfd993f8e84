public import Burki
public import VoiceAgentsCore

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// The state of a simulated organization of Burki.
public struct BurkiAccount: SimulatedAccount {
    /// The id of the organization.
    public var organizationID: Organization.ID = 1
    /// The assistants.
    public var assistants: [SimulatedAssistant] = []
    /// The conversation flows.
    public var flows: [Flow] = []
    /// The phone numbers.
    public var phoneNumbers: [SimulatedPhoneNumber] = []
    /// The graphs.
    public var graphs: [AssistantGraph] = []
    /// The sessions of the graphs, in order. The simulator adds none.
    public var graphSessions: [GraphSession] = []
    /// The analytics of graphs that do not follow from ``graphSessions``: the transitions, and the use of nodes.
    public var graphAnalytics: [AssistantGraph.ID: GraphAnalytics] = [:]
    /// The outbound calls, in order. Those that a program places go on as time passes on the simulator's clock.
    public var calls: [PlacedCall] = []
    /// The money of the organization, in US dollars. The cost of a call is subtracted when the call has one, and ``phoneNumberPrice``
    /// when a number is bought. Without money, another call is rejected with 402 and a purchase with 500. In reality, a number is paid
    /// from the organization's account with the provider.
    public var balance: Decimal = 1_000
    /// The price of a number that is bought, in US dollars. A search at Telnyx reports it as the cost.
    public var phoneNumberPrice: Decimal = 1
    /// Returns the conversation of a call that a program places.
    public var conversation: @Sendable (PlacedCall) -> SimulatedConversation = {
        .example(welcomeMessage: $0.welcomeMessage)
    }
    /// The time until the record of a call that was placed can be read, on the simulator's clock. Burki's can be missing for a moment.
    public var callRecordDelay = Duration.zero
    /// The numbers that can be bought. `nil`: every number that the organization does not have.
    public var availablePhoneNumbers: Set<PhoneNumber>?
    /// The numbers that the organization has at its providers, bought elsewhere. A synchronization adds those that Burki does not have.
    public var numbersAtProvider: [PhoneNumber: TelephonyProvider] = [:]
    /// The verified caller ids of the organization's Twilio account. A request for one adds it, as if its owner agreed immediately, and a
    /// synchronization adds it to the numbers.
    public var verifiedCallerIDs: Set<PhoneNumber> = []
    /// Whether the list of the organization's numbers says which graph answers a number. Burki's current servers do not say it.
    public var listsGraphsOfNumbers = false
    /// Whether orders at Telnyx stay `pending`.
    public var leavesTelnyxOrdersPending = false
    /// The key that requests must contain. `nil`: any key.
    public var apiKey: APIKey?
    /// Returns the current date, for the dates of new records. A call begins at this date; its other dates follow from the time that
    /// has passed on the simulator's clock.
    public var now: @Sendable () -> Date = { Date() }

    /// The time since the simulator was created, when the account was last advanced.
    var elapsed = Duration.zero
    /// The largest ids of graphs, nodes, edges and flows that were given, also of those that were deleted.
    var (lastGraphID, lastNodeID, lastEdgeID, lastFlowID) = (0, 100, 200, 0)

    /// Creates an organization without records.
    public init() {}

    /// The organization of Burki's documentation: assistants 1, 2, 3, 123 and 456; number 1, which assistant 1 answers; number 2,
    /// which is unassigned; and number 5, which assistant 2 answers.
    public static let example: BurkiAccount = {
        var account = BurkiAccount()
        account.assistants = [
            .init(id: 1, name: "Receptionist", description: "Greets callers and routes to departments"),
            .init(id: 2, name: "Sales Specialist", description: "Handles sales inquiries"),
            .init(id: 3, name: "Support Agent", description: "Handles support requests"),
            .init(id: 123, name: "Customer Service Bot"),
            .init(id: 456, name: "Follow-up Caller"),
        ]
        account.phoneNumbers = [
            .init(
                id: 1, phoneNumber: "+15551234567", friendlyName: "Main Support Line", provider: .twilio,
                destination: .assistant(1)),
            .init(id: 2, phoneNumber: "+15559876543", friendlyName: "Sales Hotline", provider: .twilio),
            .init(
                id: 5, phoneNumber: "+15557654321", friendlyName: "Sales Department", provider: .telnyx,
                destination: .assistant(2)),
        ]
        return account
    }()
}

extension BurkiAccount {
    /// An assistant of a simulated organization.
    public struct SimulatedAssistant: Sendable, Hashable {
        /// The id of the assistant.
        public var id: Assistant.ID
        /// The name of the assistant.
        public var name: String
        /// The description of the assistant.
        public var description: String?
        /// The URL for messages of the assistant's numbers, without which they cannot be enabled.
        public var smsWebhookURL: String?

        /// Creates an assistant.
        public init(id: Assistant.ID, name: String, description: String? = nil, smsWebhookURL: String? = nil) {
            self.id = id
            self.name = name
            self.description = description
            self.smsWebhookURL = smsWebhookURL
        }
    }

    /// A phone number of a simulated organization.
    public struct SimulatedPhoneNumber: Sendable, Hashable {
        /// The id of the number.
        public var id: OrganizationPhoneNumber.ID
        /// The number.
        public var phoneNumber: PhoneNumber
        /// The name in the dashboard.
        public var friendlyName: String?
        /// The telephony provider.
        public var provider: TelephonyProvider
        /// Whether the number is active.
        public var isActive: Bool
        /// What answers the number.
        public var destination: Routing.Destination
        /// When the number was added.
        public var createdAt: Date
        /// When the record was last changed. `nil`: never.
        public var updatedAt: Date?
        /// When an assistant got the number. `nil`: none has it, or it is not known.
        public var assignedAt: Date?
        /// Whether the number is a verified caller id.
        public var isVerifiedCallerID = false
        /// The SIP trunk of the number.
        public var sipTrunkID: SIPTrunk.ID?
        /// The countries that may call the number. Empty: all.
        public var allowedCountryCodes: [String] = []
        /// The URL for calls. `nil`: the provider's usual one.
        public var voiceWebhookURL: String?
        /// The URL for messages. `nil`: the provider's usual one.
        public var smsWebhookURL: String?

        /// Creates a number.
        public init(
            id: OrganizationPhoneNumber.ID, phoneNumber: PhoneNumber, friendlyName: String? = nil,
            provider: TelephonyProvider = .twilio, isActive: Bool = true,
            destination: Routing.Destination = .unassigned,
            createdAt: Date = Date(timeIntervalSince1970: 1_696_154_400)
        ) {
            self.id = id
            self.phoneNumber = phoneNumber
            self.friendlyName = friendlyName
            self.provider = provider
            self.isActive = isActive
            self.destination = destination
            self.createdAt = createdAt
        }
    }

    func assistant(_ id: Assistant.ID) -> SimulatedAssistant? { assistants.first { $0.id == id } }

    func flow(_ id: Flow.ID) -> Flow? { flows.first { $0.id == id } }
}

extension PageRange {
    /// A page as a bare array.
    func array<Element>(_ elements: [Element], _ json: (Element) -> JSONValue) -> JSONValue {
        .array(part(of: elements).map(json))
    }

    /// A page in the shape `items`, with the total and the parameters.
    func items<Element>(_ elements: [Element], _ json: (Element) -> JSONValue) -> JSONValue {
        [
            "items": array(elements, json), "total": .optional(elements.count),
            "skip": .optional(offset), "limit": .optional(limit),
        ]
    }
}
