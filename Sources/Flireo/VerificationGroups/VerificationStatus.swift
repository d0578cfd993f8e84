/// How far the verification of a business is. Of its documents only `approved` is seen.
public struct VerificationStatus: OpenEnum {
    /// The word on the wire.
    public let rawValue: String

    /// Takes any word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It waits for a decision.
    public static let pending = Self(rawValue: "pending")
    /// Numbers can be ordered through it.
    public static let approved = Self(rawValue: "approved")
    /// It was refused.
    public static let rejected = Self(rawValue: "rejected")
    /// It was deleted.
    public static let deleted = Self(rawValue: "deleted")

    /// The states this version knows.
    public static let known: [Self] = [pending, approved, rejected, deleted]
}
