#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// One HTTP request, complete and ready to be sent.
public struct TransportRequest: Sendable, Hashable {
    /// The name of the operation, such as `burki.calls.initiate`. For logs, metrics and test doubles; never sent.
    public var operation: String

    /// The verb.
    public var method: RequestMethod

    /// The full address, already escaped.
    public var url: URL

    /// The header fields, credentials included.
    public var headers: HeaderFields

    /// The body, or `nil` when there is none.
    public var body: RequestBody?

    /// The longest this one attempt may take, from its start to the last byte of the reply.
    public var timeout: Duration

    /// Whether the request may be carried out twice. A transport must not repeat one that is
    /// ``RequestSafety/unrepeatable``, and must keep the layers below it from doing so.
    public var safety: RequestSafety

    /// The most bytes of a body that may come back into memory. A transport ends the exchange beyond that, with
    /// ``TransportError/Kind/replyTooLarge``. Default: 16 MiB.
    public var maximumReplySize: Int

    /// Where the body of a 2xx response is saved, in place of memory. Other bodies come back in memory.
    public var destination: URL?

    /// Is told how far the transfer has come: that of ``body`` or, with a ``destination``, that of the reply.
    public var progress: TransferProgress?

    /// Creates a request.
    public init(
        operation: String, method: RequestMethod, url: URL, headers: HeaderFields = [:], body: RequestBody? = nil,
        timeout: Duration = .seconds(30), safety: RequestSafety = .unrepeatable,
        maximumReplySize: Int = 16_777_216, destination: URL? = nil, progress: TransferProgress? = nil
    ) {
        self.operation = operation
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.safety = safety
        self.maximumReplySize = maximumReplySize
        self.destination = destination
        self.progress = progress
    }
}

extension TransportRequest: CustomStringConvertible {
    /// The operation and its verb. Leaves out the address and the body, since both hold phone numbers.
    public var description: String { "\(operation) (\(method.rawValue))" }
}
