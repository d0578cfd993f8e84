import Dispatch
import VoiceAgentsCore

#if canImport(FoundationNetworking)
import Foundation
import FoundationNetworking
#else
import Foundation
#endif

/// One request and its reply.
///
/// The exchange ends with the first of three events: the reply, the time limit or the cancellation by the caller. It does not
/// wait for `URLSession` after a time limit or a cancellation.
///
/// The async methods of `URLSession` are not used, because on Linux they deadlock when a cancellation coincides with the
/// completion. Neither are completion handlers, which are called when the whole body is in memory.
final class HTTPExchange: NSObject, Sendable {
    typealias Outcome = Result<TransportResponse, any Error>
    fileprivate typealias Continuation = CheckedContinuation<TransportResponse, any Error>

    struct State {
        fileprivate var continuation: Continuation?
        fileprivate var timer: (any DispatchSourceTimer)?
        fileprivate var task: URLSessionTask?
        fileprivate(set) var outcome: Outcome?
        /// The body of the request, if it is read from a file.
        var upload: UploadFile?
        var reply = Reply()

        /// Whether the request may have been sent.
        var wasStarted: Bool { task != nil }
    }

    /// The queue on which tasks are started and cancelled, in order. Both wait for a queue of `URLSession`, which can be busy for a
    /// long time.
    static let queue = DispatchQueue(label: "URLSessionTransport")

    let request: URLRequest
    let files: RequestBody?
    let maximumReplySize: Int
    let destination: URL?
    let progress: TransferProgress?
    let sessions: any SessionProvider
    let state = Locked(State())

    /// - Parameters:
    ///   - request: The request, with its body unless a part of it is in a file.
    ///   - sessions: The provider of the session.
    ///   - files: The body, if a part of it is in a file.
    ///   - maximumReplySize: The largest body of a reply in memory, in bytes.
    ///   - destination: The file into which the body of a 200 reply is written.
    ///   - progress: Receives the progress of the transfer.
    init(
        _ request: URLRequest, sessions: any SessionProvider, files: RequestBody? = nil, maximumReplySize: Int = .max,
        destination: URL? = nil, progress: TransferProgress? = nil
    ) {
        self.request = request
        self.files = files
        self.maximumReplySize = maximumReplySize
        self.destination = destination
        self.progress = progress
        self.sessions = sessions
    }

    func reply(within timeout: Duration) async throws -> TransportResponse {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { begin($0, timeout: timeout) }
        } onCancel: {
            fail { _ in CancellationError() }
        }
    }
}

// MARK: - Lifecycle

extension HTTPExchange {
    private func begin(_ continuation: Continuation, timeout: Duration) {
        let earlyOutcome = state.withLock { state -> Outcome? in
            guard state.outcome == nil else { return state.outcome }
            let timer = DispatchSource.makeTimerSource(queue: .global())
            timer.setEventHandler { [weak self] in
                self?.fail { state in
                    state.failure(
                        TransportError(
                            .timedOut, mayHaveReachedServer: state.wasStarted,
                            reason: state.wasStarted
                                ? nil
                                : "It waited for a free connection. Programs with much traffic use AsyncHTTPClient."))
                }
            }
            timer.schedule(deadline: .now() + timeout / .seconds(1), leeway: .milliseconds(1))
            timer.activate()
            state.timer = timer
            state.continuation = continuation
            return nil
        }
        if let earlyOutcome { return continuation.resume(with: earlyOutcome) }
        guard let files else { return acquireSession() }
        DispatchQueue.global().async {
            do {
                let upload = try UploadFile(files, shouldContinue: { !self.hasEnded })
                self.state.withLock { if $0.outcome == nil { $0.upload = upload } }
                self.acquireSession()
            } catch let error as FileError {
                self.fail { _ in TransportError(error, mayHaveReachedServer: false) }
            } catch {
                self.fail { _ in error }
            }
        }
    }

    private func acquireSession() {
        sessions.acquire { session in Self.queue.async { self.start(in: session) } }
    }

    private func start(in session: URLSession) {
        guard let upload = state.withLock({ state in state.outcome == nil ? .some(state.upload) : nil }) else {
            return sessions.release(session, isUnconnected: true)
        }
        let task =
            if let upload {
                session.uploadTask(with: request, fromFile: upload.url)
            } else {
                session.dataTask(with: request)
            }
        // FoundationNetworking ignores the argument `delegate:` of the async methods.
        task.delegate = self
        let shouldContinue = state.withLock { state in
            if state.outcome == nil { state.task = task }
            return state.outcome == nil
        }
        if shouldContinue { task.resume() } else { task.cancel() }
    }

    /// Whether the exchange has ended.
    var hasEnded: Bool { state.withLock { $0.outcome != nil } }

    /// Ends the exchange with an error, unless it has ended, and cancels the task.
    func fail(_ error: (State) -> any Error) {
        let task = finish { .failure(error($0)) }
        if let task { Self.queue.async { task.cancel() } }
    }

    /// Ends the exchange with an outcome, unless it has ended.
    func complete(with outcome: Outcome) { _ = finish { _ in outcome } }

    /// Ends the exchange, unless it has ended.
    ///
    /// - Returns: The task, if it was started.
    private func finish(_ outcome: (State) -> Outcome) -> URLSessionTask? {
        let ended = state.withLock { state -> (continuation: Continuation?, task: URLSessionTask?, outcome: Outcome)? in
            guard state.outcome == nil else { return nil }
            let outcome = outcome(state)
            state.timer?.cancel()
            defer { state = State(outcome: outcome) }
            return (state.continuation, state.task, outcome)
        }
        guard let ended else { return nil }
        ended.continuation?.resume(with: ended.outcome)
        return ended.task
    }
}
