import Foundation
import Testing

/// The examples without a network: they succeed, and report wrong arguments in one line.
@Suite(.timeLimit(.minutes(2))) struct ExampleTests {
    @Test(arguments: ["route-calls", "buy-local-number", "follow-call"])
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
