import Foundation
import Testing
import VoiceAgentsCore

@Suite struct JSONValueTests {
    @Test func readsEveryKind() throws {
        let json =
            #"{"a":null,"b":true,"c":9223372036854775807,"d":-9223372036854775808,"e":1.5,"f":"x","g":[1,[]],"h":{}}"#
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(json.utf8))
        #expect(
            value == [
                "a": nil, "b": true, "c": .integer(.max), "d": .integer(.min), "e": 1.5, "f": "x", "g": [1, []],
                "h": [:],
            ])
    }

    @Test func integersSurviveTheRoundTrip() throws {
        // 2^53 + 1 is the first that a Double cannot hold.
        let json = "[9007199254740993]"
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(json.utf8))
        #expect(String(decoding: try JSONEncoder().encode(value), as: UTF8.self) == json)
    }

    @Test func truthIsNoNumber() throws {
        let value = try JSONDecoder().decode(JSONValue.self, from: Data("[1,true,0,false]".utf8))
        #expect(value == [1, true, 0, false])
        #expect(value[0]?.bool == nil && value[1]?.integer == nil)
    }

    @Test func accessorsSayNilInsteadOfTrapping() {
        let value: JSONValue = ["list": ["a"], "n": 2]
        #expect(value["list"]?[0]?.string == "a")
        #expect(
            value["list"]?[1] == nil && value["list"]?[-1] == nil && value["nothing"] == nil && value["n"]?["x"] == nil)
        #expect(value["n"]?.number == 2 && value["n"]?.integer == 2 && value["n"]?.string == nil)
    }

    @Test func deepNestingIsAnErrorAndNoCrash() {
        let json = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(JSONValue.self, from: Data(json.utf8)) }
    }
}
