/// What does not change from call to call of an operation.
package struct Operation: Sendable, Hashable {
    /// The stable name, `platform.resource.method`.
    package let name: String

    /// The verb.
    package let method: RequestMethod

    /// Whether it may be carried out twice.
    package let safety: RequestSafety

    /// What to look at before trying again when nobody knows whether it was carried out.
    package let remedy: String?

    /// Describes an operation.
    package init(_ name: String, _ method: RequestMethod, _ safety: RequestSafety, remedy: String? = nil) {
        self.name = name
        self.method = method
        self.safety = safety
        self.remedy = remedy
    }
}

extension Operation {
    /// The error of a request that is not sent, because it could only fail or do harm.
    package func rejection(_ message: String, underlying: (any Error)? = nil) -> VoiceAgentsError {
        VoiceAgentsError(.rejectedLocally, operation: name, message: message, underlying: underlying)
    }

    /// The error of a search for the record of a number that is not there. `numbers` says what was searched, for example
    /// `the account's numbers`.
    package func noneMatches(among numbers: String) -> VoiceAgentsError {
        VoiceAgentsError(
            .notFound, operation: name,
            message: "None of \(numbers) is the one looked for. A number that was ordered a moment ago may take a while"
                + " to appear.")
    }
}
