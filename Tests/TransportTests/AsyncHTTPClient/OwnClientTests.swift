#if AsyncHTTPClient
import AsyncHTTPClient
import VoiceAgentsAsyncHTTPClient
import Foundation
import NIOHTTPCompression
import Testing
import VoiceAgentsCore

extension TransportTests {
    /// A client that the user configures.
    @Suite struct OwnClientTests {
        private func with<Result>(
            _ configuration: HTTPClient.Configuration, _ body: (any Transport) async throws -> Result
        ) async throws -> Result {
            try await HTTPClient.withHTTPClient(configuration: configuration) { client in
                try await body(AsyncHTTPClientTransport(client: client))
            }
        }

        @Test(arguments: [301, 302, 303, 307, 308], [RequestMethod.get, .post])
        func ownClientFollowsNoRedirects(_ status: Int, _ method: RequestMethod) async throws {
            let other = try LoopbackServer { $0.reply(to: $1) }
            defer { other.stop() }
            let location = try other.url("/elsewhere").absoluteString
            let server = try LoopbackServer { $0.reply(to: $1, status, ["Location: \(location)"]) }
            defer { server.stop() }
            // It follows five by default.
            try await with(HTTPClient.Configuration()) { transport in
                let response = try await transport.send(
                    VoiceAgentsCore.TransportRequest(
                        method, server.url("/"), headers: ["X-API-Key": "key-1"],
                        body: method == .post ? "{}" : nil))
                #expect(response.status == status)
                #expect(response.headers["Location"] == location)
            }
            #expect(server.requests.count == 1)
            #expect(other.requests.isEmpty)
        }

        @Test func ownClientRequestsCompressionOnlyWhenConfigured() async throws {
            let zipped = try #require(Data(base64Encoded: "H4sIAAAAAAACA6tWqsosKEhNUbIqKSpNrQUAhCi8CA8AAAA="))
            let server = try LoopbackServer { connection, request in
                request["Accept-Encoding"] == "gzip"
                    ? connection.reply(to: request, 200, ["Content-Encoding: gzip"], body: zipped)
                    : connection.reply(to: request, body: Data("plain".utf8))
            }
            defer { server.stop() }
            let request = VoiceAgentsCore.TransportRequest(.get, try server.url("/"))
            #expect(try await with(HTTPClient.Configuration()) { try await $0.send(request) }.text == "plain")
            var asking = request
            asking.headers["Accept-Encoding"] = "gzip"
            let sent = asking
            let configuration = HTTPClient.Configuration(decompression: .enabled(limit: .none))
            #expect(try await with(configuration) { try await $0.send(sent) }.text == #"{"zipped":true}"#)
        }

        @Test func shutDownClientSendsNothing() async throws {
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            let client = HTTPClient()
            try await client.shutdown()
            let error = try await failure(
                of: VoiceAgentsCore.TransportRequest(.post, server.url("/"), body: "{}"),
                through: AsyncHTTPClientTransport(client: client))
            #expect(!error.mayHaveReachedServer)
            #expect(server.requests.isEmpty)
        }

        @Test func timeoutInTheQueueForAConnectionIsNotSent() async throws {
            let server = try LoopbackServer { connection, _ in connection.waitForClient() }
            defer { server.stop() }
            var configuration = HTTPClient.Configuration()
            configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1
            try await with(configuration) { transport in
                let url = try server.url("/first")
                let first = Task { try await transport.send(VoiceAgentsCore.TransportRequest(.post, url, body: "{}")) }
                var arrivals = server.arrivals.makeAsyncIterator()
                _ = await arrivals.next()
                let error = try await failure(
                    of: VoiceAgentsCore.TransportRequest(
                        .post, server.url("/second"), body: "{}", timeout: .milliseconds(200)),
                    through: transport)
                #expect(error.kind == .timedOut)
                #expect(!error.mayHaveReachedServer)
                first.cancel()
                await #expect(throws: CancellationError.self) { try await first.value }
            }
            #expect(server.requests.map(\.path) == ["/first"])
        }
    }
}
#endif
