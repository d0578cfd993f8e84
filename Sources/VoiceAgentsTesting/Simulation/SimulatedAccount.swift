import VoiceAgentsCore

/// The state of a simulated platform together with its rules.
protocol SimulatedAccount: Sendable {
    /// The operations that it plays.
    static var routes: [SimulatedRoute<Self>] { get }

    /// The answer to a path that no operation has, or that has none with this verb.
    static func unknownRoute(isKnownPath: Bool) -> SimulatedReply

    /// Does what is done after a while.
    ///
    /// - Parameter time: The time since the simulation began.
    mutating func advance(to time: Duration)

    /// Checks the credentials.
    ///
    /// - Throws: The platform's refusal.
    func authenticate(_ headers: HeaderFields) throws(SimulatedReply)
}

extension SimulatedAccount {
    mutating func advance(to time: Duration) {}

    typealias Match = (route: SimulatedRoute<Self>, parameters: [String])

    /// The operation that a request asks for.
    static func route(for request: SimulatedRequest) -> Match? {
        for route in routes where route.operation.method == request.method {
            if let parameters = route.operation.path.values(in: request.path) { return (route, parameters) }
        }
        return nil
    }

    /// Whether an operation has the path of a request, be it with another verb.
    static func isKnownPath(_ request: SimulatedRequest) -> Bool {
        routes.contains { $0.operation.path.values(in: request.path) != nil }
    }

    /// Carries out a request, or refuses it.
    mutating func answer(_ request: SimulatedRequest, _ match: Match?) -> SimulatedReply {
        guard let match else {
            return Self.unknownRoute(isKnownPath: Self.isKnownPath(request))
        }
        do throws(SimulatedReply) {
            try authenticate(request.headers)
        } catch {
            return error
        }
        return match.route.answer(&self, request, match.parameters)
    }
}
