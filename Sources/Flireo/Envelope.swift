/// The wrapper of Flireo's replies: `{"data": …}`, with a `message` after writes.
struct Envelope<Payload: Decodable & Sendable>: Decodable, Sendable {
    let message: String?
    let data: Payload
}

/// A reply that keeps the confirmation which Flireo puts beside it.
protocol Confirmed {
    var message: String? { get set }
}

extension Envelope where Payload: Confirmed {
    /// The reply with its confirmation.
    var confirmed: Payload {
        var payload = data
        payload.message = message
        return payload
    }
}

extension CreatedVerificationGroup: Confirmed {}
extension PhoneNumberLink: Confirmed {}
extension PhoneNumberUnlink: Confirmed {}
extension PlacedOrder: Confirmed {}
