#if AsyncHTTPClient
import VoiceAgentsAsyncHTTPClient
import Foundation
import Testing
import VoiceAgentsCore

extension TransportTests {
    /// Connections are reused, which `URLSession` on Linux cannot do safely.
    @Suite struct ConnectionPoolTests {
        @Test
        func sequentialRequestsShareAConnection() async throws {
            let transport = AsyncHTTPClientTransport()
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            for _ in 0..<50 { _ = try await transport.send(TransportRequest(.get, server.url("/"))) }
            #expect(server.accepted == 1)
            #expect(server.requests.count == 50)
        }

        @Test
        func connectionsNeverExceedConcurrentRequests() async throws {
            let transport = AsyncHTTPClientTransport()
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            let url = try server.url("/")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        for _ in 0..<20 { _ = try await transport.send(TransportRequest(.get, url)) }
                    }
                }
                try await group.waitForAll()
            }
            #expect(server.requests.count == 400)
            #expect(server.accepted <= 20)
        }

        @Test(arguments: [RequestSafety.safe, .idempotent, .unrepeatable])
        func writesHaveConnectionsOfTheirOwn(_ safety: RequestSafety) async throws {
            let transport = AsyncHTTPClientTransport()
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            for _ in 0..<5 {
                _ = try await transport.send(TransportRequest(.post, server.url("/"), body: "{}", safety: safety))
            }
            #expect(server.requests.count == 5)
            #expect(server.accepted == (safety == .safe ? 1 : 5))
            // The server closes first, so that the client need not keep the connection.
            #expect(server.requests.allSatisfy { $0["Connection"] == (safety == .safe ? nil : "close") })
        }

        @Test(arguments: ["127.0.0.1", "localhost"])
        func refusedConnectionIsNamed(host: String) async throws {
            let server = try LoopbackServer { $0.reply(to: $1) }
            let port = try #require(server.url("/").port)
            server.stop()
            let url = try #require(URL(string: "http://\(host):\(port)/"))
            let error = try await failure(of: TransportRequest(.get, url), through: AsyncHTTPClientTransport())
            #expect(error.kind == .cannotConnect)
            #expect(error.reason == "No server is listening.")
            #expect(!error.mayHaveReachedServer)
        }

        @Test func maximumConnectionsPerHostIsKept() async throws {
            let transport = AsyncHTTPClientTransport(maximumConnectionsPerHost: 2)
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            let url = try server.url("/")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<50 { group.addTask { _ = try await transport.send(TransportRequest(.get, url)) } }
                try await group.waitForAll()
            }
            #expect(server.requests.count == 50)
            #expect(server.accepted <= 2)
        }

        /// The server closes each connection instead of responding to its second request.
        @Test func staleConnectionIsReported() async throws {
            let transport = AsyncHTTPClientTransport()
            let server = try LoopbackServer { connection, request in
                if request.path == "/second" { connection.hangUp() } else { connection.reply(to: request) }
            }
            defer { server.stop() }
            _ = try await transport.send(TransportRequest(.get, server.url("/first")))
            let reused = try await failure(of: TransportRequest(.get, server.url("/second")), through: transport)
            #expect(reused.kind == .connectionLost)
            #expect(reused.connectionWasStale)
            let first = try await failure(of: TransportRequest(.get, server.url("/second")), through: transport)
            #expect(first.kind == .connectionLost)
            #expect(!first.connectionWasStale)
        }

        @Test("No call is lost at a server that closes each connection right after its reply")
        func callsSurviveAServerThatClosesIdleConnections() async throws {
            let transport = AsyncHTTPClientTransport()
            let server = try LoopbackServer { connection, request in
                connection.reply(to: request, obeysClose: false)
                if !connection.clientCloses(within: 1) { connection.hangUp() }
            }
            defer { server.stop() }
            let url = try server.url("/")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        for _ in 0..<50 {
                            let response = try await transport.send(TransportRequest(.post, url, body: "{}"))
                            #expect(response.status == 200)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(server.requests.count == 200)
        }
    }
}
#endif
