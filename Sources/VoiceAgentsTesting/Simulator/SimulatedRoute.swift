import VoiceAgentsCore

/// An operation of a simulated platform, with the closure that returns its reply.
struct SimulatedRoute<Account: Sendable>: Sendable {
    typealias Rule = @Sendable (inout Account, inout RequestReader) throws -> SimulatedReply

    let operation: PlatformOperation
    let tier: SimulationTier
    /// Whether the operation needs no API key.
    let isPublic: Bool
    let reply: Rule

    private init(
        _ operation: PlatformOperation, _ tier: SimulationTier, isPublic: Bool = false, _ reply: @escaping Rule
    ) {
        self.operation = operation
        self.tier = tier
        self.isPublic = isPublic
        self.reply = reply
    }

    /// An operation with a closure that reads or changes the account.
    static func rule(_ operation: PlatformOperation, isPublic: Bool = false, _ rule: @escaping Rule) -> Self {
        Self(operation, .rule, isPublic: isPublic, rule)
    }

    /// An operation whose reply is its recorded success.
    static func recording(_ operation: PlatformOperation) -> Self {
        Self(operation, .recording) { _, _ in try SimulatedReply(recorded: operation) }
    }
}
