import ExampleArguments
import Flireo
import Foundation
import VoiceAgentsTesting

#if LocalServer
import VoiceAgentsURLSession
#endif

/// An event server for an assistant that makes appointments. It chooses the assistant for each call and runs two tools.
///
/// A simulated call tests the server: over HTTP with the trait `LocalServer`, otherwise within the process.
@main struct Main {
    static func main() async {
        await runExample("answer-calls", usage: usage) { arguments in
            if let argument = arguments.next() { throw UsageError(unknown: argument) }
            let simulator = FlireoSimulator()
            await simulator.update { $0.assistants[0].phoneNumberID = $0.phoneNumbers[0].id }
            let call = try await call(simulator, answeredBy: handler(for: Agenda()))
            print(call)
            print(call.problems.isEmpty ? "\nThe call went well." : "\nProblems: \(call.problems.count)")
        }
    }

    private static let usage = """
        usage: swift run answer-calls

        Answers a simulated call with two tools, within this process. Over HTTP: swift run --traits LocalServer answer-calls
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
            return times.isEmpty
                ? "Nothing is free on \(wish.day)." : "Free on \(wish.day): \(times.joined(separator: ", "))"
        }
        handler.onToolCall("book_appointment") { (booking: Booking, event) in
            try await agenda.book(booking)
            return
                "Booked for \(booking.day) at \(booking.time), in the name of \(event.fromCaller?.rawValue ?? "a guest")."
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
        // Flireo documents no signature, so the path contains a secret.
        let path = "/events/\(UUID().uuidString.lowercased())"
        let server = LocalServer { request in
            guard request.url.path() == path, let body = request.body?.data else {
                return TransportResponse(status: 404)
            }
            return await handler.respond(to: body)
        }
        return try await server.run { baseURL in
            print("A caller rings the event server at 127.0.0.1.\n")
            return try await simulator.call(
                "+31201234567", answeredAt: baseURL.appending(path: path), over: URLSessionTransport.shared, steps)
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
