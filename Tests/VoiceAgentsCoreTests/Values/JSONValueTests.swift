import Foundation
import Testing
import VoiceAgentsCore

@Suite struct JSONValueTests {
    @Test func valueReadsEveryKind() throws {
        let json =
            #"{"a":null,"b":true,"c":9223372036854775807,"d":-9223372036854775808,"e":1.5,"f":"x","g":[1,[]],"h":{}}"#
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(json.utf8))
        #expect(
            value == [
                "a": nil, "b": true, "c": .integer(.max), "d": .integer(.min), "e": 1.5, "f": "x", "g": [1, []],
                "h": [:],
            ])
    }

    @Test func largeIntegersRoundTrip() throws {
        // 2^53 + 1 is the first that a Double cannot hold.
        let json = "[9007199254740993]"
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(json.utf8))
        #expect(String(decoding: try JSONEncoder().encode(value), as: UTF8.self) == json)
    }

    @Test func booleansAreNotNumbers() throws {
        let value = try JSONDecoder().decode(JSONValue.self, from: Data("[1,true,0,false]".utf8))
        #expect(value == [1, true, 0, false])
        #expect(value[0]?.bool == nil)
        #expect(value[1]?.integer == nil)
    }

    @Test func accessorsReturnNilForOtherKinds() {
        let value: JSONValue = ["list": ["a"], "n": 2]
        #expect(value["list"]?[0]?.string == "a")
        #expect(value["list"]?[1] == nil)
        #expect(value["list"]?[-1] == nil)
        #expect(value["nothing"] == nil)
        #expect(value["n"]?["x"] == nil)
        #expect(value["n"]?.number == 2)
        #expect(value["n"]?.integer == 2)
        #expect(value["n"]?.string == nil)
    }

    @Test(arguments: [65, 400, 100_000])
    func deepNestingIsAnError(depth: Int) {
        let list = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let object = String(repeating: #"{"a":"#, count: depth) + "1" + String(repeating: "}", count: depth)
        for json in [list, object] {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(JSONValue.self, from: Data(json.utf8)) }
        }
    }

    @Test func equalityComparesNumbersByValue() throws {
        let value: JSONValue = ["a": 2.0, "b": [1.5]]
        #expect(try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(value)) == value)
        #expect(Set([JSONValue.integer(2), .number(2)]).count == 1)
        #expect(JSONValue.number(2.5) != .integer(2))
    }

    @Test func errorNamesTheInnermostPath() {
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(JSONValue.self, from: Data(#"{"a":{"b":[1,1e999]}}"#.utf8))
        }
        #expect("\(String(describing: error))".contains("64 bits") || "\(String(describing: error))".contains("1e999"))
    }
}
