import Burki
import Foundation
import Testing
import VoiceAgentsTesting

@Suite(.timeLimit(.minutes(5))) struct CallRecordTests {
    @Test("Every operation of calls answers 404 to an id that no call has")
    func unknownCallIsNotFound() async throws {
        let test = CallSimulation()
        try await test.place()
        let byID = ["", "/transcripts", "/transcripts/export", "/recordings", "/messages", "/webhook-logs", "/metrics"]
        let bySID = ["", "/transcripts", "/recordings"]
        let paths = byID.map { "/api/v1/calls/9\($0)" } + bySID.map { "/api/v1/calls/sid/CA9\($0)" }
        for path in paths {
            let response = try await test.send(.get, path)
            #expect(response.status == 404, "\(path)")
            #expect(String(decoding: response.body, as: UTF8.self) == #"{"detail":"Call not found"}"#, "\(path)")
            let known = path.replacing("CA9", with: "CA00000000000000000000000000000001").replacing("/9", with: "/1")
            #expect(try await test.send(.get, known).status == 200, "\(known)")
        }
        #expect(try await test.send(.patch, "/api/v1/calls/9/metrics").status == 404)
    }

    @Test func listFiltersByTheLifeOfTheCalls() async throws {
        let test = CallSimulation {
            $0.conversation = { $0.to == "+15550000002" ? .noAnswer : CallSimulation.conversation }
        }
        try await test.place()
        try await test.place(to: "+15550000002")
        test.clock.advance(by: .seconds(16))
        let calls = test.burki.calls
        #expect(try await calls.list(where: .init(status: .completed)).page().map(\.id) == [1])
        #expect(try await calls.list(where: .init(minDuration: .seconds(16))).page().map(\.id) == [1])
        #expect(try await calls.list(where: .init(maxDuration: .seconds(15))).page().isEmpty)
        #expect(try await calls.list(where: .init(maxDuration: .seconds(100))).page().map(\.id) == [1])
        test.clock.advance(by: .seconds(14))
        #expect(try await calls.list(where: .init(status: .failed)).page().map(\.id) == [2])
        #expect(try await calls.count(where: .init(status: .failed, assistantID: 1, from: test.start)) == 1)
        #expect(try await calls.count(where: .init(to: test.start - 1)) == 0)
    }

    @Test func flowIsNamedWhenItLeadsTheCall() async throws {
        let test = CallSimulation {
            $0.flows = [.init(id: 4, baseAssistantID: 3, name: "Intake")]
            $0.phoneNumbers[0].destination = .flow(4)
        }
        try await test.place()
        try await test.burki.calls.initiate(from: "+15551234567", to: "+15550000001", assistantID: 3)
        #expect(try await test.burki.calls.list().page().map(\.flowName) == [nil, "Intake"])
    }

    @Test func exportHasRowsAndAFile() async throws {
        let test = CallSimulation()
        try await test.place()
        try await test.place(to: "+15550000002")
        test.clock.advance(by: .seconds(16))
        await test.simulator.update { $0.assistants[0].name = #"The "best", really"# }
        let rows = try await test.burki.calls.export(where: .init(customerPhoneNumber: "0002"))
        #expect(rows.map(\.id) == [2])
        #expect(rows[0].endedAt == test.start + 16)
        let path = "/api/v1/calls/export"
        let sid = "CA00000000000000000000000000000001"
        #expect(
            try await test.text(path + "?customer_phone=0001") == """
                "Call ID","Call SID","Assistant Name","Customer Phone","Status","Duration (seconds)","Started At","Ended At"\r
                "1","\(sid)","The ""best"", really","+15550000001","completed","16","2024-01-15T10:00:00","2024-01-15T10:00:16"\r

                """)
        let response = try await test.send(.get, path + "?format=csv")
        #expect(response.headers["content-disposition"] == "attachment; filename=calls_export.csv")
        #expect(response.headers["content-type"] == "text/csv; charset=utf-8")
        let wrong = try await test.send(.get, path + "?format=xml")
        #expect(wrong.status == 422)
        #expect(String(decoding: wrong.body, as: UTF8.self).contains("string_pattern_mismatch"))
    }

    @Test func metadataIsMerged() async throws {
        let test = CallSimulation()
        try await test.place()
        let calls = test.burki.calls
        #expect(try await calls.get(1).metadata == [:])
        #expect(
            try await calls.updateMetadata(of: 1, ["a": 1, "b": ["c": nil]]).metadata == ["a": 1, "b": ["c": nil]])
        #expect(try await calls.updateMetadata(of: 1, ["a": nil, "d": "x"]).metadata == ["b": ["c": nil], "d": "x"])
        #expect(try await calls.get(1).metadata == ["b": ["c": nil], "d": "x"])
        #expect(try await test.send(.patch, "/api/v1/calls/1/metadata").status == 422)
        let unknown = await #expect(throws: VoiceAgentsError.self) { try await calls.updateMetadata(of: 9, [:]) }
        #expect(unknown?.kind == .notFound)
    }

    // MARK: - Conversation

    @Test func segmentsAppearAsTimePasses() async throws {
        let test = CallSimulation()
        let sid = try await test.place()
        let calls = test.burki.calls
        test.clock.advance(by: .seconds(6))
        #expect(try await calls.transcripts(of: sid, includeInterim: true).isEmpty)
        test.clock.advance(by: .seconds(2))
        #expect(try await calls.transcripts(of: sid).isEmpty)
        let interim = try await calls.transcripts(of: sid, includeInterim: true)
        #expect(interim.map(\.content) == ["one two"])
        #expect(interim[0].isFinal == false)
        #expect(interim[0].end == .seconds(8))
        test.clock.advance(by: .seconds(2))
        let final = try await calls.transcripts(of: 1 as Call.ID)
        #expect(
            final.elements == [
                .init(
                    id: final[0].id, callID: 1, speaker: .assistant, content: "one two three four", start: .seconds(6),
                    end: .seconds(10), confidence: 0.95, isFinal: true, createdAt: test.start + 10)
            ])
        #expect(final[0].id == interim[0].id)
        test.clock.advance(by: .seconds(6))
        #expect(try await calls.transcripts(of: sid, speaker: .user).map(\.content) == ["five six seven eight"])
        #expect(try await calls.transcripts(of: sid, includeInterim: true).map(\.isFinal) == [true, true])
    }

    @Test func exportedTranscriptsHaveTheDocumentedFormats() async throws {
        let test = CallSimulation(
            .init([
                .assistant("Hello", after: .seconds(0), lasting: .seconds(1)),
                .user(#"Say "yes""#, after: .seconds(1), lasting: .seconds(2)),
            ]))
        let sid = try await test.place()
        test.clock.advance(by: .seconds(9))
        let path = "/api/v1/calls/1/transcripts/export"
        #expect(try await test.text(path) == "[10:00:06] assistant: Hello\n[10:00:09] user: Say \"yes\"\n")
        #expect(
            try await test.text(path + "?format=csv&speaker=user") == """
                "Timestamp","Speaker","Content","Confidence"\r
                "2024-01-15T10:00:09","user","Say ""yes""\","0.93"\r

                """)
        let export = try await test.burki.calls.exportTranscripts(of: 1)
        #expect(export.callSID == sid)
        #expect(export.startedAt == test.start)
        #expect(export.lines.map(\.content) == ["Hello", #"Say "yes""#])
        #expect(export.lines[1].timestamp == test.start + 9)
        #expect(export.lines[1].start == .seconds(7))
        #expect(try await test.send(.get, path + "?format=srt").status == 422)
    }

    @Test func messagesFollowTheConversation() async throws {
        let test = CallSimulation()
        try await test.burki.calls.initiate(from: "+15551234567", to: "+15550000001", agenda: "Remind them.")
        test.clock.advance(by: .seconds(11))
        let messages = try await test.burki.calls.messages(of: 1)
        #expect(messages.map(\.role) == [.system, .assistant])
        #expect(messages.map(\.content) == ["Remind them.", "one two three four"])
        #expect(messages.map(\.index) == [0, 1])
        #expect(messages[0].promptTokens == nil)
        #expect(messages[1].totalTokens == (messages[1].promptTokens ?? 0) + (messages[1].completionTokens ?? 0))
        #expect(messages[1].timestamp == test.start + 6)
        #expect(messages[1].llmModel == "gpt-4o-mini")
        test.clock.advance(by: .seconds(5))
        let said = try await test.burki.calls.messages(of: 1, role: .user)
        #expect(said.map(\.content) == ["five six seven eight"])
        #expect(said[0].llmModel == nil)
        #expect(try await test.burki.calls.webhookLogs(of: 1).isEmpty)
    }

    // MARK: - Recordings

    @Test func recordingFollowsTheEnd() async throws {
        let test = CallSimulation()
        let sid = try await test.place()
        let calls = test.burki.calls
        test.clock.advance(by: .seconds(15))
        #expect(try await calls.recordings(of: sid).isEmpty)
        #expect(try await test.send(.get, "/api/v1/calls/1/recording/1/play").status == 404)
        test.clock.advance(by: .seconds(1))
        let processing = try await calls.recordings(of: sid)
        #expect(processing.map(\.status) == [.processing])
        #expect(processing[0].url == nil)
        let early = try await test.send(.get, "/api/v1/calls/1/recording/1/play")
        #expect(early.status == 202)
        #expect(early.headers["retry-after"] == "10")
        #expect(try JSONDecoder().decode(JSONValue.self, from: early.body)["status"] == "processing")
        test.clock.advance(by: .seconds(10))
        let completed = try await calls.recordings(of: 1 as Call.ID, type: .full)
        #expect(completed.map(\.status) == [.completed])
        #expect(completed[0].duration == .seconds(11))
        #expect(completed[0].source == .twilio)
        #expect(completed[0].createdAt == test.start + 16)
        #expect(completed[0].url?.absoluteString.hasSuffix("/RE00000000000000000000000000000001") == true)
        #expect(try await calls.recordings(of: sid, type: .user).isEmpty)
    }

    @Test("The download waits for the file, by the call and by the public link without the key")
    func recordingIsDownloaded() async throws {
        let folder = URL.temporaryDirectory.appending(path: "CallRecordTests-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "call.wav")

        let test = CallSimulation { $0.apiKey = "k" }
        let sid = try await test.place()
        try await test.burki.calls.wait(for: sid)
        try await test.burki.calls.downloadRecording(1, of: 1, to: file)
        let audio = try Data(contentsOf: file)
        #expect(audio.count == 844)
        #expect(audio.prefix(4) == Data("RIFF".utf8))
        #expect(audio[4..<8] == Data([68, 3, 0, 0]))
        #expect(audio[8..<16] == Data("WAVEfmt ".utf8))
        #expect(audio[36..<44] == Data("data".utf8) + Data([32, 3, 0, 0]))

        let token = try #require(await test.simulator.account.calls.first?.recordingToken)
        let path = "/public/recording/\(token)"
        let response = try await test.send(.get, path, headers: [:])
        #expect(response.body == audio)
        #expect(response.headers["content-type"] == "audio/wav")
        try await test.burki.calls.downloadRecording(
            at: #require(URL(string: "https://api.burki.dev" + path)), to: file)
        #expect(try Data(contentsOf: file) == audio)
        #expect(try await test.send(.get, "/public/recording/other", headers: [:]).status == 404)
        #expect(try await test.send(.get, "/api/v1/calls/1/recording/2/play").status == 404)
        #expect(try await test.send(.get, "/api/v1/calls/1", headers: [:]).status == 401)
    }

    @Test func callIsNotRecorded() async throws {
        let test = CallSimulation(.init([.user("Yes")], recordingDelay: nil))
        let sid = try await test.place()
        test.clock.advance(by: .seconds(100))
        #expect(try await test.burki.calls.recordings(of: sid).isEmpty)
        #expect(try await test.send(.get, "/api/v1/calls/1/recording/1/play").status == 404)
    }

    // MARK: - Analysis

    @Test func analyticsCountTheCallsOfThePeriod() async throws {
        let test = CallSimulation { account in
            account.conversation = { $0.to == "+15550000002" ? .noAnswer : CallSimulation.conversation }
            account.calls = [
                .init(
                    id: 1, sid: "CA1", from: "+15551234567", to: "+15550000001", assistantID: 2, status: .completed,
                    startedAt: account.now() - 86_400 * 2, duration: .seconds(20))
            ]
        }
        try await test.place()
        try await test.place(to: "+15550000002")
        test.clock.advance(by: .seconds(30))
        try await test.place()
        let analytics = try await test.burki.calls.analytics()
        #expect(analytics.totalCount == 4)
        #expect(analytics.completedCount == 2)
        #expect(analytics.failedCount == 1)
        #expect(analytics.ongoingCount == 1)
        #expect(analytics.totalDuration == .seconds(36))
        #expect(analytics.averageDuration == .seconds(18))
        #expect(analytics.successRate == 50)
        #expect(
            analytics.days == [
                "2024-01-13": .init(totalCount: 1, completedCount: 1, failedCount: 0),
                "2024-01-15": .init(totalCount: 3, completedCount: 1, failedCount: 1),
            ])
        #expect(analytics.topAssistants?.map(\.callCount) == [3, 1])
        #expect(analytics.topAssistants?[0].assistantName == "Receptionist")
        #expect(analytics.topAssistants?[0].duration == .seconds(46))
        #expect(try await test.burki.calls.analytics(over: .day).totalCount == 3)
        #expect(try await test.send(.get, "/api/v1/calls/analytics?period=2d").status == 422)
        #expect(try await CallSimulation().burki.calls.analytics().successRate == 0)
    }

    @Test func statisticsAreShadowed() async throws {
        let test = CallSimulation()
        let exchange = try Fixtures.exchange("burki/calls/statistics-shadowed")
        let response = try await test.send(.get, "/api/v1/calls/stats")
        #expect(response.status == 422)
        #expect(try JSONDecoder().decode(JSONValue.self, from: response.body) == exchange.response.body)
        let error = await #expect(throws: VoiceAgentsError.self) { try await test.burki.calls.statistics() }
        #expect(error?.kind == .endpointNotAvailable)
    }

    @Test("The first request calculates the metrics, and only a recalculation replaces them")
    func metricsAreCalculatedOnce() async throws {
        let test = CallSimulation()
        try await test.place()
        test.clock.advance(by: .seconds(11))
        #expect(try await test.burki.calls.metrics(of: 1).customerTurnCount == 0)
        test.clock.advance(by: .seconds(9))
        let early = try await test.burki.calls.metrics(of: 1)
        #expect(early.assistantTurnCount == 1)
        #expect(early.customerTurnCount == 0)
        let metrics = try await test.burki.calls.recalculateMetrics(of: 1)
        #expect(try await test.burki.calls.metrics(of: 1) == metrics)
        #expect(metrics.customerTurnCount == 1)
        #expect(metrics.averageResponseTime == .seconds(2))
        #expect(metrics.averageCustomerResponseTime == .seconds(2))
        #expect(metrics.customerPercentage == 50)
        #expect(metrics.assistantPercentage == 50)
        #expect(metrics.customerWordCount == 4)
        #expect(metrics.customerWordsPerMinute == 60)
        #expect(metrics.assistantSpeakingTime == .seconds(4))
        #expect(metrics.totalSilenceDuration == .seconds(2))
        #expect(metrics.silencePercentage == 20)
        #expect(metrics.frustrationScores?.map(\.time) == [.seconds(12)])
        #expect(metrics.isIntentResolved == true)
    }

    @Test func metricsHaveEveryDocumentedMember() async throws {
        let test = CallSimulation()
        try await test.place()
        let exchange = try Fixtures.exchange("burki/calls/metrics")
        let response = try await test.send(.get, "/api/v1/calls/1/metrics")
        let members = try JSONDecoder().decode(JSONValue.self, from: response.body).object
        #expect(members?.count == 45)
        #expect(members.map { Set($0.keys) } == exchange.response.body?.object.map { Set($0.keys) })
    }

    @Test("The records have the documented members", arguments: ["get", "recordings", "transcripts", "messages"])
    func recordHasTheDocumentedMembers(operation: String) async throws {
        let test = CallSimulation()
        try await test.place()
        test.clock.advance(by: .seconds(60))
        let exchange = try Fixtures.exchange("burki/calls/\(operation)")
        let path = exchange.request.path.replacing("101", with: "1")
        let reply = try JSONDecoder().decode(JSONValue.self, from: try await test.send(.get, path).body)
        let (actual, documented) = (reply[0] ?? reply, exchange.response.body?[0] ?? exchange.response.body)
        #expect(actual.object.map { Set($0.keys) } == documented?.object.map { Set($0.keys) })
    }
}
