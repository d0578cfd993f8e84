import Burki
import Foundation
import Testing
import VoiceAgentsCore

@testable import VoiceAgentsURLSession

extension TransportTests {
    @Suite struct DownloadTests {
        private let bytes = Data.pattern(300_000)

        private func request(
            _ url: URL, to destination: URL, _ method: RequestMethod = .get, timeout: Duration = .seconds(60)
        ) -> TransportRequest {
            if !FileManager.default.fileExists(atPath: destination.path) {
                _ = FileManager.default.createFile(atPath: destination.path, contents: nil)
            }
            var request = TransportRequest(method, url, headers: ["Accept-Encoding": "identity"], timeout: timeout)
            request.destination = destination
            return request
        }

        @Test(arguments: Subject.allCases, [RequestMethod.get, .post])
        func downloadIsSaved(_ subject: Subject, _ method: RequestMethod) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { [bytes] in $0.reply(to: $1, 200, ["X-Request-ID: r-1"], body: bytes) }
            defer { server.stop() }
            let folder = try Folder()
            var request = request(try server.url("/"), to: folder["recording.wav"], method)
            // The limit concerns replies in memory only.
            request.maximumReplySize = 10
            let response = try await transport.send(request)
            #expect(response.status == 200)
            #expect(response.isSaved)
            #expect(response.body.isEmpty)
            #expect(response.headers["x-request-id"] == "r-1")
            #expect(folder.names == ["recording.wav"])
            #expect(try Data(contentsOf: folder["recording.wav"]) == bytes)
            #expect(server.requests.first?["Accept-Encoding"] == "identity")
        }

        @Test(arguments: Subject.allCases)
        func chunkedDownloadIsSaved(_ subject: Subject) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { connection, _ in
                connection.send(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nhello \r\n5\r\nworld\r\n0\r\n\r\n")
            }
            defer { server.stop() }
            let folder = try Folder()
            #expect(try await transport.send(request(server.url("/"), to: folder["file"])).isSaved)
            #expect(try Data(contentsOf: folder["file"]) == Data("hello world".utf8))
        }

        @Test(arguments: Subject.allCases)
        func emptyDownloadIsSaved(_ subject: Subject) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { $0.reply(to: $1, body: Data()) }
            defer { server.stop() }
            let folder = try Folder()
            #expect(try await transport.send(request(server.url("/"), to: folder["file"])).isSaved)
            #expect(folder.names == ["file"])
            #expect(try Data(contentsOf: folder["file"]).isEmpty)
        }

        @Test(arguments: Subject.allCases)
        func downloadReplacesAFile(_ subject: Subject) async throws {
            let server = try LoopbackServer { $0.reply(to: $1, body: Data("new".utf8)) }
            defer { server.stop() }
            let folder = try Folder()
            try Data("old and longer".utf8).write(to: folder["file"])
            try await client(subject, server).raw.download("/", to: folder["file"])
            #expect(try Data(contentsOf: folder["file"]) == Data("new".utf8))
            #expect(folder.names == ["file"])
        }

        private func client(
            _ subject: Subject, _ server: LoopbackServer, maximumRetries: Int = 0
        ) throws -> BurkiClient {
            BurkiClient(
                apiKey: "key-1", baseURL: try server.url(),
                configuration: .init(retry: RetryPolicy(maximumRetries: maximumRetries, baseDelay: .zero)),
                transport: subject.shared)
        }

        @Test(arguments: Subject.allCases, [202, 206, 301, 302, 304, 401, 404, 500])
        func otherStatusIsNotSaved(_ subject: Subject, _ status: Int) async throws {
            let transport = subject.shared
            let body = Data((status == 304 ? "" : "what was sent").utf8)
            let server = try LoopbackServer {
                $0.reply(
                    to: $1, status, ["Location: /elsewhere", "WWW-Authenticate: Basic realm=\"api\""], body: body)
            }
            defer { server.stop() }
            let folder = try Folder()
            try Data("old".utf8).write(to: folder["file"])
            var request = request(try server.url("/"), to: folder["file"])
            let response = try await transport.send(request)
            #expect(response.status == status)
            #expect(response.body == body)
            #expect(!response.isSaved)
            if status != 304 {
                request.maximumReplySize = body.count - 1
                let error = try await failure(of: request, through: transport)
                #expect(error.kind == .replyTooLarge)
                #expect(error.status == status)
            }
            #expect(folder.names == ["file"])
            #expect(try Data(contentsOf: folder["file"]) == Data("old".utf8))
        }

        @Test(arguments: Subject.with([Beginning.partOfTheBody, .someChunks], [true, false]))
        func brokenDownloadIsAnError(_ subject: Subject, _ beginning: Beginning, resets: Bool) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { connection, _ in
                connection.send(beginning.bytes)
                if resets { connection.reset() } else { connection.hangUp() }
            }
            defer { server.stop() }
            let folder = try Folder()
            let error = try await failure(of: request(server.url("/"), to: folder["file"]), through: transport)
            #expect(error.kind == .connectionLost)
            #expect(error.mayHaveReachedServer)
            if !resets { #expect(error.status == 200) }
        }

        @Test(
            arguments: Subject.allCases,
            [
                "Connection: close", "Content-Length: 99999999999999999999", "Content-Length: 12, 12",
                "Transfer-Encoding: identity",
            ])
        func downloadWithoutLengthIsRejected(_ subject: Subject, _ field: String) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { connection, _ in
                connection.send("HTTP/1.1 200 OK\r\n\(field)\r\n\r\nIs this all?")
                connection.hangUp()
            }
            defer { server.stop() }
            let folder = try Folder()
            let error = try await failure(of: request(server.url("/"), to: folder["file"]), through: transport)
            #expect(error.kind == .malformedReply)
            #expect(error.mayHaveReachedServer)
            #expect(try Data(contentsOf: folder["file"]).isEmpty)
        }

        /// Whether a compressed file is complete is known only to some decompressors.
        @Test(
            arguments: Subject.allCases,
            [
                "Content-Encoding: gzip\r\nContent-Length: 8", "Content-Encoding: x-gzip\r\nContent-Length: 8",
                "Content-Encoding: br\r\nContent-Length: 8",
            ])
        func compressedDownloadIsRejected(_ subject: Subject, _ fields: String) async throws {
            let server = try LoopbackServer { connection, _ in
                connection.send("HTTP/1.1 200 OK\r\n\(fields)\r\n\r\nnot gzip")
                connection.hangUp()
            }
            defer { server.stop() }
            let folder = try Folder()
            try Data("old".utf8).write(to: folder["file"])
            let error = await #expect(throws: VoiceAgentsError.self) {
                try await client(subject, server).raw.download("/", to: folder["file"])
            }
            #expect(error?.kind == .undecodableReply)
            #expect(try Data(contentsOf: folder["file"]) == Data("old".utf8))
            #expect(folder.names == ["file"])
        }

        @Test(arguments: Subject.allCases, [Beginning.partOfTheBody, .someChunks])
        func unfinishedDownloadKeepsTheFile(_ subject: Subject, _ beginning: Beginning) async throws {
            let server = try LoopbackServer { connection, _ in
                connection.send(beginning.bytes)
                connection.waitForClient()
            }
            defer { server.stop() }
            let folder = try Folder()
            let file = folder["file"]
            try Data("old".utf8).write(to: file)
            let client = try client(subject, server)
            let late = await #expect(throws: VoiceAgentsError.self) {
                try await client.raw.download("/", to: file, timeout: .seconds(1))
            }
            #expect(late?.kind == .undecodableReply)
            #expect(late?.status == 200)
            #expect((late?.underlying as? TransportError)?.kind == .timedOut)
            #expect(folder.names == ["file"])

            let task = Task { try await client.raw.download("/", to: file) }
            #expect(await eventually { folder.names.contains { $0.hasSuffix(".part") } })
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(folder.names == ["file"])
            #expect(try Data(contentsOf: file) == Data("old".utf8))
        }

        /// The bytes of an attempt that failed are not part of the file.
        @Test(arguments: Subject.allCases)
        func repeatedDownloadIsSaved(_ subject: Subject) async throws {
            let attempts = Locked(0)
            let server = try LoopbackServer { [bytes] connection, request in
                let attempt = attempts.withLock { count in
                    count += 1
                    return count
                }
                if attempt == 3 { return connection.reply(to: request, body: bytes) }
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
                connection.send(String(repeating: "x", count: attempt * 200_000))
                connection.hangUp()
            }
            defer { server.stop() }
            let folder = try Folder()
            try await client(subject, server, maximumRetries: 2).raw.download("/", to: folder["file"])
            #expect(try Data(contentsOf: folder["file"]) == bytes)
            #expect(folder.names == ["file"])
        }

        @Test(arguments: Subject.allCases)
        func unsavableDownloadIsAnError(_ subject: Subject) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { [bytes] in $0.reply(to: $1, body: bytes) }
            defer { server.stop() }
            let folder = try Folder()
            try FileManager.default.createDirectory(at: folder["folder"], withIntermediateDirectories: true)
            for destination in [folder["missing/file"], folder["folder"]] {
                let error = try await failure(of: request(server.url("/"), to: destination), through: transport)
                #expect(error.kind == .fileFailure)
                #expect(error.mayHaveReachedServer)
                #expect(error.status == 200)
                #expect(error.reason?.hasPrefix(destination.lastPathComponent) == true)
            }
            #expect(folder.names == ["folder"])
        }

        @Test(arguments: Subject.allCases)
        func downloadReportsProgress(_ subject: Subject) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { [bytes] connection, request in
                if request.path == "/chunks" {
                    connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
                } else {
                    connection.reply(to: request, body: bytes)
                }
            }
            defer { server.stop() }
            let folder = try Folder()
            for (path, count, total) in [("/length", bytes.count, Int64(bytes.count)), ("/chunks", 5, nil)] {
                var request = request(try server.url(path), to: folder["file"], .post)
                request.body = RequestBody(Data("a body that does not count".utf8))
                let progress = TransferProgress()
                request.progress = progress
                let steps = Task { await progress.reduce(into: []) { $0.append($1) } }
                _ = try await transport.send(request)
                progress.finish()
                let seen = await steps.value
                #expect(seen.last == .init(completed: Int64(count), total: total))
                #expect(zip(seen, seen.dropFirst()).allSatisfy { $0.completed < $1.completed })
            }
        }

        #if os(Linux)
        @Test(arguments: Subject.allCases)
        func downloadUsesLittleMemory(_ subject: Subject) async throws {
            let transport = subject.shared
            let server = try LoopbackServer(byteByByte: { wire in
                guard wire.readHead() != nil else { return }
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: \(200 * megabyte)\r\n\r\n")
                let part = Data(repeating: 0x2E, count: megabyte)
                for _ in 0..<200 where !wire.send(part) { return }
            })
            defer { server.stop() }
            let folder = try Folder()
            let peak = try await memoryPeak {
                let response = try await transport.send(request(server.url(), to: folder["file"]))
                #expect(response.isSaved)
            }
            #expect(peak < 64 * megabyte)
            let size = try FileManager.default.attributesOfItem(atPath: folder["file"].path)[.size] as? UInt64
            #expect(size == UInt64(200 * megabyte))
        }
        #endif
    }
}
