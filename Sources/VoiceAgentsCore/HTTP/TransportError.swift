#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// The error of a request without a complete response.
public struct TransportError: Error, Sendable {
    /// The kinds of transport errors. This is an open set: a `switch` needs a `default`.
    public struct Kind: Sendable, Hashable, CustomStringConvertible {
        /// The name of the kind.
        public let description: String

        private init(_ description: String) { self.description = description }

        /// No connection was established: refused, network down.
        public static let cannotConnect = Kind("could not connect")
        /// The host has no address, or none was found.
        public static let unknownHost = Kind("unknown host")
        /// No secure connection was established: the certificate is not trusted, or the server does not use TLS.
        public static let insecureConnection = Kind("no secure connection")
        /// The connection ended before the response was complete.
        public static let connectionLost = Kind("connection lost")
        /// The response was not complete within ``TransportRequest/timeout``.
        public static let timedOut = Kind("timed out")
        /// The body of the response is longer than ``TransportRequest/maximumReplySize``.
        public static let replyTooLarge = Kind("reply too large")
        /// The response is not valid HTTP or cannot be decompressed.
        public static let malformedReply = Kind("malformed reply")
        /// A file of the request's body could not be read, or the body of the response could not be saved.
        public static let fileFailure = Kind("could not read or write a file")
        /// The transport declined the request, for example because no recording matches it.
        public static let declined = Kind("declined by the transport")
        /// The request could not be sent in time because of ``ClientConfiguration/limit``.
        public static let rateLimit = Kind("rate limit of the client")
        /// Anything else.
        public static let other = Kind("transport failure")
    }

    /// The kind of error.
    public var kind: Kind

    /// Whether the request may have reached a server. `false` only when it certainly did not.
    public var mayHaveReachedServer: Bool

    /// The status of the response, when its head was received and its body is not complete.
    public var status: Int?

    /// An explanation without URLs, credentials and phone numbers.
    public var reason: String?

    /// The underlying error, if there is one.
    public var underlying: (any Error)?

    /// Whether the connection was used before and ended before a response began: the server had probably closed it.
    package var connectionWasStale = false

    /// Creates an error.
    public init(
        _ kind: Kind, mayHaveReachedServer: Bool, status: Int? = nil, reason: String? = nil,
        underlying: (any Error)? = nil
    ) {
        self.kind = kind
        self.mayHaveReachedServer = mayHaveReachedServer
        self.status = status
        self.reason = reason
        self.underlying = underlying
    }
}

extension TransportError: CustomStringConvertible, LocalizedError {
    /// The kind and the reason.
    public var description: String {
        reason.map { "\(kind): \($0)" } ?? kind.description
    }

    /// The same as ``description``.
    public var errorDescription: String? { description }
}
