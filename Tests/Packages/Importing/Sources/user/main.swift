import Burki
import Flireo
import Foundation
import VoiceAgentsTesting

struct UnexpectedResult: Error {}

let burki = BurkiClient(apiKey: "test", transport: BurkiSimulator())
let call = try await burki.calls.initiate(from: "+15551234567", to: "+15559876543")
guard let url = URL(string: "https://flireo.example") else { throw UnexpectedResult() }
let flireo = FlireoClient(
    apiKey: "test", baseURL: url,
    transport: ReplayTransport(try Fixtures.exchange("flireo/assistants/linkedPhoneNumber")))
let linked = try await flireo.assistants.linkedPhoneNumber(of: "660e8400-e29b-41d4-a716-446655440000")
print(call.id, linked.phoneNumber?.phoneNumber?.rawValue ?? "none")
guard call.id.rawValue.hasPrefix("CA"), linked.phoneNumber?.phoneNumber == PhoneAddress("+31201234567") else {
    throw UnexpectedResult()
}
