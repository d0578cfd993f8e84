import VoiceAgentsCore

/// One operation of a simulated platform: its verb, its path with `{…}` for each parameter, and its rule.
struct SimulatedRoute<State>: Sendable {
    let operation: String
    let method: RequestMethod
    private let pattern: [Substring]

    /// Carries out the operation, or refuses it. The last argument holds the path's parameters in their order.
    let answer: @Sendable (inout State, SimulatedRequest, [String]) -> SimulatedReply

    init(
        _ operation: String, _ method: RequestMethod, _ path: String,
        _ rule: @escaping @Sendable (inout State, SimulatedRequest, [String]) throws(SimulatedReply) -> SimulatedReply
    ) {
        self.operation = operation
        self.method = method
        pattern = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { $0 }
        answer = { state, request, parameters in
            do throws(SimulatedReply) {
                return try rule(&state, request, parameters)
            } catch {
                return error
            }
        }
    }

    /// The path's parameters, or `nil` when this is another path.
    func parameters(of path: [Substring]) -> [String]? {
        guard path.count == pattern.count else { return nil }
        var parameters: [String] = []
        for (part, expected) in zip(path, pattern) {
            if expected.hasPrefix("{") {
                parameters.append(String(part))
            } else if part != expected {
                return nil
            }
        }
        return parameters
    }
}
