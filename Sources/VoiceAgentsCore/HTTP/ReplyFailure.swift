/// Why a transport does not read a reply to its end.
package enum ReplyFailure: Error {
    /// It has more bytes than it may.
    case isTooLarge
    /// It ends with its connection, so that a part of a file cannot be told from the whole.
    case hasNoEnd

    /// What kind of error it is.
    package var kind: TransportError.Kind {
        switch self {
        case .isTooLarge: .replyTooLarge
        case .hasNoEnd: .malformedReply
        }
    }

    /// The explanation for people.
    package var reason: String {
        switch self {
        case .isTooLarge: "It was not read to its end."
        case .hasNoEnd: "The server does not say where the file ends."
        }
    }
}
