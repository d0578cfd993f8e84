#if Observability
import Flireo
import VoiceAgentsCore

/// The names of labels and attributes: those of OpenTelemetry's semantic conventions where it has one, otherwise under `voice_agents`.
enum AttributeName {
    static let attempt = "voice_agents.attempt"
    static let attempts = "voice_agents.attempts"
    static let budget = "voice_agents.budget"
    static let call = "voice_agents.call"
    static let duration = "voice_agents.duration"
    static let effect = "voice_agents.effect"
    static let errorType = "error.type"
    static let event = "voice_agents.event"
    static let eventCall = "voice_agents.event.call"
    static let method = "http.request.method"
    static let operation = "voice_agents.operation"
    static let outcome = "voice_agents.outcome"
    static let platform = "voice_agents.platform"
    static let port = "server.port"
    static let reason = "voice_agents.reason"
    static let requestID = "voice_agents.request_id"
    static let resendCount = "http.request.resend_count"
    static let server = "server.address"
    static let severity = "voice_agents.severity"
    static let status = "http.response.status_code"
    static let tool = "gen_ai.tool.name"
    static let unreadable = "voice_agents.unreadable"
    static let urlTemplate = "url.template"
    static let wait = "voice_agents.wait"
}

/// The value of a label for what has no name, or a name that the sender chose.
let unknown = "unknown"

/// The value of a label that does not apply.
let none = "none"

extension CustomStringConvertible {
    /// The description as a label: `outcome unknown` becomes `outcome_unknown`.
    var label: String { description.split(separator: " ").joined(separator: "_") }
}

extension ClientEvent {
    /// The platform of the operation, for example `burki`.
    var platform: String { String(operation.name.prefix { $0 != "." }) }
}

extension ClientEvent.Attempt {
    /// The type of the error, or `nil` for a success: the status, or why there is no complete reply.
    var errorType: String? {
        if let reply, reply.status >= 400 { return String(reply.status) }
        return failure?.label
    }
}

extension ClientEvent.Wait.Reason {
    /// The reason as a label.
    var label: String {
        switch self {
        case .status(let status): String(status)
        case .failure(let failure): failure.label
        case .pending: "pending"
        }
    }
}

extension ClientEvent.End {
    /// The type of the error, or `nil` when the operation did not throw one.
    var errorType: String? { if case .failure(let kind) = outcome { kind.label } else { nil } }
}

extension ClientEvent.End.Outcome {
    /// The outcome as a label.
    var label: String {
        switch self {
        case .success: "success"
        case .failure: "failure"
        case .cancelled: "cancelled"
        }
    }
}
#endif
