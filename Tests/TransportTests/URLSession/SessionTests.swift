import Foundation
import Testing
import VoiceAgentsCore

@testable import VoiceAgentsURLSession

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

extension TransportTests {
    @Suite struct HTTPExchangeTests {
        @Test func cancellationBeforeASessionSendsNothing() async throws {
            /// Lends the session that the test passes.
            struct Later: SessionProvider {
                let borrowed = AsyncStream<@Sendable (URLSession) -> Void>.makeStream()
                let returned = AsyncStream<Bool>.makeStream()
                func acquire(_ receiver: @escaping @Sendable (URLSession) -> Void) {
                    borrowed.continuation.yield(receiver)
                }
                func release(_ session: URLSession, isUnconnected: Bool) {
                    returned.continuation.yield(isUnconnected)
                }
            }
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            let sessions = Later()
            let exchange = HTTPExchange(URLRequest(url: try server.url("/")), sessions: sessions)
            let task = Task { try await exchange.reply(within: .seconds(60)) }
            var borrowed = sessions.borrowed.stream.makeAsyncIterator()
            let lend = try #require(await borrowed.next())
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }

            lend(URLSession(configuration: .ephemeral))
            var returned = sessions.returned.stream.makeAsyncIterator()
            #expect(await returned.next() == true)
            #expect(server.requests.isEmpty)
        }

        @Test func timeoutCoversTheWaitForASession() async throws {
            struct NeverFree: SessionProvider {
                func acquire(_ receiver: @escaping @Sendable (URLSession) -> Void) {}
                func release(_ session: URLSession, isUnconnected: Bool) {}
            }
            let exchange = try HTTPExchange(
                URLRequest(url: #require(URL(string: "http://127.0.0.1/"))), sessions: NeverFree())
            let error = await #expect(throws: TransportError.self) {
                try await exchange.reply(within: .milliseconds(50))
            }
            #expect(error?.kind == .timedOut)
            #expect(error?.mayHaveReachedServer == false)
        }

        @Test func cancellationRacesReturnEverySession() async throws {
            let watchdog = Watchdog(limit: .seconds(50), "the return of every session")
            defer { watchdog.stop() }
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            let request = URLRequest(url: try server.url("/"))
            let configuration = URLSessionConfiguration.ephemeral
            configuration.urlCache = nil
            // A clock that advances so fast that no session has to rest.
            let clock = Locked(SuspendingClock.now)
            let sessions = ExclusiveSessionPool(configuration: configuration, maximumBusy: 8, maximum: 8) {
                clock.withLock { now in
                    now += .seconds(1000)
                    return now
                }
            }
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<500 {
                    group.addTask {
                        let task = Task {
                            try await HTTPExchange(request, sessions: sessions).reply(within: .seconds(60))
                        }
                        for _ in 0..<Int.random(in: 0...2000) { await Task.yield() }
                        task.cancel()
                        _ = try? await task.value
                    }
                }
            }
            let loans = AsyncStream<Void>.makeStream()
            for _ in 0..<8 { sessions.acquire { _ in loans.continuation.yield() } }
            var loan = loans.stream.makeAsyncIterator()
            for _ in 0..<8 { #expect(await loan.next() != nil) }
        }
    }

    #if canImport(FoundationNetworking)
    @Suite struct ExclusiveSessionPoolTests {
        /// Collects the sessions that are lent.
        private final class Borrower: Sendable {
            let sessions = Locked<[URLSession]>([])
            var count: Int { sessions.withLock { $0.count } }
            func borrow(from source: ExclusiveSessionPool) {
                source.acquire { [sessions] session in sessions.withLock { $0.append(session) } }
            }
            func session(_ index: Int) -> URLSession? {
                sessions.withLock { $0.indices.contains(index) ? $0[index] : nil }
            }
        }

        private let borrower = Borrower()
        private let start = SuspendingClock.now

        private func source(
            maximumBusy: Int = 10, maximum: Int = 10, elapsed: Locked<Duration> = Locked(.zero)
        ) -> ExclusiveSessionPool {
            ExclusiveSessionPool(configuration: .ephemeral, maximumBusy: maximumBusy, maximum: maximum) { [start] in
                start + elapsed.withLock { $0 }
            }
        }

        @Test func sessionIsNeverShared() throws {
            let source = source()
            for _ in 0..<3 { borrower.borrow(from: source) }
            #expect(Set(borrower.sessions.withLock { $0 }.map(ObjectIdentifier.init)).count == 3)
        }

        @Test func unconnectedSessionIsReusedAtOnce() throws {
            let source = source()
            borrower.borrow(from: source)
            let session = try #require(borrower.session(0))
            source.release(session, isUnconnected: true)
            borrower.borrow(from: source)
            #expect(borrower.session(1) === session)
        }

        @Test func connectedSessionRestsUntilItsConnectionExpires() throws {
            let elapsed = Locked(Duration.zero)
            let source = source(elapsed: elapsed)
            borrower.borrow(from: source)
            let session = try #require(borrower.session(0))
            source.release(session, isUnconnected: false)
            elapsed.withLock { $0 = .seconds(119) }
            borrower.borrow(from: source)
            #expect(borrower.session(1) !== session)
            elapsed.withLock { $0 = .seconds(126) }
            borrower.borrow(from: source)
            #expect(borrower.session(2) === session)
        }

        @Test func borrowersWaitInOrder() throws {
            let source = source(maximumBusy: 1)
            for _ in 0..<3 { borrower.borrow(from: source) }
            #expect(borrower.count == 1)
            source.release(try #require(borrower.session(0)), isUnconnected: true)
            #expect(borrower.count == 2)
            source.release(try #require(borrower.session(1)), isUnconnected: false)
            #expect(borrower.count == 3)
            #expect(borrower.session(2) != nil)
        }

        @Test("With as many sessions as there may be, a borrower waits until one has rested")
        func restingSessionIsNeverUsedEarly() throws {
            let elapsed = Locked(Duration.zero)
            let source = source(maximum: 2, elapsed: elapsed)
            for _ in 0..<2 { borrower.borrow(from: source) }
            let sessions = (try #require(borrower.session(0)), try #require(borrower.session(1)))
            source.release(sessions.1, isUnconnected: false)
            borrower.borrow(from: source)
            #expect(borrower.count == 2)
            elapsed.withLock { $0 = .seconds(126) }
            source.release(sessions.0, isUnconnected: false)
            #expect(borrower.count == 3)
            #expect(borrower.session(2) === sessions.1)
        }

        @Test("A borrower that waits is served when a rest is over, without another request")
        func borrowerIsServedAfterTheRest() async throws {
            let elapsed = Locked(Duration.zero)
            let source = source(maximum: 1, elapsed: elapsed)
            borrower.borrow(from: source)
            let session = try #require(borrower.session(0))
            // The rest ends 20 ms from now.
            source.release(session, isUnconnected: false)
            elapsed.withLock { $0 = ExclusiveSessionPool.cooldown - .milliseconds(20) }
            let lent = await withCheckedContinuation { continuation in
                source.acquire { session in continuation.resume(returning: ObjectIdentifier(session)) }
                elapsed.withLock { $0 = ExclusiveSessionPool.cooldown }
            }
            #expect(lent == ObjectIdentifier(session))
        }
    }
    #endif
}
