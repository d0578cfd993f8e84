#if canImport(FoundationNetworking)
import Dispatch
import Foundation
import FoundationNetworking
#else
import Dispatch
import Foundation
#endif

/// Sessions for requests that must not arrive twice and must get their own reply: each borrower is alone in its session,
/// and opens a new connection.
///
/// When a connection that was used before breaks without an answer, libcurl sends the request again, and nothing turns
/// that off. `Connection: close` prevents it only where the server obeys, and HTTP/2 does not even transmit it. A
/// session that may hold an open connection therefore rests until libcurl would no longer use that connection.
///
/// None is used earlier, also when there are as many sessions as there may be: then a request waits for the next to be free.
/// libcurl would repeat the head of a request whose connection breaks, and a server that answers a head without its body
/// would make a call that was placed look like one that was refused.
///
/// A session per request would be simpler, but FoundationNetworking with a recent libcurl traps when a session that
/// has used TLS is released. On Apple platforms neither is the case: there a session serves one request and is
/// invalidated.
final class FreshSessions: SessionSource {
    private struct State: Sendable {
        var ready: [URLSession] = []
        var resting: [(session: URLSession, until: SuspendingClock.Instant)] = []
        var busy = 0
        var waiting: [@Sendable (URLSession) -> Void] = []
        /// Whether the end of the first rest is waited for.
        var isAlarmSet = false
    }

    /// libcurl closes a connection that was idle for more than 118 seconds (`CURLOPT_MAXAGE_CONN`) instead of using it.
    static let rest = Duration.seconds(125)

    private let configuration: URLSessionConfiguration
    private let maximumBusy: Int
    private let maximum: Int
    private let now: @Sendable () -> SuspendingClock.Instant
    private let state = Locked(State())

    /// - Parameters:
    ///   - configuration: The settings of every session.
    ///   - maximumBusy: How many requests may be under way at a time; the others wait.
    ///   - maximum: How many sessions there may be, those at rest included. Each takes three file
    ///     descriptors and 50 kB.
    ///   - now: The clock of libcurl, which stands still while the machine sleeps.
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
        state.withLock { ($0.ready + $0.resting.map(\.session)).forEach { $0.retire() } }
    }

    func borrow(_ receiver: @escaping @Sendable (URLSession) -> Void) {
        state.withLock { $0.waiting.append(receiver) }
        serve()
    }

    func giveBack(_ session: URLSession, isUnconnected: Bool) {
        state.withLock {
            $0.busy -= 1
            #if canImport(FoundationNetworking)
            if isUnconnected {
                $0.ready.append(session)
            } else {
                $0.resting.append((session, until: now() + Self.rest))
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
        while let oldest = state.resting.first, oldest.until <= now() {
            state.ready.append(state.resting.removeFirst().session)
        }
        if state.ready.isEmpty {
            if state.busy + state.resting.count >= maximum {
                if let oldest = state.resting.first, !state.isAlarmSet {
                    state.isAlarmSet = true
                    serve(in: oldest.until - now())
                }
                return nil
            }
            state.ready.append(.forExchanges(configuration))
        }
        state.busy += 1
        return (state.waiting.removeFirst(), state.ready.removeLast())
    }

    private func serve(in delay: Duration) {
        DispatchQueue.global().asyncAfter(deadline: .now() + max(0, delay / .seconds(1))) { [weak self] in
            self?.state.withLock { $0.isAlarmSet = false }
            self?.serve()
        }
    }
}
