import Burki
import Foundation
import Testing
import VoiceAgentsTesting

@Suite(.timeLimit(.minutes(5))) struct TransferTests {
    private let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).wav")

    private func burki(_ transport: any Transport) -> BurkiClient {
        BurkiClient(apiKey: "key-1", configuration: .init(clock: VirtualClock()), transport: transport)
    }

    @Test func downloadSavesTheReply() async throws {
        defer { try? FileManager.default.removeItem(at: file) }
        let transport = MockTransport(.response(TransportResponse(status: 200, body: Data("RIFF".utf8))))
        let progress = TransferProgress()
        try await burki(transport).raw.download(
            "/api/v1/calls/\(7)/recording/\(9)/play", to: file, timeout: .seconds(300), progress: progress)
        let request = try #require(await transport.requests.first)
        #expect(request.url.path() == "/api/v1/calls/7/recording/9/play")
        #expect(request.method == .get)
        #expect(request.safety == .safe)
        // In the same folder, so that it can be moved.
        #expect(request.destination?.deletingLastPathComponent().path == file.deletingLastPathComponent().path)
        #expect(request.destination != file)
        #expect(request.headers["accept"] == "*/*")
        #expect(request.headers["accept-encoding"] == "identity")
        #expect(request.timeout == .seconds(300))
        #expect(request.progress == progress)
        // The reply of a transport that does not save is saved by the client.
        #expect(try Data(contentsOf: file) == Data("RIFF".utf8))
        // The sequence ends with the transfer.
        #expect(await progress.reduce(0) { count, _ in count + 1 } == 0)
    }

    @Test func downloadTakesTheTransportsFile() async throws {
        defer { try? FileManager.default.removeItem(at: file) }
        struct Saving: Transport {
            func send(_ request: TransportRequest) async throws -> TransportResponse {
                let destination = try #require(request.destination)
                #expect(try Data(contentsOf: destination).isEmpty)
                let writer = try FileWriter(destination)
                try Data("RIFF".utf8).withUnsafeBytes { try writer.append($0) }
                return TransportResponse(status: 200, isSaved: true)
            }
        }
        try await burki(Saving()).raw.download("/recording", to: file)
        #expect(try Data(contentsOf: file) == Data("RIFF".utf8))
    }

    /// What the server sends in place of the file. A transport that writes files writes only the body of a 200.
    @Test(
        arguments: [
            (
                200, ["Content-Type": "application/json"], #"{"success": false, "message": "No recording"}"#, .refused,
                false
            ),
            (
                200, ["Content-Type": "application/json"], #"{"success": false, "message": "No recording"}"#, .refused,
                true
            ),
            (200, ["Content-Type": "audio/wav"], #"{"success": false, "message": "No recording"}"#, .refused, true),
            (200, ["Content-Type": "text/html; charset=utf-8"], "<html>Sign in</html>", .undecodableReply, false),
            (200, ["Content-Type": "text/html; charset=utf-8"], "<html>Sign in</html>", .undecodableReply, true),
            (202, ["Retry-After": "1000"], #"{"message": "Processing"}"#, .stillPending, false),
            (204, [:], "", .undecodableReply, false),
            (200, ["Content-Range": "bytes 0-1/200"], "RI", .undecodableReply, true),
            (206, ["Content-Type": "audio/wav"], "RI", .undecodableReply, false),
            (404, [:], #"{"detail": "Recording not found"}"#, .notFound, false), (500, [:], "", .serverError, false),
        ] as [(Int, HeaderFields, String, VoiceAgentsError.Kind, Bool)])
    func fileIsKeptWhenNoneComes(
        _ reply: (status: Int, headers: HeaderFields, body: String, kind: VoiceAgentsError.Kind, isSaved: Bool)
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "call.wav")
        try Data("old".utf8).write(to: file)
        let transport = MockTransport { request in
            var response = TransportResponse(status: reply.status, headers: reply.headers, body: Data(reply.body.utf8))
            if reply.isSaved {
                try response.body.write(to: #require(request.destination))
                (response.body, response.isSaved) = (Data(), true)
            }
            return .response(response)
        }
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki(transport).raw.download("/recording", to: file)
        }
        #expect(error?.kind == reply.kind)
        #expect(error?.effect == .no)
        if reply.kind == .refused { #expect(error?.message == "No recording") }
        #expect(try Data(contentsOf: file) == Data("old".utf8))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["call.wav"])
    }

    @Test func longReportIsAFile() async throws {
        defer { try? FileManager.default.removeItem(at: file) }
        let body = Data(#"{"success": false, "rows": "\#(String(repeating: "x", count: 65_536))"}"#.utf8)
        let transport = MockTransport { request in
            try body.write(to: #require(request.destination))
            return .response(TransportResponse(status: 200, isSaved: true))
        }
        try await burki(transport).raw.download("/export", to: file)
        #expect(try Data(contentsOf: file) == body)
    }

    @Test func refusedDownloadLeavesNoFile() async throws {
        let transport = MockTransport(.json(#"{"detail": "Recording not found"}"#, status: 404))
        let progress = TransferProgress()
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki(transport).raw.download("/recording", to: file, progress: progress)
        }
        #expect(error?.kind == .notFound)
        #expect(error?.message == "Recording not found")
        #expect(!FileManager.default.fileExists(atPath: file.path))
        #expect(await progress.reduce(0) { count, _ in count + 1 } == 0)
    }

    @Test func progressEndsWhenNothingIsSent() async {
        let progress = TransferProgress()
        let burki = BurkiClient(apiKey: "", transport: MockTransport())
        await #expect(throws: VoiceAgentsError.self) {
            try await burki.raw.download("/recording", to: file, progress: progress)
        }
        #expect(await progress.reduce(0) { count, _ in count + 1 } == 0)
    }

    @Test func unusableDestinationIsFoundFirst() async throws {
        let transport = MockTransport()
        let remote = try #require(URL(string: "https://files.example/call.wav"))
        for (destination, name) in [
            (file.appending(path: "none"), "none"), (FileManager.default.temporaryDirectory, nil), (remote, nil),
        ] as [(URL, String?)] {
            let error = await #expect(throws: VoiceAgentsError.self) {
                try await burki(transport).raw.download("/recording", to: destination)
            }
            #expect(error?.kind == .fileFailure)
            #expect(error?.effect == .no)
            #expect(error?.attempts == 0)
            #expect(error?.message.hasSuffix("Nothing was sent.") == true)
            if let name { #expect(error?.message.contains("\(name): No such file or directory") == true) }
            #expect((error?.underlying as? TransportError)?.underlying is FileError)
        }
        #expect(await transport.requests.isEmpty)
    }

    @Test func destinationThatVanishesIsAnError() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let transport = MockTransport { _ in
            try FileManager.default.removeItem(at: folder)
            return .response(TransportResponse(status: 200, body: Data("RIFF".utf8)))
        }
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki(transport).raw.download("/recording", to: folder.appending(path: "call.wav"))
        }
        #expect(error?.kind == .fileFailure)
        #expect(error?.effect == .no)
        #expect(error?.attempts == 1)
    }

    @Test func uploadSendsTheForm() async throws {
        let transport = MockTransport(.json(#"{"id": 3}"#))
        var form = MultipartForm()
        form.append("hours", name: "name")
        let reply: JSONValue = try await burki(transport).raw.upload(form, to: "/documents", timeout: .seconds(300))
        let request = try #require(await transport.requests.first)
        #expect(reply["id"] == 3)
        #expect(request.method == .post)
        #expect(request.safety == .unrepeatable)
        #expect(request.timeout == .seconds(300))
        #expect(request.headers["content-type"] == form.contentType)
        #expect(request.body == form.body)
    }

    @Test func lostUploadIsNotRetried() async throws {
        let transport = MockTransport(.connectionLost)
        let error = await #expect(throws: VoiceAgentsError.self) {
            let _: JSONValue = try await burki(transport).raw.upload(MultipartForm(), to: "/documents")
        }
        #expect(error?.kind == .outcomeUnknown)
        #expect(error?.effect == .perhaps)
        #expect(error?.attempts == 1)
    }

    @Test func progressStepComputesItsFraction() {
        #expect(TransferProgress.Step(completed: 5, total: 20).fraction == 0.25)
        #expect(TransferProgress.Step(completed: 25, total: 20).fraction == 1)
        #expect(TransferProgress.Step(completed: 0, total: 0).fraction == 1)
        #expect(TransferProgress.Step(completed: 5).fraction == nil)
    }

    @Test func slowReaderOfProgressGetsTheLatestStep() async {
        let progress = TransferProgress()
        for step in 1...1000 { progress.report(completed: Int64(step), total: 1000) }
        progress.finish()
        #expect(await progress.reduce(into: []) { $0.append($1.completed) } == [1000])
    }
}
