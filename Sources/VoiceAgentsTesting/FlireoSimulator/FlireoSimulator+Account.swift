public import Flireo
public import VoiceAgentsCore

extension FlireoSimulator {
    /// What a simulated account has.
    public struct Account: Sendable {
        /// Its assistants.
        public var assistants: [SimulatedAssistant] = []
        /// The phone numbers that exist, its own and those of others.
        public var phoneNumbers: [SimulatedPhoneNumber] = []
        /// The key to expect. `nil`: any.
        public var apiKey: APIKey?
        /// How the key travels.
        public var authentication = Authentication.bearer

        /// An account that has nothing.
        public init() {}

        /// Two assistants, two numbers of its own in Amsterdam and Rotterdam, a shared number, and a number of somebody
        /// else. Nothing is linked.
        public static let example: Account = {
            var account = Account()
            account.assistants = [
                .init(id: "660e8400-e29b-41d4-a716-446655440000", name: "Customer Support Agent"),
                .init(id: "660e8400-e29b-41d4-a716-446655440001", name: "Appointment Planner"),
            ]
            account.phoneNumbers = [
                .init(
                    id: "550e8400-e29b-41d4-a716-446655440000", number: "+31201234567", type: .local,
                    locality: "Amsterdam"),
                .init(
                    id: "550e8400-e29b-41d4-a716-446655440001", number: "+31101234567", type: .local,
                    locality: "Rotterdam"),
                .init(
                    id: "550e8400-e29b-41d4-a716-446655440002", number: "+31851234567", type: .national,
                    origin: .default),
                .init(
                    id: "550e8400-e29b-41d4-a716-446655440003", number: "+31301234567", type: .local,
                    locality: "Utrecht", isOwn: false),
            ]
            return account
        }()
    }

    /// An assistant of a simulated account.
    public struct SimulatedAssistant: Sendable, Hashable {
        /// Its id.
        public var id: Assistant.ID
        /// Its name.
        public var name: String
        /// The number it answers.
        public var phoneNumberID: PhoneNumberID?

        /// Creates an assistant.
        public init(id: Assistant.ID, name: String, phoneNumberID: PhoneNumberID? = nil) {
            self.id = id
            self.name = name
            self.phoneNumberID = phoneNumberID
        }
    }

    /// A phone number that a simulated account can see or not.
    public struct SimulatedPhoneNumber: Sendable, Hashable {
        /// Its id.
        public var id: PhoneNumberID
        /// The number.
        public var number: PhoneNumber
        /// Its kind.
        public var type: NumberType?
        /// The place it belongs to.
        public var locality: String?
        /// Where it comes from: shared or the account's own.
        public var origin: NumberOrigin
        /// Whether the account may use it.
        public var isOwn: Bool

        /// Creates a number.
        public init(
            id: PhoneNumberID, number: PhoneNumber, type: NumberType? = nil, locality: String? = nil,
            origin: NumberOrigin = .custom, isOwn: Bool = true
        ) {
            self.id = id
            self.number = number
            self.type = type
            self.locality = locality
            self.origin = origin
            self.isOwn = isOwn
        }
    }
}

extension FlireoSimulator.Account: SimulatedAccount {
    static let routes = assistantRoutes

    static func unknownRoute(isKnownPath: Bool) -> SimulatedReply {
        .error("not_found", "Resource not found", status: 404)
    }

    func authenticate(_ headers: HTTPHeaders) throws(SimulatedReply) {
        let field = headers[authentication.header] ?? ""
        let isExpected = apiKey.map { field == authentication.prefix + $0.value }
        guard isExpected ?? (field.hasPrefix(authentication.prefix) && field != authentication.prefix) else {
            throw .error("forbidden", "Missing or invalid API key", status: 403)
        }
    }
}

extension SimulatedReply {
    /// Flireo's error body.
    static func error(_ code: String, _ message: String, status: Int) -> SimulatedReply {
        SimulatedReply(
            status: status,
            body: ["error": ["code": .string(code), "message": .string(message), "details": [:]]])
    }
}
