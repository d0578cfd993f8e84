import Foundation
import Testing

/// The examples without a network: they succeed, and report wrong arguments in one line.
@Suite(.timeLimit(.minutes(5))) struct ExampleTests {
    @Test(arguments: ["route-calls", "buy-local-number", "follow-call", "number-inventory"])
    func offlineExampleSucceeds(of example: String) async throws {
        let result = try await Program(example).run()
        #expect(result.status == 0, "\(result.error)")
        #expect(result.lines.last?.hasSuffix("All done.") == true, "\(result.output)")
    }

    @Test(arguments: [BuildFolder.plain, .localServer])
    func answerCallsAnswersACall(in build: BuildFolder) async throws {
        let result = try await Program("answer-calls", in: build).run()
        #expect(result.status == 0, "\(result.error)")
        #expect(result.lines.contains("The call went well."), "\(result.output)")
        #expect(result.output.contains("AI: Booked for monday"), "\(result.output)")
    }

    @Test func followCallSavesTheAudioAndTheSubtitles() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let result = try await Program("follow-call").run("--story", "--save", folder.path())
        #expect(result.status == 0, "\(result.error)")
        for text in ["Customer: Yes, tomorrow", "Assistant: ####", "Cost: 0.0", "call ended (completed)"] {
            #expect(result.output.contains(text), "\(result.output)")
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
        #expect(files == ["call-1-1.wav", "call-1.srt"])
    }

    @Test func numberInventoryPlansWhatAFileSays() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(#"{"+15559876543": "graph:1", "+15551234567": "assistant:2"}"#.utf8).write(to: file)
        let result = try await Program("number-inventory").run("--plan", file.path(), "--apply")
        #expect(result.status == 0, "\(result.error)")
        for text in [
            "done: assign +15551234567 to assistant:2", "done: assign +15559876543 to graph:1", "Nothing to do.",
        ] {
            #expect(result.output.contains(text), "\(result.output)")
        }
        let json = try await Program("number-inventory").run("--json")
        #expect(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) is [String: Any], "\(json.output)")
    }

    @Test func observeCallsPrintsLogsMetricsAndSpans() async throws {
        let result = try await Program("observe-calls", in: .asyncHTTPClient).run()
        #expect(result.status == 0, "\(result.error)")
        let retry =
            "voice_agents.operation.retries {voice_agents.operation=burki.calls.initiate, voice_agents.reason=429}: 1"
        for text in ["operation is repeated", retry, "    POST /calls/initiate", "    execute_tool book_appointment"] {
            #expect(result.output.contains(text), "\(result.output)")
        }
    }

    @Test func benchmarkMeasures() async throws {
        let result = try await Program("benchmark").run("--count", "3")
        #expect(result.status == 0, "\(result.error)")
        #expect(result.output.contains(/decode .* times as many as with JSONDecoder/), "\(result.output)")
    }

    @Test(arguments: [
        ["route-calls", "--nonsense"],
        ["route-calls", "--buy", "0612345678"],
        ["route-calls", "--base-url", "http://127.0.0.1:9"],
        ["follow-call", "--nonsense"],
        ["follow-call", "--to", "0612345678"],
        ["follow-call", "--base-url", "https://burki.example", "--yes"],
        ["number-inventory", "--nonsense"],
        ["number-inventory", "--apply"],
        ["number-inventory", "--plan", "/nowhere/routing.json"],
        ["buy-local-number", "--nonsense"],
        ["buy-local-number", "--group", "5"],
        ["buy-local-number", "--base-url", "http://127.0.0.1:9"],
        ["answer-calls", "--nonsense"],
        ["answer-calls", "--port", "8080"],
        ["observe-calls"],
        ["local-server", "--nonsense"],
        ["local-server", "--port", "0"],
        ["benchmark", "--nonsense"],
        ["benchmark", "--count", "0"],
        ["benchmark", "--base-url", "http://127.0.0.1:9", "--transport", "ahc"],
    ])
    func wrongArgumentsAreReportedInOneLine(of command: [String]) async throws {
        let result = try await Program(command[0]).run(Array(command.dropFirst()))
        #expect(result.status != 0)
        #expect(result.errorLines.count { $0.hasPrefix("\(command[0]): ") } == 1, "\(result.error)")
    }
}
