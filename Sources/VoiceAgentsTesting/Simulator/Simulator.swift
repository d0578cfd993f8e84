public import VoiceAgentsCore

/// A platform in memory, behind the transport protocol: for examples without an account and for tests of your own code.
/// Use it as ``BurkiSimulator`` or ``FlireoSimulator``.
///
/// It keeps its state, follows the documented rules, and refuses what the platform would refuse, with the platform's status
/// and, where they are documented, its words. Operations that only read records are answered with their recorded reply:
/// ``tiers`` tells which.
public actor Simulator<State: SimulatedAccount>: Transport {
    /// The state of the platform.
    public typealias Account = State

    /// The account that the simulator plays. Read it to see what a program did.
    public private(set) var account: Account

    private var faults = FaultPlan()
    private let clock: any Clock<Duration>
    /// The time since the simulation began.
    let elapsed: @Sendable () -> Duration

    /// Creates a platform.
    ///
    /// - Parameters:
    ///   - account: What the account has. Default: `Account.example`.
    ///   - clock: Measures the delays of ``fail(_:with:times:)``, and how long Flireo's orders and verifications take. Give
    ///     the client the same ``VirtualClock``, and waiting takes no time.
    public init(account: Account = .example, clock: any Clock<Duration> = ContinuousClock()) {
        self.account = account
        self.clock = clock
        elapsed = Self.stopwatch(clock)
    }

    private static func stopwatch<C: Clock<Duration>>(_ clock: C) -> @Sendable () -> Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }

    /// Changes what the account has, for example takes away its money.
    public func update(_ change: @Sendable (inout Account) -> Void) { change(&account) }

    /// Makes the next requests of an operation fail.
    ///
    /// - Parameters:
    ///   - operation: The operation, for example `.burki.calls.initiate`.
    ///   - fault: What goes wrong.
    ///   - times: How many requests fail. Faults of several calls follow each other.
    public func fail(_ operation: PlatformOperation, with fault: Fault, times: Int = 1) {
        faults.add(fault, to: operation, times: times)
    }

    /// Carries out a request.
    public func send(_ request: TransportRequest) async throws -> TransportResponse {
        try Task.checkCancellation()
        let request = (sent: request, read: SimulatedRequest(request))
        let match = Account.platform.route(for: request.read)
        let fault = match.flatMap { faults.next(for: $0.route.operation) }
        if let answer = try await fault?.beforeEffect(within: request.sent.timeout, clock: clock) { return answer }
        Account.platform.advance(&account, elapsed())
        let reply = Account.platform.answer(request.read, match, &account)
        // What is pending from now on is decided that much later.
        Account.platform.advance(&account, elapsed())
        try fault?.afterEffect(timeout: request.sent.timeout)
        return reply.response
    }

    /// The operations that the simulator answers, and how.
    public static var tiers: [PlatformOperation: SimulationTier] {
        Dictionary(Account.platform.routes.map { ($0.operation, $0.tier) }) { first, _ in first }
    }
}

/// How a simulator answers an operation.
public enum SimulationTier: String, Sendable, CaseIterable {
    /// By a rule that reads and changes the account.
    case rule
    /// With the recorded reply of the operation, whatever is asked. The account stays as it is.
    case recording
}
