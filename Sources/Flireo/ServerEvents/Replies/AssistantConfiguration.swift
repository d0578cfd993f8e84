#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// How an assistant speaks, listens and thinks: the answer to an ``ServerEvent/AssistantRequest``.
///
/// ```swift
/// var julia = try Open<AssistantConfiguration>(copiedFromDashboard: json)
/// julia.firstMessage = "Goedemorgen."
/// ```
///
/// The dashboard shows it under Functions, "Copy JSON". As an `Open<AssistantConfiguration>` it is written back without loss.
/// All is optional. The parts that Flireo's pages leave out are free-form JSON, and only their names say what the properties
/// mean.
///
/// - SeeAlso: "Assistant request event", doc.flireo.nl.
public struct AssistantConfiguration: Codable, Hashable, Sendable, NullPreserving {
    /// What the assistant says when the call begins.
    public var firstMessage: String?
    /// What it says before it ends the call.
    public var endCallMessage: String?
    /// What it says to a voicemail.
    public var voicemailMessage: String?
    /// How a call is analysed when it has ended.
    public var analysisPlan: Open<AnalysisPlan>?
    /// Free-form; the documented example is an empty object.
    public var messagePlan: JSONValue?
    /// Whether the caller may interrupt the first message.
    public var firstMessageInterruptionsEnabled: Bool?
    /// Who speaks first.
    public var firstMessageMode: FirstMessageMode?
    /// The longest that a call may take, in whole seconds.
    @WholeSeconds public var maxDuration: Duration?
    /// What is heard behind the voice.
    public var backgroundSound: BackgroundSound?
    /// Phrases that end the call.
    public var endCallPhrases: [String]?
    /// Free-form; the documented example is an empty object.
    public var compliancePlan: JSONValue?
    /// When the assistant begins to speak. Free-form.
    public var startSpeakingPlan: JSONValue?
    /// When the assistant stops speaking. Free-form.
    public var stopSpeakingPlan: JSONValue?
    /// How keys that the caller presses are read. Free-form.
    public var keypadInputPlan: JSONValue?
    /// What turns speech into text. Free-form.
    public var transcriber: JSONValue?
    /// The language model.
    public var model: Open<Model>?
    /// The voice.
    public var voice: Open<Voice>?

    /// Creates a configuration.
    public init(
        firstMessage: String? = nil, endCallMessage: String? = nil, voicemailMessage: String? = nil,
        analysisPlan: Open<AnalysisPlan>? = nil, messagePlan: JSONValue? = nil,
        firstMessageInterruptionsEnabled: Bool? = nil, firstMessageMode: FirstMessageMode? = nil,
        maxDuration: Duration? = nil, backgroundSound: BackgroundSound? = nil, endCallPhrases: [String]? = nil,
        compliancePlan: JSONValue? = nil, startSpeakingPlan: JSONValue? = nil, stopSpeakingPlan: JSONValue? = nil,
        keypadInputPlan: JSONValue? = nil, transcriber: JSONValue? = nil, model: Open<Model>? = nil,
        voice: Open<Voice>? = nil
    ) {
        self.firstMessage = firstMessage
        self.endCallMessage = endCallMessage
        self.voicemailMessage = voicemailMessage
        self.analysisPlan = analysisPlan
        self.messagePlan = messagePlan
        self.firstMessageInterruptionsEnabled = firstMessageInterruptionsEnabled
        self.firstMessageMode = firstMessageMode
        self.maxDuration = maxDuration
        self.backgroundSound = backgroundSound
        self.endCallPhrases = endCallPhrases
        self.compliancePlan = compliancePlan
        self.startSpeakingPlan = startSpeakingPlan
        self.stopSpeakingPlan = stopSpeakingPlan
        self.keypadInputPlan = keypadInputPlan
        self.transcriber = transcriber
        self.model = model
        self.voice = voice
    }

    fileprivate enum CodingKeys: String, CodingKey {
        case firstMessage, endCallMessage, voicemailMessage, analysisPlan, messagePlan
        case firstMessageInterruptionsEnabled, firstMessageMode
        case maxDuration = "maxDurationSeconds"
        case backgroundSound, endCallPhrases
        case compliancePlan, startSpeakingPlan, stopSpeakingPlan, keypadInputPlan, transcriber, model, voice
    }
}

/// What is heard behind the assistant's voice.
public struct BackgroundSound: OpenEnum {
    /// The word on the wire.
    public let rawValue: String

    /// Takes any word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Nothing.
    public static let off = Self(rawValue: "off")

    /// The sounds this version knows.
    public static let known: [Self] = [off]
}

/// Who speaks first in a call.
public struct FirstMessageMode: OpenEnum {
    /// The word on the wire.
    public let rawValue: String

    /// Takes any word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The assistant.
    public static let assistantSpeaksFirst = Self(rawValue: "assistant-speaks-first")

    /// The modes this version knows.
    public static let known: [Self] = [assistantSpeaksFirst]
}

extension Open<AssistantConfiguration> {
    /// Reads a configuration that was copied from the dashboard, with everything that this version does not know.
    ///
    /// - Parameter json: The configuration, or an object that holds it under `assistant`.
    /// - Throws: `DecodingError`.
    public init(copiedFromDashboard json: Data) throws {
        self = try ReplyDecoder.strict.decode(DashboardCopy.self, from: json).configuration
    }
}

private struct DashboardCopy: Decodable {
    let configuration: Open<AssistantConfiguration>

    private enum CodingKeys: String, CodingKey { case assistant }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let members = try decoder.container(keyedBy: AssistantConfiguration.CodingKeys.self)
        // Which of the two the dashboard copies is not documented.
        configuration =
            if members.allKeys.isEmpty, container.contains(.assistant) {
                try container.decode(Open<AssistantConfiguration>.self, forKey: .assistant)
            } else {
                try Open(from: decoder)
            }
    }
}
