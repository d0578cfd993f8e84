/// The wrapper of some of Burki's replies: `{"success": true, "message": "…", "data": …}`. Either the success or the data
/// must be there: an object without both is some other reply, and must not pass for a success.
struct Envelope<Payload: Decodable & Sendable>: Decodable, Sendable {
    let message: String?
    let data: Payload?

    private enum CodingKeys: String, CodingKey { case success, message, data }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        message = try container.decodeIfPresent(String.self, forKey: .message)
        data = try container.decodeIfPresent(Payload.self, forKey: .data)
        if data == nil { _ = try container.decode(Bool.self, forKey: .success) }
    }
}
