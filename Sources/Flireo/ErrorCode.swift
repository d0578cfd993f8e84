/// Flireo's code of an error. Compare the code and not the HTTP status, because several codes share one status.
public struct ErrorCode: OpenEnum {
    /// The value on the wire.
    public let rawValue: String

    /// Creates a code from any string.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A parameter is missing or malformed (400).
    public static let invalidParameters = Self(rawValue: "invalid_parameters")
    /// The number is already linked to this assistant (400).
    public static let alreadyLinked = Self(rawValue: "already_linked")
    /// Another assistant uses the number (400).
    public static let alreadyInUse = Self(rawValue: "already_in_use")
    /// The assistant has no phone number (400).
    public static let noPhoneNumber = Self(rawValue: "no_phone_number")
    /// The status of the record does not allow the operation (400).
    public static let invalidStatus = Self(rawValue: "invalid_status")
    /// The account has too few credits (402).
    public static let insufficientCredits = Self(rawValue: "insufficient_credits")
    /// The record belongs to another account, or the key lacks the permission (403).
    public static let forbidden = Self(rawValue: "forbidden")
    /// The record does not exist (404).
    public static let notFound = Self(rawValue: "not_found")
    /// The account sent too many requests (429).
    public static let rateLimitExceeded = Self(rawValue: "rate_limit_exceeded")
    /// The platform's database failed (500).
    public static let databaseError = Self(rawValue: "database_error")
    /// The telephony provider failed (500).
    public static let providerError = Self(rawValue: "provider_error")
    /// The platform failed (500).
    public static let serverError = Self(rawValue: "server_error")

    /// The codes that Flireo documents.
    public static let known: [Self] = [
        invalidParameters, alreadyLinked, alreadyInUse, noPhoneNumber, invalidStatus, insufficientCredits, forbidden,
        notFound, rateLimitExceeded, databaseError, providerError, serverError,
    ]
}

extension VoiceAgentsError {
    /// The ``ErrorCode`` of the error. `nil` when the reply had no code.
    public var flireoCode: ErrorCode? { code.map(ErrorCode.init(rawValue:)) }
}
