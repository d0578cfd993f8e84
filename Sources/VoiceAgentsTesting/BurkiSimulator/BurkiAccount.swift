public import Burki
public import VoiceAgentsCore

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// What a simulated organization has.
public struct BurkiAccount: SimulatedAccount {
    /// Its id.
    public var organizationID: Organization.ID = 1
    /// Its assistants.
    public var assistants: [SimulatedAssistant] = []
    /// Its conversation flows.
    public var flows: [SimulatedFlow] = []
    /// Its phone numbers.
    public var phoneNumbers: [SimulatedPhoneNumber] = []
    /// Its graphs.
    public var graphs: [AssistantGraph] = []
    /// The calls it has placed.
    public var calls: [PlacedCall] = []
    /// Whether it can pay for a call. Without money, a call is refused with 402.
    public var hasFunds = true
    /// The numbers that can be bought. `nil`: every number that it does not have yet.
    public var numbersForSale: Set<PhoneNumber>?
    /// Whether an order at Telnyx stays `pending`.
    public var leavesTelnyxOrdersPending = false
    /// The key to expect. `nil`: any.
    public var apiKey: APIKey?
    /// Tells the time of day for everything that is created.
    public var now: @Sendable () -> Date = { Date() }

    /// An organization that has nothing.
    public init() {}

    /// The organization of the platform's pages: assistants 1, 2, 3, 123 and 456; the number 1 with an assistant, the
    /// number 2 without, the number 5 with another assistant.
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
                route: .assistant(1)),
            .init(id: 2, phoneNumber: "+15559876543", friendlyName: "Sales Hotline", provider: .twilio),
            .init(
                id: 5, phoneNumber: "+15557654321", friendlyName: "Sales Department", provider: .telnyx,
                route: .assistant(2)),
        ]
        return account
    }()
}

extension BurkiAccount {
    /// An assistant of a simulated organization.
    public struct SimulatedAssistant: Sendable, Hashable {
        /// Its id.
        public var id: Assistant.ID
        /// Its name.
        public var name: String
        /// Its description.
        public var description: String?

        /// Creates an assistant.
        public init(id: Assistant.ID, name: String, description: String? = nil) {
            self.id = id
            self.name = name
            self.description = description
        }
    }

    /// A conversation flow of a simulated organization.
    public struct SimulatedFlow: Sendable, Hashable {
        /// Its id.
        public var id: Flow.ID
        /// Its name.
        public var name: String
        /// The assistant it is based on.
        public var assistant: Assistant.ID

        /// Creates a flow.
        public init(id: Flow.ID, name: String, assistant: Assistant.ID) {
            self.id = id
            self.name = name
            self.assistant = assistant
        }
    }

    /// What answers a number.
    public enum Route: Sendable, Hashable {
        /// Nothing.
        case nowhere
        /// An assistant.
        case assistant(Assistant.ID)
        /// A graph, from its entry node on.
        case graph(AssistantGraph.ID)
        /// A conversation flow.
        case flow(Flow.ID)
    }

    /// A phone number of a simulated organization.
    public struct SimulatedPhoneNumber: Sendable, Hashable {
        /// Its id.
        public var id: OrganizationPhoneNumber.ID
        /// The number.
        public var phoneNumber: PhoneNumber
        /// Its name.
        public var friendlyName: String?
        /// Who carries its calls.
        public var provider: TelephonyProvider
        /// Whether it is in use.
        public var isActive: Bool
        /// What answers it.
        public var route: Route
        /// When it was added.
        public var createdAt: Date

        /// Creates a number.
        public init(
            id: OrganizationPhoneNumber.ID, phoneNumber: PhoneNumber, friendlyName: String? = nil,
            provider: TelephonyProvider = .twilio, isActive: Bool = true, route: Route = .nowhere,
            createdAt: Date = Date(timeIntervalSince1970: 1_696_154_400)
        ) {
            self.id = id
            self.phoneNumber = phoneNumber
            self.friendlyName = friendlyName
            self.provider = provider
            self.isActive = isActive
            self.route = route
            self.createdAt = createdAt
        }
    }

    /// A call that a simulated organization has placed.
    public struct PlacedCall: Sendable, Hashable, Identifiable {
        /// Its id at the provider.
        public var id: Call.SID
        /// The number that called.
        public var from: PhoneNumber
        /// The number that rang.
        public var to: PhoneNumber
        /// The assistant that spoke.
        public var assistant: Assistant.ID
        /// What it said first, with the variables filled in. `nil`: its own greeting.
        public var welcomeMessage: String?
        /// What the call was about, with the variables filled in.
        public var agenda: String?

        /// Creates a call, for an account with a history.
        public init(
            id: Call.SID, from: PhoneNumber, to: PhoneNumber, assistant: Assistant.ID, welcomeMessage: String? = nil,
            agenda: String? = nil
        ) {
            self.id = id
            self.from = from
            self.to = to
            self.assistant = assistant
            self.welcomeMessage = welcomeMessage
            self.agenda = agenda
        }
    }

    func assistant(_ id: Assistant.ID) -> SimulatedAssistant? { assistants.first { $0.id == id } }
}

extension JSONValue {
    /// An id.
    static func id<Resource>(_ id: Identifier<Resource, Int>) -> JSONValue { .integer(Int64(id.rawValue)) }
}
