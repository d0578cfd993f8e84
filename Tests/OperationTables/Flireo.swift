import Flireo
import VoiceAgentsCore
import VoiceAgentsTesting

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension Platform {
    package static let flireo = Platform(
        "flireo", operations: FlireoClient.operations, tiers: FlireoSimulator.tiers,
        table: flireoAssistants + flireoPhoneNumbers + phoneNumberOrders + verificationGroups
    ) {
        FlireoClient(
            apiKey: "flireo_test", baseURL: URL(literal: "https://flireo.example.test"),
            configuration: .init(retry: .never), transport: $0)
    }
}
