#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A telephone number in E.164 form: `+`, then 2 to 15 digits, the first of them not zero.
///
/// Creating one checks the shape only. It does not prove that the number exists or that it may be dialled. For
/// what a platform *reports*, which can be a short code, a SIP address or `anonymous`, see ``PhoneAddress``.
public struct PhoneNumber: Hashable, Sendable {
    /// The number as E.164, for example `+14155551234`.
    public let e164: String

    /// Checks that `text` is E.164.
    ///
    /// Blanks, dashes and `00` prefixes are not repaired: guessing a country code dials a stranger.
    ///
    /// - Throws: ``InvalidPhoneNumber``, which says what is wrong with what was given.
    public init(validating text: String) throws {
        if let problem = Self.problem(in: text) {
            throw InvalidPhoneNumber(text: text, problem: problem)
        }
        e164 = text
    }

    /// The number with its middle digits hidden, for logs: `+1415•••••34`.
    public var masked: String {
        let digits = e164.count
        guard digits > 7 else { return "+•••" }
        return e164.prefix(5) + String(repeating: "•", count: digits - 7) + e164.suffix(2)
    }

    /// `nil` when `text` is E.164, otherwise what is wrong with it.
    private static func problem(in text: String) -> String? {
        guard text.utf8.first == UInt8(ascii: "+") else { return "it does not start with + and a country code" }
        let digits = text.utf8.dropFirst()
        if let position = digits.firstIndex(where: { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
            let offset = text.utf8.distance(from: text.utf8.startIndex, to: position) + 1
            return "character \(offset) is not a digit"
        }
        if digits.first == UInt8(ascii: "0") { return "a country code never starts with 0" }
        if digits.count < 2 { return "it has fewer than 2 digits" }
        if digits.count > 15 { return "it has \(digits.count) digits and 15 is the most" }
        return nil
    }
}

/// A text that was given as a phone number and is not E.164.
public struct InvalidPhoneNumber: Error, Hashable, Sendable, CustomStringConvertible, LocalizedError {
    /// What was given.
    public let text: String

    /// What is wrong with it.
    public let problem: String

    /// The problem, what was given, and what is expected.
    public var description: String {
        "\"\(text)\" is not an E.164 phone number: \(problem). Expected a form like +14155551234."
    }
}

extension InvalidPhoneNumber {
    /// The same as ``description``.
    public var errorDescription: String? { description }
}

extension PhoneNumber: ExpressibleByStringLiteral {
    /// A number from a literal in source code. A literal that is not E.164 is a mistake in the program and traps; use
    /// ``init(validating:)`` for text that comes from outside.
    public init(stringLiteral value: String) {
        if let problem = Self.problem(in: value) {
            preconditionFailure("\(InvalidPhoneNumber(text: value, problem: problem))")
        }
        e164 = value
    }
}

extension PhoneNumber: Comparable {
    /// Orders by the digits as a text, so that the numbers of a country stand together.
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.e164 < rhs.e164 }
}

extension PhoneNumber: CodingKeyRepresentable {
    /// The number as a JSON key, so that a dictionary by number becomes a JSON object.
    public var codingKey: any CodingKey { TextKey(e164) }

    /// Reads a JSON key that is E.164.
    public init?(codingKey: some CodingKey) { self.init(codingKey.stringValue) }
}

extension PhoneNumber: LosslessStringConvertible {
    /// Reads E.164, for example in a path. ``init(validating:)`` says what is wrong with a text.
    public init?(_ description: String) {
        guard Self.problem(in: description) == nil else { return nil }
        e164 = description
    }

    /// The number as E.164.
    public var description: String { e164 }
}

extension PhoneNumber: Codable {
    /// Reads a string that must be E.164.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            try self.init(validating: container.decode(String.self))
        } catch let error as InvalidPhoneNumber {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "expected an E.164 phone number, but \(error.problem)")
        }
    }

    /// Writes the number as a string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(e164)
    }
}
