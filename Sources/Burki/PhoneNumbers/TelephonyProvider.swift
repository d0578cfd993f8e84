/// A telephony provider.
///
/// Burki's documentation is inconsistent about the providers from which numbers can be bought: the text names Twilio and Telnyx,
/// the schema all four.
public struct TelephonyProvider: OpenEnum {
    /// The value on the wire.
    public let rawValue: String

    /// Creates a provider from any string.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Twilio.
    public static let twilio = Self(rawValue: "twilio")
    /// Telnyx.
    public static let telnyx = Self(rawValue: "telnyx")
    /// Vonage.
    public static let vonage = Self(rawValue: "vonage")
    /// A SIP trunk of the organization's own.
    public static let byoSIPTrunk = Self(rawValue: "byo-sip-trunk")

    /// The providers this version knows.
    public static let known: [Self] = [twilio, telnyx, vonage, byoSIPTrunk]
}
