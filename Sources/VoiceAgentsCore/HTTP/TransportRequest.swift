#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// One HTTP request, complete and ready to be sent.
public struct TransportRequest: Sendable, Hashable {
    /// What is asked for. Its name and its path template are for logs, metrics and test doubles.
    public var operation: PlatformOperation

    /// The full address, already escaped.
    public var url: URL

    /// The header fields, credentials included.
    public var headers: HeaderFields

    /// The body, or `nil` when there is none.
    public var body: RequestBody?

    /// The longest this one attempt may take, from its start to the last byte of the reply.
    public var timeout: Duration

    /// The most bytes of a body that may come back into memory. A transport ends the exchange beyond that, with
    /// ``TransportError/Kind/replyTooLarge``. Default: 16 MiB.
    public var maximumReplySize: Int

    /// Where the body of a 2xx response is saved, in place of memory. Other bodies come back in memory, and so does that
    /// of a 202: it says that there is no file yet.
    public var destination: URL?

    /// Is told how far the transfer has come: that of ``body`` or, with a ``destination``, that of the reply.
    public var progress: TransferProgress?

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
    }
}

extension TransportRequest {
    /// The HTTP method.
    public var method: RequestMethod { operation.method }

    /// Whether the request may be carried out twice. A transport must not repeat one that is
    /// ``RequestSafety/unrepeatable``, and must keep the layers below it from doing so.
    public var safety: RequestSafety { operation.safety }

    /// Whether a body of this status goes to ``destination``.
    package static func savesBody(ofStatus status: Int) -> Bool { (200..<300).contains(status) && status != 202 }
}

extension TransportRequest: CustomStringConvertible {
    /// The operation and its verb. Leaves out the address and the body, since both hold phone numbers.
    public var description: String { "\(operation) (\(method.rawValue))" }
}
