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

    /// Creates a reply with a file.
    ///
    /// - Parameters:
    ///   - file: The content of the file.
    ///   - type: The media type of the file.
    ///   - name: The name under which a browser saves it. `nil`: none.
    init(file: Data, type: String, name: String? = nil) {
        var headers = name.map(HeaderFields.attachment) ?? [:]
        headers["content-type"] = type
        response = TransportResponse(status: 200, headers: headers, body: file)
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

extension HeaderFields {
    /// The header of a file that a browser saves under a name.
    static func attachment(_ name: String) -> HeaderFields {
        ["content-disposition": "attachment; filename=\(name)"]
    }
}
