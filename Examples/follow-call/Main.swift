import Burki
import ExampleArguments
import Foundation
import VoiceAgentsTesting

/// Places a call, and prints what was said, the talk time of each speaker, and the cost.
///
/// It uses a simulated platform by default, and the real one with `--base-url`.
@main struct Main {
    static func main() async {
        await runExample("follow-call", usage: Options.usage) { arguments in
            let options = try Options(&arguments)
            try await follow(options, with: client(options))
        }
    }

    private static func follow(_ options: Options, with burki: BurkiClient) async throws {
        let placed = try await burki.calls.initiate(
            from: options.from, to: options.to, assistantID: options.assistantID)
        print("Call \(placed.id) from \(options.from) to \(options.to).")
        let call = try await burki.calls.wait(for: placed.id)
        let length = call.duration.map { " after \($0.components.seconds) s" } ?? ""
        print("It ended\(length): \(call.status?.rawValue ?? "in no known state").\n")

        // A call that was not answered has no transcript.
        _ = await optional("transcript") { try await burki.calls.wait(for: placed.id, until: .transcribed) }
        let transcripts = try await burki.calls.transcripts(of: call.id)
        print(transcripts.plainText, terminator: "\n\n")
        printTalkTime(transcripts.talkTime)
        await printSummary(of: call, burki)
        let costed = await optional("cost") { try await burki.calls.wait(for: placed.id, until: .costed) }
        print("Cost: \(costed?.totalCost?.description ?? "unknown") \(costed?.costCurrency ?? "")")
        if options.printsStory { try await printStory(of: call, transcripts, burki) }
        if let folder = options.folder { try await save(call, placed.id, transcripts, in: folder, burki) }
        print("All done.")
    }

    /// What a call can lack. A failure is printed, and does not end the program.
    private static func optional<Part>(_ name: String, _ read: () async throws -> Part) async -> Part? {
        do {
            return try await read()
        } catch {
            print("No \(name): \(error)")
            return nil
        }
    }

    /// Prints a bar for each speaker, the longest of 40 characters.
    private static func printTalkTime(_ times: [Call.Transcript.Speaker: Duration]) {
        let longest = times.values.max() ?? .zero
        for (speaker, time) in times.sorted(by: { $0.value > $1.value }) where time > .zero {
            let bar = String(repeating: "#", count: Int((time / longest * 40).rounded()))
            let name = [.user: "Customer", .assistant: "Assistant"][speaker] ?? speaker.rawValue
            print("\(name): \(bar) \(Int((time / .seconds(1)).rounded())) s")
        }
    }

    /// Prints a sentence about the call. Burki has no summary of a call except that in its webhooks.
    private static func printSummary(of call: Call, _ burki: BurkiClient) async {
        guard let metrics = await optional("metrics", { try await burki.calls.metrics(of: call.id) }) else { return }
        let parts = [
            metrics.customerTurnCount.map { "turns of the customer: \($0)" },
            metrics.assistantTurnCount.map { "turns of the assistant: \($0)" },
            metrics.primaryIntent.map { "intent \(String(reflecting: $0).prefix(100))" },
            metrics.isIntentResolved.map { $0 ? "resolved" : "not resolved" },
        ]
        print("Summary: \(parts.compactMap(\.self).joined(separator: ", "))")
    }

    private static func printStory(
        of call: Call, _ transcripts: Page<Call.Transcript>, _ burki: BurkiClient
    ) async throws {
        // Only Burki's JavaScript client documents the review, so a server may not have it.
        let review = await optional("results of tools") { try await burki.calls.review(of: call.id) }
        let timeline = Call.Timeline(
            of: call, messages: try await burki.calls.messages(of: call.id), transcripts: transcripts,
            toolResults: review?.toolResults ?? [], webhookLogs: try await burki.calls.webhookLogs(of: call.id))
        print("\n\(timeline)\n")
    }

    private static func save(
        _ call: Call, _ sid: Call.SID, _ transcripts: Page<Call.Transcript>, in folder: URL, _ burki: BurkiClient
    ) async throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let subtitles = folder.appending(path: "call-\(call.id).srt")
        try transcripts.srt.write(to: subtitles, atomically: true, encoding: .utf8)
        print("Saved \(subtitles.lastPathComponent)")
        guard await optional("recording", { try await burki.calls.wait(for: sid, until: .recorded) }) != nil else {
            return
        }
        for recording in try await burki.calls.recordings(of: call.id) where recording.status?.isComplete == true {
            // The format can be any text, which must not become a part of a path.
            let formats: [Call.Recording.Format?: String] = [.wav: "wav", .mp3: "mp3"]
            let type = formats[recording.format] ?? "audio"
            let audio = folder.appending(path: "call-\(call.id)-\(recording.id).\(type)")
            try await burki.calls.downloadRecording(recording.id, of: call.id, to: audio)
            print("Saved \(audio.lastPathComponent)")
        }
    }

    private static func client(_ options: Options) throws -> BurkiClient {
        guard let baseURL = options.baseURL else {
            print("On a simulated platform: no account, no network, no cost.\n")
            // The conversation passes at once.
            let clock = VirtualClock()
            return BurkiClient(
                apiKey: "simulated", configuration: .init(clock: clock), transport: BurkiSimulator(clock: clock))
        }
        #if URLSession || AsyncHTTPClient
        let key = try APIKey(environment: "BURKI_API_KEY")
        let isReal = !baseURL.isLoopback
        print(isReal ? "On the real platform: \(options.to) rings, a real phone." : "On the simulator at \(baseURL).")
        guard options.isConfirmed else { throw UsageError("nothing was done; add --yes to go ahead.") }
        return BurkiClient(apiKey: key, baseURL: baseURL)
        #else
        throw UsageError("\(baseURL) cannot be reached: the program was built without a transport.")
        #endif
    }
}
