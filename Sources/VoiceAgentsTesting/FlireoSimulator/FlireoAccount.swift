public import Flireo
public import VoiceAgentsCore

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// What a simulated account has.
public struct FlireoAccount: SimulatedAccount {
    /// Its assistants.
    public var assistants: [SimulatedAssistant] = []
    /// The phone numbers that exist, its own and those of others.
    public var phoneNumbers: [SimulatedPhoneNumber] = []
    /// The numbers that can be ordered. An order takes the credits of the number's cost, 10 where it has none.
    public var stock: [AvailablePhoneNumber] = []
    /// Its orders, the latest first. One that is pending is decided after ``orderDuration``.
    public var orders: [PhoneNumberOrder] = []
    /// Its verification groups, the latest first. One that is pending is decided after ``reviewDuration``.
    public var verificationGroups: [VerificationGroup] = []
    /// What it can spend. An order that costs more is refused with 402.
    public var credits = 100
    /// How long an order stays pending, on the simulator's clock.
    public var orderDuration = Duration.seconds(30)
    /// The numbers whose orders fail.
    public var failingNumbers: Set<PhoneNumber> = []
    /// How long a verification group stays pending, on the simulator's clock.
    public var reviewDuration = Duration.seconds(60)
    /// How a verification ends: `approved` or `rejected`; `pending` when it never does.
    public var reviewVerdict = VerificationStatus.approved
    /// The most elements on a page, also when more are asked for.
    public var maximumPageSize = 100
    /// Tells the time of day for everything that is created.
    public var now: @Sendable () -> Date = { Date() }
    /// The key to expect. `nil`: any.
    public var apiKey: APIKey?
    /// How the key travels.
    public var authentication = Authentication.bearer

    /// When what is pending is decided, by its id, as time since the simulator was made.
    var decisions: [UUID: Duration] = [:]
    var lastID: UInt32 = 0

    /// An account that has nothing.
    public init() {}

    /// Two assistants, two numbers of its own in Amsterdam and Rotterdam, a shared number, a number of another account,
    /// an approved verification group in Amsterdam, and numbers of every kind to order. Nothing is linked.
    public static let example: FlireoAccount = {
        var account = FlireoAccount()
        let joined = Timestamp.date(from: "2025-01-10T08:00:00Z")
        account.assistants = [
            .init(id: "660e8400-e29b-41d4-a716-446655440000", name: "Customer Support Agent"),
            .init(id: "660e8400-e29b-41d4-a716-446655440001", name: "Appointment Planner"),
        ]
        account.phoneNumbers = [
            .init(
                id: "550e8400-e29b-41d4-a716-446655440000", phoneNumber: "+31201234567", type: .local,
                locality: "Amsterdam", createdAt: joined),
            .init(
                id: "550e8400-e29b-41d4-a716-446655440001", phoneNumber: "+31101234567", type: .local,
                locality: "Rotterdam", createdAt: joined),
            .init(
                id: "770e8400-e29b-41d4-a716-446655440000", phoneNumber: "+31850001234", type: .national,
                origin: .default),
            .init(
                id: "550e8400-e29b-41d4-a716-446655440003", phoneNumber: "+31301234567", type: .local,
                locality: "Utrecht", isOwn: false),
        ]
        account.verificationGroups = [
            VerificationGroup(
                id: "550e8400-e29b-41d4-a716-446655440000", name: "Amsterdam Office", type: .local,
                status: .approved, locality: "Amsterdam", businessName: "Example BV",
                createdAt: joined,
                documents: [.init(id: "doc_123", type: "proof_of_address", status: .approved)])
        ]
        account.stock = [
            .forSale("+31851234567", .national), .forSale("+31851234568", .national, [.voice]),
            .forSale("+31612345678", .mobile), .forSale("+31201234568", .local, in: "Amsterdam"),
            .forSale("+31201234569", .local, in: "Amsterdam"), .forSale("+31101234568", .local, in: "Rotterdam"),
        ]
        return account
    }()
}

extension FlireoAccount {
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
        public var phoneNumber: PhoneNumber
        /// Its kind.
        public var type: NumberType?
        /// The place it belongs to.
        public var locality: String?
        /// Where it comes from: shared or the account's own.
        public var origin: NumberOrigin
        /// Whether the account may use it.
        public var isOwn: Bool
        /// The verification group that it was ordered through.
        public var verificationGroupID: VerificationGroup.ID?
        /// When it joined the account.
        public var createdAt: Date?

        /// Creates a number.
        public init(
            id: PhoneNumberID, phoneNumber: PhoneNumber, type: NumberType? = nil, locality: String? = nil,
            origin: NumberOrigin = .custom, isOwn: Bool = true, verificationGroupID: VerificationGroup.ID? = nil,
            createdAt: Date? = nil
        ) {
            self.id = id
            self.phoneNumber = phoneNumber
            self.type = type
            self.locality = locality
            self.origin = origin
            self.isOwn = isOwn
            self.verificationGroupID = verificationGroupID
            self.createdAt = createdAt
        }
    }
}

extension AvailablePhoneNumber {
    /// A number at the price of Flireo's documentation.
    fileprivate static func forSale(
        _ number: PhoneNumber, _ type: NumberType, in locality: String? = nil,
        _ features: [NumberFeature] = [.voice, .sms]
    ) -> Self {
        Self(
            phoneNumber: PhoneAddress(number), type: type, locality: locality, features: features,
            cost: NumberCost(monthly: DecimalAmount("2.00"), currency: "EUR", credits: 10), isReservable: true)
    }
}
