import Dispatch
import Foundation
import VoiceAgentsCore

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// A pool of sessions, each of which serves one request at a time on a new connection.
///
/// It is for requests that must not arrive twice and must not get the reply to another request.
///
/// When a reused connection breaks without a response, libcurl sends the request again, and this cannot be turned off.
/// `Connection: close` prevents it only if the server complies, and HTTP/2 does not transmit it. A session that may have an open
/// connection is therefore not used until libcurl would no longer use that connection.
///
/// No session is used earlier, even when the pool has its maximum number of sessions: then a request waits for the next free one.
/// libcurl would repeat the head of a request whose connection breaks, and a server that responds to a head without its body
/// would make a call that was placed look like one that was refused.
///
/// A session for each request would be simpler, but FoundationNetworking with a recent libcurl traps when a session that has
/// used TLS is released. Apple platforms have neither problem: there, each session serves one request and is invalidated.
final class ExclusiveSessionPool: SessionProvider {
    private struct State: Sendable {
        var ready: [URLSession] = []
        var coolingDown: [(session: URLSession, until: SuspendingClock.Instant)] = []
        var busy = 0
        var waiting: [@Sendable (URLSession) -> Void] = []
        /// Whether a timer for the end of the first cooldown is running.
        var isTimerRunning = false
    }

    /// How long a session that may have an open connection is not used. libcurl closes a connection that was idle for more than 118
    /// seconds (`CURLOPT_MAXAGE_CONN`) instead of using it.
    static let cooldown = Duration.seconds(125)

    private let configuration: URLSessionConfiguration
    private let maximumBusy: Int
    private let maximum: Int
    private let now: @Sendable () -> SuspendingClock.Instant
    private let state = Locked(State())

    /// - Parameters:
    ///   - configuration: The configuration of every session.
    ///   - maximumBusy: The largest number of concurrent requests; further ones wait.
    ///   - maximum: The largest number of sessions, including unused ones. Each takes three file descriptors and 50 kB.
    ///   - now: Returns the time of libcurl's clock, which does not advance while the machine sleeps.
    init(
        configuration: URLSessionConfiguration, maximumBusy: Int = 32, maximum: Int = 200,
        now: @escaping @Sendable () -> SuspendingClock.Instant = { .now }
    ) {
        self.configuration = configuration
        self.maximumBusy = maximumBusy
        self.maximum = maximum
        self.now = now
    }

    deinit {
        state.withLock { ($0.ready + $0.coolingDown.map(\.session)).forEach { $0.dispose() } }
    }

    func acquire(_ receiver: @escaping @Sendable (URLSession) -> Void) {
        state.withLock { $0.waiting.append(receiver) }
        serve()
    }

    func release(_ session: URLSession, isUnconnected: Bool) {
        state.withLock {
            $0.busy -= 1
            #if canImport(FoundationNetworking)
            if isUnconnected {
                $0.ready.append(session)
            } else {
                $0.coolingDown.append((session, until: now() + Self.cooldown))
            }
            #endif
        }
        #if !canImport(FoundationNetworking)
        session.finishTasksAndInvalidate()
        #endif
        serve()
    }

    private func serve() {
        while let (receiver, session) = state.withLock({ next(&$0) }) { receiver(session) }
    }

    private func next(_ state: inout State) -> (receiver: @Sendable (URLSession) -> Void, session: URLSession)? {
        guard !state.waiting.isEmpty, state.busy < maximumBusy else { return nil }
        while let oldest = state.coolingDown.first, oldest.until <= now() {
            state.ready.append(state.coolingDown.removeFirst().session)
        }
        if state.ready.isEmpty {
            if state.busy + state.coolingDown.count >= maximum {
                if let oldest = state.coolingDown.first, !state.isTimerRunning {
                    state.isTimerRunning = true
                    serve(in: oldest.until - now())
                }
                return nil
            }
            state.ready.append(.withTaskDelegates(configuration))
        }
        state.busy += 1
        return (state.waiting.removeFirst(), state.ready.removeLast())
    }

    private func serve(in delay: Duration) {
        DispatchQueue.global().asyncAfter(deadline: .now() + max(0, delay / .seconds(1))) { [weak self] in
            self?.state.withLock { $0.isTimerRunning = false }
            self?.serve()
        }
    }
}
