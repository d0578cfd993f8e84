/// Why a transport stopped reading a reply.
package enum ReplyFailure: Error {
    /// The reply is larger than ``TransportRequest/maximumReplySize``.
    case tooLarge
    /// The body of a file ends with the connection, so that a partial file cannot be distinguished from a complete one.
    case unknownLength
    /// The body of a file is compressed, although it was requested without compression. Whether it is complete is then known only to
    /// some decompressors.
    case compressed

    /// Creates the failure of a file whose head does not allow to save it, or returns `nil`.
    ///
    /// - Parameters:
    ///   - contentEncoding: The field `Content-Encoding`.
    ///   - transferEncoding: The field `Transfer-Encoding`.
    ///   - contentLength: The field `Content-Length`.
    package init?(fileWith contentEncoding: String?, transferEncoding: String?, contentLength: String?) {
        if let contentEncoding, contentEncoding.lowercased() != "identity" {
            self = .compressed
        } else if let transferEncoding {
            guard transferEncoding.lowercased() != "chunked" else { return nil }
            self = transferEncoding.lowercased().hasSuffix("chunked") ? .compressed : .unknownLength
        } else {
            guard contentLength.flatMap(Int64.init) == nil else { return nil }
            self = .unknownLength
        }
    }

    /// The kind of the transport error.
    package var kind: TransportError.Kind {
        switch self {
        case .tooLarge: .replyTooLarge
        case .unknownLength, .compressed: .malformedReply
        }
    }

    /// The reason of the transport error.
    package var reason: String {
        switch self {
        case .tooLarge: "It was not read to its end."
        case .unknownLength: "The server does not say where the file ends."
        case .compressed: "The server compressed the file, which was requested without compression."
        }
    }
}
