import Foundation
import Testing
import VoiceAgentsCore

@testable import VoiceAgentsURLSession

#if canImport(FoundationNetworking)
extension TransportTests.URLSessionTests {
    @Suite struct MalformedReplyTests {
        private let transport = URLSessionTransport.shared

        /// Sends the same bytes to every client and closes. Not inside a header, where FoundationNetworking traps.
        private func server(_ bytes: String) throws -> LoopbackServer {
            try LoopbackServer(byteByByte: { wire in
                guard wire.readHead() != nil else { return }
                wire.send(bytes)
            })
        }

        @Test(
            arguments: [
                "220 mail.example ready\r\n", "garbage\r\n\r\n", "ICY 200 OK\r\n\r\n",
                "HTTP/9.9 200 OK\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n", "HTTP/1.1 99 OK\r\n\r\n",
                "HTTP/1.1 1000 OK\r\n\r\n", "HTTP/1.1 200\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "HTTP/1.1 200 OK\r\nthis is no field\r\n\r\n",
                "HTTP/1.1 200 OK\r\n: nameless\r\n\r\n", "HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n",
            ])
        func malformedHeadIsAnError(_ bytes: String) async throws {
            let server = try server(bytes)
            defer { server.stop() }
            for method in [RequestMethod.get, .post] {
                let error = try await failure(of: TransportRequest(method, server.url()), through: transport)
                #expect(error.kind == .malformedReply)
                #expect(error.mayHaveReachedServer)
                #expect(error.status == nil)
            }
        }

        @Test(
            arguments: [
                "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nhello\r\n0\r\n\r\n",
                "Transfer-Encoding: rot13\r\n\r\nuryyb", "Content-Encoding: zork\r\nContent-Length: 5\r\n\r\nhello",
                "Content-Encoding: gzip\r\nContent-Length: 8\r\n\r\nnot gzip",
                "Content-Encoding: deflate\r\nContent-Length: 8\r\n\r\nnot gzip",
            ])
        func malformedBodyIsAnError(_ bytes: String) async throws {
            let server = try server("HTTP/1.1 200 OK\r\n\(bytes)")
            defer { server.stop() }
            let folder = try Folder()
            var download = TransportRequest(.get, try server.url())
            download.destination = folder["file"]
            #expect(FileManager.default.createFile(atPath: folder["file"].path, contents: nil))
            for request in [
                TransportRequest(.get, try server.url()), TransportRequest(.post, try server.url()), download,
            ] {
                let error = try await failure(of: request, through: transport)
                #expect(error.kind == .malformedReply)
                #expect(error.mayHaveReachedServer)
                #expect(error.status == 200)
            }
        }

        @Test(
            arguments: [
                ("HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nhi", 204, ""),
                ("HTTP/1.1 304 Not Modified\r\nContent-Length: 2\r\n\r\nhi", 304, ""),
                ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", 200, "hi"),
                (
                    "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno",
                    404, "no"
                ),
                ("HTTP/1.0 200 OK\r\n\r\nhi", 200, "hi"),
                ("HTTP/1.1 200 OK\r\nX: folded\r\n field\r\nContent-Length: 2\r\n\r\nhi", 200, "hi"),
                ("HTTP/1.1 302 Found\r\nLocation: ht!tp://[\r\nContent-Length: 2\r\n\r\nhi", 302, ""),
                ("HTTP/1.1 302 Found\r\nLocation: //\r\nContent-Length: 2\r\n\r\nhi", 302, nil),
                ("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"\r\nContent-Length: 2\r\n\r\nhi", 401, "hi"),
            ] as [(String, Int, String?)])
        func unusualReplyIsRead(_ bytes: String, _ status: Int, _ text: String?) async throws {
            let server = try server(bytes)
            defer { server.stop() }
            for method in [RequestMethod.get, .post] {
                let response = try await transport.send(TransportRequest(method, server.url()))
                #expect(response.status == status)
                if let text { #expect(response.text == text) }
            }
        }

        /// Each byte restarts the timeouts of libcurl and FoundationNetworking.
        @Test func slowHeadEndsAtTheTimeout() async throws {
            let (goodbyes, goodbye) = AsyncStream<Void>.makeStream()
            let server = try LoopbackServer { connection, _ in
                connection.send("HTTP/1.1 200 OK\r\nX: ")
                repeat { connection.send(".") } while !connection.clientCloses(within: 50)
                connection.hangUp()
                goodbye.yield()
            }
            defer { server.stop() }
            let elapsed = try await time {
                let error = try await failure(
                    of: TransportRequest(.get, server.url("/"), timeout: .seconds(1)), through: transport)
                #expect(error.kind == .timedOut)
                #expect(error.status == nil)
                // The client has to close first.
                var closes = goodbyes.makeAsyncIterator()
                #expect(await closes.next() != nil)
            }
            #expect(elapsed < .seconds(20))
        }
    }
}
#endif
