import Foundation
import Testing
import VoiceAgentsCore

private struct Update: Encodable {
    var name: FieldUpdate<String> = .leave
    var limit: FieldUpdate<Int> = .leave
}

@Suite struct FieldUpdateTests {
    @Test(arguments: [
        (Update(), "{}"), (Update(name: .set("x")), #"{"name":"x"}"#), (Update(name: .clear), #"{"name":null}"#),
        (Update(name: .clear, limit: .set(3)), #"{"limit":3,"name":null}"#),
    ])
    fileprivate func updateWritesItsThreeStates(update: Update, json: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(update), as: UTF8.self) == json)
    }

    @Test func leaveCannotBeWrittenInAList() {
        #expect(throws: EncodingError.self) { try JSONEncoder().encode([FieldUpdate<Int>.leave]) }
    }
}
