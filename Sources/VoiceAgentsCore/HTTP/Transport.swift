/// Carries one HTTP request to a server and brings the complete response back.
///
/// This is the only protocol between the SDK and the network, so it is also where logging, metrics, caching,
/// recording and test doubles go: a transport that wraps a transport.
///
/// ```swift
/// struct LoggingTransport: Transport {
///     let base: any Transport
///     func send(_ request: TransportRequest) async throws -> TransportResponse {
///         let response = try await base.send(request)
///         print(request.operation, response.status)   // never the address or the body: they hold phone numbers
///         return response
///     }
/// }
/// ```
///
/// A transport sends each request at most once. It does not retry, does not follow redirects (they would carry the
/// credentials along), keeps no cookies, and does not treat any status as a failure. It keeps to
/// ``TransportRequest/timeout`` and ``TransportRequest/maximumReplySize``, and never hands on a part of a body as the whole.
public protocol Transport: Sendable {
    /// Sends `request` and waits for the whole response, for ``TransportRequest/timeout`` at most.
    ///
    /// - Throws: As soon as the calling task is cancelled, `CancellationError`, or a ``TransportError`` whose
    ///   ``TransportError/mayHaveReachedServer`` is `false` when certainly nothing was sent. Otherwise ``TransportError``.
    func send(_ request: TransportRequest) async throws -> TransportResponse
}
