import ExampleArguments
import Flireo
import Foundation
import VoiceAgentsTesting

#if LocalServer
import VoiceAgentsURLSession
#endif

/// An event server for an assistant that makes appointments. It chooses the assistant for each call and runs two tools.
///
/// A simulated call tests the server: over HTTP with the trait `LocalServer`, otherwise within the process. With `--port`, the server
/// waits for events.
@main struct Main {
    static func main() async {
        await runExample("answer-calls", usage: usage) { arguments in
            while let argument = arguments.next() {
                guard argument == "--port" else { throw UsageError(unknown: argument) }
                let port = try arguments.value(of: argument, as: "a number from 0 to 65535", UInt16.init)
                #if LocalServer
                return try await serve(handler(for: Agenda()), on: port)
                #else
                throw UsageError("--port \(port) needs a trait: swift run --traits LocalServer answer-calls")
                #endif
            }
            let simulator = FlireoSimulator()
            await simulator.update { $0.assistants[0].phoneNumberID = $0.phoneNumbers[0].id }
            let call = try await call(simulator, answeredBy: handler(for: Agenda()))
            print(call)
            print(call.problems.isEmpty ? "\nThe call went well." : "\nProblems: \(call.problems.count)")
        }
    }

    private static let usage = """
        usage: swift run answer-calls
               swift run --traits LocalServer answer-calls [--port NUMBER]

        Answers a simulated call with two tools: within this process, or over HTTP on 127.0.0.1 with the trait LocalServer.

          --port NUMBER   answers events at this port, until Control-C; 0 for any that is free. The secret in the path is
                          FLIREO_PATH_SECRET, by default a random one
        """

    /// The handler of the server. An HTTP server passes each body to `respond(to:)` and sends the response that it returns.
    private static func handler(for agenda: Agenda) -> ServerEventHandler {
        var handler = ServerEventHandler { failure in
            print("   (log: \(failure)\(failure.underlying.map { " (\($0))" } ?? ""))")
        }
        handler.onAssistantRequest { _ in
            AssistantConfiguration(
                firstMessage: "Good morning, how can I help you?", endCallMessage: "Thank you for calling.",
                model: Open(.init(model: "gpt-4.1-mini", provider: "openai", temperature: 0.3)))
        }
        handler.onToolCall("check_availability") { (wish: Wish, _) in
            let times = await agenda.free(on: wish.day)
            guard !times.isEmpty else { return "Nothing is free on \(wish.day)." }
            return "Free on \(wish.day): \(times.joined(separator: ", "))"
        }
        handler.onToolCall("book_appointment") { (booking: Booking, event) in
            try await agenda.book(booking)
            let name = event.fromCaller?.rawValue ?? "a guest"
            return "Booked for \(booking.day) at \(booking.time), for \(name)."
        }
        handler.onEndOfCallReport { report in
            print("   (stored: \(report.lines.count) lines, \(report.callLength ?? .zero))")
        }
        return handler
    }

    private static let steps: [SimulatedCall.Step] = [
        .caller("When can I come on Monday?"),
        .tool("check_availability", ["day": "monday"]),
        .caller("Three o'clock, please."),
        .tool("book_appointment", ["day": "monday", "time": "15:00"]),
        .caller("Then at four."),
        .tool("book_appointment", ["day": "monday", "time": "16:00"]),
    ]

    #if LocalServer
    private static func call(
        _ simulator: FlireoSimulator, answeredBy handler: ServerEventHandler
    ) async throws -> SimulatedCall {
        let secret = UUID().uuidString
        return try await server(handler, secret: SenderSecret(secret)).run { baseURL in
            print("A caller rings the event server at 127.0.0.1.\n")
            return try await simulator.call(
                "+31201234567", answeredAt: baseURL.appending(path: "flireo/\(secret)"),
                over: URLSessionTransport.shared, steps)
        }
    }

    /// Answers events until the process ends.
    private static func serve(_ handler: ServerEventHandler, on port: UInt16) async throws {
        let secret = ProcessInfo.processInfo.environment["FLIREO_PATH_SECRET"] ?? UUID().uuidString
        try await server(handler, secret: SenderSecret(secret), port: port).run { baseURL in
            // Without a buffer, so that another program can read the address immediately.
            FileHandle.standardOutput.write(Data("Listening on \(baseURL)/flireo/\(secret)\n".utf8))
            try await ContinuousClock().sleep(for: .seconds(31_536_000))
        }
    }

    /// A server with a secret in its path, since Flireo documents no signature.
    private static func server(_ handler: ServerEventHandler, secret: SenderSecret, port: UInt16 = 0) -> LocalServer {
        LocalServer(port: port) { request in
            let path = request.url.path()
            guard path.hasPrefix("/flireo/"), secret.matches(path.dropFirst("/flireo/".count)),
                let body = request.body?.data
            else { return TransportResponse(status: 404) }
            return await handler.respond(to: body)
        }
    }
    #else
    private static func call(
        _ simulator: FlireoSimulator, answeredBy handler: ServerEventHandler
    ) async throws -> SimulatedCall {
        print(
            "A caller rings the event server within this process. For HTTP: swift run --traits LocalServer answer-calls\n"
        )
        return try await simulator.call("+31201234567", answeredBy: handler, steps)
    }
    #endif
}

/// The arguments of `check_availability`.
private struct Wish: Decodable {
    let day: String
}

/// The arguments of `book_appointment`.
private struct Booking: Decodable {
    let day: String
    let time: String
}

/// The free times of each day.
private actor Agenda {
    private var times = ["monday": ["14:00", "16:00"]]

    func free(on day: String) -> [String] { times[day] ?? [] }

    func book(_ booking: Booking) throws {
        guard let index = free(on: booking.day).firstIndex(of: booking.time) else {
            throw ToolFailure("\(booking.time) is taken. Free: \(free(on: booking.day).joined(separator: ", ")).")
        }
        times[booking.day]?.remove(at: index)
    }
}
