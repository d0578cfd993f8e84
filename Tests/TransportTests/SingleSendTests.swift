import Foundation
import Testing
import VoiceAgentsCore

extension TransportTests {
    /// libcurl sends a request again when a reused connection breaks without a reply.
    @Suite struct SingleSendTests {
        struct Case: Sendable, CustomTestStringConvertible {
            var method = RequestMethod.post
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

        private func server(for test: Case) throws -> LoopbackServer {
            try LoopbackServer { connection, request in
                if request.path == "/dropped" {
                    if test.resets { connection.reset() } else { connection.hangUp() }
                } else {
                    connection.reply(to: request, obeysClose: test.obeysClose)
                }
            }
        }

        @Test(arguments: Subject.allCases, Case.all)
        func droppedRequestIsSentOnce(_ subject: Subject, _ test: Case) async throws {
            let transport = subject.shared
            let server = try server(for: test)
            defer { server.stop() }
            func request(_ path: String) throws -> TransportRequest {
                TransportRequest(
                    test.method, try server.url(path), body: test.body, timeout: .seconds(5), safety: test.safety)
            }
            let elapsed = try await time {
                _ = try await transport.send(TransportRequest(.get, server.url("/read")))
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

        @Test(arguments: Subject.allCases, [true, false])
        func concurrentDroppedRequestsAreSentOnce(_ subject: Subject, obeysClose: Bool) async throws {
            let transport = subject.shared
            let server = try server(for: Case(obeysClose: obeysClose, resets: false))
            defer { server.stop() }
            for path in ["/kept", "/dropped", "/kept"] {
                let url = try server.url(path)
                await withTaskGroup(of: Void.self) { group in
                    for _ in 0..<10 { group.addTask { _ = try? await transport.send(TransportRequest(.post, url)) } }
                }
            }
            #expect(server.requests(to: "/kept").count == 20)
            #expect(server.requests(to: "/dropped").count == 10)
        }
    }
}
