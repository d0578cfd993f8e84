#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// Carries out endpoints: encode, send, retry, classify, decode. The same for both platforms.
package struct Pipeline: Sendable {
    /// The beginning of every address, without a slash at its end.
    private let base: String
    /// Why nothing is sent there.
    private let baseProblem: String?
    private let apiKey: APIKey
    private let authentication: Authentication
    let configuration: ClientConfiguration
    private let transport: any Transport
    private let retryBucket: RetryBucket?

    package init(
        baseURL: URL, apiKey: APIKey, authentication: Authentication, configuration: ClientConfiguration,
        transport: any Transport
    ) {
        let text = baseURL.absoluteString
        base = String(text.prefix(upTo: text.lastIndex { $0 != "/" }.map(text.index(after:)) ?? text.endIndex))
        baseProblem = baseURL.baseURLProblem(plaintextHosts: configuration.plaintextHosts)
        self.apiKey = apiKey
        self.authentication = authentication
        self.configuration = configuration
        self.transport = transport
        retryBucket = configuration.retry.budget.map { RetryBucket($0) }
    }

    /// Carries out one endpoint.
    ///
    /// - Throws: ``VoiceAgentsError``, or `CancellationError` when the task is cancelled.
    package func run<Reply>(_ endpoint: Endpoint<Reply>) async throws -> Reply {
        defer { endpoint.progress?.finish() }
        let request = try request(for: endpoint)
        let delivery = try await deliver(
            request, of: endpoint.operation, within: endpoint.deadline ?? configuration.deadline,
            clock: configuration.clock)
        if let destination = request.destination {
            try save(delivery, of: endpoint.operation, to: destination)
            if let nothing = NoReply() as? Reply { return nothing }
        }
        if let refusal = ReportedFailure.find(in: delivery.response.body) {
            throw failure(refused: delivery, of: endpoint.operation, saying: refusal.message)
        }
        do {
            return try decode(Reply.self, from: delivery.response.body)
        } catch {
            throw failure(unreadable: delivery, of: endpoint.operation, because: error)
        }
    }

    /// Saves what a transport without files of its own, a test double for example, brought in memory.
    private func save(_ delivery: Delivery, of operation: Operation, to destination: URL) throws {
        guard !delivery.response.isSaved else { return }
        do {
            try delivery.response.body.write(to: destination, options: .atomic)
        } catch {
            throw failure(
                .undecodableReply, delivery, of: operation, effect: operation.safety == .safe ? .no : .yes,
                message: "The reply could not be saved.", underlying: error)
        }
    }

    private func decode<Reply: Decodable>(_ type: Reply.Type, from body: Data) throws -> Reply {
        if body.isEmpty, let nothing = NoReply() as? Reply { return nothing }
        guard configuration.usesJSONDecoder else { return try ReplyDecoder().decode(type, from: body) }
        // `JSONDecoder` looks only at the texts that somebody reads.
        guard body.withUnsafeBytes(\.isUTF8) else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "not UTF-8"))
        }
        return try JSONDecoder.forReplies.decode(type, from: body)
    }
}

// MARK: - Encode

extension Pipeline {
    private func request<Reply>(for endpoint: Endpoint<Reply>) throws -> TransportRequest {
        let operation = endpoint.operation
        if let baseProblem { throw operation.rejection(baseProblem) }
        guard !apiKey.value.isEmpty else { throw operation.rejection("The API key is empty.") }
        if let value = endpoint.path.unusableValue {
            throw operation.rejection("\"\(value)\" cannot stand in a path: the request would go to another resource.")
        }
        guard let url = endpoint.url(base: base) else {
            throw operation.rejection(
                "The path must begin with a slash and form an address together with the base URL.")
        }

        var headers = configuration.headers
        headers["Accept"] = endpoint.destination == nil ? "application/json" : "*/*"
        // A file is saved as it is, and its length is known only then.
        if endpoint.destination != nil { headers["Accept-Encoding"] = "identity" }
        if headers["User-Agent"] == nil { headers["User-Agent"] = "swift-voice-agents/\(version)" }
        headers.setSecret(authentication.prefix + apiKey.value, for: authentication.header)
        var body: RequestBody?
        switch endpoint.content {
        case .nothing: break
        case .json(let encode):
            headers["Content-Type"] = "application/json"
            do {
                body = RequestBody(try encode(.forRequests))
            } catch let error as EncodingError {
                throw operation.rejection("The request cannot be written as JSON: \(error.words)", underlying: error)
            }
        case .form(let form):
            headers["Content-Type"] = form.contentType
            body = form.body
        }
        if let name = headers.malformedField {
            throw operation.rejection(
                name == authentication.header.lowercased()
                    && !apiKey.value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
                    ? "The API key holds a line break or a control character; was it read from a file?"
                    : "The header \"\(name)\" has a malformed name, or a line break in its value.")
        }
        return TransportRequest(
            operation: operation.name, method: operation.method, url: url, headers: headers,
            body: body, timeout: endpoint.timeout ?? configuration.timeout, safety: operation.safety,
            maximumReplySize: configuration.maximumReplySize, destination: endpoint.destination,
            progress: endpoint.progress)
    }
}

// MARK: - Send and retry

extension Pipeline {
    /// A 2xx response, and how many attempts it took.
    private struct Delivery {
        let response: TransportResponse
        let attempts: Int
    }

    private func deliver<C: Clock<Duration>>(
        _ request: TransportRequest, of operation: Operation, within deadline: Duration, clock: C
    ) async throws -> Delivery {
        let start = clock.now
        // An attempt that was lost can have done its work, whatever a later attempt is told.
        var effectSoFar = Effect.no
        var attempt = request
        var attempts = 0
        var lastFailure: VoiceAgentsError?
        await retryBucket?.deposit()
        while true {
            try Task.checkCancellation()
            let remaining = deadline - start.duration(to: clock.now)
            if remaining <= .zero, let lastFailure { throw lastFailure }
            attempts += 1
            attempt.timeout = min(request.timeout, remaining)
            let outcome: RetryPolicy.Outcome
            var failure: VoiceAgentsError
            do {
                let response = try await transport.send(attempt)
                if (200..<300).contains(response.status) { return Delivery(response: response, attempts: attempts) }
                failure = self.failure(response, of: operation)
                outcome = .response(status: response.status, retryAfter: failure.retryAfter)
            } catch {
                // Only who cancelled is told so. Anybody else must learn that the request may have arrived.
                if Task.isCancelled { throw CancellationError() }
                let lost =
                    error as? TransportError
                    ?? TransportError(.other, mayHaveReachedServer: true, underlying: error)
                failure = self.failure(lost, of: operation)
                if let status = lost.status, !(200..<300).contains(status) {
                    outcome = .response(status: status, retryAfter: nil)
                } else {
                    outcome = .failure(lost)
                }
            }
            failure.attempts = attempts
            if effectSoFar > failure.effect {
                failure.effect = effectSoFar
                if failure.kind == .notSent, let underlying = failure.underlying {
                    failure.kind = .outcomeUnknown
                    failure.message = "\(underlying)"
                }
                failure.message =
                    failure.message.sentence + " An earlier attempt got no clear answer and may have been carried out."
            }
            effectSoFar = failure.effect
            lastFailure = failure
            let wait = configuration.retry.delay(
                after: outcome, safety: operation.safety, retriesDone: attempts - 1, jitter: configuration.jitter())
            guard let wait, start.duration(to: clock.now) + wait < deadline else { throw failure }
            if let retryBucket, await !retryBucket.withdraw() {
                failure.message = failure.message.sentence + " It was not tried again, because too many requests fail."
                throw failure
            }
            try await clock.sleep(until: clock.now.advanced(by: wait), tolerance: nil)
        }
    }
}

// MARK: - Classify

extension Pipeline {
    private func failure(_ response: TransportResponse, of operation: Operation) -> VoiceAgentsError {
        let reply = ErrorReply(
            body: response.body.prefix(1_048_576), status: response.status, redacted: redacted)
        let kind: VoiceAgentsError.Kind =
            switch response.status {
            case 400, 413, 422: .invalidRequest
            case 401: .unauthorized
            case 402: .paymentRequired
            case 403: .forbidden
            case 404: reply.isUnknownRoute ? .endpointNotAvailable : .notFound
            case 405: .endpointNotAvailable
            case 409: .conflict
            case 429: .rateLimited
            case 500...599: .serverError
            default: .unexpectedStatus
            }
        var message = reply.message ?? Self.words(for: response.status)
        if kind == .endpointNotAvailable {
            message += " (This server does not have the operation; the platform may have withdrawn it.)"
        }
        // Only 4xx says that nothing was done, besides 408: a server that fails half-way, that points elsewhere or that
        // gives up waiting may have done the work.
        let mayHaveWorked = !(400..<500).contains(response.status) || response.status == 408
        let effect: Effect = mayHaveWorked && operation.safety != .safe ? .perhaps : .no
        if effect == .perhaps, let remedy = operation.remedy { message = "\(message.sentence) \(remedy)" }
        return VoiceAgentsError(
            kind, operation: operation.name, message: message, effect: effect, status: response.status,
            code: reply.code, details: reply.details, fieldErrors: reply.fieldErrors,
            retryAfter: response.retryAfter(now: configuration.now()), requestID: response.requestID,
            body: excerpt(response.body))
    }

    private func failure(_ error: TransportError, of operation: Operation) -> VoiceAgentsError {
        if let status = error.status { return failure(error, afterStatus: status, of: operation) }
        guard error.mayHaveReachedServer else {
            return VoiceAgentsError(
                .notSent, operation: operation.name, message: "\(error.description.sentence) Nothing was sent.",
                underlying: error)
        }
        guard operation.safety != .safe else {
            return VoiceAgentsError(
                .outcomeUnknown, operation: operation.name,
                message: "\(error.description.sentence) No answer came back.",
                underlying: error)
        }
        let remedy = operation.remedy ?? "Look at the record before trying again."
        return VoiceAgentsError(
            .outcomeUnknown, operation: operation.name,
            message: "\(error.description.sentence) The request was sent and may have been carried out. \(remedy)",
            effect: .perhaps,
            underlying: error)
    }

    /// A response that began and did not come whole. Its status says more than its loss.
    private func failure(
        _ error: TransportError, afterStatus status: Int, of operation: Operation
    ) -> VoiceAgentsError {
        let response = TransportResponse(status: status)
        var failure =
            (200..<300).contains(status)
            ? self.failure(unreadable: Delivery(response: response, attempts: 0), of: operation, because: error)
            : self.failure(response, of: operation)
        failure.underlying = error
        return failure
    }

    private func failure(
        refused delivery: Delivery, of operation: Operation, saying text: String?
    ) -> VoiceAgentsError {
        // It says that it did not succeed. For money and phone calls that is no proof that nothing was done.
        failure(
            .refused, delivery, of: operation, effect: operation.safety == .unrepeatable ? .perhaps : .no,
            message: text.map(redacted) ?? "The server answered \"success\": false and gave no reason.")
    }

    private func failure(
        unreadable delivery: Delivery, of operation: Operation, because error: any Error
    ) -> VoiceAgentsError {
        // An object that speaks of an error does not say that the work was done, whatever the status is.
        if let said = ErrorReply.error(in: delivery.response.body, redacted: redacted) {
            return failure(
                .undecodableReply, delivery, of: operation, effect: operation.safety == .safe ? .no : .perhaps,
                message: "The server reported success together with an error: \(said.sentence)", underlying: error)
        }
        var message = words(for: error, body: delivery.response.body)
        if operation.safety != .safe {
            message += ". The server reported success, so this has probably been carried out."
        }
        return failure(
            .undecodableReply, delivery, of: operation, effect: operation.safety == .safe ? .no : .yes,
            message: message, underlying: error)
    }

    private func failure(
        _ kind: VoiceAgentsError.Kind, _ delivery: Delivery, of operation: Operation, effect: Effect,
        message: String, underlying: (any Error)? = nil
    ) -> VoiceAgentsError {
        VoiceAgentsError(
            kind, operation: operation.name,
            message: effect == .no
                ? message : [message.sentence, operation.remedy].compactMap(\.self).joined(separator: " "),
            effect: effect, status: delivery.response.status, requestID: delivery.response.requestID,
            body: excerpt(delivery.response.body), attempts: delivery.attempts, underlying: underlying)
    }

    private func words(for error: any Error, body: Data) -> String {
        switch error {
        case DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty: unreadableBodyWords(body)
        case let error as DecodingError: redacted(error.words)
        case let error as TransportError: "the reply did not come whole: \(error)"
        default: "the reply could not be read"
        }
    }

    private static func words(for status: Int) -> String {
        switch status {
        case 300..<400:
            "The server answered with a redirect, which is not followed because it would carry the key along."
                + " Check the base URL."
        case 401: "The API key was not accepted."
        case 429: "Too many requests."
        case 500...: "The server failed and gave no readable reason."
        default: "The server answered with status \(status) and gave no readable reason."
        }
    }

    /// The beginning of a body as text, without the key: a server may print what it was sent.
    private func excerpt(_ body: Data) -> String {
        String(
            decoding: redacted(String(decoding: body.prefix(65_536), as: UTF8.self)).utf8.prefix(4096), as: UTF8.self)
    }

    private func redacted(_ text: String) -> String { text.redacting(apiKey.value) }
}

extension TransportResponse {
    fileprivate var requestID: String? {
        ["x-request-id", "request-id", "x-correlation-id"].lazy.compactMap { headers[$0] }.first
    }
}

extension EncodingError {
    fileprivate var words: String {
        switch self {
        case .invalidValue(_, let context): "\(context.codingPath.words): \(context.debugDescription)"
        @unknown default: "unwritable value"
        }
    }
}

extension String {
    /// The text with one full stop at its end.
    fileprivate var sentence: String { last?.isPunctuation == true ? self : self + "." }
}
