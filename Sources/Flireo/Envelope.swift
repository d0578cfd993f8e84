/// The wrapper of Flireo's replies: `{"data": …}`, with a `message` after writes.
struct Envelope<Payload: Decodable & Sendable>: Decodable, Sendable {
    let message: String?
    let data: Payload
}
