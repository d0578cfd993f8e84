#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// An HTTP request that is ready to be sent.
public struct TransportRequest: Sendable, Hashable {
    /// The operation. Its name and path template are for logs, metrics and mocks.
    public var operation: PlatformOperation

    /// The complete URL, percent-encoded.
    public var url: URL

    /// The header fields, including credentials.
    public var headers: HeaderFields

    /// The body. `nil`: no body.
    public var body: RequestBody?

    /// The time limit for this attempt, from its start to the last byte of the response.
    public var timeout: Duration

    /// The largest response body, in bytes, that is returned in memory. A larger one is an error of kind
    /// ``TransportError/Kind/replyTooLarge``. Default: 16 MiB.
    public var maximumReplySize: Int

    /// An existing, empty file. The transport writes the body of a 200 to it, possibly in part; the client moves the complete file to
    /// its place and removes an incomplete one. Other bodies are returned in memory. `nil`: all bodies are returned in memory.
    public var destination: URL?

    /// Receives the progress of the transfer of ``body`` or, with a ``destination``, of the response.
    public var progress: TransferProgress?

    /// Whether the request must have a connection that no other request has used. A server can close a used connection at the moment at
    /// which the request is sent, and an unsolicited reply on it could be taken for the reply to this request. So every write needs a
    /// new connection, and a read after a failure on a used one.
    package var needsFreshConnection: Bool

    /// Creates a request.
    public init(
        _ operation: PlatformOperation, url: URL, headers: HeaderFields = [:], body: RequestBody? = nil,
        timeout: Duration = .seconds(30), maximumReplySize: Int = 16_777_216, destination: URL? = nil,
        progress: TransferProgress? = nil
    ) {
        self.operation = operation
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.maximumReplySize = maximumReplySize
        self.destination = destination
        self.progress = progress
        needsFreshConnection = operation.safety != .safe
    }
}

extension TransportRequest {
    /// The HTTP method.
    public var method: RequestMethod { operation.method }

    /// Whether the request may be carried out twice. A transport must not repeat a request that is ``RequestSafety/unrepeatable``,
    /// and must prevent the layers below it from repeating it.
    public var safety: RequestSafety { operation.safety }

    /// Whether a body of this status is a complete file, which is written to ``destination``.
    package static func savesBody(ofStatus status: Int) -> Bool { status == 200 }
}

extension TransportRequest: CustomStringConvertible {
    /// The operation and its method, without the URL and the body, which contain phone numbers.
    public var description: String { "\(operation) (\(method.rawValue))" }
}
