#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Why an operation failed.
///
/// ```swift
/// do {
///     _ = try await burki.calls.initiate(from: ours, to: customer)
/// } catch let error as VoiceAgentsError {
///     switch error.kind {
///     case .paymentRequired: askForFunds()
///     case .outcomeUnknown: lookBeforeDiallingAgain(error.message)
///     default: log(error)
///     }
/// }
/// ```
///
/// Cancelling the task throws `CancellationError` instead. No property holds a header, an address or a credential.
public struct VoiceAgentsError: Error, Sendable {
    /// What went wrong. An open set: a `switch` needs a `default`.
    public struct Kind: Sendable, Hashable, Codable, CustomStringConvertible {
        /// The kind in words.
        public let description: String

        private init(_ description: String) { self.description = description }

        /// Reads a kind that was stored, also one that another version of this package knows.
        public init(from decoder: any Decoder) throws {
            description = try decoder.singleValueContainer().decode(String.self)
        }

        /// Writes the kind in words.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(description)
        }

        /// The platform refused the content of the request (HTTP 400, 422, 413).
        public static let invalidRequest = Kind("invalid request")
        /// The API key is missing, wrong, or not enough for this operation (401).
        public static let unauthorized = Kind("unauthorized")
        /// The account has too little money or credit (402).
        public static let paymentRequired = Kind("payment required")
        /// The key is valid and may not do this (403).
        public static let forbidden = Kind("forbidden")
        /// There is no such record in the account (404).
        public static let notFound = Kind("not found")
        /// The server does not have this operation at all: Burki's 404 whose `detail` is exactly `Not Found`, or a 405.
        public static let endpointNotAvailable = Kind("endpoint not available")
        /// The state of the record does not allow this (409).
        public static let conflict = Kind("conflict")
        /// Too many requests, also after the retries (429). See ``VoiceAgentsError/retryAfter``.
        public static let rateLimited = Kind("rate limited")
        /// The server failed (5xx).
        public static let serverError = Kind("server error")
        /// The server answered 2xx with `"success": false`, or reports that what it took on has failed.
        public static let refused = Kind("refused")
        /// Any other status, a redirect included: redirects are not followed, since they carry the key along.
        public static let unexpectedStatus = Kind("unexpected status")
        /// No server saw the request.
        public static let notSent = Kind("not sent")
        /// The request was sent and no answer came back. See ``VoiceAgentsError/effect``.
        public static let outcomeUnknown = Kind("outcome unknown")
        /// The server was still at work when the time to wait for it was over.
        public static let stillPending = Kind("still pending")
        /// The server answered 2xx with something that cannot be read.
        public static let undecodableReply = Kind("undecodable reply")
        /// The SDK refused to send the request: it could only fail, or do harm.
        public static let rejectedLocally = Kind("rejected before sending")
    }

    /// What went wrong.
    public var kind: Kind

    /// The operation, for example `burki.calls.initiate`.
    public var operation: String

    /// What the platform said or what the SDK noticed, and, where it matters, what to look at before trying again.
    public var message: String

    /// Whether what the operation does can have happened. Always ``Effect/no`` for an operation that only reads.
    public var effect: Effect

    /// The HTTP status, when there was an answer.
    public var status: Int?

    /// The platform's own code, for example Flireo's `already_linked`. Burki has none.
    public var code: String?

    /// Further facts that the platform sent with its code.
    public var details: JSONValue?

    /// The fields that were refused, one by one.
    public var fieldErrors: [FieldError]

    /// How long the platform asked to wait.
    public var retryAfter: Duration?

    /// The platform's name for this exchange, to give to its support.
    public var requestID: String?

    /// The beginning of the answer's body, 4,096 bytes at most, with the API key replaced should it occur.
    public var body: String?

    /// How often the request was sent.
    public var attempts: Int

    /// The error of the layer below: a ``TransportError``, a `DecodingError` or an `EncodingError`. It is not stored.
    public var underlying: (any Error)?

    /// Creates an error, for example for a test double.
    public init(
        _ kind: Kind, operation: String, message: String, effect: Effect = .no, status: Int? = nil,
        code: String? = nil, details: JSONValue? = nil, fieldErrors: [FieldError] = [],
        retryAfter: Duration? = nil, requestID: String? = nil, body: String? = nil, attempts: Int = 0,
        underlying: (any Error)? = nil
    ) {
        self.kind = kind
        self.operation = operation
        self.message = message
        self.effect = effect
        self.status = status
        self.code = code
        self.details = details
        self.fieldErrors = fieldErrors
        self.retryAfter = retryAfter
        self.requestID = requestID
        self.body = body
        self.attempts = attempts
        self.underlying = underlying
    }
}

extension VoiceAgentsError: CustomStringConvertible, LocalizedError {
    /// One line: the operation, the kind, the status, and what was said.
    public var description: String {
        var facts = [kind.description]
        if let status { facts.append("HTTP \(status)") }
        if let code { facts.append(code) }
        if attempts > 1 { facts.append("\(attempts) attempts") }
        if let requestID { facts.append("request \(requestID)") }
        return "\(operation) failed (\(facts.joined(separator: ", "))): \(message)"
    }

    /// The same as ``description``.
    public var errorDescription: String? { description }
}

extension VoiceAgentsError: Codable {
    private enum CodingKeys: String, CodingKey {
        case kind, operation, message, effect, status, code, details, fieldErrors, retryAfter, requestID, body, attempts
    }

    /// Reads an error that was stored, for example in a journal. ``underlying`` is `nil`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try container.decode(Kind.self, forKey: .kind),
            operation: try container.decode(String.self, forKey: .operation),
            message: try container.decode(String.self, forKey: .message),
            effect: try container.decode(Effect.self, forKey: .effect),
            status: try container.decodeIfPresent(Int.self, forKey: .status),
            code: try container.decodeIfPresent(String.self, forKey: .code),
            details: try container.decodeIfPresent(JSONValue.self, forKey: .details),
            fieldErrors: try container.decodeIfPresent([FieldError].self, forKey: .fieldErrors) ?? [],
            // A number that a Double cannot hold must not cost the rest of the error.
            retryAfter: (try? container.decode(Double.self, forKey: .retryAfter)).flatMap(Duration.init(stored:)),
            requestID: try container.decodeIfPresent(String.self, forKey: .requestID),
            body: try container.decodeIfPresent(String.self, forKey: .body),
            attempts: try container.decodeIfPresent(Int.self, forKey: .attempts) ?? 0)
    }

    /// Writes everything but ``underlying``; ``retryAfter`` in seconds. The ``body`` can hold what the platform said about
    /// people: set it to `nil` where a journal must not.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encode(operation, forKey: .operation)
        try container.encode(message, forKey: .message)
        try container.encode(effect, forKey: .effect)
        try container.encodeIfPresent(status, forKey: .status)
        try container.encodeIfPresent(code, forKey: .code)
        try container.encodeIfPresent(details, forKey: .details)
        if !fieldErrors.isEmpty { try container.encode(fieldErrors, forKey: .fieldErrors) }
        try container.encodeIfPresent(retryAfter.map { $0 / .seconds(1) }, forKey: .retryAfter)
        try container.encodeIfPresent(requestID, forKey: .requestID)
        try container.encodeIfPresent(body, forKey: .body)
        try container.encode(attempts, forKey: .attempts)
    }
}

extension Duration {
    /// A span that was stored in seconds, or `nil` for one that no platform asks for and a `Duration` may not hold.
    fileprivate init?(stored seconds: Double) {
        guard (0...1e11).contains(seconds) else { return nil }
        self = .seconds(seconds)
    }
}
