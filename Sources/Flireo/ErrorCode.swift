/// Flireo's name for an error. Branch on it rather than on the status: several codes share one.
public struct ErrorCode: OpenEnum {
    /// The word on the wire.
    public let rawValue: String

    /// Takes any word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A parameter is missing or malformed (400).
    public static let invalidParameters = Self(rawValue: "invalid_parameters")
    /// It is linked already (400).
    public static let alreadyLinked = Self(rawValue: "already_linked")
    /// It is in use elsewhere (400).
    public static let alreadyInUse = Self(rawValue: "already_in_use")
    /// There is no phone number to work on (400).
    public static let noPhoneNumber = Self(rawValue: "no_phone_number")
    /// The record's state does not allow it (400).
    public static let invalidStatus = Self(rawValue: "invalid_status")
    /// The account has too little credit (402).
    public static let insufficientCredits = Self(rawValue: "insufficient_credits")
    /// It belongs to another account, or the key may not do this (403).
    public static let forbidden = Self(rawValue: "forbidden")
    /// There is no such record (404).
    public static let notFound = Self(rawValue: "not_found")
    /// Too many requests (429).
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
    /// The error's code as Flireo names it, or `nil` when the answer had none.
    public var flireoCode: ErrorCode? { code.map(ErrorCode.init(rawValue:)) }
}
