public import VoiceAgentsCore

/// Burki in memory, behind the transport protocol: for examples without an account and for tests of your own code.
///
/// ```swift
/// let simulator = BurkiSimulator()
/// let burki = BurkiClient(apiKey: "any", transport: simulator)
/// try await burki.phoneNumbers.purchase("+14155551234", provider: .twilio)
/// #expect(await simulator.account.phoneNumbers.count == 4)
/// ```
///
/// It keeps its state, follows the documented rules, and is strict: what the platform would refuse, it refuses, with the
/// platform's status and, where they are documented, its words.
public final class BurkiSimulator: Transport {
    /// The organization that the simulator plays. Read it to see what a program did.
    public var account: Account { get async { await simulation.account } }

    let simulation: Simulation<Account>

    /// Creates a platform.
    ///
    /// - Parameters:
    ///   - account: What the organization has. Default: ``Account/example``.
    ///   - clock: Measures the delays of ``fail(_:with:times:)``.
    public init(account: Account = .example, clock: any Clock<Duration> = ContinuousClock()) {
        simulation = Simulation(of: account, clock: clock)
    }

    /// Changes what the organization has, for example takes away its money.
    public func update(_ change: @Sendable (inout Account) -> Void) async { await simulation.update(change) }

    /// Lets an operation go wrong.
    ///
    /// - Parameters:
    ///   - operation: The operation, for example `.burki.calls.initiate`.
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
}
