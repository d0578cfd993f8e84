#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The common fields of all events: the call, the time, the caller and the called number.
protocol ServerEventFields {
    var callID: Call.ID? { get }
    var time: Date? { get }
    var fromCaller: PhoneAddress? { get }
    var toAssistant: PhoneAddress? { get }
    var unknownKeys: [String: JSONValue] { get }
}

/// The decoded common fields of an event. Flireo uses two keys each for the call and the time.
struct EventHead: ServerEventFields {
    var callID: Call.ID?
    var time: Date?
    var fromCaller: PhoneAddress?
    var toAssistant: PhoneAddress?
    /// The members that are neither common fields nor fields of the event's type.
    var unknownKeys: [String: JSONValue] = [:]

    /// The keys of the common fields, including both alternatives for the call and the time.
    enum Key: String, CodingKey {
        case eventType, callSession, eventTime, eventTimestamp, fromCaller, toAssistant
        case callID = "callId"
    }

    /// The keys that the documentation of an event uses. Other keys are decoded too, and encoded as these.
    struct Spelling {
        let eventType: String
        let callID: Key
        let time: Key

        // The documentation of this event shows neither a call nor a time.
        static let assistantRequest = Self(eventType: "assistant-request", callID: .callID, time: .eventTime)
        static let toolCalls = Self(eventType: "tool-calls", callID: .callID, time: .eventTime)
        static let endOfCallReport = Self(eventType: "end-of-call-report", callID: .callID, time: .eventTimestamp)
        static let statusUpdate = Self(eventType: "status-update", callID: .callSession, time: .eventTimestamp)
    }
}

extension KeyedDecodingContainer {
    /// Decodes the common fields, and keeps the unknown members.
    func head<Own>(_ spelling: EventHead.Spelling, of decoder: any Decoder) throws -> EventHead
    where Key == EventKey<Own> {
        var head = EventHead(unknownKeys: try decoder.unknownMembers(besides: Key.self))
        head.fromCaller = try decodeLeniently(.head(.fromCaller), &head.unknownKeys)
        head.toAssistant = try decodeLeniently(.head(.toAssistant), &head.unknownKeys)
        head.callID = try decodeFirst(of: [.callID, .callSession], preferring: spelling.callID, &head.unknownKeys) {
            Call.ID(try decode(String.self, forKey: $0))
        }
        head.time = try decodeFirst(of: [.eventTime, .eventTimestamp], preferring: spelling.time, &head.unknownKeys) {
            EventHead.date(milliseconds: try decode(Double.self, forKey: $0))
        }
        return head
    }

    /// Decodes a member that no reply depends on. A value of an undocumented type must not make the call fail, so it is kept among
    /// the unknown members.
    func decodeLeniently<Value: Decodable>(_ key: Key, _ unknownKeys: inout [String: JSONValue]) throws -> Value? {
        guard contains(key), try !decodeNil(forKey: key) else { return nil }
        if let value = try? decode(Value.self, forKey: key) { return value }
        // A value that `JSONValue` cannot hold, such as 1e400, is left out.
        unknownKeys[key.stringValue] = try? decode(JSONValue.self, forKey: key)
        return nil
    }

    /// Decodes the value of the preferred key or, without one, of another key. The values of further keys, and values that cannot be
    /// decoded, are kept among the unknown members.
    private func decodeFirst<Value, Own>(
        of keys: [EventHead.Key], preferring preferred: EventHead.Key, _ unknownKeys: inout [String: JSONValue],
        decodeValue: (Key) throws -> Value?
    ) throws -> Value? where Key == EventKey<Own> {
        var value: Value?
        for key in [preferred] + keys.filter({ $0 != preferred }) where contains(.head(key)) {
            if value == nil, let decoded = try? decodeValue(.head(key)) {
                value = decoded
            } else if try !decodeNil(forKey: .head(key)) {
                unknownKeys[key.stringValue] = try? decode(JSONValue.self, forKey: .head(key))
            }
        }
        return value
    }
}

extension KeyedEncodingContainer {
    /// Encodes the common fields of an event.
    mutating func encode<Own>(headOf event: some ServerEventFields, _ spelling: EventHead.Spelling) throws
    where Key == EventKey<Own> {
        try encode(spelling.eventType, forKey: .head(.eventType))
        try encodeIfPresent(event.callID, forKey: .head(spelling.callID))
        if let time = event.time {
            let milliseconds = (time.timeIntervalSince1970 * 1000).rounded()
            guard EventHead.validMilliseconds.contains(milliseconds) else {
                throw EncodingError.unwritable(time, at: codingPath)
            }
            try encode(Int64(milliseconds), forKey: .head(spelling.time))
        }
        try encodeIfPresent(event.fromCaller, forKey: .head(.fromCaller))
        try encodeIfPresent(event.toAssistant, forKey: .head(.toAssistant))
    }
}

extension EventHead {
    /// The years 1 to 9999, in which a `Date` has at least millisecond precision.
    fileprivate static let validMilliseconds = -62_135_596_800_000.0..<253_402_300_800_000.0

    fileprivate static func date(milliseconds time: Double) -> Date? {
        validMilliseconds.contains(time) ? Date(timeIntervalSince1970: time / 1000) : nil
    }
}
