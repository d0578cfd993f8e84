import Burki
import Foundation
import Testing
import VoiceAgentsTesting

@Suite(.timeLimit(.minutes(1))) struct TransferTests {
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
        #expect(request.destination == file)
        #expect(request.headers["accept"] == "*/*")
        #expect(request.headers["accept-encoding"] == "identity")
        #expect(request.timeout == .seconds(300))
        #expect(request.progress == progress)
        // The reply of a transport that does not save is saved by the client.
        #expect(try Data(contentsOf: file) == Data("RIFF".utf8))
        // The sequence ends with the transfer.
        #expect(await progress.reduce(0) { count, _ in count + 1 } == 0)
    }

    @Test func downloadKeepsTheTransportsFile() async throws {
        let transport = MockTransport(.response(TransportResponse(status: 200, isSaved: true)))
        try await burki(transport).raw.download("/recording", to: file)
        #expect(!FileManager.default.fileExists(atPath: file.path))
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

    @Test func unsavableDownloadIsAnError() async throws {
        let transport = MockTransport(.response(TransportResponse(status: 200, body: Data("RIFF".utf8))))
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await burki(transport).raw.download("/recording", to: file.appending(path: "none"))
        }
        #expect(error?.kind == .undecodableReply)
        #expect(error?.effect == .no)
        #expect(error?.message == "The reply could not be saved.")
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
