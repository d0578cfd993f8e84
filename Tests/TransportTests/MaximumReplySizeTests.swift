import Foundation
import Testing
import VoiceAgentsCore

@testable import VoiceAgentsURLSession

extension TransportTests {
    @Suite struct MaximumReplySizeTests {

        /// How a server marks the end of a body.
        enum Framing: CaseIterable {
            case length, chunks, closing

            func head(_ status: Int, count: Int, _ field: String = "") -> String {
                let framing =
                    switch self {
                    case .length: "Content-Length: \(count)\r\n"
                    case .chunks: "Transfer-Encoding: chunked\r\n"
                    case .closing: ""
                    }
                return "HTTP/1.1 \(status) Status\r\n\(field)\(framing)\r\n"
            }

            func send(_ bytes: Data, on wire: LoopbackConnection) -> Bool {
                self == .chunks
                    ? wire.send(Data("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Data("\r\n".utf8))
                    : wire.send(bytes)
            }

            func end(on wire: LoopbackConnection) { if self == .chunks { wire.send("0\r\n\r\n") } }
        }

        private func server(
            _ framing: Framing, status: Int = 200, count: Int, sent: Locked<Int> = Locked(0)
        ) throws -> LoopbackServer {
            try LoopbackServer(byteByByte: { wire in
                while wire.readHead() != nil {
                    wire.send(framing.head(status, count: count))
                    var remaining = count
                    while remaining > 0 {
                        let part = Data(count: min(remaining, megabyte))
                        guard framing.send(part, on: wire) else { return }
                        remaining -= part.count
                        let done = count - remaining
                        sent.withLock { $0 = done }
                    }
                    framing.end(on: wire)
                    if framing == .closing { return }
                }
            })
        }

        private func request(_ server: LoopbackServer, _ method: RequestMethod = .get, limit: Int) throws
            -> TransportRequest
        {
            var request = TransportRequest(method, try server.url())
            request.maximumReplySize = limit
            return request
        }

        @Test(arguments: Subject.with(Framing.allCases, [0, 1, 100_000]))
        func replyUpToTheLimitIsComplete(_ subject: Subject, _ framing: Framing, _ count: Int) async throws {
            let transport = subject.shared
            let server = try server(framing, count: count)
            defer { server.stop() }
            let response = try await transport.send(request(server, limit: count))
            #expect(response.body == Data(count: count))
            #expect(!response.isSaved)
        }

        @Test(arguments: Subject.with(Framing.allCases, [200, 404]))
        func replyBeyondTheLimitIsAnError(_ subject: Subject, _ framing: Framing, _ status: Int) async throws {
            let transport = subject.shared
            let server = try server(framing, status: status, count: 100_001)
            defer { server.stop() }
            for method in [RequestMethod.get, .post] {
                let error = try await failure(of: request(server, method, limit: 100_000), through: transport)
                #expect(error.kind == .replyTooLarge)
                #expect(error.mayHaveReachedServer)
                #expect(error.status == status)
            }
        }

        #if os(Linux)
        @Test(arguments: Subject.allCases, Framing.allCases)
        func replyBeyondTheLimitUsesLittleMemory(_ subject: Subject, _ framing: Framing) async throws {
            let transport = subject.shared
            let sent = Locked(0)
            let server = try server(framing, count: 100 * megabyte, sent: sent)
            defer { server.stop() }
            let peak = try await memoryPeak {
                for _ in 0..<3 {
                    let error = try await failure(of: request(server, limit: megabyte), through: transport)
                    #expect(error.kind == .replyTooLarge)
                }
            }
            #expect(peak < 32 * megabyte)
            // Of three times 100 MB. How much is in transit until the server sees the connection close depends on the machine.
            #expect(sent.withLock { $0 } < 200 * megabyte)
        }
        #endif

        /// The limit concerns the decompressed body.
        @Test(arguments: Subject.allCases)
        func limitCountsDecompressedBytes(_ subject: Subject) async throws {
            let transport = subject.shared
            // 100,000 zeros.
            let zipped = try #require(
                Data(
                    base64Encoded:
                        "H4sIAAAAAAACA+3BMQEAAADCoPVPbQ0PoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIBXA32VEdSghgEA"))
            let server = try LoopbackServer { $0.reply(to: $1, 200, ["Content-Encoding: gzip"], body: zipped) }
            defer { server.stop() }
            var request = TransportRequest(.get, try server.url("/"))
            request.maximumReplySize = 99_999
            #expect(try await failure(of: request, through: transport).kind == .replyTooLarge)
            request.maximumReplySize = 100_000
            #expect(try await transport.send(request).body == Data(count: 100_000))
        }

        @Test(arguments: Subject.allCases)
        func limitIgnoresCompressedSize(_ subject: Subject) async throws {
            let transport = subject.shared
            let zipped = try #require(Data(base64Encoded: "H4sIAAAAAAACA6tWqsosKEhNUbIqKSpNrQUAhCi8CA8AAAA="))
            let server = try LoopbackServer { $0.reply(to: $1, 200, ["Content-Encoding: gzip"], body: zipped) }
            defer { server.stop() }
            var request = TransportRequest(.get, try server.url("/"))
            request.maximumReplySize = 15
            #expect(zipped.count > 15)
            #expect(try await transport.send(request).text == #"{"zipped":true}"#)
        }

        @Test(arguments: Subject.with([301, 302, 307], Framing.allCases))
        func limitCountsForRedirects(_ subject: Subject, _ status: Int, _ framing: Framing) async throws {
            let transport = subject.shared
            let server = try LoopbackServer(byteByByte: { wire in
                guard wire.readHead() != nil else { return }
                wire.send(framing.head(status, count: 100_001, "Location: /elsewhere\r\n"))
                _ = framing.send(Data(count: 100_001), on: wire)
                framing.end(on: wire)
            })
            defer { server.stop() }
            let error = try await failure(of: request(server, limit: 100_000), through: transport)
            #expect(error.kind == .replyTooLarge)
            #expect(error.status == status)
        }

        @Test(arguments: Subject.allCases, [300, 301, 302, 303, 304, 305, 307, 308])
        func redirectWithoutLocationIsAReply(_ subject: Subject, _ status: Int) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { $0.reply(to: $1, status, body: Data()) }
            defer { server.stop() }
            #expect(try await transport.send(TransportRequest(.get, server.url("/"))).status == status)
        }

        @Test(arguments: Subject.allCases, [Beginning.partOfTheBody, .someChunks])
        func brokenReplyHasItsStatus(_ subject: Subject, _ beginning: Beginning) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { connection, request in
                connection.send(beginning.bytes)
                if request.path == "/silent" { connection.waitForClient() } else { connection.hangUp() }
            }
            defer { server.stop() }
            let lost = try await failure(of: TransportRequest(.post, server.url("/cut")), through: transport)
            #expect(lost.kind == .connectionLost)
            #expect(lost.status == 200)
            let late = try await failure(
                of: TransportRequest(.post, server.url("/silent"), timeout: .milliseconds(300)), through: transport)
            #expect(late.kind == .timedOut)
            #expect(late.status == 200)
        }

        @Test(arguments: Subject.allCases)
        func missingReplyHasNoStatus(_ subject: Subject) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { connection, _ in connection.hangUp() }
            defer { server.stop() }
            #expect(try await failure(of: TransportRequest(.get, server.url("/")), through: transport).status == nil)
        }
    }
}
