import Foundation
import Testing
import VoiceAgentsCore

extension TransportTests {
    /// What only the transport on `URLSession` has to prove.
    @Suite enum OnURLSession {}
}
