#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Sends requests for operations that have no method, with the same authentication, time limits, retries and errors.
///
/// ```swift
/// let explorations: [JSONValue] = try await burki.raw.send(
///     .get, "/api/v1/ivr/sessions", query: ["limit": 10])
/// ```
///
/// Errors and events name such a request `burki.raw.send` or `flireo.raw.send`. Its path template has placeholders in place of
/// the interpolated values.
public struct RawRequests: Sendable {
    private let pipeline: Pipeline
    private let platform: String

    package init(pipeline: Pipeline, platform: String) {
        self.pipeline = pipeline
        self.platform = platform
    }

    /// Sends a request and reads its reply as JSON.
    ///
    /// - Parameters:
    ///   - method: The HTTP method.
    ///   - path: The complete path, as in the platform's documentation. Interpolated values are percent-encoded.
    ///   - query: The query. Values that are `nil` are left out.
    ///   - body: The body, which is encoded as JSON. `nil`: no body.
    ///   - headers: Header fields of this request alone, for example `Idempotency-Key`.
    ///   - safety: Whether the request may be repeated. `nil`: ``RequestSafety/safe`` for a GET, otherwise
    ///     ``RequestSafety/unrepeatable``.
    ///   - acceptsFailure: Whether `"success": false` in the reply is a valid result, as of a test, and not an error.
    ///   - type: The type of the reply. It can be omitted where it is inferred.
    /// - Returns: The reply.
    /// - Throws: ``VoiceAgentsError``, or `CancellationError`.
    public func send<Reply: Decodable & Sendable>(
        _ method: RequestMethod, _ path: RequestPath, query: Query = [:],
        body: (any Encodable & Sendable)? = nil, headers: HeaderFields = [:], safety: RequestSafety? = nil,
        acceptsFailure: Bool = false, as type: Reply.Type = Reply.self
    ) async throws -> Reply {
        try await send(
            method, path, query: query, body: body, headers: headers, safety: safety,
            reading: acceptsFailure ? .value.acceptingFailure : .value)
    }

    /// Sends a request and discards its reply.
    ///
    /// - Parameters:
    ///   - method: The HTTP method.
    ///   - path: The complete path, as in the platform's documentation. Interpolated values are percent-encoded.
    ///   - query: The query. Values that are `nil` are left out.
    ///   - body: The body, which is encoded as JSON. `nil`: no body.
    ///   - headers: Header fields of this request alone, for example `Idempotency-Key`.
    ///   - safety: Whether the request may be repeated. `nil`: ``RequestSafety/safe`` for a GET, otherwise
    ///     ``RequestSafety/unrepeatable``.
    /// - Throws: ``VoiceAgentsError``, or `CancellationError`.
    public func send(
        _ method: RequestMethod, _ path: RequestPath, query: Query = [:],
        body: (any Encodable & Sendable)? = nil, headers: HeaderFields = [:], safety: RequestSafety? = nil
    ) async throws {
        try await send(method, path, query: query, body: body, headers: headers, safety: safety, reading: .nothing)
    }

    private func send<Reply>(
        _ method: RequestMethod, _ path: RequestPath, query: Query, body: (any Encodable & Sendable)?,
        headers: HeaderFields, safety: RequestSafety?, reading: ReplyReading<Reply>
    ) async throws -> Reply {
        var endpoint = Endpoint(
            operation("send", method, path, safety), path: path, query: query,
            body: body.map { .json(AnyBody(value: $0)) } ?? .none, reading: reading)
        endpoint.headers = headers
        return try await pipeline.run(endpoint)
    }

    /// Downloads a file, for example a recording, in constant memory.
    ///
    /// The file is moved to its destination when it is complete; an existing file is kept until then. After a 202, which means
    /// that the file is not ready, the client waits as long as the server asks and tries again. See <doc:Transfers>.
    ///
    /// - Parameters:
    ///   - path: The complete path, as in the platform's documentation. Interpolated values are percent-encoded.
    ///   - query: The query. Values that are `nil` are left out.
    ///   - file: The destination, in an existing folder. An existing file is replaced and keeps its permissions.
    ///   - timeout: The time limit for all attempts together. Default: 10 minutes.
    ///   - progress: Receives the progress of the transfer.
    /// - Throws: ``VoiceAgentsError``, of kind `stillPending` when the file is not ready in time and of kind `fileFailure` when it
    ///   cannot be saved; or `CancellationError`. No partial file is left behind.
    public func download(
        _ path: RequestPath, query: Query = [:], to file: URL, timeout: Duration = .seconds(600),
        progress: TransferProgress? = nil
    ) async throws {
        let endpoint = Endpoint(
            operation("download", .get, path, .safe), path: path, query: query, reading: .file)
        try await pipeline.save(endpoint, to: file, timeout: timeout, progress: progress)
    }

    /// Downloads a file from a signed URL on another host, for example a recording, **without sending the API key**.
    ///
    /// - Parameters:
    ///   - url: The complete URL, with `https`. It is a secret while it is valid, and is not part of any error or event.
    ///   - file: The destination, in an existing folder. An existing file is replaced and keeps its permissions.
    ///   - timeout: The time limit for all attempts together. Default: 10 minutes.
    ///   - progress: Receives the progress of the transfer.
    /// - Throws: ``VoiceAgentsError``, of kind `stillPending` when the file is not ready in time and of kind `fileFailure` when it
    ///   cannot be saved; or `CancellationError`. No partial file is left behind.
    public func download(
        signed url: URL, to file: URL, timeout: Duration = .seconds(600), progress: TransferProgress? = nil
    ) async throws {
        var endpoint = Endpoint(
            operation("download", .get, "/{signed}", .safe), path: "/", reading: .file)
        endpoint.signedURL = url
        try await pipeline.save(endpoint, to: file, timeout: timeout, progress: progress)
    }

    /// Uploads a form with files, for example a document of a knowledge base, in constant memory.
    ///
    /// ```swift
    /// var form = MultipartForm()
    /// try form.append(
    ///     file: URL(filePath: "hours.pdf"), name: "file", contentType: "application/pdf")
    /// let document: JSONValue = try await burki.raw.upload(
    ///     form, to: "/api/v1/assistants/\(assistantID)/documents/upload")
    /// ```
    ///
    /// - Parameters:
    ///   - form: The form to send.
    ///   - path: The complete path, as in the platform's documentation. Interpolated values are percent-encoded.
    ///   - method: The HTTP method.
    ///   - query: The query. Values that are `nil` are left out.
    ///   - timeout: The time limit for all attempts together. Default: 10 minutes.
    ///   - progress: Receives the progress of the transfer.
    ///   - safety: Whether the request may be repeated. `nil`: ``RequestSafety/unrepeatable``.
    ///   - type: The type of the reply. It can be omitted where it is inferred.
    /// - Returns: The reply.
    /// - Throws: ``VoiceAgentsError``, or `CancellationError`.
    public func upload<Reply: Decodable & Sendable>(
        _ form: MultipartForm, to path: RequestPath, method: RequestMethod = .post, query: Query = [:],
        timeout: Duration = .seconds(600), progress: TransferProgress? = nil, safety: RequestSafety? = nil,
        as type: Reply.Type = Reply.self
    ) async throws -> Reply {
        var endpoint = Endpoint<Reply>(
            operation("upload", method, path, safety), path: path, query: query, body: .form(form), reading: .value)
        endpoint.progress = progress
        (endpoint.timeout, endpoint.deadline) = (timeout, timeout)
        return try await pipeline.run(endpoint)
    }

    private func operation(
        _ name: String, _ method: RequestMethod, _ path: RequestPath, _ safety: RequestSafety?
    ) -> PlatformOperation {
        PlatformOperation(
            "\(platform).raw.\(name)", method, PathTemplate(path.template),
            safety ?? (method == .get ? .safe : .unrepeatable))
    }
}

private struct AnyBody: Encodable, Sendable {
    let value: any Encodable & Sendable

    func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}
