/// The company that carries a number's calls.
///
/// Burki's pages disagree on which ones can be bought from: the prose names Twilio and Telnyx, the schema all four.
public struct TelephonyProvider: OpenEnum {
    /// The word on the wire.
    public let rawValue: String

    /// Takes any word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Twilio.
    public static let twilio = Self(rawValue: "twilio")
    /// Telnyx.
    public static let telnyx = Self(rawValue: "telnyx")
    /// Vonage.
    public static let vonage = Self(rawValue: "vonage")
    /// A SIP trunk of your own.
    public static let byoSIPTrunk = Self(rawValue: "byo-sip-trunk")

    /// The providers this version knows.
    public static let known: [Self] = [twilio, telnyx, vonage, byoSIPTrunk]
}
