import Burki
import Foundation
import Testing
import VoiceAgentsTesting

extension BurkiClient {
    /// A client that answers from recordings only and does not retry.
    init(replaying exchanges: RecordedExchange...) {
        self.init(
            apiKey: "burki_test", configuration: .init(retry: .never), transport: ReplayTransport(exchanges))
    }
}
