import Foundation
import Testing

@testable import VoiceAgentsCore

@Suite struct ErrorReplyTests {
    private func reply(_ body: String, status: Int = 400) -> ErrorReply {
        ErrorReply(body: Data(body.utf8), status: status, redacted: \.self)
    }

    @Test(
        "The message is found in every shape",
        arguments: [
            (#"{"detail":"A"}"#, "A"), (#"{"detail":{"message":"A"}}"#, "A"),
            (#"{"detail":["A","B"]}"#, "request: A; request: B"),
            (#"{"message":"A"}"#, "A"), (#"{"message":["A","B"]}"#, "A; B"), (#"{"error":"A"}"#, "A"),
            (#"{"error":{"message":["A","B"]}}"#, "A; B"), (#"{"errors":["A",{"message":"B"}]}"#, "A; B"),
            (
                #"{"errors":{"name":["is required"],"age":["is low","is odd"]}}"#,
                "age: is low; is odd; name: is required"
            ),
            (#"{"title":"A","status":400}"#, "A"), (#"{"message":"","error":"A"}"#, "A"), (" Too busy\n", "Too busy"),
        ])
    func messageIsFoundInEveryShape(body: String, message: String) {
        #expect(reply(body).message == message)
    }

    @Test(arguments: ["", " ", "<html>Too busy</html>", "{\"detail\":", "{}", "[]", String(repeating: "x", count: 501)])
    func bodyWithoutAMessageHasNone(body: String) {
        #expect(reply(body).message == nil)
    }

    @Test func codeMayBeANumber() {
        #expect(reply(#"{"code":21211,"message":"Invalid number"}"#).code == "21211")
        #expect(reply(#"{"error":{"code":21211}}"#).code == "21211")
        #expect(reply(#"{"detail":{"code":"gone"}}"#).code == "gone")
    }

    @Test("Text from a server is one bounded line, and the key is not in it")
    func descriptionIsOneBoundedLine() async throws {
        let error = VoiceAgentsError(
            .invalidRequest, operation: "burki.calls.initiate",
            message: "line 1\nline 2\r\u{1B}[31m\u{2028}\u{202E}" + String(repeating: "x", count: 5000),
            code: "a\nb", requestID: "r\u{0}")
        let line = error.description
        #expect(!line.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{2028}" || $0 == "\u{202E}" })
        #expect(
            line.hasPrefix(
                #"burki.calls.initiate failed (invalid request, a\nb, request r\0): line 1\nline 2\r\u{1B}[31m"#))
        #expect(line.count < 1200)
        #expect(error.localizedDescription == line)
    }
}
