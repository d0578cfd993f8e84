import Foundation
import Testing
import VoiceAgentsCore

@testable import URLSessionTransport

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

extension TransportTests {
    /// libcurl sends a request again when a connection that was used before breaks without an answer.
    @Suite struct OneReceipt {
        struct Case: Sendable, CustomTestStringConvertible {
            var method = HTTPMethod.post
            var body: String?
            var safety = RequestSafety.unrepeatable
            var obeysClose: Bool
            var resets: Bool

            var testDescription: String {
                "\(safety) \(method)\(body == nil ? "" : " with body"),\(obeysClose ? "" : " disobeying,")"
                    + " \(resets ? "reset" : "close")"
            }

            static let all: [Case] = [true, false].flatMap { obeysClose in
                [true, false].flatMap { resets in
                    [
                        Case(obeysClose: obeysClose, resets: resets),
                        Case(body: #"{"to":"+31201234567"}"#, obeysClose: obeysClose, resets: resets),
                        Case(method: .delete, safety: .idempotent, obeysClose: obeysClose, resets: resets),
                        Case(method: .put, body: "{}", safety: .idempotent, obeysClose: obeysClose, resets: resets),
                        Case(body: "{}", safety: .safe, obeysClose: obeysClose, resets: resets),
                    ]
                }
            }
        }

        private static let ownTransport = URLSessionTransport()
        private let transport = ownTransport

        private func server(for test: Case) throws -> LoopbackServer {
            try LoopbackServer { connection, request in
                if request.path == "/dropped" {
                    if test.resets { connection.reset() } else { connection.hangUp() }
                } else {
                    connection.reply(to: request, obeysClose: test.obeysClose)
                }
            }
        }

        @Test(arguments: Case.all)
        func whenTheServerReadsAndDrops(_ test: Case) async throws {
            let server = try server(for: test)
            defer { server.stop() }
            func request(_ path: String) throws -> HTTPRequest {
                HTTPRequest(
                    test.method, try server.url(path), body: test.body, timeout: .seconds(5), safety: test.safety)
            }
            let elapsed = try await time {
                _ = try await transport.send(HTTPRequest(.get, server.url("/read")))
                for _ in 0..<2 { #expect(try await transport.send(request("/kept")).status == 200) }
                for _ in 0..<2 {
                    let error = try await failure(of: request("/dropped"), through: transport)
                    #expect(error.kind == .connectionLost)
                    #expect(error.mayHaveReachedServer)
                }
            }
            #expect(elapsed < .seconds(30))
            #expect(server.requests(to: "/kept").count == 2)
            #expect(server.requests(to: "/dropped").count == 2)
            #expect(server.requests(to: "/dropped").allSatisfy { $0.body == Data((test.body ?? "").utf8) })
        }

        @Test(arguments: [true, false])
        func whenManyAreDroppedAtOnce(obeysClose: Bool) async throws {
            let server = try server(for: Case(obeysClose: obeysClose, resets: false))
            defer { server.stop() }
            for path in ["/kept", "/dropped", "/kept"] {
                let url = try server.url(path)
                await withTaskGroup(of: Void.self) { [transport] group in
                    for _ in 0..<10 { group.addTask { _ = try? await transport.send(HTTPRequest(.post, url)) } }
                }
            }
            #expect(server.requests(to: "/kept").count == 20)
            #expect(server.requests(to: "/dropped").count == 10)
        }
    }

    #if canImport(FoundationNetworking)
    @Suite struct SessionsWithoutConnection {
        /// Collects what is lent.
        private final class Borrower: Sendable {
            let sessions = Locked<[URLSession]>([])
            var count: Int { sessions.withLock { $0.count } }
            func borrow(from source: FreshSessions) {
                source.borrow { [sessions] session in sessions.withLock { $0.append(session) } }
            }
            func session(_ index: Int) -> URLSession? {
                sessions.withLock { $0.indices.contains(index) ? $0[index] : nil }
            }
        }

        private let borrower = Borrower()
        private let start = SuspendingClock.now

        private func source(
            maximumBusy: Int = 10, maximum: Int = 10, elapsed: Locked<Duration> = Locked(.zero)
        ) -> FreshSessions {
            FreshSessions(configuration: .ephemeral, maximumBusy: maximumBusy, maximum: maximum) { [start] in
                start + elapsed.withLock { $0 }
            }
        }

        @Test func areNeverShared() throws {
            let source = source()
            for _ in 0..<3 { borrower.borrow(from: source) }
            #expect(Set(borrower.sessions.withLock { $0 }.map(ObjectIdentifier.init)).count == 3)
        }

        @Test func areLentAgainAtOnceWhenNothingIsConnected() throws {
            let source = source()
            borrower.borrow(from: source)
            let session = try #require(borrower.session(0))
            source.giveBack(session, isUnconnected: true)
            borrower.borrow(from: source)
            #expect(borrower.session(1) === session)
        }

        @Test func restUntilTheConnectionIsTooOld() throws {
            let elapsed = Locked(Duration.zero)
            let source = source(elapsed: elapsed)
            borrower.borrow(from: source)
            let session = try #require(borrower.session(0))
            source.giveBack(session, isUnconnected: false)
            elapsed.withLock { $0 = .seconds(119) }
            borrower.borrow(from: source)
            #expect(borrower.session(1) !== session)
            elapsed.withLock { $0 = .seconds(126) }
            borrower.borrow(from: source)
            #expect(borrower.session(2) === session)
        }

        @Test func areWaitedForInOrder() throws {
            let source = source(maximumBusy: 1)
            for _ in 0..<3 { borrower.borrow(from: source) }
            #expect(borrower.count == 1)
            source.giveBack(try #require(borrower.session(0)), isUnconnected: true)
            #expect(borrower.count == 2)
            source.giveBack(try #require(borrower.session(1)), isUnconnected: false)
            #expect(borrower.count == 3)
            #expect(borrower.session(2) != nil)
        }

        @Test func areUsedEarlierOnlyWhenThereMayBeNoMore() throws {
            let source = source(maximum: 2)
            for _ in 0..<2 { borrower.borrow(from: source) }
            let sessions = (try #require(borrower.session(0)), try #require(borrower.session(1)))
            source.giveBack(sessions.1, isUnconnected: false)
            source.giveBack(sessions.0, isUnconnected: false)
            borrower.borrow(from: source)
            #expect(borrower.session(2) === sessions.1)
        }
    }
    #endif
}
