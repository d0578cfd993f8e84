public import VoiceAgentsCore

/// A transport that simulates a platform in memory, for examples without an account and for tests of your own code. Use it as
/// ``BurkiSimulator`` or ``FlireoSimulator``.
///
/// It has an account as its state, follows the documented rules, and rejects invalid requests as the platform does, with the same
/// status and, where documented, the same message. Operations that only read records return their recorded reply; see ``tiers``.
public actor Simulator<State: SimulatedAccount>: Transport {
    /// The state of the platform.
    public typealias Account = State

    /// The state of the simulated account at this time of the clock, including the changes that a program made.
    public var account: Account {
        Account.platform.advance(&state, elapsed())
        return state
    }

    /// The state at the time of the last request.
    private var state: Account
    private var faults = FaultPlan()
    private let clock: any Clock<Duration>
    /// The time since the simulation began.
    let elapsed: @Sendable () -> Duration

    /// Creates a simulator.
    ///
    /// - Parameters:
    ///   - account: The initial state of the account. Default: `Account.example`.
    ///   - clock: The clock for the delays of ``fail(_:with:times:)``, the course of Burki's calls, and the durations of Flireo's
    ///     orders and verifications. When the client has the same ``VirtualClock``, waiting takes no time.
    public init(account: Account = .example, clock: any Clock<Duration> = ContinuousClock()) {
        state = account
        self.clock = clock
        elapsed = Self.elapsedTime(on: clock)
    }

    /// A closure that returns the time since the call of this function.
    private static func elapsedTime<C: Clock<Duration>>(on clock: C) -> @Sendable () -> Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }

    /// Changes the state of the account, for example its credits.
    public func update(_ change: @Sendable (inout Account) -> Void) {
        Account.platform.advance(&state, elapsed())
        change(&state)
    }

    /// Adds a fault to the next requests of an operation.
    ///
    /// - Parameters:
    ///   - operation: The operation, for example `.burki.calls.initiate`.
    ///   - fault: The fault.
    ///   - times: The number of requests with the fault. The faults of several calls follow each other.
    public func fail(_ operation: PlatformOperation, with fault: Fault, times: Int = 1) {
        faults.add(fault, to: operation, times: times)
    }

    /// Adds a fault to each request for which a closure returns one: for example to every twentieth call, or to those to a number.
    ///
    /// ```swift
    /// let simulator = BurkiSimulator()
    /// await simulator.fail { request in
    ///     guard request.operation == .burki.calls.initiate else { return nil }
    ///     return request.number.isMultiple(of: 20) ? .connectionLostAfterEffect : nil
    /// }
    /// ```
    ///
    /// The faults of ``fail(_:with:times:)`` come first.
    ///
    /// - Parameter fault: Returns the fault of a request. `nil`: none.
    public func fail(_ fault: @escaping @Sendable (SimulatedRequest) -> Fault?) { faults.add(fault) }

    /// Performs a request and returns the response.
    public func send(_ request: TransportRequest) async throws -> TransportResponse {
        try Task.checkCancellation()
        var request = (sent: request, read: SimulatedRequest(request))
        let match = Account.platform.route(for: request.read)
        let fault = match.flatMap { faults.removeNext(for: $0.route.operation, &request.read) }
        if let response = try await fault?.applyBeforeEffect(within: request.sent.timeout, clock: clock) {
            return response
        }
        Account.platform.advance(&state, elapsed())
        let reply = Account.platform.reply(to: request.read, match, &state)
        // Schedules the end of the orders and verifications that are pending from now on.
        Account.platform.advance(&state, elapsed())
        try fault?.applyAfterEffect(timeout: request.sent.timeout)
        return reply.response
    }

    /// The simulated operations, with the way in which their replies are created.
    public static var tiers: [PlatformOperation: SimulationTier] {
        Dictionary(Account.platform.routes.map { ($0.operation, $0.tier) }) { first, _ in first }
    }
}

/// The way in which a simulator creates the reply of an operation. This is a closed set, because an operation either uses the account
/// or ignores it.
public enum SimulationTier: String, Sendable, CaseIterable {
    /// A rule reads and changes the account.
    case rule
    /// The reply is the recorded success of the operation, for every request. The account is not changed.
    case recording
}
