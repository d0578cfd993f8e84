import Foundation
import Testing

@testable import VoiceAgentsCore

private struct Color: OpenEnum {
    let rawValue: String
    init(rawValue: String) { self.rawValue = rawValue }
    static let known: [Color] = []
}

private struct Record: Codable, Equatable {
    var id: Identifier<Record, Int>
    var parent: Identifier<Record, Int>?
    var color: Color
    var shade: Color?
    var list: [Int]?
    var free: [String: JSONValue]?
}

private struct Model: Codable, Equatable {
    var at: Date
    var then: Date?
    var list: [Int]
    var map: [String: Int]
}

@Suite struct KeyedContainersTests {
    @Test func synthesizedCodingReadsTimestamps() throws {
        let json = #"{"at":"2025-01-19 10:00:00","then":null,"list":null}"#
        let model = try JSONDecoder().decode(Model.self, from: Data(json.utf8))
        #expect(model == Model(at: Date(timeIntervalSince1970: 1_737_280_800), then: nil, list: [], map: [:]))
    }

    @Test func synthesizedCodingWritesUTC() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let date = Date(timeIntervalSince1970: 1_737_280_800)
        let json = try encoder.encode(Model(at: date, then: date, list: [1], map: ["a": 1]))
        #expect(
            String(decoding: json, as: UTF8.self)
                == #"{"at":"2025-01-19T10:00:00Z","list":[1],"map":{"a":1},"then":"2025-01-19T10:00:00Z"}"#)
    }

    @Test(arguments: [
        #"{"at":[]}"#, #"{"at":"soon"}"#, #"{"at":null}"#, "{}", #"{"at":"2025-01-19T10:00:00Z","list":{}}"#,
        #"{"at":"2025-01-19T10:00:00Z","map":[]}"#, #"{"at":"2025-01-19T10:00:00Z","list":[null]}"#,
    ])
    func synthesizedCodingRejectsWrongValues(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Model.self, from: Data(json.utf8)) }
    }

    @Test(arguments: [
        #"{"id":7,"color":"red"}"#, #"{"id":"7","color":"red","parent":null,"shade":null,"list":null,"free":null}"#,
    ])
    func recordReadsNullsAndDigitIDs(json: String) throws {
        let record = try JSONDecoder().decode(Record.self, from: Data(json.utf8))
        #expect(record == Record(id: 7, color: .init(rawValue: "red")))
    }

    @Test func recordRoundTrips() throws {
        let record = Record(
            id: 7, parent: 8, color: .init(rawValue: "red"), shade: .init(rawValue: "dark"), list: [1],
            free: ["a": "x", "b": [1, nil, true], "c": ["d": 1.5]])
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = try encoder.encode(record)
        #expect(
            String(decoding: json, as: UTF8.self)
                == #"{"color":"red","free":{"a":"x","b":[1,null,true],"c":{"d":1.5}},"id":7,"list":[1],"parent":8,"#
                + #""shade":"dark"}"#)
        #expect(try JSONDecoder().decode(Record.self, from: json) == record)
    }

    @Test(arguments: [
        (#"{"color":"red"}"#, "id: missing"), (#"{"id":null,"color":"red"}"#, "id: expected an integer id"),
        (#"{"id":"x","color":"red"}"#, "id: expected an integer id"),
        (#"{"id":1,"parent":1.5,"color":"red"}"#, "parent: expected an integer id"), (#"{"id":1}"#, "color: missing"),
        (#"{"id":1,"color":5}"#, "color: expected a string"),
        (#"{"id":1,"color":null}"#, "color: null where a value is required"),
        (#"{"id":1,"color":"red","shade":{}}"#, "shade: expected a string"),
        (#"{"id":1,"color":"red","list":{}}"#, "list: expected a list"),
        (#"{"id":1,"color":"red","list":[1,"2"]}"#, "list[1]: expected an integer"),
        (#"{"id":1,"color":"red","free":[]}"#, "free: expected an object"),
    ])
    func decodingErrorNamesPathAndReason(json: String, summary: String) throws {
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Record.self, from: Data(json.utf8))
        }
        #expect(error?.summary == summary)
    }
}
