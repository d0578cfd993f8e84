/// How an assistant speaks, listens and thinks: the answer to an ``ServerEvent/AssistantRequest``.
///
/// ```swift
/// let configuration = try JSONDecoder().decode(AssistantConfiguration.self, from: copiedFromDashboard)
/// ```
///
/// The dashboard shows it under Functions, "Copy JSON". What is read so is written back without loss, be it the configuration
/// or an object that holds it under `assistant`. All is optional. The
/// parts that Flireo's pages leave out are free-form JSON, and only their names say what the properties mean.
///
/// - SeeAlso: "Assistant request event", doc.flireo.nl.
public struct AssistantConfiguration: Hashable, Sendable {
    /// What the assistant says when the call begins.
    public var firstMessage: String?
    /// What it says before it ends the call.
    public var endCallMessage: String?
    /// What it says to a voicemail.
    public var voicemailMessage: String?
    /// How a call is analysed when it has ended.
    public var analysisPlan: AnalysisPlan?
    /// Free-form; the documented example is an empty object.
    public var messagePlan: JSONValue?
    /// Whether the caller may interrupt the first message.
    public var firstMessageInterruptionsEnabled: Bool?
    /// Who speaks first.
    public var firstMessageMode: FirstMessageMode?
    /// The longest that a call may take, in seconds.
    public var maxDurationSeconds: Int?
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
    public var model: Model?
    /// The voice.
    public var voice: Voice?
    /// What this version has no property for. A property that was null stands here too, so that the null is written back.
    public var unknownKeys: [String: JSONValue]

    /// Creates a configuration.
    public init(
        firstMessage: String? = nil, endCallMessage: String? = nil, voicemailMessage: String? = nil,
        analysisPlan: AnalysisPlan? = nil, messagePlan: JSONValue? = nil,
        firstMessageInterruptionsEnabled: Bool? = nil, firstMessageMode: FirstMessageMode? = nil,
        maxDurationSeconds: Int? = nil, backgroundSound: BackgroundSound? = nil, endCallPhrases: [String]? = nil,
        compliancePlan: JSONValue? = nil, startSpeakingPlan: JSONValue? = nil, stopSpeakingPlan: JSONValue? = nil,
        keypadInputPlan: JSONValue? = nil, transcriber: JSONValue? = nil, model: Model? = nil, voice: Voice? = nil,
        unknownKeys: [String: JSONValue] = [:]
    ) {
        self.firstMessage = firstMessage
        self.endCallMessage = endCallMessage
        self.voicemailMessage = voicemailMessage
        self.analysisPlan = analysisPlan
        self.messagePlan = messagePlan
        self.firstMessageInterruptionsEnabled = firstMessageInterruptionsEnabled
        self.firstMessageMode = firstMessageMode
        self.maxDurationSeconds = maxDurationSeconds
        self.backgroundSound = backgroundSound
        self.endCallPhrases = endCallPhrases
        self.compliancePlan = compliancePlan
        self.startSpeakingPlan = startSpeakingPlan
        self.stopSpeakingPlan = stopSpeakingPlan
        self.keypadInputPlan = keypadInputPlan
        self.transcriber = transcriber
        self.model = model
        self.voice = voice
        self.unknownKeys = unknownKeys
    }
}

extension AssistantConfiguration: Codable {
    private enum CodingKeys: String, CodingKey {
        case firstMessage, endCallMessage, voicemailMessage, analysisPlan, messagePlan
        case firstMessageInterruptionsEnabled, firstMessageMode, maxDurationSeconds, backgroundSound, endCallPhrases
        case compliancePlan, startSpeakingPlan, stopSpeakingPlan, keypadInputPlan, transcriber, model, voice
    }

    /// Reads a configuration and keeps what it does not know.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: OpenKey<CodingKeys>.self)
        // Which of the two the dashboard copies is not documented.
        let knowsNoKey = container.allKeys.allSatisfy { if case .unknown = $0 { true } else { false } }
        if knowsNoKey, container.contains(.unknown("assistant")) {
            self = try container.decode(Self.self, forKey: .unknown("assistant"))
            return
        }
        func read<Value: Decodable>(_ key: CodingKeys) throws -> Value? {
            try container.decodeIfPresent(Value.self, forKey: .known(key))
        }
        self.init(
            firstMessage: try read(.firstMessage), endCallMessage: try read(.endCallMessage),
            voicemailMessage: try read(.voicemailMessage), analysisPlan: try read(.analysisPlan),
            messagePlan: try read(.messagePlan),
            firstMessageInterruptionsEnabled: try read(.firstMessageInterruptionsEnabled),
            firstMessageMode: try read(.firstMessageMode), maxDurationSeconds: try read(.maxDurationSeconds),
            backgroundSound: try read(.backgroundSound), endCallPhrases: try read(.endCallPhrases),
            compliancePlan: try read(.compliancePlan), startSpeakingPlan: try read(.startSpeakingPlan),
            stopSpeakingPlan: try read(.stopSpeakingPlan), keypadInputPlan: try read(.keypadInputPlan),
            transcriber: try read(.transcriber), model: try read(.model), voice: try read(.voice),
            unknownKeys: try container.membersToKeep())
    }

    /// Writes what is known and what was kept.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: OpenKey<CodingKeys>.self)
        try container.encode(unknownMembers: unknownKeys)
        try container.encodeIfPresent(firstMessage, forKey: .known(.firstMessage))
        try container.encodeIfPresent(endCallMessage, forKey: .known(.endCallMessage))
        try container.encodeIfPresent(voicemailMessage, forKey: .known(.voicemailMessage))
        try container.encodeIfPresent(analysisPlan, forKey: .known(.analysisPlan))
        try container.encodeIfPresent(messagePlan, forKey: .known(.messagePlan))
        try container.encodeIfPresent(
            firstMessageInterruptionsEnabled, forKey: .known(.firstMessageInterruptionsEnabled))
        try container.encodeIfPresent(firstMessageMode, forKey: .known(.firstMessageMode))
        try container.encodeIfPresent(maxDurationSeconds, forKey: .known(.maxDurationSeconds))
        try container.encodeIfPresent(backgroundSound, forKey: .known(.backgroundSound))
        try container.encodeIfPresent(endCallPhrases, forKey: .known(.endCallPhrases))
        try container.encodeIfPresent(compliancePlan, forKey: .known(.compliancePlan))
        try container.encodeIfPresent(startSpeakingPlan, forKey: .known(.startSpeakingPlan))
        try container.encodeIfPresent(stopSpeakingPlan, forKey: .known(.stopSpeakingPlan))
        try container.encodeIfPresent(keypadInputPlan, forKey: .known(.keypadInputPlan))
        try container.encodeIfPresent(transcriber, forKey: .known(.transcriber))
        try container.encodeIfPresent(model, forKey: .known(.model))
        try container.encodeIfPresent(voice, forKey: .known(.voice))
    }
}

extension KeyedDecodingContainer {
    /// The members that the model does not know, and those that are null: a configuration is written back as it came.
    func membersToKeep<Known>() throws -> [String: JSONValue] where Key == OpenKey<Known> {
        try allKeys.reduce(into: unknownMembers()) { members, key in
            if case .known = key, try decodeNil(forKey: key) { members[key.stringValue] = .null }
        }
    }
}
