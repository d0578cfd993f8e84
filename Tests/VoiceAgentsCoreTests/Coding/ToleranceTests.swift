import Foundation
import Testing

@testable import VoiceAgentsCore

private struct Word: OpenEnum {
    let rawValue: String
    init(rawValue: String) { self.rawValue = rawValue }
    static let known: [Word] = []
}

private struct Model: Codable, Equatable {
    var id: Identifier<Model, String>
    var count: Int?
    var small: UInt8?
    var ratio: Double?
    var share: Float?
    var flag: Bool?
    var name: String?
    var at: Date?
    var owner: Owner?
    var ownerID: Identifier<Owner, Int>?
    var uuid: Identifier<Owner, UUID>?
    var word: Word?
    var words: [Word] = []
    var address: PhoneAddress?
    var amount: DecimalAmount?
    var list: [Int]?
    var owners: [Owner] = []
    var free: [String: JSONValue]?
    var flags: [String: Bool] = [:]
    var any: JSONValue?

    struct Owner: Codable, Equatable {
        var id: Identifier<Owner, Int>
        var name: String?
    }
}

private func decode(_ members: String) throws -> (model: Model, unreadable: [String]) {
    let decoder = ReplyDecoder()
    let model = try decoder.decode(Model.self, from: Data("{\"id\":\"a\"\(members.isEmpty ? "" : ",")\(members)}".utf8))
    return (model, decoder.unreadable.map(\.description))
}

@Suite struct ToleranceTests {
    @Test(
        "A scalar is read from another one where nothing is lost",
        arguments: [
            (#""count":"12""#, Model(id: "a", count: 12)), (#""small":"12""#, Model(id: "a", small: 12)),
            (#""ratio":"1.5""#, Model(id: "a", ratio: 1.5)), (#""share":"1.5""#, Model(id: "a", share: 1.5)),
            (#""flag":1"#, Model(id: "a", flag: true)), (#""flag":"false""#, Model(id: "a", flag: false)),
            (#""name":20"#, Model(id: "a", name: "20")), (#""name":20.50"#, Model(id: "a", name: "20.50")),
            (#""name":true"#, Model(id: "a", name: "true")), (#""ownerID":"7""#, Model(id: "a", ownerID: 7)),
            (#""address":31201234567"#, Model(id: "a", address: "31201234567".address)),
            (#""amount":2.5"#, Model(id: "a", amount: DecimalAmount("2.5"))),
            (#""word":5"#, Model(id: "a", word: Word(rawValue: "5"))),
            (#""words":[5]"#, Model(id: "a", words: [Word(rawValue: "5")])),
            (#""list":["1",2]"#, Model(id: "a", list: [1, 2])),
            (
                #""flags":{"voice":1,"sms":"false","fax":null,"mms":true}"#,
                Model(id: "a", flags: ["voice": true, "sms": false, "mms": true])
            ),
            (#""at":1737280800"#, Model(id: "a", at: Date(timeIntervalSince1970: 1_737_280_800))),
        ])
    fileprivate func scalarsConvert(members: String, expected: Model) throws {
        let (model, unreadable) = try decode(members)
        #expect(model == expected)
        #expect(unreadable.isEmpty)
    }

    @Test(
        "What stands for an absent value is absent and not noted",
        arguments: [
            #""count":"""#, #""at":"""#, #""owner":{}"#, #""owner":[]"#, #""owner":{"id":null,"name":null}"#,
            #""owner":"""#, #""uuid":"""#, #""word":"""#, #""list":{}"#, #""owners":{}"#, #""owners":null"#,
            #""free":[]"#, #""flags":[]"#, #""ratio":[]"#, #""name":{}"#, #""flag":null"#,
        ])
    func blanksAreAbsent(members: String) throws {
        let (model, unreadable) = try decode(members)
        let empty = members.contains("list") ? Model(id: "a", list: []) : Model(id: "a")
        #expect(model == (members.contains("free") ? Model(id: "a", free: [:]) : empty))
        #expect(unreadable.isEmpty)
    }

    @Test(
        "An optional value that cannot be read is absent and noted",
        arguments: [
            (#""count":"x""#, "count: expected an integer"), (#""count":1.5"#, "count: expected an integer in range"),
            (#""small":300"#, "small: expected an integer in range"), (#""ratio":"x""#, "ratio: expected a number"),
            (#""ratio":1e400"#, "ratio: expected a number in range"), (#""flag":2"#, "flag: expected true or false"),
            (#""name":{"a":1}"#, "name: expected a string"), (#""at":"soon""#, "at: expected an RFC 3339 timestamp"),
            (#""at":{"a":1}"#, "at: expected a string"), (#""owner":{"name":"A"}"#, "owner.id: missing"),
            (#""owner":7"#, "owner: expected an object"), (#""ownerID":"x""#, "ownerID: expected an integer"),
            (#""uuid":"x""#, "uuid: expected a UUID"), (#""word":{"a":1}"#, "word: expected a string"),
            (#""list":"x""#, "list: expected a list"), (#""owners":7"#, "owners: expected a list"),
            (#""flags":7"#, "flags: expected an object"), (#""any":{"a":1e400}"#, "any.*: expected a number in range"),
        ])
    func unreadableValuesAreNoted(members: String, note: String) throws {
        let (model, unreadable) = try decode(members)
        #expect(model == Model(id: "a"))
        #expect(unreadable == [note])
    }

    @Test func unreadableElementsAreLeftOut() throws {
        let (model, unreadable) = try decode(
            #""owners":[{"id":1},{"name":"A"},{"id":"2"},null],"list":[1,{},"3"],"free":{"+31612345678":1e400,"b":2}"#)
        #expect(model == Model(id: "a", list: [1, 3], owners: [.init(id: 1), .init(id: 2)], free: ["b": 2]))
        #expect(
            unreadable == [
                "list[1]: expected an integer", "owners[1].id: missing", "owners[3]: null where a value is required",
                "free.*: expected a number in range",
            ])
    }

    @Test(
        "The identity of a record is required, and the text must be JSON",
        arguments: [#"{}"#, #"{"id":null}"#, #"{"id":{}}"#, "[]", #"{"id":"a"}x"#])
    func identityIsRequired(json: String) {
        #expect(throws: DecodingError.self) { try ReplyDecoder().decode(Model.self, from: Data(json.utf8)) }
    }

    @Test func identityIsReadFromANumber() throws {
        #expect(try ReplyDecoder().decode(Model.self, from: Data(#"{"id":17}"#.utf8)).id == "17")
    }

    @Test(
        "Half a surrogate pair is the replacement character",
        arguments: [
            (#"a\ud83d"#, "a\u{FFFD}"), (#"\ude00b"#, "\u{FFFD}b"), (#"\ud83d\u0041"#, "\u{FFFD}A"),
            (#"\ud83d\ud83d\ude00"#, "\u{FFFD}\u{1F600}"), (#"\ud83d\n"#, "\u{FFFD}\n"),
        ])
    func halfSurrogatePairsAreReplaced(text: String, expected: String) throws {
        #expect(try ReplyDecoder().decode(String.self, from: Data("\"\(text)\"".utf8)) == expected)
        #expect(try ReplyDecoder.strict.decode(String.self, from: Data("\"\(text)\"".utf8)) == expected)
    }

    @Test func openKeepsAValueThatItsModelCannotRead() throws {
        struct Settings: Codable, Equatable {
            var count: Int?
            var at: Date?
            var name: String?
        }
        let json = #"{"at":{"day":1},"count":"many","name":"A","other":1}"#
        let open = try ReplyDecoder().decode([Open<Settings>].self, from: Data("[\(json)]".utf8))[0]
        #expect(open.known == Settings(name: "A"))
        #expect(open.unknownKeys == ["at": ["day": 1], "count": "many", "other": 1])
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(open), as: UTF8.self) == json)
    }

    @Test("Elements that a model cannot read are written back after the others")
    func openKeepsElementsThatItsModelCannotRead() throws {
        struct Settings: Codable, Equatable {
            var inner: Open<Inner>?
            var names: [String: Open<Inner>]?
            var tools: [Int]?
        }
        struct Inner: Codable, Equatable { var ids: [Int]? }
        let json = #"{"inner":{"ids":[{}]},"names":{"a":{"ids":[1]},"b":null,"c":[2]},"tools":[1,"2","t",null,3]}"#
        let decoder = ReplyDecoder()
        var open = try decoder.decode([Open<Settings>].self, from: Data("[\(json)]".utf8))[0]
        #expect(
            open.known
                == Settings(
                    inner: Open(Inner(ids: []), unknownKeys: ["ids": [[:]]]), names: ["a": Open(Inner(ids: [1]))],
                    tools: [1, 2, 3]))
        #expect(open.unknownKeys == ["names": ["b": nil, "c": [2]], "tools": ["t", nil]])
        #expect(decoder.unreadable.count == 5)
        open.names?["d"] = Open(Inner())
        open.tools?.append(4)
        let written = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(open))
        #expect(
            written == [
                "inner": ["ids": [[:]]], "names": ["a": ["ids": [1]], "b": nil, "c": [2], "d": [:]],
                "tools": [1, 2, 3, 4, "t", nil],
            ])
        open.unknownKeys = [:]
        open.tools = nil
        #expect(try JSONEncoder().encode(open).count < 80)
    }

    @Test("More elements than are reported are written back as well")
    func openKeepsEveryElement() throws {
        struct Settings: Codable, Equatable { var tools: [Int]? }
        let elements = (0..<500).map { #""t\#($0)""# }.joined(separator: ",")
        let open = try ReplyDecoder().decode(
            Open<Settings>.self, from: Data(#"{"tools":[\#(elements)]}"#.utf8))
        #expect(open.unknownKeys["tools"]?.array?.count == 500)
    }

    @Test func notesAreBounded() throws {
        let decoder = ReplyDecoder()
        let elements = String(repeating: "{},", count: 100_000)
        let json = Data(#"{"id":"a","owners":[\#(elements){"id":1}]}"#.utf8)
        #expect(try decoder.decode(Model.self, from: json).owners == [.init(id: 1)])
        #expect(decoder.unreadable.count == 100)
    }

    @Test func strictDecoderRefusesWhatIsTolerated() {
        for members in [#""count":"12""#, #""flag":1"#, #""name":20"#, #""list":{}"#, #""owners":[{}]"#] {
            #expect(throws: DecodingError.self) {
                try ReplyDecoder.strict.decode(Model.self, from: Data(#"{"id":"a",\#(members)}"#.utf8))
            }
        }
    }
}

extension String {
    fileprivate var address: PhoneAddress { PhoneAddress(self) }
}
