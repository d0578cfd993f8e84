#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// Sends operations that have no method of their own, with the same authentication, time limits, retries and errors.
///
/// ```swift
/// let flows: [JSONValue] = try await burki.raw.send(.get, "/api/v1/flows", query: ["limit": 10])
/// ```
///
/// Errors and events name such a request `burki.raw.send` or `flireo.raw.send`, with the path as it is written in the
/// source, without the values.
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
    ///   - path: The full path as the platform registers it. Interpolated values are escaped.
    ///   - query: The query. Values that are `nil` are left out.
    ///   - body: Written as JSON. `nil` sends no body.
    ///   - headers: Header fields of this request alone, for example `Idempotency-Key`.
    ///   - safety: Whether it may be carried out twice. `nil`: a GET may, everything else may not.
    ///   - acceptsFailure: Whether `"success": false` in the reply is a result, as of a test, and no error.
    ///   - type: The type of the reply, where the context does not tell it.
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

    /// Sends a request whose reply does not matter.
    ///
    /// - Parameters:
    ///   - method: The HTTP method.
    ///   - path: The full path as the platform registers it. Interpolated values are escaped.
    ///   - query: The query. Values that are `nil` are left out.
    ///   - body: Written as JSON. `nil` sends no body.
    ///   - headers: Header fields of this request alone, for example `Idempotency-Key`.
    ///   - safety: Whether it may be carried out twice. `nil`: a GET may, everything else may not.
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

    /// Saves the reply to a GET as a file, for example a recording, in constant memory.
    ///
    /// The file takes its place only when it is whole; until then, a file that is there stays as it is. A 202 says that
    /// there is no file yet: the client waits as told and asks again.
    ///
    /// - Parameters:
    ///   - path: The full path as the platform registers it. Interpolated values are escaped.
    ///   - query: The query. Values that are `nil` are left out.
    ///   - file: Where to save it, in a folder that exists. A file that is there is replaced.
    ///   - timeout: The limit for all attempts together. Default: 10 minutes.
    ///   - progress: Reports how far the transfer has come.
    /// - Throws: ``VoiceAgentsError``, of kind `stillPending` when there is no file in time; or `CancellationError`. No
    ///   part of a file is left behind.
    public func download(
        _ path: RequestPath, query: Query = [:], to file: URL, timeout: Duration = .seconds(600),
        progress: TransferProgress? = nil
    ) async throws {
        let endpoint = Endpoint(
            operation("download", .get, path, .safe), path: path, query: query, reading: .file)
        try await save(endpoint, to: file, timeout: timeout, progress: progress)
    }

    /// Saves the file behind a signed address on another host, for example a recording, **without the API key**.
    ///
    /// - Parameters:
    ///   - url: The whole address, with `https`. It is a secret as long as it is valid, and appears in no error or event.
    ///   - file: Where to save it, in a folder that exists. A file that is there is replaced.
    ///   - timeout: The limit for all attempts together. Default: 10 minutes.
    ///   - progress: Reports how far the transfer has come.
    /// - Throws: ``VoiceAgentsError``, of kind `stillPending` when there is no file in time; or `CancellationError`. No
    ///   part of a file is left behind.
    public func download(
        signed url: URL, to file: URL, timeout: Duration = .seconds(600), progress: TransferProgress? = nil
    ) async throws {
        var endpoint = Endpoint(
            operation("download", .get, "/{signed}", .safe), path: "/", reading: .file)
        endpoint.signedURL = url
        try await save(endpoint, to: file, timeout: timeout, progress: progress)
    }

    private func save(
        _ endpoint: Endpoint<Void>, to file: URL, timeout: Duration, progress: TransferProgress?
    ) async throws {
        var endpoint = endpoint
        endpoint.destination = file
        endpoint.progress = progress
        (endpoint.timeout, endpoint.deadline) = (timeout, timeout)
        try await pipeline.run(endpoint)
    }

    /// Sends a form with files, for example a document of a knowledge base, in constant memory.
    ///
    /// ```swift
    /// var form = MultipartForm()
    /// try form.append(file: URL(filePath: "hours.pdf"), name: "file", contentType: "application/pdf")
    /// let document: JSONValue = try await burki.raw.upload(
    ///     form, to: "/api/v1/assistants/\(assistantID)/documents/upload")
    /// ```
    ///
    /// - Parameters:
    ///   - form: What to send.
    ///   - path: The full path as the platform registers it. Interpolated values are escaped.
    ///   - method: The HTTP method.
    ///   - query: The query. Values that are `nil` are left out.
    ///   - timeout: The limit for all attempts together. Default: 10 minutes.
    ///   - progress: Reports how far the transfer has come.
    ///   - safety: Whether it may be carried out twice. `nil`: it may not.
    ///   - type: The type of the reply, where the context does not tell it.
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
