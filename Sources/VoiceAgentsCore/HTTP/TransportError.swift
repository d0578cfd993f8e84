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
        /// The response was not complete within ``HTTPRequest/timeout``.
        public static let timedOut = Kind("timed out")
        /// The transport declined the request, for example because no recording matches it.
        public static let declined = Kind("declined by the transport")
        /// Anything else.
        public static let other = Kind("transport failure")
    }

    /// What went wrong.
    public var kind: Kind

    /// `false` only when it is certain that no server saw the request. When in doubt, `true`.
    public var mayHaveReachedServer: Bool

    /// An explanation for people, without addresses, credentials and phone numbers.
    public var reason: String?

    /// The error of the layer below, if there was one.
    public var underlying: (any Error)?

    /// Creates an error.
    public init(
        _ kind: Kind, mayHaveReachedServer: Bool, reason: String? = nil, underlying: (any Error)? = nil
    ) {
        self.kind = kind
        self.mayHaveReachedServer = mayHaveReachedServer
        self.reason = reason
        self.underlying = underlying
    }
}

extension TransportError: CustomStringConvertible {
    /// The kind and the reason.
    public var description: String {
        reason.map { "\(kind): \($0)" } ?? kind.description
    }
}
