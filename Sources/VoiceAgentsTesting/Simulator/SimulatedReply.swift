import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What a simulated platform answers. Thrown where it is a refusal.
struct SimulatedReply: Error {
    let response: TransportResponse

    init(status: Int = 200, headers: HeaderFields = [:], body: JSONValue) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var headers = headers
        headers["content-type"] = "application/json"
        response = TransportResponse(status: status, headers: headers, body: (try? encoder.encode(body)) ?? Data())
    }

    /// The recorded success of an operation.
    ///
    /// - Throws: A reply that says what is missing, with status 501.
    init(recorded operation: PlatformOperation) throws(SimulatedReply) {
        do {
            response = try Fixtures.success(of: operation).response.transportResponse
        } catch {
            throw SimulatedReply(status: 501, body: ["detail": .string("No recording of \(operation): \(error)")])
        }
    }
}
