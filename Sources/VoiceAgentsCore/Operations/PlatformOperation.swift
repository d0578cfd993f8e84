/// The description of one operation of a platform.
///
/// The client's method, the simulators, the table of operations and ``ClientEvent`` all use this description. Each operation is
/// a static member of its platform, for example `.burki.calls.initiate`.
public struct PlatformOperation: Sendable, Hashable, CustomStringConvertible {
    /// The stable name, `platform.resource.method`.
    public let name: String

    /// The HTTP method.
    public let method: RequestMethod

    /// The path, with a placeholder for each value.
    public let path: PathTemplate

    /// Whether the request may be sent again.
    public let safety: RequestSafety

    /// What to check before trying again when the outcome of a request is unknown.
    public let advice: String?

    /// Creates a description, for example of a request that a test sends through a transport.
    public init(
        _ name: String, _ method: RequestMethod, _ path: PathTemplate, _ safety: RequestSafety, advice: String? = nil
    ) {
        self.name = name
        self.method = method
        self.path = path
        self.safety = safety
        self.advice = advice
    }

    /// The operation's ``name``.
    public var description: String { name }
}

extension PlatformOperation {
    /// The error for a request that is not sent, because it could only fail or do harm.
    package func rejection(_ message: String, underlying: (any Error)? = nil) -> VoiceAgentsError {
        VoiceAgentsError(.rejectedLocally, operation: name, message: message, underlying: underlying)
    }

    /// The error for a reply that cannot be used.
    package func undecodable(_ message: String) -> VoiceAgentsError {
        VoiceAgentsError(.undecodableReply, operation: name, message: message, effect: safety == .safe ? .no : .yes)
    }

    /// The error for a phone number that is not in a list.
    ///
    /// - Parameters:
    ///   - records: The list, for example `the account's numbers`.
    ///   - unreadable: How many records of the list could not be read. The number can be one of them, and an error that says that it is
    ///     not there would let a program buy it again.
    /// - Returns: The error.
    package func phoneNumberNotFound(in records: String, unreadable: Int) -> VoiceAgentsError {
        guard unreadable == 0 else {
            return undecodable("The number is not among \(records), of which \(unreadable) could not be read.")
        }
        return VoiceAgentsError(
            .notFound, operation: name,
            message: "The number is not among \(records). A number that was just ordered can take a while to appear.")
    }
}
