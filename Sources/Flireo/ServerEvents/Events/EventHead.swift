#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The fields that all events have: the call, the time, the caller and the called number.
protocol ServerEventFields {
    var callID: Call.ID? { get }
    var time: Date? { get }
    var fromCaller: PhoneAddress? { get }
    var toAssistant: PhoneAddress? { get }
    var unknownKeys: [String: JSONValue] { get }
}

/// The head of an event as it is read. Flireo spells the call and the time in two ways each.
struct EventHead: ServerEventFields {
    var callID: Call.ID?
    var time: Date?
    var fromCaller: PhoneAddress?
    var toAssistant: PhoneAddress?
    /// The members that are neither of the head nor of the event's own.
    var unknownKeys: [String: JSONValue] = [:]

    /// The keys of the head, in all spellings.
    enum Key: String, CodingKey {
        case eventType, callSession, eventTime, eventTimestamp, fromCaller, toAssistant
        case callID = "callId"
    }

    /// How the page of an event spells the head. Another spelling is read too, and then written in this one.
    struct Spelling {
        let eventType: String
        let callID: Key
        let time: Key

        // The page of this event shows neither a call nor a time.
        static let assistantRequest = Self(eventType: "assistant-request", callID: .callID, time: .eventTime)
        static let toolCalls = Self(eventType: "tool-calls", callID: .callID, time: .eventTime)
        static let endOfCallReport = Self(eventType: "end-of-call-report", callID: .callID, time: .eventTimestamp)
        static let statusUpdate = Self(eventType: "status-update", callID: .callSession, time: .eventTimestamp)
    }
}

extension KeyedDecodingContainer {
    /// Reads the common fields, and keeps the unknown ones.
    func head<Own>(_ spelling: EventHead.Spelling, of decoder: any Decoder) throws -> EventHead
    where Key == EventKey<Own> {
        var head = EventHead(unknownKeys: try decoder.unknownMembers(besides: Key.self))
        head.fromCaller = try tolerantly(.head(.fromCaller), &head.unknownKeys)
        head.toAssistant = try tolerantly(.head(.toAssistant), &head.unknownKeys)
        head.callID = try first(of: [.callID, .callSession], spelling.callID, &head.unknownKeys) {
            Call.ID(try decode(String.self, forKey: $0))
        }
        head.time = try first(of: [.eventTime, .eventTimestamp], spelling.time, &head.unknownKeys) {
            EventHead.date(milliseconds: try decode(Double.self, forKey: $0))
        }
        return head
    }

    /// A member that no answer depends on. One of another type than documented must not cost a call: it is kept as it is.
    func tolerantly<Value: Decodable>(_ key: Key, _ rest: inout [String: JSONValue]) throws -> Value? {
        guard contains(key), try !decodeNil(forKey: key) else { return nil }
        if let value = try? decode(Value.self, forKey: key) { return value }
        // A value that cannot even be kept, such as a number beyond `Double`, is left out.
        rest[key.stringValue] = try? decode(JSONValue.self, forKey: key)
        return nil
    }

    /// The value in the event's own spelling, or else in another. What stands in a second spelling is kept, and so is what
    /// cannot be read.
    private func first<Value, Own>(
        of keys: [EventHead.Key], _ own: EventHead.Key, _ rest: inout [String: JSONValue], read: (Key) throws -> Value?
    ) throws -> Value? where Key == EventKey<Own> {
        var value: Value?
        for key in [own] + keys.filter({ $0 != own }) where contains(.head(key)) {
            if value == nil, let found = try? read(.head(key)) {
                value = found
            } else if try !decodeNil(forKey: .head(key)) {
                rest[key.stringValue] = try? decode(JSONValue.self, forKey: .head(key))
            }
        }
        return value
    }
}

extension KeyedEncodingContainer {
    /// Writes the common fields of an event.
    mutating func encode<Own>(headOf event: some ServerEventFields, _ spelling: EventHead.Spelling) throws
    where Key == EventKey<Own> {
        try encode(spelling.eventType, forKey: .head(.eventType))
        try encodeIfPresent(event.callID, forKey: .head(spelling.callID))
        if let time = event.time {
            let milliseconds = (time.timeIntervalSince1970 * 1000).rounded()
            guard EventHead.milliseconds.contains(milliseconds) else {
                throw EncodingError.unwritable(time, at: codingPath)
            }
            try encode(Int64(milliseconds), forKey: .head(spelling.time))
        }
        try encodeIfPresent(event.fromCaller, forKey: .head(.fromCaller))
        try encodeIfPresent(event.toAssistant, forKey: .head(.toAssistant))
    }
}

extension EventHead {
    /// The years 1 to 9999, in which a `Date` tells milliseconds apart.
    fileprivate static let milliseconds = -62_135_596_800_000.0..<253_402_300_800_000.0

    fileprivate static func date(milliseconds time: Double) -> Date? {
        milliseconds.contains(time) ? Date(timeIntervalSince1970: time / 1000) : nil
    }
}
