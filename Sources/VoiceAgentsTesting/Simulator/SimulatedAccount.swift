import VoiceAgentsCore

/// The state of a simulated platform: ``BurkiAccount`` or ``FlireoAccount``.
public protocol SimulatedAccount: Sendable {
    /// Creates an account that has nothing.
    init()

    /// The account of the platform's own pages.
    static var example: Self { get }

    /// The operations of the platform, and the form of its refusals.
    static var platform: SimulatedPlatform<Self> { get }
}

/// The operations of a simulated platform, and the form of its refusals.
public struct SimulatedPlatform<Account: Sendable>: Sendable {
    /// The operations that it answers.
    let routes: [SimulatedRoute<Account>]

    /// The answer to a path that no operation has, or that has none with this method.
    let unknownRoute: @Sendable (_ isKnownPath: Bool) -> SimulatedReply

    /// The answer to values that are missing or malformed.
    let refusal: @Sendable ([FieldProblem]) -> SimulatedReply

    /// The answer to missing or wrong credentials, or `nil`.
    let unauthorized: @Sendable (Account, HeaderFields) -> SimulatedReply?

    /// Does what is due at a time, counted from the begin of the simulation.
    var advance: @Sendable (inout Account, Duration) -> Void = { _, _ in }
}

extension SimulatedPlatform {
    typealias Match = (route: SimulatedRoute<Account>, values: [String])

    /// The operation that a request asks for. Of several, the one with the fewest values in its path: `/calls/count` is
    /// not the call `count`.
    func route(for request: SimulatedRequest) -> Match? {
        routes.lazy.filter { $0.operation.method == request.method }
            .compactMap { route in route.operation.path.values(in: request.path).map { (route, $0) } }
            .min { $0.values.count < $1.values.count }
    }

    /// Carries out a request, or refuses it.
    func answer(_ request: SimulatedRequest, _ match: Match?, _ account: inout Account) -> SimulatedReply {
        guard let (route, values) = match else {
            return unknownRoute(routes.contains { $0.operation.path.values(in: request.path) != nil })
        }
        if let refusal = unauthorized(account, request.headers) { return refusal }
        var reader = RequestReader(request, values: values, of: route.operation.path, refusal: refusal)
        do {
            return try route.answer(&account, &reader)
        } catch let refusal as SimulatedReply {
            return refusal
        } catch {
            // What a server answers when its own code fails.
            return SimulatedReply(status: 500, body: ["detail": "Internal Server Error"])
        }
    }
}
