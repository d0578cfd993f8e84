#if canImport(FoundationEssentials)
public import FoundationEssentials
#else
public import Foundation
#endif

/// A telephone number in E.164 form: `+`, then 2 to 15 digits, the first of them not zero.
///
/// Only the form is checked, not whether the number exists or may be dialled. For what a platform *reports*, which can be a short
/// code, a SIP address or `anonymous`, see ``PhoneAddress``.
public struct PhoneNumber: Hashable, Sendable {
    /// The number in E.164 form, for example `+14155551234`.
    public let e164: String

    /// Creates a number from text in E.164 form.
    ///
    /// Spaces, dashes and `00` prefixes are not corrected: a guessed country code could dial a stranger.
    ///
    /// - Throws: ``InvalidPhoneNumber``, which describes the problem, when `text` is not E.164.
    public init(validating text: String) throws {
        if let problem = Self.problem(in: text) {
            throw InvalidPhoneNumber(text: text, problem: problem)
        }
        e164 = text
    }

    /// Creates a number from text with punctuation, for example from a spreadsheet: `+1 (415) 555-1234`.
    ///
    /// Blanks, dots, dashes and brackets are removed. The `+` and the country code are required, since a guessed one could dial a
    /// stranger. A `(0)`, as in `+31 (0)6 12345678`, is not dialled from abroad: it is an error, and not removed.
    ///
    /// - Throws: ``InvalidPhoneNumber``, which describes the problem, when the rest is not E.164.
    public init(removingPunctuationFrom text: String) throws {
        let compact = text.filter { !$0.isWhitespace }
        if compact.contains("(0)") || compact.contains("[0]") {
            throw InvalidPhoneNumber(text: text, problem: "it has a (0), which is not dialled with a country code")
        }
        let bare = text.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .spaceSeparator, .dashPunctuation, .openPunctuation, .closePunctuation, .format, .control: false
            default: scalar != "."
            }
        }
        do {
            try self.init(validating: String(String.UnicodeScalarView(bare)))
        } catch let error as InvalidPhoneNumber {
            throw InvalidPhoneNumber(text: text, problem: error.problem)
        }
    }

    /// The number with its middle digits hidden, for logs: `+1415•••••34`.
    public var masked: String {
        let digits = e164.count
        guard digits > 7 else { return "+•••" }
        return e164.prefix(5) + String(repeating: "•", count: digits - 7) + e164.suffix(2)
    }

    /// Why `text` is not E.164, or `nil` when it is.
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

/// The error for a phone number that is not in E.164 form.
public struct InvalidPhoneNumber: Error, Hashable, Sendable, CustomStringConvertible, LocalizedError {
    /// The invalid text.
    public let text: String

    /// Why the text is not E.164.
    public let problem: String

    /// The problem and the expected form, without the text, which may be the number of a person.
    public var description: String { "Not an E.164 phone number: \(problem). Expected a form like +14155551234." }
}

extension InvalidPhoneNumber {
    /// The same as ``description``.
    public var errorDescription: String? { description }
}

extension PhoneNumber: ExpressibleByStringLiteral {
    /// Creates a number from a literal. A literal that is not E.164 is a programming error and traps; use ``init(validating:)`` for
    /// text from user input or a network.
    public init(stringLiteral value: String) {
        if let problem = Self.problem(in: value) {
            preconditionFailure("\"\(value)\": \(problem).")
        }
        e164 = value
    }
}

extension PhoneNumber: Comparable {
    /// Orders by ``e164`` as text, so that the numbers of a country are together.
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.e164 < rhs.e164 }
}

extension PhoneNumber: CodingKeyRepresentable {
    /// The number as a JSON key, so that a dictionary becomes a JSON object.
    public var codingKey: any CodingKey { TextKey(e164) }

    /// Creates a number from a JSON key in E.164 form.
    public init?(codingKey: some CodingKey) { self.init(codingKey.stringValue) }
}

extension PhoneNumber: LosslessStringConvertible {
    /// Creates a number from text in E.164 form, or returns `nil`. ``init(validating:)`` describes the problem.
    public init?(_ description: String) {
        guard Self.problem(in: description) == nil else { return nil }
        e164 = description
    }

    /// The number in E.164 form.
    public var description: String { e164 }
}

extension PhoneNumber: Codable {
    /// Reads a string in E.164 form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            try self.init(validating: container.decode(String.self))
        } catch let error as InvalidPhoneNumber {
            throw DecodingError.unexpected(
                at: decoder.codingPath, "expected an E.164 phone number, but \(error.problem)")
        }
    }

    /// Writes the number as a string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(e164)
    }
}
