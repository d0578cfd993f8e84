import Burki
import VoiceAgentsTesting

extension Platform {
    package static let burki = Platform(
        "burki", operations: BurkiClient.operations, tiers: BurkiSimulator.tiers,
        table: assistantGraphs + flows + assistants + phoneNumbers + calls
    ) { BurkiClient(apiKey: "burki_test", configuration: .init(retry: .never), transport: $0) }
}
