/// The caller or the destination of a call, as a platform reports it.
///
/// Usually an E.164 number, but also a short code, a SIP address or a word such as `anonymous`. Any string is accepted and kept
/// unchanged, so that one unusual caller does not make a page of calls unreadable.
public struct PhoneAddress: RawRepresentable, Hashable, Sendable, Codable {
    /// The address as it was reported.
    public let rawValue: String

    /// Creates an address from any string.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Creates an address from any string.
    public init(_ text: String) { rawValue = text }

    /// Creates the address of a phone number.
    public init(_ number: PhoneNumber) { rawValue = number.e164 }

    /// The phone number, or `nil` when the address is not E.164.
    public var phoneNumber: PhoneNumber? { try? PhoneNumber(validating: rawValue) }
}

extension PhoneAddress {
    /// Whether two addresses are the same apart from punctuation.
    package func isEquivalent(to other: PhoneAddress) -> Bool { normalized == other.normalized }

    /// The digits without punctuation, since a server may store a number with or without its `+`; or the raw value when it is not
    /// a number.
    package var normalized: String {
        // Blanks and dashes of every kind: a number that was copied from a page can contain a no-break space.
        let bare = rawValue.unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar.properties.generalCategory {
            case .spaceSeparator, .dashPunctuation, .format, .control, .openPunctuation, .closePunctuation: break
            default: if scalar != "+", scalar != "." { text.unicodeScalars.append(scalar) }
            }
        }
        return !bare.isEmpty && bare.allSatisfy { ("0"..."9").contains($0) } ? bare : rawValue
    }
}

extension PhoneAddress: CodingKeyRepresentable {
    /// The address as a JSON key, so that a dictionary becomes a JSON object.
    public var codingKey: any CodingKey { TextKey(rawValue) }

    /// Creates an address from a JSON key.
    public init?(codingKey: some CodingKey) { self.init(rawValue: codingKey.stringValue) }
}

extension PhoneAddress: LosslessStringConvertible {
    /// The address as it was reported.
    public var description: String { rawValue }
}

extension PhoneAddress: Comparable {
    /// Orders by raw value.
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
}
