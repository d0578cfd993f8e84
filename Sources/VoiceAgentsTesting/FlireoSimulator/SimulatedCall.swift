public import Flireo
public import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A call that was simulated: the events that were sent, and what came back.
public struct SimulatedCall: Sendable, Identifiable {
    /// Something that happened, in its order.
    public enum Entry: Sendable, Hashable {
        /// Somebody said something.
        case line(ServerEvent.EndOfCallReport.Line)
        /// An event was sent. The response is `nil` when none came.
        case event(ServerEvent, TransportResponse?)
        /// The platform could not use what came back.
        case problem(String)
    }

    /// The call.
    public let id: Call.ID
    /// Everything that happened.
    public var entries: [Entry]
    /// The assistant that the server sent.
    public var assistant: Open<AssistantConfiguration>?
    /// What the functions brought.
    public var results: [ToolResult]
    /// How it ended. `nil` when no assistant answers the number.
    public var status: CallStatus?

    /// Creates a call, for tests of code that reads one.
    public init(
        id: Call.ID, entries: [Entry] = [], assistant: Open<AssistantConfiguration>? = nil, results: [ToolResult] = [],
        status: CallStatus? = nil
    ) {
        self.id = id
        self.entries = entries
        self.assistant = assistant
        self.results = results
        self.status = status
    }

    /// The events that were sent.
    public var events: [ServerEvent] {
        entries.compactMap { if case .event(let event, _) = $0 { event } else { nil } }
    }

    /// What was said.
    public var lines: [ServerEvent.EndOfCallReport.Line] {
        entries.compactMap { if case .line(let line) = $0 { line } else { nil } }
    }

    /// What the platform could not use. Empty when all went well.
    public var problems: [String] {
        entries.compactMap { if case .problem(let problem) = $0 { problem } else { nil } }
    }
}

extension SimulatedCall: CustomStringConvertible {
    /// The conversation, with the events in their places.
    public var description: String { entries.map(\.description).joined(separator: "\n") }
}

extension SimulatedCall.Entry: CustomStringConvertible {
    /// One line, or one for the event and one for its response.
    public var description: String {
        switch self {
        case .line(let line): return line.description
        case .problem(let problem): return "!! \(problem)"
        case .event(let event, let response):
            let answer = response.map { "\($0.status) \(String(decoding: $0.body, as: UTF8.self))" } ?? "no answer"
            return "-> \(event.type)\(event.details)\n<- \(answer)"
        }
    }
}

extension ServerEvent {
    /// What is worth showing of an event besides its name.
    fileprivate var details: String {
        switch self {
        case .assistantRequest(let event): " from \(event.fromCaller?.rawValue ?? "nobody")"
        case .toolCalls(let event): event.tasks.map { " \($0.name)" }.joined(separator: ",")
        case .statusUpdate(let event): event.status.map { " \($0)" } ?? ""
        case .endOfCallReport(let event): event.callLength.map { " after \($0)" } ?? ""
        case .unknown: ""
        }
    }
}

extension SimulatedCall {
    /// What happens in a simulated call.
    public enum Step: Sendable, Hashable {
        /// The caller says something.
        case caller(String)
        /// The agent says something.
        case agent(String)
        /// The agent runs functions of the server, all of them with one event, and then says what they brought.
        case tools([ToolCall])

        /// The agent runs one function of the server, and then says what it brought.
        ///
        /// - Parameters:
        ///   - name: The function.
        ///   - payload: Its arguments. `nil`: none.
        /// - Returns: The step, with an id of its own for the call of the function.
        public static func tool(_ name: String, _ payload: JSONValue? = nil) -> Step {
            .tools([ToolCall(id: ToolCall.ID("call_\(UUID().wireText)"), name: name, payload: payload)])
        }
    }
}
