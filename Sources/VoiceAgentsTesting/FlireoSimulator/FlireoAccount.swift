public import Flireo
public import VoiceAgentsCore

#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// The state of a simulated account of Flireo.
public struct FlireoAccount: SimulatedAccount {
    /// The assistants.
    public var assistants: [SimulatedAssistant] = []
    /// The phone numbers of this and of other accounts.
    public var phoneNumbers: [SimulatedPhoneNumber] = []
    /// The numbers that can be ordered. An order costs the credits of the number's `cost`, or 10.
    public var availablePhoneNumbers: [AvailablePhoneNumber] = []
    /// The orders, latest first. A pending order ends after ``orderDuration``.
    public var orders: [PhoneNumberOrder] = []
    /// The verification groups, latest first. A pending verification ends after ``reviewDuration``.
    public var verificationGroups: [VerificationGroup] = []
    /// The credits of the account. An order that costs more is rejected with 402.
    public var credits = 100
    /// The time until a pending order ends, on the simulator's clock.
    public var orderDuration = Duration.seconds(30)
    /// The numbers whose orders fail.
    public var failingNumbers: Set<PhoneNumber> = []
    /// The time until a pending verification ends, on the simulator's clock.
    public var reviewDuration = Duration.seconds(60)
    /// The result of a verification: `approved`, `rejected`, or `pending` for one that does not end.
    public var reviewResult = VerificationStatus.approved
    /// The largest number of elements on a page, even when a request has a larger limit.
    public var maximumPageSize = 100
    /// Returns the current date, for the dates of new records.
    public var now: @Sendable () -> Date = { Date() }
    /// The key that requests must contain. `nil`: any key.
    public var apiKey: APIKey?
    /// The header field that contains the key.
    public var authentication = Authentication.bearer

    /// When each pending order or verification ends, by its id, as time since the simulator was created.
    var decisionTimes: [UUID: Duration] = [:]
    var lastID: UInt32 = 0

    /// Creates an account without records.
    public init() {}

    /// An account with two assistants, two numbers in Amsterdam and Rotterdam, a shared number, a number of another account, an
    /// approved verification group in Amsterdam, and available numbers of every type. No number is linked.
    public static let example: FlireoAccount = {
        var account = FlireoAccount()
        let createdAt = Timestamp.date(from: "2025-01-10T08:00:00Z")
        account.assistants = [
            .init(id: "660e8400-e29b-41d4-a716-446655440000", name: "Customer Support Agent"),
            .init(id: "660e8400-e29b-41d4-a716-446655440001", name: "Appointment Planner"),
        ]
        account.phoneNumbers = [
            .init(
                id: "550e8400-e29b-41d4-a716-446655440000", phoneNumber: "+31201234567", type: .local,
                locality: "Amsterdam", createdAt: createdAt),
            .init(
                id: "550e8400-e29b-41d4-a716-446655440001", phoneNumber: "+31101234567", type: .local,
                locality: "Rotterdam", createdAt: createdAt),
            .init(
                id: "770e8400-e29b-41d4-a716-446655440000", phoneNumber: "+31850001234", type: .national,
                origin: .default),
            .init(
                id: "550e8400-e29b-41d4-a716-446655440003", phoneNumber: "+31301234567", type: .local,
                locality: "Utrecht", isOwned: false),
        ]
        account.verificationGroups = [
            VerificationGroup(
                id: "550e8400-e29b-41d4-a716-446655440000", name: "Amsterdam Office", type: .local,
                status: .approved, locality: "Amsterdam", businessName: "Example BV",
                createdAt: createdAt,
                documents: [.init(id: "doc_123", type: "proof_of_address", status: .approved)])
        ]
        account.availablePhoneNumbers = [
            .available("+31851234567", .national), .available("+31851234568", .national, [.voice]),
            .available("+31612345678", .mobile), .available("+31201234568", .local, in: "Amsterdam"),
            .available("+31201234569", .local, in: "Amsterdam"), .available("+31101234568", .local, in: "Rotterdam"),
        ]
        return account
    }()
}

extension FlireoAccount {
    /// An assistant of a simulated account.
    public struct SimulatedAssistant: Sendable, Hashable {
        /// The id of the assistant.
        public var id: Assistant.ID
        /// The name of the assistant.
        public var name: String
        /// The number that the assistant answers.
        public var phoneNumberID: PhoneNumberID?

        /// Creates an assistant.
        public init(id: Assistant.ID, name: String, phoneNumberID: PhoneNumberID? = nil) {
            self.id = id
            self.name = name
            self.phoneNumberID = phoneNumberID
        }
    }

    /// A phone number of a simulated account or of another account.
    public struct SimulatedPhoneNumber: Sendable, Hashable {
        /// The id of the number.
        public var id: PhoneNumberID
        /// The number.
        public var phoneNumber: PhoneNumber
        /// The type of the number.
        public var type: NumberType?
        /// The locality of the number.
        public var locality: String?
        /// The origin of the number: shared or of the account.
        public var origin: NumberOrigin
        /// Whether the account may use the number.
        public var isOwned: Bool
        /// The verification group through which the number was ordered.
        public var verificationGroupID: VerificationGroup.ID?
        /// When the number was added to the account.
        public var createdAt: Date?

        /// Creates a number.
        public init(
            id: PhoneNumberID, phoneNumber: PhoneNumber, type: NumberType? = nil, locality: String? = nil,
            origin: NumberOrigin = .custom, isOwned: Bool = true, verificationGroupID: VerificationGroup.ID? = nil,
            createdAt: Date? = nil
        ) {
            self.id = id
            self.phoneNumber = phoneNumber
            self.type = type
            self.locality = locality
            self.origin = origin
            self.isOwned = isOwned
            self.verificationGroupID = verificationGroupID
            self.createdAt = createdAt
        }
    }
}

extension AvailablePhoneNumber {
    /// An available number at the price in Flireo's documentation.
    fileprivate static func available(
        _ number: PhoneNumber, _ type: NumberType, in locality: String? = nil,
        _ features: [NumberFeature] = [.voice, .sms]
    ) -> Self {
        Self(
            phoneNumber: PhoneAddress(number), type: type, locality: locality, features: features,
            cost: NumberCost(monthly: DecimalAmount("2.00"), currency: "EUR", credits: 10), isReservable: true)
    }
}
