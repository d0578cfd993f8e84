import VoiceAgentsCore

/// One operation of a simulated platform, and its rule.
struct SimulatedRoute<State>: Sendable {
    let operation: PlatformOperation

    /// Carries out the operation, or refuses it. The last argument holds the path's values in their order.
    let answer: @Sendable (inout State, SimulatedRequest, [String]) -> SimulatedReply

    init(
        _ operation: PlatformOperation,
        _ rule: @escaping @Sendable (inout State, SimulatedRequest, [String]) throws(SimulatedReply) -> SimulatedReply
    ) {
        self.operation = operation
        answer = { state, request, parameters in
            do throws(SimulatedReply) {
                return try rule(&state, request, parameters)
            } catch {
                return error
            }
        }
    }
}
