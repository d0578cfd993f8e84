#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// The error of a failed operation.
///
/// ```swift
/// do {
///     _ = try await burki.calls.initiate(from: ours, to: customer)
/// } catch let error as VoiceAgentsError {
///     switch error.effect {
///     case .no: log(error)   // nobody was called
///     case .perhaps, .yes: lookAtTheCalls(error.message)   // before dialling again
///     }
/// }
/// ```
///
/// Cancelling the task throws `CancellationError` instead. No property contains a header field, a URL or a credential.
public struct VoiceAgentsError: Error, Sendable {
    /// The kinds of failures. This is an open set: a `switch` needs a `default`.
    public struct Kind: Sendable, Hashable, Codable, CustomStringConvertible {
        /// The name of the kind.
        public let description: String

        private init(_ description: String) { self.description = description }

        /// Reads a stored kind, including one of another version of this package.
        public init(from decoder: any Decoder) throws {
            description = try decoder.singleValueContainer().decode(String.self)
        }

        /// Writes the name of the kind.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(description)
        }

        /// The platform refused the content of the request (HTTP 400, 413, 422).
        public static let invalidRequest = Kind("invalid request")
        /// The API key is missing, invalid, or not sufficient for this operation (401).
        public static let unauthorized = Kind("unauthorized")
        /// The account has too little money or credit (402).
        public static let paymentRequired = Kind("payment required")
        /// The API key is valid but not allowed to perform this operation (403).
        public static let forbidden = Kind("forbidden")
        /// The record does not exist in the account (404).
        public static let notFound = Kind("not found")
        /// The server does not have this operation: Burki's 404 whose `detail` is exactly `Not Found`, a 405, or the 422 of
        /// `burki.calls.statistics` when the server takes its path for that of another operation.
        public static let endpointNotAvailable = Kind("endpoint not available")
        /// The state of the record does not allow this (409).
        public static let conflict = Kind("conflict")
        /// Too many requests, even after retries (429). See ``VoiceAgentsError/retryAfter``.
        public static let rateLimited = Kind("rate limited")
        /// The server failed (5xx).
        public static let serverError = Kind("server error")
        /// The server answered 2xx with `"success": false`, or reports that a process it had accepted has failed.
        public static let refused = Kind("refused")
        /// Any other status, including redirects, which are not followed because they would pass the key on.
        public static let unexpectedStatus = Kind("unexpected status")
        /// The request did not reach a server.
        public static let notSent = Kind("not sent")
        /// The request was sent and no reply was received. See ``VoiceAgentsError/effect``.
        public static let outcomeUnknown = Kind("outcome unknown")
        /// The result was not ready within the time limit.
        public static let stillPending = Kind("still pending")
        /// The server answered 2xx with a reply that cannot be decoded or, for a download, that is not the file.
        public static let undecodableReply = Kind("undecodable reply")
        /// A file of this computer could not be read or written. The ``VoiceAgentsError/underlying`` error is a ``TransportError``
        /// whose ``TransportError/underlying`` error is a ``FileError``.
        public static let fileFailure = Kind("file failure")
        /// The transport declined the request: a mock or a replay has no reply to it, or the URL cannot be used. Never repeated.
        public static let declined = Kind("declined by the transport")
        /// The SDK did not send the request, because it could only fail or do harm.
        public static let rejectedLocally = Kind("rejected before sending")
    }

    /// The kind of failure.
    public var kind: Kind

    /// The operation, for example `burki.calls.initiate`.
    public var operation: String

    /// The platform's message or the SDK's description of the failure and, where it matters, what to check before trying again.
    public var message: String

    /// Whether the operation can have taken effect. Always ``Effect/no`` for an operation that only reads.
    public var effect: Effect

    /// The HTTP status. `nil` when no reply was received.
    public var status: Int?

    /// The platform's error code, for example Flireo's `already_linked`. Burki has no codes.
    public var code: String?

    /// The details that the platform sent with its code.
    public var details: JSONValue?

    /// The problems with single fields of the request.
    public var fieldErrors: [FieldError]

    /// The wait that the platform asked for.
    public var retryAfter: Duration?

    /// The platform's id of the request, for its support.
    public var requestID: String?

    /// The beginning of the reply's body, up to 4,096 bytes, with the API key redacted.
    public var body: String?

    /// The number of attempts.
    public var attempts: Int

    /// The underlying error: a ``TransportError``, a `DecodingError` or an `EncodingError`. It is not encoded.
    public var underlying: (any Error)?

    /// Creates an error, for example for a mock.
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
    /// The operation, the kind, the status and the message on one line. Control characters are escaped, and the message is cut after
    /// 1,000 characters.
    public var description: String {
        var facts = [kind.description]
        if let status { facts.append("HTTP \(status)") }
        if let code { facts.append(code.singleLine(limit: 100)) }
        if attempts > 1 { facts.append("\(attempts) attempts") }
        if let requestID { facts.append("request \(requestID.singleLine(limit: 100))") }
        return "\(operation) failed (\(facts.joined(separator: ", "))): \(message.singleLine(limit: 1000))"
    }

    /// The same as ``description``.
    public var errorDescription: String? { description }
}

extension VoiceAgentsError: Codable {
    private enum CodingKeys: String, CodingKey {
        case kind, operation, message, effect, status, code, details, fieldErrors, retryAfter, requestID, body, attempts
    }

    /// Reads a stored error. Its ``underlying`` error is `nil`.
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
            // A number that does not fit into a `Double` must not make the error unreadable.
            retryAfter: (try? container.decode(Double.self, forKey: .retryAfter)).flatMap(Duration.init(stored:)),
            requestID: try container.decodeIfPresent(String.self, forKey: .requestID),
            body: try container.decodeIfPresent(String.self, forKey: .body),
            attempts: try container.decodeIfPresent(Int.self, forKey: .attempts) ?? 0)
    }

    /// Writes all properties except ``underlying``, and ``retryAfter`` in seconds. The ``body`` can contain personal data: set it to
    /// `nil` before storing the error where that matters.
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
    /// Creates a duration from stored seconds, or returns `nil` when a `Duration` may not hold them.
    fileprivate init?(stored seconds: Double) {
        guard (0...1e11).contains(seconds) else { return nil }
        self = .seconds(seconds)
    }
}
