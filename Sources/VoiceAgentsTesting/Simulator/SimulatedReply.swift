import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The reply of a simulated platform. Error replies are thrown.
struct SimulatedReply: Error {
    let response: TransportResponse

    init(status: Int = 200, headers: HeaderFields = [:], body: JSONValue) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var headers = headers
        headers["content-type"] = "application/json"
        response = TransportResponse(status: status, headers: headers, body: (try? encoder.encode(body)) ?? Data())
    }

    /// Creates a reply from the recorded success of an operation.
    ///
    /// - Throws: A reply with status 501 when there is no recording.
    init(recorded operation: PlatformOperation) throws(SimulatedReply) {
        do {
            response = try Fixtures.success(of: operation).response.transportResponse
        } catch {
            throw SimulatedReply(status: 501, body: ["detail": .string("No recording of \(operation): \(error)")])
        }
    }
}
