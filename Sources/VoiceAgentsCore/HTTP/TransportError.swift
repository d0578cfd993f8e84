#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A request that brought no response.
public struct TransportError: Error, Sendable {
    /// What went wrong below HTTP. An open set.
    public struct Kind: Sendable, Hashable, CustomStringConvertible {
        /// The reason in words.
        public let description: String

        private init(_ description: String) { self.description = description }

        /// No connection came about: refused, host unknown, network down.
        public static let cannotConnect = Kind("could not connect")
        /// A connection was refused for its security, for example an untrusted certificate.
        public static let insecureConnection = Kind("no secure connection")
        /// The connection ended before the response was complete.
        public static let connectionLost = Kind("connection lost")
        /// The response was not complete within ``TransportRequest/timeout``.
        public static let timedOut = Kind("timed out")
        /// The body of the response is longer than ``TransportRequest/maximumReplySize``.
        public static let replyTooLarge = Kind("reply too large")
        /// The server answered with something that is not HTTP, or that does not decompress.
        public static let malformedReply = Kind("malformed reply")
        /// A file of the request's body could not be read, or the response's body could not be saved.
        public static let fileFailure = Kind("could not read or write a file")
        /// The transport declined the request, for example because no recording matches it.
        public static let declined = Kind("declined by the transport")
        /// The task was cancelled before anything was sent.
        public static let cancelled = Kind("cancelled before sending")
        /// Anything else.
        public static let other = Kind("transport failure")
    }

    /// What went wrong.
    public var kind: Kind

    /// `false` only when it is certain that no server saw the request. When in doubt, `true`.
    public var mayHaveReachedServer: Bool

    /// The status of the response, when the response began and its body did not come whole.
    public var status: Int?

    /// An explanation for people, without addresses, credentials and phone numbers.
    public var reason: String?

    /// The error of the layer below, if there was one.
    public var underlying: (any Error)?

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
