import Foundation
import Testing
import VoiceAgentsCore

@testable import URLSessionTransport

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

extension TransportTests {
    @Suite struct Cancellation {
        private static let ownTransport = URLSessionTransport()
        private let transport = ownTransport

        @Test(arguments: [HTTPMethod.get, .post])
        func beforeTheStartSendsNothing(_ method: HTTPMethod) async throws {
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            let request = HTTPRequest(method, try server.url("/cancelled"))
            let task = Task { [transport] in
                withUnsafeCurrentTask { $0?.cancel() }
                return try await transport.send(request)
            }
            await #expect(throws: CancellationError.self) { try await task.value }
            _ = try await transport.send(HTTPRequest(.get, server.url("/")))
            #expect(server.requests.map(\.path) == ["/"])
        }

        @Test func whileWaitingForASessionSendsNothing() async throws {
            /// Lends its session when it is told to.
            struct Later: SessionSource {
                let borrowed = AsyncStream<@Sendable (URLSession) -> Void>.makeStream()
                let returned = AsyncStream<Bool>.makeStream()
                func borrow(_ receiver: @escaping @Sendable (URLSession) -> Void) {
                    borrowed.continuation.yield(receiver)
                }
                func giveBack(_ session: URLSession, isUnconnected: Bool) {
                    returned.continuation.yield(isUnconnected)
                }
            }
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            let sessions = Later()
            let exchange = Exchange(URLRequest(url: try server.url("/")), sessions: sessions)
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

        @Test(arguments: Beginning.allCases, [HTTPMethod.get, .post])
        func underWayIsPrompt(_ beginning: Beginning, _ method: HTTPMethod) async throws {
            let (goodbyes, goodbye) = AsyncStream<Void>.makeStream()
            let server = try LoopbackServer { connection, _ in
                connection.send(beginning.bytes)
                connection.waitForClient()
                goodbye.yield()
            }
            defer { server.stop() }
            let request = HTTPRequest(method, try server.url("/"), body: method == .post ? "{}" : nil)
            let elapsed = await time {
                let task = Task { [transport] in try await transport.send(request) }
                var arrivals = server.arrivals.makeAsyncIterator()
                #expect(await arrivals.next() != nil)
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                // The connection is given up as well.
                var closes = goodbyes.makeAsyncIterator()
                #expect(await closes.next() != nil)
            }
            #expect(elapsed < .seconds(30))
        }

        @Test func betweenManyOthersEndsOnlyItself() async throws {
            let server = try LoopbackServer { connection, request in
                if request.path == "/silent" { connection.waitForClient() } else { connection.reply(to: request) }
            }
            defer { server.stop() }
            let silent = HTTPRequest(.get, try server.url("/silent"))
            let cancelled = Task { [transport] in try await transport.send(silent) }
            var arrivals = server.arrivals.makeAsyncIterator()
            #expect(await arrivals.next()?.path == "/silent")
            async let reply = transport.send(HTTPRequest(.get, server.url("/")))
            cancelled.cancel()
            await #expect(throws: CancellationError.self) { try await cancelled.value }
            #expect(try await reply.status == 200)
        }

        @Test func aThousandRaces() async throws {
            let watchdog = Watchdog(limit: .seconds(50), "a thousand cancellation races")
            defer { watchdog.stop() }
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            let url = try server.url("/")
            var replies = 0
            var cancellations = 0
            try await withThrowingTaskGroup(of: Bool.self) { [transport] group in
                for race in 0..<1000 {
                    if race >= 8, let isReply = try await group.next() {
                        if isReply { replies += 1 } else { cancellations += 1 }
                    }
                    group.addTask {
                        // Few that need a session of their own: one that is cancelled has to rest.
                        let method = race.isMultiple(of: 20) ? HTTPMethod.post : .get
                        let task = Task { try await transport.send(HTTPRequest(method, url)) }
                        let isCancelled = !race.isMultiple(of: 10)
                        if isCancelled {
                            for _ in 0..<Int.random(in: 0...400) { await Task.yield() }
                            task.cancel()
                        }
                        do {
                            return try await task.value.status == 200
                        } catch is CancellationError where isCancelled {
                            return false
                        }
                    }
                }
                for try await isReply in group {
                    if isReply { replies += 1 } else { cancellations += 1 }
                }
            }
            #expect(replies + cancellations == 1000)
            #expect(replies >= 100)
            #expect(try await transport.send(HTTPRequest(.post, url)).status == 200)
        }

        @Test func inRacesLosesNoSession() async throws {
            let watchdog = Watchdog(limit: .seconds(50), "the return of every session")
            defer { watchdog.stop() }
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            let request = URLRequest(url: try server.url("/"))
            let configuration = URLSessionConfiguration.ephemeral
            configuration.urlCache = nil
            // A clock so fast that no session has to rest.
            let clock = Locked(SuspendingClock.now)
            let sessions = FreshSessions(configuration: configuration, maximumBusy: 8, maximum: 8) {
                clock.withLock { now in
                    now += .seconds(1000)
                    return now
                }
            }
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<500 {
                    group.addTask {
                        let task = Task { try await Exchange(request, sessions: sessions).reply(within: .seconds(60)) }
                        for _ in 0..<Int.random(in: 0...2000) { await Task.yield() }
                        task.cancel()
                        _ = try? await task.value
                    }
                }
            }
            let loans = AsyncStream<Void>.makeStream()
            for _ in 0..<8 { sessions.borrow { _ in loans.continuation.yield() } }
            var loan = loans.stream.makeAsyncIterator()
            for _ in 0..<8 { #expect(await loan.next() != nil) }
        }
    }
}
