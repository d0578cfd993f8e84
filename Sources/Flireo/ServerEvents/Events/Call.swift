/// A phone call that an assistant answers. Flireo's pages document only its id, so this type has no cases.
public enum Call: Sendable {
    /// The id of a call. The examples are UUIDs, but the format is not documented.
    public typealias ID = Identifier<Call, String>
}

/// The status of a call.
public struct CallStatus: OpenEnum {
    /// The value on the wire.
    public let rawValue: String

    /// Creates a status from any string.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The call is in progress.
    public static let inProgress = Self(rawValue: "in-progress")
    /// The caller or the agent ended the call.
    public static let ended = Self(rawValue: "ended")
    /// An error ended the call: see ``ServerEvent/StatusUpdate/debuggingArtifact``.
    public static let endedWithDebugging = Self(rawValue: "ended-with-debugging")

    /// The values that this version knows.
    public static let known: [Self] = [inProgress, ended, endedWithDebugging]
}
