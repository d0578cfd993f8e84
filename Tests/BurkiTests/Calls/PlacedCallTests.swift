import Burki
import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

/// What can be read and changed of a call after it was placed.
@Suite(.timeLimit(.minutes(5))) struct PlacedCallTests {
    private let sid: Call.SID = "CAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

    @Test func statisticsNamesAlternativesWhenItIsShadowed() async throws {
        let burki = BurkiClient(replaying: try Fixtures.exchange("burki/calls/statistics-shadowed"))
        let error = await #expect(throws: VoiceAgentsError.self) { try await burki.calls.statistics() }
        #expect(error?.kind == .endpointNotAvailable)
        #expect(error?.message.contains("analytics(over:)") == true)
        let other = MockTransport(.json(#"{"detail": [{"loc": ["query", "period"], "msg": "x"}]}"#, status: 422))
        let otherError = await #expect(throws: VoiceAgentsError.self) {
            try await BurkiClient(apiKey: "k", transport: other).calls.statistics()
        }
        #expect(otherError?.kind == .invalidRequest)
    }

    @Test func metadataIsMerged() async throws {
        let transport = MockTransport(.json(#"{"id": 101, "call_meta": {"customer_id": "c1"}}"#))
        let call = try await BurkiClient(apiKey: "k", transport: transport).calls.updateMetadata(
            of: 101, ["customer_id": "c1", "draft": nil])
        #expect(call.metadata == ["customer_id": "c1"])
        #expect(try await transport.bodies == [["metadata": ["customer_id": "c1", "draft": nil]]])
        #expect(await transport.targets == ["/api/v1/calls/101/metadata"])
    }

    @Test func terminateIsNotRepeated() async throws {
        let transport = MockTransport(.connectionLost)
        let burki = BurkiClient(apiKey: "k", configuration: .init(clock: VirtualClock()), transport: transport)
        let error = await #expect(throws: VoiceAgentsError.self) { try await burki.calls.terminate("CA1") }
        #expect(error?.kind == .outcomeUnknown)
        #expect(error?.message.contains("calls.get(_:)") == true)
        #expect(await transport.requests.count == 1)
    }

    @Test("Defaults of the platform are not sent")
    func defaultsAreLeftOut() async throws {
        let transport = MockTransport { _ in .json("[]") }
        let calls = BurkiClient(apiKey: "k", transport: transport).calls
        _ = try await calls.transcripts(of: 1)
        _ = try await calls.transcripts(of: "CA1", speaker: .user, includeInterim: true)
        _ = try await calls.recordings(of: 1)
        _ = try await calls.recordings(of: "CA 1", type: .mixed)
        _ = try await calls.debugLogs(of: "CA1")
        _ = try await calls.debugLogs(of: "CA1", live: false)
        #expect(
            await transport.targets == [
                "/api/v1/calls/1/transcripts", "/api/v1/calls/sid/CA1/transcripts?speaker=user&include_interim=true",
                "/api/v1/calls/1/recordings", "/api/v1/calls/sid/CA%201/recordings?recording_type=mixed",
                "/api/calls/CA1/logs", "/api/calls/CA1/logs?live=false",
            ])
    }

    @Test func analyticsSendsThePeriod() async throws {
        let transport = MockTransport { _ in .json(#"{"total_calls": 1}"#) }
        let calls = BurkiClient(apiKey: "k", transport: transport).calls
        _ = try await calls.analytics()
        #expect(try await calls.analytics(over: .quarter).totalCount == 1)
        #expect(await transport.targets == ["/api/v1/calls/analytics", "/api/v1/calls/analytics?period=90d"])
    }

    @Test("A fraction of the metrics is read with its unit")
    func metricsHaveUnits() async throws {
        let burki = BurkiClient(replaying: try Fixtures.exchange("burki/calls/metrics"))
        let metrics = try await burki.calls.metrics(of: 101)
        #expect(metrics.averageResponseTime == .milliseconds(1_420))
        #expect(metrics.customerPercentage == 47)
        #expect(metrics.frustrationScores == [.init(time: .milliseconds(12_400), score: 0.1)])
        #expect(metrics.isIntentResolved == true)
    }

    @Test func webhookLogHasItsTime() async throws {
        let burki = BurkiClient(replaying: try Fixtures.exchange("burki/calls/webhookLogs"))
        let logs = try await burki.calls.webhookLogs(of: 101)
        #expect(logs.map(\.responseTime) == [.milliseconds(145), .milliseconds(89)])
        #expect(logs.map(\.type) == [.callStarted, .callEnded])
        #expect(logs[0].payload?["call_sid"] == "CAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")
    }
}

/// The files of a call.
@Suite(.timeLimit(.minutes(5))) struct CallFileTests {
    private let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    private let clock = VirtualClock()
    private var audio: MockTransport.Reply {
        .response(
            TransportResponse(status: 200, headers: ["Content-Type": "audio/wav"], body: Data("RIFF....WAVE".utf8)))
    }
    private var notReady: MockTransport.Reply {
        .json(#"{"status": "processing", "message": "Not ready"}"#, status: 202, headers: ["Retry-After": "10"])
    }

    private func download(_ transport: MockTransport, within limit: Duration = .seconds(600)) async throws {
        let burki = BurkiClient(apiKey: "k", configuration: .init(clock: clock), transport: transport)
        try await burki.calls.downloadRecording(7, of: 101, to: file, timeout: limit)
    }

    @Test("A recording that is not ready is waited for, and never saved")
    func downloadWaitsForTheRecording() async throws {
        defer { try? FileManager.default.removeItem(at: file) }
        let transport = MockTransport(notReady, notReady, notReady, audio)
        try await download(transport)
        #expect(try Data(contentsOf: file) == Data("RIFF....WAVE".utf8))
        #expect(await transport.targets == Array(repeating: "/api/v1/calls/101/recording/7/play", count: 4))
        #expect(clock.sleeps.count == 3)
        #expect(clock.sleeps.allSatisfy { $0 >= .seconds(10) })
    }

    @Test(
        "What is not the recording leaves the file that is there",
        arguments: [
            (.json(#"{"status": "processing"}"#, status: 202, headers: ["Retry-After": "10"]), .stillPending),
            (.json(#"{"success": false, "message": "gone"}"#), .refused),
            (.json("", headers: ["Content-Type": "audio/wav"]), .undecodableReply),
            (.json("<html>", headers: ["Content-Type": "text/html"]), .undecodableReply),
            (.json(#"{"status": "processing"}"#, headers: ["Content-Type": "application/json"]), .undecodableReply),
            (.json("\u{FEFF} {\"error\": \"gone\"}", headers: ["Content-Type": "audio/wav"]), .undecodableReply),
            (
                .json(
                    "\n<!doctype html>" + String(repeating: " ", count: 70_000), headers: ["Content-Type": "audio/wav"]),
                .undecodableReply
            ),
            (.json("no recording", headers: ["Content-Type": "text/plain"]), .undecodableReply),
            (.json("Recording not found", headers: ["Content-Type": "audio/wav"]), .undecodableReply),
            (.json("null", headers: ["Content-Type": "application/octet-stream"]), .undecodableReply),
            (.json("RIFF file not available", headers: ["Content-Type": "audio/wav"]), .undecodableReply),
            (.json("ID3 tag missing", headers: ["Content-Type": "audio/mpeg"]), .undecodableReply),
            (.json("OggS unavailable", headers: ["Content-Type": "audio/ogg"]), .undecodableReply),
            (
                .response(
                    TransportResponse(
                        status: 200, headers: ["Content-Type": "image/png"],
                        body: Data([0x89] + Array("PNG\r\n\u{1A}".utf8)))),
                .undecodableReply
            ),
            // In Latin-1.
            (
                .response(
                    TransportResponse(
                        status: 200, headers: ["Content-Type": "audio/wav"],
                        body: Data(#" {"detail": "nicht verf"#.utf8) + [0xFC] + Data(#"gbar"}"#.utf8))),
                .undecodableReply
            ),
            (
                .json(String(repeating: " ", count: 70) + "<html>é", headers: ["Content-Type": "audio/mpeg"]),
                .undecodableReply
            ),
            (.json(#"{"detail": "Recording not found"}"#, status: 404), .notFound),
        ] as [(MockTransport.Reply, VoiceAgentsError.Kind)])
    func existingFileStays(reply: MockTransport.Reply, kind: VoiceAgentsError.Kind) async throws {
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("old".utf8).write(to: file)
        let error = await #expect(throws: VoiceAgentsError.self) {
            try await download(MockTransport { _ in reply }, within: .seconds(60))
        }
        #expect(error?.kind == kind)
        #expect(try Data(contentsOf: file) == Data("old".utf8))
    }

    @Test(
        "The first bytes of a format of sound decide, whatever the type is",
        arguments: ["text/plain", "application/json", "audio/wav"])
    func audioIsSavedWithAnyType(type: String) async throws {
        defer { try? FileManager.default.removeItem(at: file) }
        for start: [UInt8] in [
            Array("RIFF....WAVE".utf8), Array("ID3\u{4}".utf8), [0xFF, 0xFB, 0x90], [0xFF, 0xF3], Array("OggS\0".utf8),
            Array("fLaC\0".utf8), Array("\0\0\0 ftypM4A ".utf8),
        ] {
            let transport = MockTransport(
                .response(TransportResponse(status: 200, headers: ["Content-Type": type], body: Data(start))))
            try await download(transport)
            #expect(try Data(contentsOf: file) == Data(start))
        }
    }

    @Test func publicRecordingIsDownloadedWithoutTheKey() async throws {
        defer { try? FileManager.default.removeItem(at: file) }
        let transport = MockTransport(audio)
        let url = try #require(URL(string: "https://files.example.test/public/recording/s3cret"))
        try await BurkiClient(apiKey: "k", transport: transport).calls.downloadRecording(at: url, to: file)
        let request = try #require(await transport.requests.first)
        #expect(request.url == url)
        #expect(request.headers["authorization"] == nil)
        #expect(request.operation == .burki.calls.downloadPublicRecording)
        #expect(try Data(contentsOf: file) == Data("RIFF....WAVE".utf8))
    }

    @Test func exportsAreSaved() async throws {
        defer { try? FileManager.default.removeItem(at: file) }
        let transport = MockTransport { _ in self.audio }
        let calls = BurkiClient(apiKey: "k", transport: transport).calls
        try await calls.export(as: .csv, where: .init(status: .failed), to: file)
        try await calls.export(as: .json, to: file)
        try await calls.exportTranscripts(of: 101, as: .txt, to: file)
        try await calls.exportTranscripts(of: 101, as: .csv, speaker: .user, to: file)
        #expect(
            await transport.targets == [
                "/api/v1/calls/export?status=failed", "/api/v1/calls/export?format=json",
                "/api/v1/calls/101/transcripts/export", "/api/v1/calls/101/transcripts/export?format=csv&speaker=user",
            ])
        #expect(try Data(contentsOf: file) == Data("RIFF....WAVE".utf8))
    }
}
