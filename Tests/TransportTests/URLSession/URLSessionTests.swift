import Foundation
import Testing
import VoiceAgentsCore

extension TransportTests {
    /// Tests of the transport on `URLSession` alone.
    @Suite enum URLSessionTests {}
}
