/// A 2xx reply whose body says `"success": false`. Thrown while a reply is decoded; the pipeline turns it into a
/// ``VoiceAgentsError`` of kind ``VoiceAgentsError/Kind/refused``.
package struct ReportedFailure: Error {
    package let message: String?
}

extension Decoder {
    /// Throws when the object being decoded says `"success": false`. Null and absent count as success, since the
    /// platform sends the key with only some of its replies.
    package func throwIfUnsuccessful() throws {
        let container = try container(keyedBy: TextKey.self)
        guard try container.decodeIfPresent(Bool.self, forKey: TextKey("success")) == false else { return }
        let texts = ["message", "detail", "error"].lazy.compactMap {
            try? container.decodeIfPresent(String.self, forKey: TextKey($0))
        }
        throw ReportedFailure(message: texts.first)
    }
}
