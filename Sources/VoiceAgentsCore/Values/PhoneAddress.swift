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

extension PhoneAddress: CustomStringConvertible {
    /// The text as it was reported.
    public var description: String { rawValue }
}
