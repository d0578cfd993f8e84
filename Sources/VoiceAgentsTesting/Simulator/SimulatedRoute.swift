import VoiceAgentsCore

/// One operation of a simulated platform, and how it is answered.
struct SimulatedRoute<Account: Sendable>: Sendable {
    typealias Answer = @Sendable (inout Account, inout RequestReader) throws -> SimulatedReply

    let operation: PlatformOperation
    let tier: SimulationTier
    let answer: Answer

    private init(_ operation: PlatformOperation, _ tier: SimulationTier, _ answer: @escaping Answer) {
        self.operation = operation
        self.tier = tier
        self.answer = answer
    }

    /// An operation that reads or changes the account.
    static func rule(_ operation: PlatformOperation, _ answer: @escaping Answer) -> Self {
        Self(operation, .rule, answer)
    }

    /// An operation that is answered with its recorded success.
    static func recording(_ operation: PlatformOperation) -> Self {
        Self(operation, .recording) { _, _ in try SimulatedReply(recorded: operation) }
    }
}
