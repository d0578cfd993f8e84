import Foundation
import Testing
import VoiceAgentsCore

private enum Thing {
    typealias Number = Identifier<Thing, Int>
    typealias Code = Identifier<Thing, UUID>
    typealias Name = Identifier<Thing, String>
}

@Suite struct IdentifierTests {
    @Test(arguments: [("[5]", 5), (#"["123"]"#, 123), ("[-1]", -1)])
    func integerIDReadsNumbersAndDigits(json: String, expected: Int) throws {
        #expect(try JSONDecoder().decode([Thing.Number].self, from: Data(json.utf8)) == [Thing.Number(expected)])
    }

    @Test(arguments: [#"["asst_1"]"#, "[1.5]", "[true]", "[null]", "[{}]", #"[""]"#])
    func integerIDRejectsOtherJSON(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Thing.Number].self, from: Data(json.utf8)) }
    }

    @Test func integerIDIsWrittenAsANumber() throws {
        #expect(String(decoding: try JSONEncoder().encode([Thing.Number(7)]), as: UTF8.self) == "[7]")
    }

    @Test func uuidIDIgnoresCaseAndWritesLowercase() throws {
        let id: Thing.Code = "660E8400-E29B-41D4-A716-446655440000"
        #expect(Thing.Code("\(id)") == id)
        #expect(Thing.Code(String("660e8400")) == nil)
        #expect("\(id)" == "660e8400-e29b-41d4-a716-446655440000")
        let json = String(decoding: try JSONEncoder().encode([id]), as: UTF8.self)
        #expect(json == #"["660e8400-e29b-41d4-a716-446655440000"]"#)
        #expect(try JSONDecoder().decode([Thing.Code].self, from: Data(json.utf8)) == [id])
    }

    @Test(arguments: [#"["660e8400"]"#, "[1]", #"[""]"#])
    func uuidIDRejectsOtherJSON(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Thing.Code].self, from: Data(json.utf8)) }
    }

    @Test func textIDKeepsItsText() throws {
        let id: Thing.Name = "CA00ff"
        #expect(String(decoding: try JSONEncoder().encode([id]), as: UTF8.self) == #"["CA00ff"]"#)
        #expect(try JSONDecoder().decode([Thing.Name].self, from: Data(#"["x y"]"#.utf8)) == [Thing.Name("x y")])
    }

    @Test func dictionaryByIDIsAJSONObject() throws {
        let names: [Thing.Number: String] = [1: "one"]
        let json = String(decoding: try JSONEncoder().encode(names), as: UTF8.self)
        #expect(json == #"{"1":"one"}"#)
        #expect(try JSONDecoder().decode([Thing.Number: String].self, from: Data(json.utf8)) == names)
    }
}
