/// One operation of a platform, described once.
///
/// Its method, its place in a simulator, its row in the table of operations and what an observer reports all come from this
/// description. Name one through its platform: `.burki.calls.initiate`.
public struct PlatformOperation: Sendable, Hashable, CustomStringConvertible {
    /// The stable name, `platform.resource.method`.
    public let name: String

    /// The HTTP method.
    public let method: RequestMethod

    /// The path, with `{name}` for each value.
    public let path: PathTemplate

    /// Whether it may be carried out twice.
    public let safety: RequestSafety

    /// What to look at before trying again when the outcome of a request is unknown.
    public let advice: String?

    /// Describes an operation, for example one that a test sends through a transport.
    public init(
        _ name: String, _ method: RequestMethod, _ path: PathTemplate, _ safety: RequestSafety, advice: String? = nil
    ) {
        self.name = name
        self.method = method
        self.path = path
        self.safety = safety
        self.advice = advice
    }

    /// The name.
    public var description: String { name }
}

extension PlatformOperation {
    /// The error of a request that is not sent, because it could only fail or do harm.
    package func rejection(_ message: String, underlying: (any Error)? = nil) -> VoiceAgentsError {
        VoiceAgentsError(.rejectedLocally, operation: name, message: message, underlying: underlying)
    }

    /// The error of a reply that cannot be used.
    package func undecodable(_ message: String) -> VoiceAgentsError {
        VoiceAgentsError(.undecodableReply, operation: name, message: message, effect: safety == .safe ? .no : .yes)
    }

    /// The error of a search for a phone number that none of the records has, for example `the account's numbers`.
    package func phoneNumberNotFound(in records: String) -> VoiceAgentsError {
        VoiceAgentsError(
            .notFound, operation: name,
            message: "The number is not among \(records). A number that was just ordered can take a while to appear.")
    }
}
