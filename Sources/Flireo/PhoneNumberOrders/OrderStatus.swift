/// How far the order of a phone number is.
public struct OrderStatus: OpenEnum {
    /// The word on the wire.
    public let rawValue: String

    /// Takes any word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It is being processed.
    public static let pending = Self(rawValue: "pending")
    /// It is done, and the number can be used.
    public static let success = Self(rawValue: "success")
    /// It failed. Look at the status of its verification group.
    public static let failed = Self(rawValue: "failed")

    /// The states this version knows.
    public static let known: [Self] = [pending, success, failed]
}
