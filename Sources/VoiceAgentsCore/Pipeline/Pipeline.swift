#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// Performs the operations of both platforms: encodes, sends, retries, classifies and decodes.
package struct Pipeline: Sendable {
    /// The base URL without a trailing slash.
    private let base: String
    private let baseURL: URL
    /// The server of the base URL.
    let server: ClientEvent.Server?
    /// Why no request is sent to the base URL, or `nil` when requests are sent.
    private var baseURLProblem: String?
    private let apiKey: APIKey
    private let authentication: Authentication
    package private(set) var configuration: ClientConfiguration
    /// The clock of the configuration.
    package private(set) var clock: RelativeClock
    /// The header fields of each request to the base URL. Those for the key and the accepted type are empty.
    private var commonFields: HeaderFields = [:]
    /// Why no request has these fields, or `nil` when requests are sent.
    private var commonFieldsProblem: String?
    let transport: any Transport
    private(set) var retryBucket: RetryBucket?
    private(set) var queue: RequestQueue?

    package init(
        baseURL: URL, apiKey: APIKey, authentication: Authentication, configuration: ClientConfiguration,
        transport: any Transport
    ) {
        let text = baseURL.absoluteString
        base = String(text.prefix(upTo: text.lastIndex { $0 != "/" }.map(text.index(after:)) ?? text.endIndex))
        self.baseURL = baseURL
        server = ClientEvent.Server(baseURL)
        self.apiKey = apiKey
        self.authentication = authentication
        self.configuration = configuration
        clock = RelativeClock(configuration.clock)
        self.transport = transport
        retryBucket = configuration.retry.budget.map { RetryBucket($0) }
        queue = configuration.limit.map { RequestQueue($0, clock: configuration.clock) }
        prepareRequests()
    }

    /// Derives from the configuration what all requests have in common.
    private mutating func prepareRequests() {
        baseURLProblem = baseURL.problem(isSigned: false, plaintextHosts: configuration.plaintextHosts)
        commonFields = HeaderFields(commonIn: configuration, authentication)
        commonFieldsProblem = commonFields.problem
    }

    /// A pipeline with other settings that shares the transport, the key and, unless they were changed, the retry budget and the
    /// limit.
    package func with(_ change: (inout ClientConfiguration) -> Void) -> Pipeline {
        var copy = self
        change(&copy.configuration)
        copy.clock = RelativeClock(copy.configuration.clock)
        copy.prepareRequests()
        // `.never` has a budget that it does not use.
        if copy.configuration.retry.budget != configuration.retry.budget, copy.configuration.retry.maximumRetries > 0 {
            copy.retryBucket = copy.configuration.retry.budget.map { RetryBucket($0) }
        }
        let (old, new) = (configuration.limit, copy.configuration.limit)
        if (old?.requests, old?.period) != (new?.requests, new?.period) {
            copy.queue = copy.configuration.limit.map { RequestQueue($0, clock: copy.configuration.clock) }
        }
        return copy
    }

    /// Performs one call of an operation.
    ///
    /// - Throws: ``VoiceAgentsError``, or `CancellationError` when the task is cancelled.
    package func run<Reply>(_ endpoint: Endpoint<Reply>) async throws -> Reply {
        defer { endpoint.progress?.finish() }
        let operation = endpoint.operation
        let reporter = EventReporter(operation, configuration.onEvent)
        reporter.report(.started)
        var delivery = DeliveryState(start: clock.now())
        var key = ""
        func finish(_ outcome: ClientEvent.End.Outcome, _ effect: Effect) {
            reporter.report(
                .finished(
                    .init(
                        outcome: outcome, effect: effect, attempts: delivery.history.attempts,
                        duration: clock.now() - delivery.start,
                        reply: delivery.response.map { ClientEvent.Reply($0, redacting: key) },
                        unreadable: delivery.unreadable)))
        }
        do {
            key = try await self.key(for: endpoint)
            let request = try request(for: endpoint, key: key)
            let response = try await deliver(request, of: endpoint, key: key, &delivery, reporter)
            let reply = try read(
                response, savedIn: delivery.file, of: endpoint, key: key, history: delivery.history,
                unreadable: &delivery.unreadable)
            finish(.success, operation.safety == .safe ? .no : .yes)
            return reply
        } catch let error as VoiceAgentsError {
            finish(.failure(error.kind), error.effect)
            throw error
        } catch {
            finish(.cancelled, delivery.history.earlierEffect)
            throw error
        }
    }

    private func read<Reply>(
        _ response: TransportResponse, savedIn file: TemporaryFile?, of endpoint: Endpoint<Reply>, key: String,
        history: AttemptHistory, unreadable: inout [UnreadableValue]
    ) throws -> Reply {
        var response = response
        do {
            if let file { try file.receive(&response) }
            if !endpoint.reading.acceptsFailure, let report = ReportedFailure.find(in: response.body) {
                throw failure(
                    .refused(response, message: report.message), of: endpoint.operation, after: history, key: key)
            }
            if endpoint.reading.rejectsText { try file?.rejectText(response) }
            try file?.replaceDestination()
            return try endpoint.reading.read(response.body, &unreadable)
        } catch let error as VoiceAgentsError {
            throw error
        } catch let error as FileError {
            let error = TransportError(error, mayHaveReachedServer: true, status: response.status)
            let named = file?.namingDestination(in: error) ?? error
            throw failure(.unreadable(response, named), of: endpoint.operation, after: history, key: key)
        } catch {
            throw failure(.unreadable(response, error), of: endpoint.operation, after: history, key: key)
        }
    }

    /// The error for an operation whose last attempt failed.
    func failure(
        _ outcome: AttemptOutcome, of operation: PlatformOperation, after history: AttemptHistory, key: String
    ) -> VoiceAgentsError {
        VoiceAgentsError(
            outcome, of: operation, after: history, now: configuration.now(), redacted: { $0.redacting(key) })
    }
}

extension Pipeline {
    /// Saves the reply of a call as a file. The timeout is for all attempts together.
    package func save(
        _ endpoint: Endpoint<Void>, to file: URL, timeout: Duration, progress: TransferProgress? = nil
    ) async throws {
        var endpoint = endpoint
        endpoint.destination = file
        endpoint.progress = progress
        (endpoint.timeout, endpoint.deadline) = (timeout, timeout)
        try await run(endpoint)
    }
}

// MARK: - The request

extension Pipeline {
    /// The key, or an empty string for a signed URL, which must not receive it.
    private func key<Reply>(for endpoint: Endpoint<Reply>) async throws -> String {
        guard endpoint.signedURL == nil else { return "" }
        do {
            return try await apiKey.resolve()
        } catch let error as CancellationError where Task.isCancelled {
            throw error
        } catch {
            throw endpoint.operation.rejection("The API key could not be obtained.", underlying: error)
        }
    }

    private func request<Reply>(for endpoint: Endpoint<Reply>, key: String) throws -> TransportRequest {
        let operation = endpoint.operation
        let problem =
            if let signedURL = endpoint.signedURL {
                signedURL.problem(isSigned: true, plaintextHosts: configuration.plaintextHosts)
            } else {
                baseURLProblem
            }
        if let problem { throw operation.rejection(problem) }
        if endpoint.signedURL == nil, let problem = APIKey.problem(with: key) { throw operation.rejection(problem) }
        if let problem = endpoint.path.problem ?? endpoint.query.problem { throw operation.rejection(problem) }
        guard let url = endpoint.url(base: base) else {
            throw operation.rejection(
                "The path must begin with a slash and form a URL together with the base URL.")
        }
        if let problem = endpoint.headers.problem ?? (endpoint.signedURL == nil ? commonFieldsProblem : nil) {
            throw operation.rejection(problem)
        }
        var headers = endpoint.signedURL == nil ? commonFields : ["user-agent": userAgent]
        headers.set(endpoint.headers)
        headers["accept"] = endpoint.destination == nil ? "application/json" : "*/*"
        // A file is saved as received, and its length is known only without compression.
        if endpoint.destination != nil { headers["accept-encoding"] = "identity" }
        if endpoint.signedURL == nil { headers.setSecret(authentication.prefix + key, for: authentication.header) }
        let body = try body(endpoint.body, of: operation, &headers)
        return TransportRequest(
            operation, url: url, headers: headers, body: body,
            timeout: (endpoint.timeout ?? configuration.timeout).clamped,
            maximumReplySize: configuration.maximumReplySize,
            progress: endpoint.progress)
    }

    private func body(
        _ content: RequestContent, of operation: PlatformOperation, _ headers: inout HeaderFields
    ) throws -> RequestBody? {
        switch content {
        case .none: return nil
        case .encoded(let encode):
            headers["Content-Type"] = "application/json"
            do {
                return RequestBody(try encode(.forRequests))
            } catch {
                let reason = (error as? EncodingError).map { ": \($0.summary)" } ?? "."
                throw operation.rejection("The request cannot be written as JSON\(reason)", underlying: error)
            }
        case .form(let form):
            headers["Content-Type"] = form.contentType
            return form.body
        case .urlEncoded(let fields):
            if let problem = fields.problem { throw operation.rejection(problem) }
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            return RequestBody(Data(fields.encoded.utf8))
        }
    }
}

/// The `User-Agent` of requests whose headers have none.
private let userAgent = "swift-voice-agents/\(version)"

extension HeaderFields {
    /// The header fields of each request to the base URL. Those for the key and the accepted type are empty.
    fileprivate init(commonIn configuration: ClientConfiguration, _ authentication: Authentication) {
        self = configuration.headers
        // Each request has these two, and only replaces their values.
        self["accept"] = ""
        if self["user-agent"] == nil { self["user-agent"] = userAgent }
        setSecret("", for: authentication.header)
    }
}

// MARK: - Files

extension TemporaryFile {
    /// Completes the file with a reply, and the reply with the content of a short file, which can be the report of a failure.
    ///
    /// - Throws: ``FileError``, or ``NoFileError`` when the reply is not a file.
    fileprivate func receive(_ response: inout TransportResponse) throws {
        guard TransportRequest.savesBody(ofStatus: response.status), response.headers["Content-Range"] == nil else {
            throw NoFileError(
                reason: "The server answered with status \(response.status), which is not a complete file.")
        }
        if !response.isSaved {
            // A transport that does not write files, such as a mock, returned the body in memory.
            let writer = try FileWriter(url)
            try response.body.withUnsafeBytes { try writer.append($0) }
        }
        let reader = try FileReader(url)
        if reader.count == 0 { throw NoFileError(reason: "The server sent an empty file.") }
        if reader.count <= longestReport { response.body = try reader.content() }
        if response.headers["Content-Type"]?.lowercased().hasPrefix("text/html") == true {
            throw NoFileError(reason: "The server answered with an HTML page instead of the file.")
        }
    }

    /// Checks that a file is not JSON, HTML or other text, by its first bytes and, where they do not tell, by its type.
    ///
    /// - Throws: ``FileError``, or ``NoFileError`` when it is text.
    fileprivate func rejectText(_ response: TransportResponse) throws {
        let start = try FileReader(url).content(upTo: 512)
        if start.startsLikeAudio { return }
        let type = response.headers["Content-Type"]?.lowercased() ?? ""
        if type.hasPrefix("application/json") || type.hasPrefix("text/") || start.startsLikeText {
            throw NoFileError(reason: "The server answered with text instead of the file.")
        }
        if ["image/", "application/pdf", "application/zip"].contains(where: type.hasPrefix) {
            throw NoFileError(reason: "The server answered with another file.")
        }
    }
}

extension Data {
    /// Whether the first bytes are those of a format of sound.
    fileprivate var startsLikeAudio: Bool {
        func has(_ text: String, at offset: Int) -> Bool { dropFirst(offset).starts(with: text.utf8) }
        // A tag is followed by its version.
        if has("ID3", at: 0) { return dropFirst(3).first.map { $0 < 0x20 } ?? false }
        // The frames of an MP3 file without a tag begin with eleven bits of 1, and two for the layer.
        return has("RIFF", at: 0) && has("WAVE", at: 8) || has("OggS\0", at: 0) || has("fLaC\0", at: 0)
            || has("ftyp", at: 4) && first == 0
            || count > 1 && first == 0xFF && dropFirst().first.map { $0 & 0xE6 == 0xE2 } == true
    }

    /// Whether the first bytes are those of JSON or HTML, or text in UTF-8 or UTF-16. Sound has control characters, or bytes that are not
    /// UTF-8.
    fileprivate var startsLikeText: Bool {
        if starts(with: [0xFF, 0xFE]) || starts(with: [0xFE, 0xFF]) { return true }
        // In any encoding.
        if let first = first(where: { $0 != 0x20 && !(0x09...0x0D).contains($0) }), "{[<".utf8.contains(first) {
            return true
        }
        // The end can be a part of a character.
        let isUTF8 = (0..<4).contains { String(validating: dropLast($0), as: UTF8.self) != nil }
        return isUTF8 && allSatisfy { $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) }
    }
}

/// The largest size in bytes of a file that can be the report of a failure.
private let longestReport = 65_536
