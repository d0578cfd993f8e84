import Dispatch
import VoiceAgentsCore

#if canImport(FoundationNetworking)
import Foundation
import FoundationNetworking
#else
import Foundation
#endif

/// One request and its reply. Whoever ends it first wins (the server, the deadline or the caller), and the caller does
/// not wait for `URLSession` to agree.
///
/// The async methods of `URLSession` are out of the question: on Linux they deadlock when a cancellation meets the
/// completion.
final class Exchange: NSObject, Sendable {
    private typealias Outcome = Result<HTTPResponse, any Error>
    private typealias Continuation = CheckedContinuation<HTTPResponse, any Error>

    private struct State {
        var continuation: Continuation?
        var timer: (any DispatchSourceTimer)?
        var task: URLSessionDataTask?
        var outcome: Outcome?
    }

    /// Starting and cancelling wait for a queue of `URLSession`, which can be busy for long. So they have a thread of
    /// their own, and the order in which they were asked for.
    private static let queue = DispatchQueue(label: "URLSessionTransport")

    private let request: URLRequest
    private let sessions: any SessionSource
    private let state = Locked(State())

    init(_ request: URLRequest, sessions: any SessionSource) {
        self.request = request
        self.sessions = sessions
    }

    func reply(within timeout: Duration) async throws -> HTTPResponse {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { begin($0, timeout: timeout) }
        } onCancel: {
            abandon { _ in CancellationError() }
        }
    }
}

// MARK: - From beginning to end

extension Exchange {
    private func begin(_ continuation: Continuation, timeout: Duration) {
        let early = state.withLock { state -> Outcome? in
            guard state.outcome == nil else { return state.outcome }
            let timer = DispatchSource.makeTimerSource(queue: .global())
            timer.setEventHandler { [weak self] in
                self?.abandon { wasStarted in TransportError(.timedOut, mayHaveReachedServer: wasStarted) }
            }
            timer.schedule(deadline: .now() + timeout / .seconds(1), leeway: .milliseconds(1))
            timer.activate()
            state.timer = timer
            state.continuation = continuation
            return nil
        }
        if let early { return continuation.resume(with: early) }
        sessions.borrow { session in Self.queue.async { self.start(in: session) } }
    }

    private func start(in session: URLSession) {
        guard state.withLock({ $0.outcome == nil }) else { return sessions.giveBack(session, isUnconnected: true) }
        let task = session.dataTask(with: request) { [self] data, response, error in
            let outcome = Self.outcome(data, response, error)
            sessions.giveBack(session, isUnconnected: outcome.leavesNoConnection)
            end(outcome)
        }
        // Not the argument `delegate:` of the async methods, which FoundationNetworking ignores.
        task.delegate = self
        let isWanted = state.withLock { state in
            if state.outcome == nil { state.task = task }
            return state.outcome == nil
        }
        if isWanted { task.resume() } else { task.cancel() }
    }

    private func abandon(_ error: (_ wasStarted: Bool) -> any Error) {
        let task = finish { wasStarted in .failure(error(wasStarted)) }
        if let task { Self.queue.async { task.cancel() } }
    }

    private func end(_ outcome: Outcome) { _ = finish { _ in outcome } }

    /// Ends the exchange, unless it has ended.
    ///
    /// - Returns: The task, if one is under way.
    private func finish(_ outcome: (_ wasStarted: Bool) -> Outcome) -> URLSessionTask? {
        let ended = state.withLock { state -> (continuation: Continuation?, task: URLSessionTask?, outcome: Outcome)? in
            guard state.outcome == nil else { return nil }
            let outcome = outcome(state.task != nil)
            state.timer?.cancel()
            defer { state = State(outcome: outcome) }
            return (state.continuation, state.task, outcome)
        }
        guard let ended else { return nil }
        ended.continuation?.resume(with: ended.outcome)
        return ended.task
    }
}

// MARK: - What the session asks

extension Exchange: URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        // FoundationNetworking would carry the credentials to any host, and lose the body of a 307.
        completionHandler(nil)
    }

    #if canImport(FoundationNetworking)
    func urlSession(
        _ session: URLSession, task: URLSessionTask, didReceive challenge: URLAuthenticationChallenge,
        completionHandler: @escaping @Sendable (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
    ) {
        // Left alone, up to Swift 6.3.1, a 401 with a Basic challenge never completes.
        if let response = challenge.failureResponse as? HTTPURLResponse {
            end(.success(HTTPResponse(response, body: Data())))
        }
        completionHandler(.cancelAuthenticationChallenge, nil)
    }
    #endif
}

// MARK: - What came back

extension Exchange {
    private static func outcome(_ data: Data?, _ response: URLResponse?, _ error: (any Error)?) -> Outcome {
        switch (response, error) {
        case (let response as HTTPURLResponse, nil): .success(HTTPResponse(response, body: data ?? Data()))
        case (_, let error as URLError): .failure(TransportError(error))
        default: .failure(TransportError(.other, mayHaveReachedServer: true))
        }
    }
}

extension Result<HTTPResponse, any Error> {
    /// Whether the connection is certainly closed. The field never occurs in HTTP/2.
    fileprivate var leavesNoConnection: Bool {
        switch self {
        case .success(let response): response.headers["Connection"]?.lowercased() == "close"
        case .failure(let error): (error as? TransportError)?.mayHaveReachedServer == false
        }
    }
}

extension HTTPResponse {
    fileprivate init(_ response: HTTPURLResponse, body: Data) {
        var headers: HTTPHeaders = [:]
        for case (let name as String, let value as String) in response.allHeaderFields { headers[name] = value }
        self.init(status: response.statusCode, headers: headers, body: body)
    }
}
