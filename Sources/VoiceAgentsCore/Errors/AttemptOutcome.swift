#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// How an attempt failed.
enum AttemptOutcome: Sendable {
    /// A reply whose status is no success.
    case response(TransportResponse)
    /// A 202 in place of a result.
    case pending(TransportResponse)
    /// A success that holds `"success": false`, with its own words.
    case refused(TransportResponse, message: String?)
    /// A success that cannot be read or saved.
    case unreadable(TransportResponse, any Error)
    /// No complete reply.
    case lost(TransportError)

    /// The attempt that a transport's error describes. A reply that began and did not come whole has a status, and that
    /// says more than its loss.
    init(_ error: TransportError) {
        switch error.status {
        case let status? where (200..<300).contains(status):
            self = .unreadable(TransportResponse(status: status), error)
        case let status?: self = .response(TransportResponse(status: status))
        case nil: self = .lost(error)
        }
    }

    /// What the retry policy decides on, or `nil` for an outcome that is final.
    func retryOutcome(now: Date) -> RetryPolicy.Outcome? {
        switch self {
        case .response(let response):
            .response(status: response.status, retryAfter: response.retryAfter(now: now))
        case .lost(let error): .failure(error)
        case .unreadable(_, let error as TransportError): .failure(error)
        case .pending, .refused, .unreadable: nil
        }
    }

    /// Whether what the operation does can have happened.
    func effect(of operation: PlatformOperation) -> Effect {
        guard operation.safety != .safe else { return .no }
        switch self {
        case .response(let response):
            switch response.status {
            // A redirect of these is not followed and nothing is done. A 303 points at the result of what was done.
            case 301, 302, 307, 308: return .no
            // Other 4xx say that nothing was done. A server that gives up waiting may have done it.
            case 400..<500 where response.status != 408: return .no
            default: return .perhaps
            }
        case .pending: return .perhaps
        // It says that it did not succeed. For money and phone calls that is no proof that nothing was done.
        case .refused: return operation.safety == .unrepeatable ? .perhaps : .no
        case .unreadable(let response, _):
            // Neither a page, nor plain text, nor an object that holds an error says that the work was done.
            return response.body.isPage || ErrorReply.error(in: response.body, redacted: \.self) != nil
                ? .perhaps : .yes
        case .lost(let error): return error.mayHaveReachedServer ? .perhaps : .no
        }
    }
}

/// What came before the attempt that ends an operation.
struct AttemptHistory: Sendable {
    /// All attempts, the last one included.
    var attempts = 0
    /// Whether what the operation does can have happened in an earlier attempt.
    var earlierEffect = Effect.no
    /// Whether the attempt is not repeated only because the client has repeated too many.
    var budgetIsEmpty = false
}

extension VoiceAgentsError {
    /// The error of an operation whose last attempt failed.
    ///
    /// - Parameters:
    ///   - outcome: How the last attempt failed.
    ///   - operation: The operation.
    ///   - history: What came before.
    ///   - now: The time of day, for a `Retry-After` that is a date.
    ///   - redacted: Takes the key out of a text.
    init(
        _ outcome: AttemptOutcome, of operation: PlatformOperation, after history: AttemptHistory, now: Date,
        redacted: (String) -> String
    ) {
        let ownEffect = outcome.effect(of: operation)
        let effect = max(ownEffect, history.earlierEffect)
        var parts = Parts(outcome, of: operation, effect: ownEffect, redacted: redacted)
        if history.earlierEffect > ownEffect {
            // Not to be sent now does not undo an earlier attempt.
            if parts.kind == .notSent { (parts.kind, parts.consequence) = (.outcomeUnknown, nil) }
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
            requestID: parts.response?.requestID, body: parts.response.map { $0.body.excerpt(redacted) },
            attempts: history.attempts, underlying: parts.underlying)
    }

    /// The parts of an error, before they become its message.
    private struct Parts {
        var kind: Kind
        /// What the platform said or what went wrong.
        var cause: String
        /// What that means for the operation.
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
                kind = .undecodableReply
                underlying = error
                self.response = response
                if let said = ErrorReply.error(in: response.body, redacted: redacted) {
                    cause = "The server reported success together with an error: \(said)"
                } else {
                    cause = Self.cause(ofUnreadable: response.body, error, redacted)
                    if effect == .yes {
                        consequence = "The server reported success, so this has probably been carried out."
                    }
                }
            case .lost(let error):
                kind = error.mayHaveReachedServer ? .outcomeUnknown : .notSent
                cause = error.description
                underlying = error
                if !error.mayHaveReachedServer {
                    consequence = "Nothing was sent."
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
                "The server answered with a redirect, which is not followed because it would carry the key along."
                    + " Check the base URL."
            case 401: "The API key was not accepted."
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
            case let error as TransportError: "the reply did not come whole: \(error)"
            case is CocoaError: "The reply could not be saved."
            default: "the reply could not be read"
            }
        }
    }
}

extension VoiceAgentsError.Kind {
    /// What a status means that is no success.
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
    /// The platform's name for the exchange.
    var requestID: String? {
        ["x-request-id", "request-id", "x-correlation-id"].lazy.compactMap { headers[$0] }.first
    }
}

extension Data {
    /// Whether this is a page or plain text, such as a gateway sends, rather than JSON or nothing.
    fileprivate var isPage: Bool {
        guard let first = first(where: { $0 > 0x20 }) else { return false }
        // The first byte of JSON, or of a byte order mark.
        return first != 0xEF && !"{[\"-0123456789tfn".utf8.contains(first)
    }

    /// The beginning of a body as text, without the key: a server may print what it was sent.
    fileprivate func excerpt(_ redacted: (String) -> String) -> String {
        String(decoding: redacted(String(decoding: prefix(65_536), as: UTF8.self)).utf8.prefix(4096), as: UTF8.self)
    }
}

extension String {
    /// The text with one full stop at its end.
    fileprivate var sentence: String { last?.isPunctuation == true ? self : self + "." }
}
