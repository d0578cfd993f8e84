/// A call that an assistant holds. The events tell about it; Flireo's pages describe no model of it, only its id.
public enum Call: Sendable {
    /// The id of a call. It looks like a UUID, which is not documented.
    public typealias ID = Identifier<Call, String>
}

/// What a call is doing.
public struct CallStatus: OpenEnum {
    /// The word on the wire.
    public let rawValue: String

    /// Takes any word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It is running.
    public static let inProgress = Self(rawValue: "in-progress")
    /// The caller or the agent has ended it.
    public static let ended = Self(rawValue: "ended")
    /// An error has ended it. ``ServerEvent/StatusUpdate/debuggingArtifact`` says which.
    public static let endedWithDebugging = Self(rawValue: "ended-with-debugging")

    /// The states this version knows.
    public static let known: [Self] = [inProgress, ended, endedWithDebugging]
}
