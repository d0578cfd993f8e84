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
/// completion. So are completion handlers: they come when the whole body is in memory.
final class Exchange: NSObject, Sendable {
    typealias Outcome = Result<TransportResponse, any Error>
    fileprivate typealias Continuation = CheckedContinuation<TransportResponse, any Error>

    struct State {
        fileprivate var continuation: Continuation?
        fileprivate var timer: (any DispatchSourceTimer)?
        fileprivate var task: URLSessionTask?
        fileprivate(set) var outcome: Outcome?
        /// The body of the request, where it is read from a file.
        var upload: UploadFile?
        var reply = Reply()

        /// Whether the request may have left.
        var wasStarted: Bool { task != nil }
    }

    /// Starting and cancelling wait for a queue of `URLSession`, which can be busy for long. So they have a thread of
    /// their own, and the order in which they were asked for.
    static let queue = DispatchQueue(label: "URLSessionTransport")

    let request: URLRequest
    let files: RequestBody?
    let maximumReplySize: Int
    let destination: URL?
    let progress: TransferProgress?
    let sessions: any SessionSource
    let state = Locked(State())

    /// - Parameters:
    ///   - request: The request, with the body unless some of it stands in a file.
    ///   - sessions: Where the session comes from.
    ///   - files: The body, if some of it stands in a file.
    ///   - maximumReplySize: The most bytes of the reply that may come into memory.
    ///   - destination: Where the body of a 2xx reply is saved.
    ///   - progress: Is told how far the transfer has come.
    init(
        _ request: URLRequest, sessions: any SessionSource, files: RequestBody? = nil, maximumReplySize: Int = .max,
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
                self?.abandon { state in
                    state.failure(TransportError(.timedOut, mayHaveReachedServer: state.wasStarted))
                }
            }
            timer.schedule(deadline: .now() + timeout / .seconds(1), leeway: .milliseconds(1))
            timer.activate()
            state.timer = timer
            state.continuation = continuation
            return nil
        }
        if let early { return continuation.resume(with: early) }
        guard let files else { return borrow() }
        DispatchQueue.global().async {
            do {
                let upload = try UploadFile(files, isWanted: { !self.isOver })
                self.state.withLock { if $0.outcome == nil { $0.upload = upload } }
                self.borrow()
            } catch {
                self.abandon { _ in TransportError(fileFailure: error, mayHaveReachedServer: false) }
            }
        }
    }

    private func borrow() {
        sessions.borrow { session in Self.queue.async { self.start(in: session) } }
    }

    private func start(in session: URLSession) {
        guard let upload = state.withLock({ state in state.outcome == nil ? .some(state.upload) : nil }) else {
            return sessions.giveBack(session, isUnconnected: true)
        }
        let task =
            if let upload {
                session.uploadTask(with: request, fromFile: upload.url)
            } else {
                session.dataTask(with: request)
            }
        // Not the argument `delegate:` of the async methods, which FoundationNetworking ignores.
        task.delegate = self
        let isWanted = state.withLock { state in
            if state.outcome == nil { state.task = task }
            return state.outcome == nil
        }
        if isWanted { task.resume() } else { task.cancel() }
    }

    /// Whether the exchange has ended.
    var isOver: Bool { state.withLock { $0.outcome != nil } }

    /// Ends the exchange, unless it has ended, and the task with it.
    func abandon(_ error: (State) -> any Error) {
        let task = finish { .failure(error($0)) }
        if let task { Self.queue.async { task.cancel() } }
    }

    /// Ends the exchange, unless it has ended.
    func end(_ outcome: Outcome) { _ = finish { _ in outcome } }

    /// - Returns: The task, if one is under way.
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
