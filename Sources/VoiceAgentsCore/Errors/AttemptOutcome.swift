#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// How an attempt failed.
enum AttemptOutcome: Sendable {
    /// A reply whose status is not a success.
    case response(TransportResponse)
    /// A 202 in place of a result.
    case pending(TransportResponse)
    /// A 2xx reply with `"success": false`, and its message.
    case refused(TransportResponse, message: String?)
    /// A 2xx reply that cannot be decoded or saved.
    case unreadable(TransportResponse, any Error)
    /// No complete reply.
    case noReply(TransportError)

    /// Creates an outcome from a transport's error. When the head of a reply was received, its status determines the outcome.
    init(_ error: TransportError) {
        switch error.status {
        case let status? where (200..<300).contains(status):
            self = .unreadable(TransportResponse(status: status), error)
        case let status?: self = .response(TransportResponse(status: status))
        case nil: self = .noReply(error)
        }
    }

    /// The outcome for the retry policy, or `nil` when the attempt is never repeated.
    func retryOutcome(now: Date) -> RetryPolicy.Outcome? {
        switch self {
        case .response(let response):
            .response(status: response.status, retryAfter: response.retryAfter(now: now))
        case .noReply(let error): .failure(error)
        case .unreadable(_, let error as TransportError): .failure(error)
        case .pending, .refused, .unreadable: nil
        }
    }

    /// Whether the operation can have taken effect.
    func effect(of operation: PlatformOperation) -> Effect {
        guard operation.safety != .safe else { return .no }
        switch self {
        case .response(let response):
            switch response.status {
            // These redirects are not followed, so nothing was done. A 303 refers to the result of what was done.
            case 301, 302, 307, 308: return .no
            // A 4xx means that nothing was done, except 408: a server that timed out may have done it.
            case 400..<500 where response.status != 408: return .no
            default: return .perhaps
            }
        case .pending: return .perhaps
        // The reply reports a failure. For money and phone calls that does not prove that nothing was done.
        case .refused: return operation.safety == .unrepeatable ? .perhaps : .no
        case .unreadable(let response, _):
            // HTML, plain text or an object with an error does not confirm that the operation was carried out.
            return response.body.isNotJSON || ErrorReply.error(in: response.body, redacted: \.self) != nil
                ? .perhaps : .yes
        case .noReply(let error): return error.mayHaveReachedServer ? .perhaps : .no
        }
    }
}

/// The attempts of an operation before its outcome.
struct AttemptHistory: Sendable {
    /// The number of attempts, including the last one.
    var attempts = 0
    /// Whether an earlier attempt can have taken effect.
    var earlierEffect = Effect.no
    /// Whether the attempt is not repeated because the client's ``RetryBudget`` is used up.
    var budgetIsEmpty = false
}

extension VoiceAgentsError {
    /// Creates the error of an operation whose last attempt failed.
    ///
    /// - Parameters:
    ///   - outcome: How the last attempt failed.
    ///   - operation: The operation.
    ///   - history: The attempts so far.
    ///   - now: The current date, for a `Retry-After` that is a date.
    ///   - redacted: Removes the key from a text.
    init(
        _ outcome: AttemptOutcome, of operation: PlatformOperation, after history: AttemptHistory, now: Date,
        redacted: (String) -> String
    ) {
        let ownEffect = outcome.effect(of: operation)
        let effect = max(ownEffect, history.earlierEffect)
        var parts = Parts(outcome, of: operation, effect: ownEffect, redacted: redacted)
        if history.earlierEffect > ownEffect {
            // That the last attempt was not sent does not undo an earlier one.
            if parts.kind == .notSent { parts.kind = .outcomeUnknown }
            if case .noReply = outcome { parts.consequence = nil }
            parts.history = "An earlier attempt got no clear answer and may have been carried out."
        }
        let sentences = [
            parts.cause, parts.consequence, parts.history, effect == .no ? nil : parts.advice,
            history.budgetIsEmpty ? "It was not tried again, because too many requests fail." : nil,
        ].compactMap(\.self)
        self.init(
            parts.kind, operation: operation.name,
            message: sentences.count == 1 ? sentences[0] : sentences.map(\.sentence).joined(separator: " "),
            effect: effect, status: parts.response?.status, code: parts.reply?.code, details: parts.reply?.details,
            fieldErrors: parts.reply?.fieldErrors ?? [], retryAfter: parts.response?.retryAfter(now: now),
            requestID: parts.response?.requestID.map(redacted), body: parts.response.map { $0.body.excerpt(redacted) },
            attempts: history.attempts, underlying: parts.underlying)
    }

    /// The parts of an error from which its message is composed.
    private struct Parts {
        var kind: Kind
        /// The platform's message or a description of the failure.
        var cause: String
        /// What the failure means for the operation.
        var consequence: String?
        var history: String?
        var advice: String?
        var response: TransportResponse?
        var reply: ErrorReply?
        var underlying: (any Error)?

        init(
            _ outcome: AttemptOutcome, of operation: PlatformOperation, effect: Effect, redacted: (String) -> String
        ) {
            advice = operation.advice
            switch outcome {
            case .response(let response):
                let reply = ErrorReply(
                    body: response.body.prefix(1_048_576), status: response.status, redacted: redacted)
                kind = Kind(status: response.status, isUnknownRoute: reply.isUnknownRoute)
                cause = reply.message ?? Self.cause(ofStatus: response.status)
                if kind == .endpointNotAvailable {
                    consequence =
                        "(This server does not have the operation; the platform may have withdrawn it.)"
                }
                self.response = response
                self.reply = reply
            case .pending(let response):
                kind = .stillPending
                cause = "The result was not ready when the time to wait for it was over."
                self.response = response
            case .refused(let response, let message):
                kind = .refused
                cause = message.map(redacted) ?? "The server answered \"success\": false and gave no reason."
                self.response = response
            case .unreadable(let response, let error):
                kind = error.isFileFailure ? .fileFailure : .undecodableReply
                underlying = error is NoFileError ? nil : error
                self.response = response
                if let said = ErrorReply.error(in: response.body, redacted: redacted) {
                    cause = "The server reported success together with an error: \(said)"
                } else {
                    cause = Self.cause(ofUnreadable: response.body, error, redacted)
                    if effect == .yes {
                        consequence = "The server reported success, so this has probably been carried out."
                    }
                }
            case .noReply(let error):
                kind = Kind(withoutReply: error)
                cause = error.description
                underlying = error
                if !error.mayHaveReachedServer {
                    consequence = "Nothing was sent." + (error.kind.hint.map { " \($0)" } ?? "")
                } else if operation.safety == .safe {
                    consequence = "No answer came back."
                } else {
                    consequence = "The request was sent and may have been carried out."
                    advice = operation.advice ?? "Look at the record before trying again."
                }
            }
        }

        private static func cause(ofStatus status: Int) -> String {
            switch status {
            case 300..<400:
                "The server answered with a redirect, which is not followed because it could lead the key to another host."
                    + " Check the URL."
            case 401: "The API key, or the signed link, was not accepted."
            case 429: "Too many requests."
            case 500...: "The server failed and gave no readable reason."
            default: "The server answered with status \(status) and gave no readable reason."
            }
        }

        private static func cause(
            ofUnreadable body: Data, _ error: any Error, _ redacted: (String) -> String
        ) -> String {
            switch error {
            case DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty:
                body.reasonItIsNotJSON
            case let error as DecodingError: redacted(error.summary)
            case let error as TransportError where error.isFileFailure: error.description
            case let error as TransportError: "the reply did not come whole: \(error)"
            case let error as NoFileError: error.reason
            default: "the reply could not be read"
            }
        }
    }
}

/// The error for a 2xx reply without the file that was asked for.
struct NoFileError: Error {
    let reason: String
}

extension Error {
    /// Whether a file of this computer is the cause.
    fileprivate var isFileFailure: Bool { (self as? TransportError)?.kind == .fileFailure }
}

extension TransportError.Kind {
    /// The settings to look at.
    fileprivate var hint: String? {
        switch self {
        case .unknownHost: "Check the host of the URL."
        case .cannotConnect: "Check the URL, and whether the server is running."
        case .insecureConnection: "Check the URL, and the certificates that this computer trusts."
        default: nil
        }
    }
}

extension VoiceAgentsError.Kind {
    /// Creates the kind of an error of a transport without a reply.
    fileprivate init(withoutReply error: TransportError) {
        switch error.kind {
        case .fileFailure: self = .fileFailure
        case .declined where !error.mayHaveReachedServer: self = .declined
        default: self = error.mayHaveReachedServer ? .outcomeUnknown : .notSent
        }
    }

    /// Creates the kind of an error from a status that is not a success.
    fileprivate init(status: Int, isUnknownRoute: Bool) {
        self =
            switch status {
            case 400, 413, 422: .invalidRequest
            case 401: .unauthorized
            case 402: .paymentRequired
            case 403: .forbidden
            case 404: isUnknownRoute ? .endpointNotAvailable : .notFound
            case 405: .endpointNotAvailable
            case 409: .conflict
            case 429: .rateLimited
            case 500...599: .serverError
            default: .unexpectedStatus
            }
    }
}

extension TransportResponse {
    /// The platform's id of the request.
    var requestID: String? {
        ["x-request-id", "request-id", "x-correlation-id"].lazy.compactMap { headers[$0] }.first
    }
}

extension Data {
    /// Whether the data is HTML or plain text, such as a gateway's page, and neither empty nor JSON, perhaps cut off.
    fileprivate var isNotJSON: Bool {
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = starts(with: byteOrderMark) ? dropFirst(byteOrderMark.count) : self[...]
        guard let first = text.first(where: { $0 > 0x20 }) else { return false }
        return !"{[".utf8.contains(first) && (try? JSONDocument(text)) == nil
    }

    /// The beginning of a body as text, without the key, which a server may repeat in its reply.
    fileprivate func excerpt(_ redacted: (String) -> String) -> String {
        String(decoding: redacted(String(decoding: prefix(65_536), as: UTF8.self)).utf8.prefix(4096), as: UTF8.self)
    }
}

extension String {
    /// The text, ending with punctuation.
    fileprivate var sentence: String { last?.isPunctuation == true ? self : self + "." }
}
