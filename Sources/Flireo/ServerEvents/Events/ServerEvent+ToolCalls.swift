#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

extension ServerEvent {
    /// The agent's calls of functions of your server. The reply contains one result for each.
    ///
    /// - SeeAlso: "Tool calls event", doc.flireo.nl.
    public struct ToolCalls: Hashable, Sendable {
        /// The call.
        public var callID: Call.ID?
        /// When Flireo created the event, to the millisecond.
        public var time: Date?
        /// The caller.
        public var fromCaller: PhoneAddress?
        /// The number that was called.
        public var toAssistant: PhoneAddress?
        /// The calls of functions.
        public var tasks: [ToolCall]
        /// Metadata of the user. It is null in every documented example, and other values are not documented.
        public var userMetadata: JSONValue?
        /// The members that this version has no property for.
        public var unknownKeys: [String: JSONValue]

        /// Creates an event.
        public init(
            callID: Call.ID? = nil, time: Date? = nil, fromCaller: PhoneAddress? = nil,
            toAssistant: PhoneAddress? = nil, tasks: [ToolCall], userMetadata: JSONValue? = nil,
            unknownKeys: [String: JSONValue] = [:]
        ) {
            self.callID = callID
            self.time = time
            self.fromCaller = fromCaller
            self.toAssistant = toAssistant
            self.tasks = tasks
            self.userMetadata = userMetadata
            self.unknownKeys = unknownKeys
        }
    }
}

extension ServerEvent.ToolCalls: ServerEventFields, Codable {
    private enum CodingKeys: String, CodingKey {
        case tasks = "tasksInitiated"
        case userMetadata
    }

    /// Decodes the event and keeps the members that this version does not know.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: EventKey<CodingKeys>.self)
        let head = try container.head(.toolCalls, of: decoder)
        self.init(
            callID: head.callID, time: head.time, fromCaller: head.fromCaller, toAssistant: head.toAssistant,
            tasks: try container.decodeList(of: ToolCall.self, forKey: .own(.tasks)),
            userMetadata: try container.decodeIfPresent(JSONValue.self, forKey: .own(.userMetadata)),
            unknownKeys: head.unknownKeys)
    }

    /// Encodes the properties and the unknown members.
    public func encode(to encoder: any Encoder) throws {
        try encoder.encode(unknownMembers: unknownKeys)
        var container = encoder.container(keyedBy: EventKey<CodingKeys>.self)
        try container.encode(headOf: self, .toolCalls)
        try container.encode(tasks, forKey: .own(.tasks))
        // Flireo sends this member as null.
        try container.encode(userMetadata, forKey: .own(.userMetadata))
    }
}
