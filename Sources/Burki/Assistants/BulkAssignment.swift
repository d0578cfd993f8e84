/// The assignment of several phone numbers to an assistant. Some of them can have failed.
public struct BulkAssignment: Codable, Hashable, Sendable {
    /// The numbers that were assigned.
    public var successes: [OrganizationPhoneNumber.ID]
    /// The numbers that were not assigned. Empty when all were.
    public var failures: [Failure]
    /// The number of phone numbers that were assigned. `nil` when some were not: see ``successfulCount``.
    public var totalAssigned: Int?
    /// The number of phone numbers in the request. `nil` when all were assigned.
    public var totalRequested: Int?
    /// The number of phone numbers that were assigned. `nil` when all were: see ``totalAssigned``.
    public var successfulCount: Int?
    /// The number of phone numbers that were not assigned. `nil` when all were.
    public var failedCount: Int?
    /// Burki's message.
    public var message: String?

    /// Creates a value, for tests.
    public init(
        successes: [OrganizationPhoneNumber.ID] = [], failures: [Failure] = [], totalAssigned: Int? = nil,
        totalRequested: Int? = nil, successfulCount: Int? = nil, failedCount: Int? = nil, message: String? = nil
    ) {
        self.successes = successes
        self.failures = failures
        self.totalAssigned = totalAssigned
        self.totalRequested = totalRequested
        self.successfulCount = successfulCount
        self.failedCount = failedCount
        self.message = message
    }

    /// A number that was not assigned.
    public struct Failure: Codable, Hashable, Sendable {
        /// Burki's id of the number.
        public var phoneNumberID: OrganizationPhoneNumber.ID?
        /// The reason.
        public var error: String?

        /// Creates a value, for tests.
        public init(phoneNumberID: OrganizationPhoneNumber.ID? = nil, error: String? = nil) {
            self.phoneNumberID = phoneNumberID
            self.error = error
        }

        private enum CodingKeys: String, CodingKey {
            case phoneNumberID = "phone_number_id"
            case error
        }
    }

    private enum CodingKeys: String, CodingKey {
        case successes, failures
        case totalAssigned = "total_assigned"
        case totalRequested = "total_requested"
        case successfulCount = "successful_count"
        case failedCount = "failed_count"
        case message
    }
}
