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
    }
}
#endif
