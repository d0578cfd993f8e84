import Flireo
import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension SimulatedReply {
    /// Flireo's error body.
    static func error(_ code: String, _ message: String, status: Int) -> SimulatedReply {
        SimulatedReply(
            status: status,
            body: ["error": ["code": .string(code), "message": .string(message), "details": [:]]])
    }

    static func invalidParameters(_ message: String) -> SimulatedReply {
        error("invalid_parameters", message, status: 400)
    }
}

extension SimulatedRequest {
    /// One of the documented words in the query, or `nil`.
    func word<Word: OpenEnum>(_ name: String, among words: [Word]) throws(SimulatedReply) -> Word? {
        guard let text = query[name] else { return nil }
        return try .checked(text, name, among: words)
    }

    /// A whole number in the query, or `nil`.
    func number(_ name: String, in range: ClosedRange<Int>) throws(SimulatedReply) -> Int? {
        guard let text = query[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw .invalidParameters("\(name) is out of range")
        }
        return number
    }

    /// A `true` or `false` in the query; absent is `false`.
    func flag(_ name: String) throws(SimulatedReply) -> Bool {
        switch query[name] {
        case nil, "false": return false
        case "true": return true
        default: throw .invalidParameters("\(name) must be true or false")
        }
    }

    /// The body, which must be an object.
    func object() throws(SimulatedReply) -> [String: JSONValue] {
        guard let object = body?.object else { throw .invalidParameters("The body must be a JSON object") }
        return object
    }
}

extension [String: JSONValue] {
    /// The member `phone_number`, which must be E.164.
    func phoneNumber() throws(SimulatedReply) -> PhoneNumber {
        guard let text = self["phone_number"]?.string, let number = try? PhoneNumber(validating: text) else {
            throw .invalidParameters("phone_number must be in E.164 format")
        }
        return number
    }

    /// A member that is one of the documented words, or `nil`.
    func word<Word: OpenEnum>(_ name: String, among words: [Word]) throws(SimulatedReply) -> Word? {
        guard let value = self[name], !value.isNull else { return nil }
        return try .checked(value.string ?? "", name, among: words)
    }

    /// A member that is a text and not empty.
    func text(_ name: String) throws(SimulatedReply) -> String {
        guard let text = self[name]?.string, !text.isEmpty else { throw .invalidParameters("\(name) is required") }
        return text
    }
}

extension OpenEnum {
    fileprivate static func checked(_ text: String, _ name: String, among words: [Self]) throws(SimulatedReply) -> Self
    {
        guard let word = words.first(where: { $0.rawValue == text }) else {
            throw .invalidParameters("\(name) must be one of \(words.map(\.rawValue).joined(separator: ", "))")
        }
        return word
    }
}

extension Identifier where RawValue == UUID {
    /// An id in a path or a query.
    static func checked(_ text: String, _ name: String) throws(SimulatedReply) -> Self {
        guard let id = Self(text) else { throw .invalidParameters("\(name) must be a valid UUID") }
        return id
    }
}

extension FlireoSimulator.Account {
    /// The part of a list that a request asks for, in Flireo's wrapper.
    func page(
        _ elements: [JSONValue], _ request: SimulatedRequest, defaultLimit: Int
    ) throws(SimulatedReply) -> [String: JSONValue] {
        let limit = min(try request.number("limit", in: 1...100) ?? defaultLimit, max(0, maximumPageSize))
        let offset = try request.number("offset", in: 0...Int.max) ?? 0
        return [
            "data": .array(Array(elements.dropFirst(offset).prefix(limit))),
            "meta": [
                "total": .integer(Int64(elements.count)), "limit": .integer(Int64(limit)),
                "offset": .integer(Int64(offset)),
            ],
        ]
    }
}
