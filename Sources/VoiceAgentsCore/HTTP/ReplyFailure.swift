/// Why a transport stopped reading a reply.
package enum ReplyFailure: Error {
    /// The reply is larger than ``TransportRequest/maximumReplySize``.
    case tooLarge
    /// The body of a file ends with the connection, so that a partial file cannot be distinguished from a complete one.
    case unknownLength

    /// The kind of the transport error.
    package var kind: TransportError.Kind {
        switch self {
        case .tooLarge: .replyTooLarge
        case .unknownLength: .malformedReply
        }
    }

    /// The reason of the transport error.
    package var reason: String {
        switch self {
        case .tooLarge: "It was not read to its end."
        case .unknownLength: "The server does not say where the file ends."
        }
    }
}
