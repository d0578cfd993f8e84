import Foundation
import Testing
import VoiceAgentsCore

extension TransportTests {
    @Suite struct TimeoutTests {

        /// `URLSession` on Linux counts whole seconds: 0.3 would end at once, 1.5 after one second.
        @Test(arguments: Subject.with([Duration.milliseconds(300), .milliseconds(1500)], [RequestMethod.get, .post]))
        func timeoutIsExact(_ subject: Subject, _ limit: Duration, _ method: RequestMethod) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { connection, _ in connection.waitForClient() }
            defer { server.stop() }
            let elapsed = try await time {
                let error = try await failure(
                    of: TransportRequest(method, server.url("/"), timeout: limit), through: transport)
                #expect(error.kind == .timedOut)
                #expect(error.mayHaveReachedServer)
            }
            #expect(elapsed >= limit)
            #expect(elapsed < limit + .seconds(10))
            // Not twice. On a busy machine the timeout can end before the server has read the request.
            #expect(server.requests.count <= 1)
        }

        @Test(arguments: Subject.allCases)
        func timeoutHoldsForASlowReply(_ subject: Subject) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { connection, _ in
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
                repeat { connection.send(".") } while !connection.clientCloses(within: 50)
                connection.hangUp()
            }
            defer { server.stop() }
            let elapsed = try await time {
                let error = try await failure(
                    of: TransportRequest(.get, server.url("/"), timeout: .seconds(1)), through: transport)
                #expect(error.kind == .timedOut)
            }
            #expect(elapsed < .seconds(20))
        }

        @Test(arguments: Subject.allCases, [Duration.zero, .milliseconds(-1), .seconds(-30)])
        func requestWithoutTimeIsNotSent(_ subject: Subject, _ limit: Duration) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            let error = try await failure(
                of: TransportRequest(.post, server.url("/late"), timeout: limit), through: transport)
            #expect(error.kind == .timedOut)
            #expect(!error.mayHaveReachedServer)
            _ = try await transport.send(TransportRequest(.get, server.url("/")))
            #expect(server.requests.map(\.path) == ["/"])
        }

        @Test(
            arguments: Subject.allCases,
            [Duration.seconds(86_400 * 365), .seconds(Int64.max), .nanoseconds(1_000_000_001)])
        func timeoutOfAnyLengthIsAccepted(_ subject: Subject, _ limit: Duration) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            #expect(try await transport.send(TransportRequest(.get, server.url("/"), timeout: limit)).status == 200)
        }
    }
}
