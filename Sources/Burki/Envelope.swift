/// The wrapper of some of Burki's replies: `{"success": true, "message": "…", "data": …}`.
struct Envelope<Payload: Decodable & Sendable>: Decodable, Sendable {
    let message: String?
    let data: Payload?

    private enum CodingKeys: String, CodingKey { case message, data }

    init(from decoder: any Decoder) throws {
        try decoder.throwIfUnsuccessful()
        let container = try decoder.container(keyedBy: CodingKeys.self)
        message = try container.decodeIfPresent(String.self, forKey: .message)
        data = try container.decodeIfPresent(Payload.self, forKey: .data)
    }
}
