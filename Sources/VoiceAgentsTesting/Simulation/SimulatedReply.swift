import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What a simulated platform answers. Thrown where it is a refusal.
struct SimulatedReply: Error {
    var status = 200
    var headers: HeaderFields = ["content-type": "application/json"]
    var body: JSONValue

    var transportResponse: TransportResponse {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return TransportResponse(status: status, headers: headers, body: (try? encoder.encode(body)) ?? Data())
    }
}
