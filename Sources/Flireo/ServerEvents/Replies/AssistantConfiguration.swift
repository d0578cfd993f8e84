#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// The configuration of an assistant: the reply to a ``ServerEvent/AssistantRequest``.
///
/// ```swift
/// var julia = try Open<AssistantConfiguration>(copiedFromDashboard: json)
/// julia.firstMessage = "Goedemorgen."
/// ```
///
/// It can be copied from the dashboard: Functions, "Copy JSON". An `Open<AssistantConfiguration>` encodes it again without loss.
/// All properties are optional. Parts that Flireo's pages do not document are free-form JSON, and the comments on the properties
/// are derived from their names.
///
/// - SeeAlso: "Assistant request event", doc.flireo.nl.
public struct AssistantConfiguration: Codable, Hashable, Sendable, NullPreserving {
    /// The message at the start of the call.
    public var firstMessage: String?
    /// The message before the assistant ends the call.
    public var endCallMessage: String?
    /// The message for a voicemail.
    public var voicemailMessage: String?
    /// The analysis of a call after it has ended.
    public var analysisPlan: Open<AnalysisPlan>?
    /// The settings of messages. Free-form; the documented example is an empty object.
    public var messagePlan: JSONValue?
    /// Whether the caller may interrupt the first message.
    public var firstMessageInterruptionsEnabled: Bool?
    /// The speaker of the first message.
    public var firstMessageMode: FirstMessageMode?
    /// The maximum duration of a call, in whole seconds.
    @WholeSeconds public var maxDuration: Duration?
    /// The sound in the background of the voice.
    public var backgroundSound: BackgroundSound?
    /// The phrases that end the call.
    public var endCallPhrases: [String]?
    /// The settings of compliance. Free-form; the documented example is an empty object.
    public var compliancePlan: JSONValue?
    /// The rules for when the assistant starts to speak. Free-form.
    public var startSpeakingPlan: JSONValue?
    /// The rules for when the assistant stops speaking. Free-form.
    public var stopSpeakingPlan: JSONValue?
    /// The handling of keypad input. Free-form.
    public var keypadInputPlan: JSONValue?
    /// The speech-to-text settings. Free-form.
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

/// The sound in the background of the assistant's voice.
public struct BackgroundSound: OpenEnum {
    /// The value on the wire.
    public let rawValue: String

    /// Creates a value from any string.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// No background sound.
    public static let off = Self(rawValue: "off")

    /// The values that this version knows.
    public static let known: [Self] = [off]
}

/// The speaker of the first message of a call.
public struct FirstMessageMode: OpenEnum {
    /// The value on the wire.
    public let rawValue: String

    /// Creates a value from any string.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The assistant speaks first.
    public static let assistantSpeaksFirst = Self(rawValue: "assistant-speaks-first")

    /// The values that this version knows.
    public static let known: [Self] = [assistantSpeaksFirst]
}

extension Open<AssistantConfiguration> {
    /// Decodes a configuration that was copied from the dashboard, including the members that this version does not know.
    ///
    /// - Parameter json: The configuration, or an object that contains it as `assistant`.
    /// - Throws: `DecodingError` when the JSON is malformed or contains a value of an undocumented type.
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
        // It is not documented which of the two forms the dashboard copies.
        configuration =
            if members.allKeys.isEmpty, container.contains(.assistant) {
                try container.decode(Open<AssistantConfiguration>.self, forKey: .assistant)
            } else {
                try Open(from: decoder)
            }
    }
}
