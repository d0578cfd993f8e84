public import Flireo
public import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A simulated call, with its transcript, the events that were sent, and the responses of the server.
public struct SimulatedCall: Sendable, Identifiable {
    /// An entry of the record of a call. This is an open set: a `switch` needs a `default`.
    #if hasAttribute(nonexhaustive)
    @nonexhaustive
    #endif
    public enum Entry: Sendable, Hashable {
        /// An utterance.
        case line(ServerEvent.EndOfCallReport.Line)
        /// An event that was sent, and its response. The response is `nil` when there was none.
        case event(ServerEvent, TransportResponse?)
        /// A response that the platform could not use.
        case problem(String)
    }

    /// The id of the call.
    public let id: Call.ID
    /// The record of the call, in chronological order.
    public var entries: [Entry]
    /// The assistant that the server returned.
    public var assistant: Open<AssistantConfiguration>?
    /// The results of the functions.
    public var results: [ToolResult]
    /// The last status of the call. `nil` when no assistant answers the number.
    public var status: CallStatus?

    /// Creates a call, for tests of code that processes one.
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

    /// The transcript.
    public var lines: [ServerEvent.EndOfCallReport.Line] {
        entries.compactMap { if case .line(let line) = $0 { line } else { nil } }
    }

    /// The responses that the platform could not use. Empty when the call succeeded.
    public var problems: [String] {
        entries.compactMap { if case .problem(let problem) = $0 { problem } else { nil } }
    }
}

extension SimulatedCall: CustomStringConvertible {
    /// The entries in chronological order, one or two lines each.
    public var description: String { entries.map(\.description).joined(separator: "\n") }
}

extension SimulatedCall.Entry: CustomStringConvertible {
    /// One line, or two for an event and its response.
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
    /// The most important properties of an event besides its type.
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
    /// A step of a simulated call. This is an open set: a `switch` needs a `default`.
    #if hasAttribute(nonexhaustive)
    @nonexhaustive
    #endif
    public enum Step: Sendable, Hashable {
        /// The caller says a text.
        case caller(String)
        /// The agent says a text.
        case agent(String)
        /// The agent calls functions of the server, all in one event, and then says their results.
        case tools([ToolCall])

        /// The agent calls one function of the server, and then says its result.
        ///
        /// - Parameters:
        ///   - name: The name of the function.
        ///   - payload: The arguments, an object. `nil`: none.
        /// - Returns: The step, with a new id for the function call.
        public static func tool(_ name: String, _ payload: JSONValue? = nil) -> Step {
            .tools([ToolCall(id: ToolCall.ID("call_\(UUID().wireText)"), name: name, payload: payload)])
        }
    }
}
