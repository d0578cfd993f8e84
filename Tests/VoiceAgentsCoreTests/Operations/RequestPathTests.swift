import Testing
import VoiceAgentsCore

@Suite struct RequestPathTests {
    @Test func requestPathEscapesOnlyInterpolatedValues() {
        let number: PhoneNumber = "+14155551234"
        let path: RequestPath = "/api/v1/phone-numbers/\(number)/\("a b/ü?")/"
        #expect(path.encoded == "/api/v1/phone-numbers/%2B14155551234/a%20b%2F%C3%BC%3F/")
        #expect(path.problem == nil)
        #expect(path.template == "/api/v1/phone-numbers/{}/{}/")
    }

    @Test(arguments: ["", ".", ".."])
    func requestPathRejectsEmptyAndDotSegments(value: String) {
        let path: RequestPath = "/calls/\(value)/end"
        #expect(path.problem?.contains("\"\(value)\"") == true)
    }
}
