/// Where a call comes from or goes to, as a platform reports it.
///
/// Usually an E.164 number, but also a short code, a SIP address or a word such as `anonymous`. One odd caller must
/// not make a whole page of calls unreadable, so any text is taken and kept as it is.
public struct PhoneAddress: RawRepresentable, Hashable, Sendable, Codable {
    /// The text as it was reported.
    public let rawValue: String

    /// Takes any text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Takes any text.
    public init(_ text: String) { rawValue = text }

    /// The address of a number.
    public init(_ number: PhoneNumber) { rawValue = number.e164 }

    /// The number, or `nil` when the address is not E.164.
    public var phoneNumber: PhoneNumber? { try? PhoneNumber(validating: rawValue) }
}

extension PhoneAddress {
    /// Whether another address names the same line, whatever its punctuation.
    package func names(_ other: PhoneAddress) -> Bool { comparable == other.comparable }

    /// The digits alone, as a server may store a number with or without its `+`; or the text, where it is no number.
    private var comparable: String {
        let bare = rawValue.filter { !"+-.() ".contains($0) }
        return !bare.isEmpty && bare.allSatisfy { ("0"..."9").contains($0) } ? bare : rawValue
    }
}

extension PhoneAddress: CodingKeyRepresentable {
    /// The text as a JSON key, so that a dictionary becomes a JSON object.
    public var codingKey: any CodingKey { TextKey(rawValue) }

    /// Takes a JSON key.
    public init?(codingKey: some CodingKey) { self.init(rawValue: codingKey.stringValue) }
}

extension PhoneAddress: LosslessStringConvertible {
    /// The text as it was reported.
    public var description: String { rawValue }
}

extension PhoneAddress: Comparable {
    /// Orders by the text.
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
}
