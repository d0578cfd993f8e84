import Burki
import Foundation
import VoiceAgentsTesting

/// An operation of each safety.
enum FaultOperation: String, CaseIterable, Sendable {
    case read, assign, call

    /// Performs it at a server, without real waits between the attempts.
    func perform(at server: URL, through transport: any Transport, timeout: Duration) async throws {
        let configuration = ClientConfiguration(
            timeout: timeout, maximumReplySize: 1_000_000, clock: VirtualClock())
        let burki = BurkiClient(
            apiKey: "key-1", baseURL: server, configuration: configuration, transport: transport)
        switch self {
        case .read: _ = try await burki.assistantGraphs.phoneNumbers(of: 1)
        case .assign: try await burki.assistantGraphs.assign(5, to: 1)
        case .call: _ = try await burki.calls.initiate(from: "+15551234567", to: "+15559876543")
        }
    }

    /// The reply of a server that has carried it out.
    var success: String {
        switch self {
        case .read: #"{"success": true, "data": [], "message": "none"}"#
        case .assign: #"{"success": true, "message": "done", "data": {"graph_id": 1, "phone_number_id": 5}}"#
        case .call: #"{"message": "Call initiated", "call_sid": "CA1"}"#
        }
    }
}
