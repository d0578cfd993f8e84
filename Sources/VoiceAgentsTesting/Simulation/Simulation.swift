import VoiceAgentsCore

/// What both simulators are: an account behind the transport protocol, its faults and its time.
actor Simulation<Account: SimulatedAccount>: Transport {
    private(set) var account: Account

    private var faults = FaultPlan()
    private let clock: any Clock<Duration>
    /// The time since the simulation began.
    let elapsed: @Sendable () -> Duration

    init(of account: Account, clock: any Clock<Duration>) {
        self.account = account
        self.clock = clock
        elapsed = Self.stopwatch(clock)
    }

    private static func stopwatch<C: Clock<Duration>>(_ clock: C) -> @Sendable () -> Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }

    func update(_ change: @Sendable (inout Account) -> Void) { change(&account) }

    func fail(_ operation: PlatformOperation, with fault: Fault, times: Int) {
        faults.add(fault, to: operation, times: times)
    }

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        try Task.checkCancellation()
        let asked = SimulatedRequest(request)
        let match = Account.route(for: asked)
        let fault = match.flatMap { faults.next(for: $0.route.operation) }
        if let answer = try await fault?.beforeEffect(within: request.timeout, clock: clock) { return answer }
        account.advance(to: elapsed())
        let reply = account.answer(asked, match)
        // What is pending from now on is decided that much later.
        account.advance(to: elapsed())
        try fault?.afterEffect(timeout: request.timeout)
        return reply.transportResponse
    }
}
