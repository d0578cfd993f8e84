/// Sends HTTP requests and returns their complete responses.
///
/// This is the only protocol between the SDK and the network. Logging, metrics, caching, recording and mocks are transports too,
/// most of which wrap another transport.
///
/// ```swift
/// struct LoggingTransport: Transport {
///     let base: any Transport
///     func send(_ request: TransportRequest) async throws -> TransportResponse {
///         let response = try await base.send(request)
///         // Not the URL or the body: they contain phone numbers.
///         print(request.operation, response.status)
///         return response
///     }
/// }
/// ```
///
/// A transport sends each request at most once. It does not retry, does not follow redirects, which would pass the credentials on,
/// does not store cookies, and does not treat any status as a failure. It enforces ``TransportRequest/timeout`` and
/// ``TransportRequest/maximumReplySize``, and never returns a partial body.
public protocol Transport: Sendable {
    /// Sends a request and returns its complete response within ``TransportRequest/timeout``.
    ///
    /// - Throws: ``TransportError``. As soon as the calling task is cancelled, `CancellationError`, or, when certainly nothing was
    ///   sent, a ``TransportError`` whose ``TransportError/mayHaveReachedServer`` is `false`.
    func send(_ request: TransportRequest) async throws -> TransportResponse
}
