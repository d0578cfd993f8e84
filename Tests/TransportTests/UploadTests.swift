import Foundation
import Testing
import VoiceAgentsCore

extension TransportTests {
    @Suite struct UploadTests {
        private let bytes = Data.pattern(300_000)

        private func request(
            _ url: URL, _ body: RequestBody, _ method: RequestMethod = .post, timeout: Duration = .seconds(60)
        ) -> TransportRequest {
            var request = TransportRequest(method, url, headers: ["Content-Type": "audio/wav"], timeout: timeout)
            request.body = body
            return request
        }

        private func file(_ count: Int, in folder: borrowing Folder) throws -> URL {
            let url = folder["upload.wav"]
            #expect(FileManager.default.createFile(atPath: url.path, contents: nil))
            let file = try FileHandle(forWritingTo: url)
            try file.truncate(atOffset: UInt64(count))
            try file.close()
            return url
        }

        /// The temporary files of this process that hold a body.
        private var leftovers: [String] {
            let names = try? FileManager.default.contentsOfDirectory(
                atPath: FileManager.default.temporaryDirectory.path)
            return names?.filter { $0.hasPrefix(".voice-agents-\(ProcessInfo.processInfo.processIdentifier)-") } ?? []
        }

        @Test(arguments: Subject.allCases, [RequestMethod.post, .put, .patch])
        func fileUploadArrivesWhole(_ subject: Subject, _ method: RequestMethod) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            let folder = try Folder()
            try bytes.write(to: folder["upload.wav"])
            let body = RequestBody([try .file(folder["upload.wav"])])
            #expect(try await transport.send(request(server.url("/"), body, method)).status == 200)
            let received = try #require(server.requests.first)
            #expect(received.method == method.rawValue)
            #expect(received.body == bytes)
            #expect(received["Content-Length"] == "\(bytes.count)")
            #expect(received["Content-Type"] == "audio/wav")
            #expect(received["Expect"] == nil)
            #expect(received["Transfer-Encoding"] == nil)
        }

        @Test(arguments: Subject.allCases)
        func formUploadArrivesWhole(_ subject: Subject) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            let folder = try Folder()
            try bytes.write(to: folder["upload.wav"])
            try Data().write(to: folder["empty"])
            let body = RequestBody([
                .bytes(Data("begin ".utf8)), try .file(folder["upload.wav"]), .bytes(Data()),
                try .file(folder["empty"]), .bytes(Data(" end".utf8)),
            ])
            #expect(try await transport.send(request(server.url("/"), body)).status == 200)
            let received = try #require(server.requests.first)
            #expect(received.body == Data("begin ".utf8) + bytes + Data(" end".utf8))
            #expect(received["Content-Length"] == "\(body.count)")
            #expect(await eventually { leftovers.isEmpty })
        }

        @Test(arguments: Subject.allCases)
        func emptyFileUploadArrivesEmpty(_ subject: Subject) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            let folder = try Folder()
            let body = RequestBody([try .file(file(0, in: folder))])
            #expect(try await transport.send(request(server.url("/"), body)).status == 200)
            #expect(server.requests.map(\.body) == [Data()])
            #expect(server.requests.first?["Content-Length"] == "0")
        }

        @Test(arguments: Subject.allCases)
        func unreadableFileIsNotSent(_ subject: Subject) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            let folder = try Folder()
            let grown = try file(10, in: folder)
            try FileManager.default.createDirectory(at: folder["folder"], withIntermediateDirectories: true)
            let remote = try #require(URL(string: "https://files.example\(grown.path)"))
            // Takes the place of a file after it was appended to a form.
            #expect(mkfifo(folder["pipe"].path, 0o600) == 0)
            for piece in [
                RequestBody.Piece.file(folder["missing"], count: 10), .file(grown, count: 9), .file(grown, count: 11),
                .file(folder["folder"], count: 10), .file(remote, count: 10), .file(folder["pipe"], count: 10),
                .file(URL(filePath: "/dev/zero"), count: 10),
            ] {
                for body in [RequestBody([piece]), RequestBody([.bytes(Data("form".utf8)), piece])] {
                    let error = try await failure(of: request(server.url("/"), body), through: transport)
                    #expect(error.kind == .fileFailure)
                    #expect(!error.mayHaveReachedServer)
                }
            }
            #expect(await eventually { leftovers.isEmpty })
            #expect(server.requests.isEmpty)
        }

        /// As the files of a Kubernetes `ConfigMap`: a link to a file in a folder that is a link.
        @Test(arguments: Subject.allCases)
        func linkedFileArrivesWhole(_ subject: Subject) async throws {
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            let folder = try Folder()
            let manager = FileManager.default
            try manager.createDirectory(at: folder["..2026"], withIntermediateDirectories: true)
            try bytes.write(to: folder["..2026"].appending(path: "hours.pdf"))
            try manager.createSymbolicLink(atPath: folder["..data"].path, withDestinationPath: "..2026")
            try manager.createSymbolicLink(atPath: folder["hours.pdf"].path, withDestinationPath: "..data/hours.pdf")
            let file = try RequestBody.Piece.file(folder["hours.pdf"])
            for body in [RequestBody([file]), RequestBody([file, .bytes(Data("end".utf8))])] {
                #expect(try await subject.shared.send(request(server.url("/"), body)).status == 200)
            }
            #expect(server.requests.map(\.body) == [bytes, bytes + Data("end".utf8)])
        }

        @Test(arguments: Subject.allCases)
        func growingFileIsAnError(_ subject: Subject) async throws {
            let count = 50 * megabyte
            let began = AsyncStream<Void>.makeStream()
            let grown = DispatchSemaphore(value: 0)
            let server = try LoopbackServer(byteByByte: { wire in
                guard wire.readHead() != nil else { return }
                began.continuation.yield()
                grown.wait()
                if wire.readBody(count) == count { wire.send("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n") }
            })
            defer { server.stop() }
            let folder = try Folder()
            let url = try file(count, in: folder)
            let request = request(try server.url(), RequestBody([.file(url, count: Int64(count))]))
            let task = Task { try await failure(of: request, through: subject.shared) }
            var beginnings = began.stream.makeAsyncIterator()
            #expect(await beginnings.next() != nil)
            let handle = try FileHandle(forWritingTo: url)
            try handle.truncate(atOffset: UInt64(count + 1))
            try handle.close()
            grown.signal()
            let error = try await task.value
            #expect(error.kind == .fileFailure)
            #expect(error.mayHaveReachedServer)
        }

        @Test(arguments: Subject.allCases)
        func shrinkingFileIsAnError(_ subject: Subject) async throws {
            let transport = subject.shared
            let count = 50 * megabyte
            let began = AsyncStream<Void>.makeStream()
            let shrunk = DispatchSemaphore(value: 0)
            let server = try LoopbackServer(byteByByte: { wire in
                guard wire.readHead() != nil else { return }
                began.continuation.yield()
                shrunk.wait()
                #expect(wire.readBody(count) < count)
            })
            defer { server.stop() }
            let folder = try Folder()
            let url = try file(count, in: folder)
            let request = request(
                try server.url(), RequestBody([.file(url, count: Int64(count))]), timeout: .seconds(2))
            let task = Task { try await failure(of: request, through: transport) }
            var beginnings = began.stream.makeAsyncIterator()
            #expect(await beginnings.next() != nil)
            let handle = try FileHandle(forWritingTo: url)
            try handle.truncate(atOffset: 10)
            try handle.close()
            shrunk.signal()
            let error = try await task.value
            #expect(error.kind == .fileFailure)
            #expect(error.mayHaveReachedServer)
        }

        @Test(arguments: Subject.allCases, [true, false])
        func droppedUploadIsSentOnce(_ subject: Subject, resets: Bool) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { connection, request in
                if request.path == "/kept" { return connection.reply(to: request, obeysClose: false) }
                if resets { connection.reset() } else { connection.hangUp() }
            }
            defer { server.stop() }
            let folder = try Folder()
            try bytes.write(to: folder["upload.wav"])
            let file = try RequestBody.Piece.file(folder["upload.wav"])
            for body in [RequestBody([file]), RequestBody([file, .bytes(Data("end".utf8))])] {
                _ = try await transport.send(request(server.url("/kept"), body))
                let error = try await failure(of: request(server.url("/dropped"), body), through: transport)
                #expect(error.kind == .connectionLost)
                #expect(error.mayHaveReachedServer)
            }
            #expect(server.requests(to: "/dropped").count == 2)
            #expect(await eventually { leftovers.isEmpty })
        }

        @Test(arguments: Subject.allCases)
        func unfinishedUploadLeavesNoFile(_ subject: Subject) async throws {
            let transport = subject.shared
            let server = try LoopbackServer(byteByByte: { wire in
                _ = wire.readHead()
                // Reads nothing of the body, and keeps the connection open.
                wire.send("HTTP/1.1 100 Continue\r\n\r\n")
                while wire.readHead() != nil {}
            })
            defer { server.stop() }
            let folder = try Folder()
            let body = RequestBody([.bytes(Data("form".utf8)), try .file(file(20 * megabyte, in: folder))])
            let late = try await failure(
                of: request(server.url(), body, timeout: .milliseconds(500)), through: transport)
            #expect(late.kind == .timedOut)
            #expect(late.status == nil)
            #expect(await eventually { leftovers.isEmpty })
            // Closed by the client: after an interim head alone, FoundationNetworking traps when the server closes first.
            #expect(await eventually { server.open == 0 })

            let request = request(try server.url(), body)
            let task = Task { try await transport.send(request) }
            // A form is written to a temporary file first.
            if subject == .urlSession { #expect(await eventually { !leftovers.isEmpty }) }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(await eventually { leftovers.isEmpty })
            #expect(await eventually { server.open == 0 })
        }

        @Test(arguments: Subject.allCases, [1, 2])
        func uploadReportsProgress(_ subject: Subject, _ pieces: Int) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            let folder = try Folder()
            let file = RequestBody.Piece.file(try file(2 * megabyte, in: folder), count: Int64(2 * megabyte))
            for body in [
                RequestBody(Array(repeating: file, count: pieces)),
                RequestBody(Array(repeating: .bytes(bytes), count: pieces)),
            ] {
                var request = request(try server.url("/"), body)
                let progress = TransferProgress()
                request.progress = progress
                let steps = Task { await progress.reduce(into: []) { $0.append($1) } }
                _ = try await transport.send(request)
                progress.finish()
                let seen = await steps.value
                #expect(seen.last == .init(completed: body.count, total: body.count))
                #expect(zip(seen, seen.dropFirst()).allSatisfy { $0.completed < $1.completed })
            }
        }

        #if os(Linux)
        @Test(arguments: Subject.allCases, [1, 2])
        func uploadUsesLittleMemory(_ subject: Subject, _ pieces: Int) async throws {
            let transport = subject.shared
            let count = 200 * megabyte
            let server = try LoopbackServer(byteByByte: { wire in
                guard let head = wire.readHead() else { return }
                #expect(head.contains("Content-Length: \(count)"))
                #expect(wire.readBody(count) == count)
                wire.send("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
            })
            defer { server.stop() }
            let folder = try Folder()
            let file = RequestBody.Piece.file(try file(count / pieces, in: folder), count: Int64(count / pieces))
            let body = RequestBody(Array(repeating: file, count: pieces))
            let peak = try await memoryPeak {
                let response = try await transport.send(request(server.url(), body))
                #expect(response.status == 201)
            }
            #expect(peak < 64 * megabyte)
            #expect(await eventually { leftovers.isEmpty })
        }
        #endif
    }
}
