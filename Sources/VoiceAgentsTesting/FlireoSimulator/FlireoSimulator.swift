public import VoiceAgentsCore

/// Flireo in memory, behind the transport protocol: for examples without an account and for tests of your own code.
///
/// ```swift
/// let flireo = FlireoClient(apiKey: "any", baseURL: url, transport: FlireoSimulator())
/// ```
///
/// It keeps its state, follows the documented rules, and refuses what the platform would refuse, with its codes. Flireo's
/// pages document no answer to a missing key; the simulator answers 403 `forbidden`.
public actor FlireoSimulator: Transport {
    /// The account that the simulator plays. Read it to see what a program did.
    public private(set) var account: Account

    private var faults = FaultPlan()
    let clock: any Clock<Duration>
    /// The time since the simulator was made.
    let elapsed: @Sendable () -> Duration

    /// Creates a platform.
    ///
    /// - Parameters:
    ///   - account: What the account has. Default: ``Account/example``.
    ///   - clock: Measures how long orders and verifications take, and the delays of ``fail(_:with:times:)``. Give the
    ///     client the same `VirtualClock`, and waiting for an order takes no time.
    public init(account: Account = .example, clock: any Clock<Duration> = ContinuousClock()) {
        self.account = account
        self.clock = clock
        elapsed = Self.stopwatch(clock)
    }

    private static func stopwatch<C: Clock<Duration>>(_ clock: C) -> @Sendable () -> Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }

    /// Changes what the account has.
    public func update(_ change: @Sendable (inout Account) -> Void) { change(&account) }

    /// Lets an operation go wrong.
    ///
    /// - Parameters:
    ///   - operation: Its name, for example `flireo.assistants.link`. One that does not exist is a mistake in the test and
    ///     traps.
    ///   - fault: What goes wrong.
    ///   - times: How often, before all is well again.
    public func fail(_ operation: String, with fault: Fault, times: Int = 1) {
        precondition(Self.operations.contains(operation), "There is no operation \(operation) to go wrong.")
        faults.add(fault, to: operation, times: times)
    }

    /// Carries out a request.
    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        try Task.checkCancellation()
        let asked = SimulatedRequest(request)
        let match = Account.route(for: asked)
        let fault = match.flatMap { faults.next(for: $0.route.operation) }
        if let answer = try await fault?.beforeEffect(within: request.timeout, clock: clock) { return answer }
        account.settle(at: elapsed())
        let reply = account.answer(asked, match)
        // What is pending from now on is decided that much later.
        account.settle(at: elapsed())
        try fault?.afterEffect(timeout: request.timeout)
        return reply.httpResponse
    }

    /// The names of the operations that it plays.
    package static var operations: [String] { Account.routes.map(\.operation) }

    /// Whether a request goes to a path of Flireo's.
    package static func hasPath(of request: HTTPRequest) -> Bool {
        Account.isKnownPath(SimulatedRequest(request))
    }
}
