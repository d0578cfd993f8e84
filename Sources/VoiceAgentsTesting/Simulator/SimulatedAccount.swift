import VoiceAgentsCore

/// The state of a simulated platform: ``BurkiAccount`` or ``FlireoAccount``.
public protocol SimulatedAccount: Sendable {
    /// Creates an account without records.
    init()

    /// An account with the records of the platform's documentation.
    static var example: Self { get }

    /// The operations of the platform and the format of its errors.
    static var platform: SimulatedPlatform<Self> { get }
}

/// The operations of a simulated platform and the format of its errors.
public struct SimulatedPlatform<Account: Sendable>: Sendable {
    /// The simulated operations.
    let routes: [SimulatedRoute<Account>]

    /// Returns the reply to a request that matches no operation, with whether an operation with another method has its path.
    let unknownRoute: @Sendable (_ isKnownPath: Bool) -> SimulatedReply

    /// Returns the reply to a request with missing or malformed values.
    let refusal: @Sendable ([FieldProblem]) -> SimulatedReply

    /// Returns the reply to a request with missing or wrong credentials. `nil` for valid credentials.
    let unauthorized: @Sendable (Account, HeaderFields) -> SimulatedReply?

    /// Performs the changes that are due at a time since the start of the simulation.
    var advance: @Sendable (inout Account, Duration) -> Void = { _, _ in }
}

extension SimulatedPlatform {
    typealias Match = (route: SimulatedRoute<Account>, values: [String])

    /// The operation of a request. When several match, the one with the fewest values in its path: `/calls/count` is not the call
    /// with the id `count`.
    func route(for request: SimulatedRequest) -> Match? {
        routes.lazy.filter { $0.operation.method == request.method }
            .compactMap { route in route.operation.path.values(in: request.path).map { (route, $0) } }
            .min { $0.values.count < $1.values.count }
    }

    /// Performs a request and returns the reply, or returns an error reply.
    func reply(to request: SimulatedRequest, _ match: Match?, _ account: inout Account) -> SimulatedReply {
        guard let (route, values) = match else {
            return unknownRoute(routes.contains { $0.operation.path.values(in: request.path) != nil })
        }
        if !route.isPublic, let refusal = unauthorized(account, request.headers) { return refusal }
        var reader = RequestReader(request, values: values, of: route.operation.path, refusal: refusal)
        do {
            return try route.reply(&account, &reader)
        } catch let refusal as SimulatedReply {
            return refusal
        } catch {
            // The reply of a server whose own code fails.
            return SimulatedReply(status: 500, body: ["detail": "Internal Server Error"])
        }
    }
}
