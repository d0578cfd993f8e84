public import VoiceAgentsCore

/// Flireo in memory, behind the transport protocol: for examples without an account and for tests of your own code.
///
/// ```swift
/// let flireo = FlireoClient(apiKey: "any", baseURL: url, transport: FlireoSimulator())
/// ```
///
/// It keeps its state, follows the documented rules, and refuses what the platform would refuse, with its codes. Flireo's
/// pages document no answer to a missing key; the simulator answers 403 `forbidden`.
public final class FlireoSimulator: Transport {
    /// The account that the simulator plays. Read it to see what a program did.
    public var account: Account { get async { await simulation.account } }

    let simulation: Simulation<Account>

    /// Creates a platform.
    ///
    /// - Parameters:
    ///   - account: What the account has. Default: ``Account/example``.
    ///   - clock: Measures how long orders and verifications take, and the delays of ``fail(_:with:times:)``. Give the
    ///     client the same `VirtualClock`, and waiting for an order takes no time.
    public init(account: Account = .example, clock: any Clock<Duration> = ContinuousClock()) {
        simulation = Simulation(of: account, clock: clock)
    }

    /// Changes what the account has.
    public func update(_ change: @Sendable (inout Account) -> Void) async { await simulation.update(change) }

    /// Lets an operation go wrong.
    ///
    /// - Parameters:
    ///   - operation: The operation, for example `.flireo.assistants.link`.
    ///   - fault: What goes wrong.
    ///   - times: How often, before all is well again.
    public func fail(_ operation: PlatformOperation, with fault: Fault, times: Int = 1) async {
        await simulation.fail(operation, with: fault, times: times)
    }

    /// Carries out a request.
    public func send(_ request: TransportRequest) async throws -> TransportResponse {
        try await simulation.send(request)
    }

    /// The operations that it simulates.
    public static var operations: [PlatformOperation] { Account.routes.map(\.operation) }

    /// Whether a request is one to Flireo, whose paths all begin with `/v1/`; Burki's never do. So each platform answers its
    /// own unknown paths, in its own form.
    package static func isAddressed(by request: TransportRequest) -> Bool {
        SimulatedRequest(request).path.hasPrefix("/v1/")
    }
}
