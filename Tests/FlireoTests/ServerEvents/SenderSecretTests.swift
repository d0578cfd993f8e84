import Flireo
import Testing

@Suite struct SenderSecretTests {
    private let text = "0123456789abcdef0123456789abcdef"

    @Test func onlyTheSecretMatches() throws {
        let secret = try SenderSecret(text)
        #expect(secret.matches(text))
        #expect(secret.matches("/flireo/\(text)".split(separator: "/").last))
        for other in ["", String(text.dropLast()), text + "0", text + text, text.uppercased(), " " + text.dropFirst()] {
            #expect(!secret.matches(other))
        }
        #expect(!secret.matches(nil as String?))
    }

    @Test func secretIsNotPrinted() throws {
        let secret = try SenderSecret(text)
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(!"\(secret) \(String(reflecting: secret)) \(dumped)".contains("0123"))
    }

    @Test func shortSecretIsRefused() {
        let error = #expect(throws: SenderSecret.UnusableSecret.self) { try SenderSecret("0123456789abcde") }
        #expect(error?.description == "The secret is not set, or has fewer than 16 characters.")
        let absent = #expect(throws: SenderSecret.UnusableSecret.self) {
            try SenderSecret(environment: "VOICE_AGENTS_NO_SUCH_VARIABLE")
        }
        #expect(absent?.variable == "VOICE_AGENTS_NO_SUCH_VARIABLE")
    }
}
