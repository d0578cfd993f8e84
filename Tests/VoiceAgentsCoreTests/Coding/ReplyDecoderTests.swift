import Foundation
import Testing
import VoiceAgentsTesting

@testable import VoiceAgentsCore

/// The result of decoding a text: the value, or the kind of the error and its path.
private enum Outcome<Value: Equatable>: Equatable {
    case value(Value)
    case failure(String)

    init(_ decode: () throws -> Value) throws {
        do { self = .value(try decode()) } catch let error as DecodingError {
            self =
                switch error {
                case .typeMismatch(let type, let context): .failure("\(type) at \(context.codingPath.dottedPath)")
                case .valueNotFound(let type, let context): .failure("no \(type) at \(context.codingPath.dottedPath)")
                case .keyNotFound(let key, let context):
                    .failure("no \(key.stringValue) at \(context.codingPath.dottedPath)")
                case .dataCorrupted(let context): .failure("corrupted at \(context.codingPath.dottedPath)")
                @unknown default: .failure("unknown")
                }
        }
    }
}

private func outcomes<Value: Decodable & Equatable>(
    of json: String, as type: Value.Type
) throws -> (own: Outcome<Value>, foundation: Outcome<Value>) {
    let data = Data(json.utf8)
    return (
        try Outcome { try ReplyDecoder.strict.decode(type, from: data) },
        try Outcome { try JSONDecoder.forReplies.decode(type, from: data) }
    )
}

private struct Everything: Codable, Equatable {
    var bool: Bool?
    var int: Int?
    var byte: UInt8?
    var large: UInt64?
    var double: Double?
    var float: Float?
    var text: String?
    var url: URL?
    var data: Data?
    var decimal: Decimal?
    var at: Stamp?
    var list: [Int?]?
    var map: [String: [String]]?
    var free: JSONValue?
    var record: Required?

    /// Outside this package nothing picks the overload for `Date`: the decoder itself must know timestamps.
    struct Stamp: Codable, Equatable {
        var date: Date
        init(from decoder: any Decoder) throws { date = try decoder.singleValueContainer().decode(Date.self) }
    }

    struct Required: Codable, Equatable {
        var bool: Bool
        var int: Int
        var text: String
        var double: Double
        var inner: Inner

        struct Inner: Codable, Equatable { var url: URL }
    }
}

@Suite struct ReplyDecoderTests {
    @Test(arguments: [
        "{}", #" { "int" : 1 , "text" : "a" } "#, #"{"int":-9223372036854775808}"#, #"{"int":9223372036854775807}"#,
        #"{"large":18446744073709551615}"#, #"{"byte":255,"int":-0}"#, #"{"int":1.0}"#, #"{"int":12.50e1}"#,
        #"{"int":9007199254740993.0}"#, #"{"int":1e18}"#, #"{"int":0e99}"#, #"{"int":0e-615}"#,
        #"{"int":4503599627370497.0}"#, #"{"byte":2.55E2}"#,
        #"{"double":0.1,"float":0.1}"#, #"{"double":-0,"float":-0.0}"#, #"{"double":1e308}"#, #"{"double":5e-324}"#,
        #"{"double":123456789012345678}"#, #"{"double":0.000e50}"#, #"{"decimal":0.1}"#, #"{"decimal":-12e3}"#,
        #"{"double":179769313486231570814527423731704356798070567525844996598917476803157260780028538760}"#,
        #"{"text":""}"#, #"{"text":"é ü 漢 👩‍👩‍👧"}"#, #"{"text":"\"\\\/\b\f\n\r\t"}"#, #"{"text":"a\u00e9\u6f22\u0000z"}"#,
        #"{"text":"\ud83d\udE00x"}"#, #"{"t\u0065xt":"x"}"#, #"{"url":"https://a.test/x?y=1"}"#, #"{"url":"a/b"}"#,
        #"{"data":"aGVsbG8="}"#, #"{"data":"\u0061GVsbG8="}"#, #"{"data":""}"#, #"{"at":"2025-01-19T10:00:00.5"}"#,
        #"{"list":[1,null,3],"map":{"a":["x"],"b":[]}}"#, #"{"list":null,"map":null,"free":null,"record":null}"#,
        #"{"free":{"a":[1,2.5,true,null,"x",{"b":{}}],"n":18446744073709551615}}"#, #"{"free":[[],{}]}"#,
        #"{"int":1,"int":2,"map":{"a":["1"],"a":["2"]},"free":{"k":1,"k":2}}"#, #"{"int":null,"int":2}"#,
        #"{"record":{"bool":true,"int":1,"text":"x","double":2,"inner":{"url":"x"}}}"#, "{\"int\":1}\n\t\r ",
        "\u{FEFF}{\"int\":1}",
    ])
    func decoderReadsWhatFoundationReads(json: String) throws {
        let (own, foundation) = try outcomes(of: json, as: Everything.self)
        #expect(own == foundation)
        if case .failure(let reason) = own { Issue.record("\(reason)") }
    }

    @Test(arguments: [
        #"{"bool":1}"#, #"{"bool":"true"}"#, #"{"int":"1"}"#, #"{"int":true}"#, #"{"int":[]}"#, #"{"double":"1"}"#,
        #"{"float":{}}"#, #"{"text":1}"#, #"{"url":1}"#, #"{"data":[]}"#, #"{"data":"a"}"#, #"{"decimal":"1"}"#,
        #"{"at":"soon"}"#, #"{"at":5}"#, #"{"list":{}}"#, #"{"list":[1,"2"]}"#, #"{"map":[]}"#, #"{"map":{"a":{}}}"#,
        #"{"map":{"a":["x",null]}}"#, #"{"record":{}}"#, #"{"record":[]}"#, #"{"record":{"bool":null}}"#,
        #"{"record":{"bool":true,"int":null}}"#, #"{"record":{"bool":true,"int":1,"text":null}}"#,
        #"{"record":{"bool":true,"int":1,"text":"x","double":null}}"#,
        #"{"record":{"bool":true,"int":1,"text":"x","double":1,"inner":null}}"#,
        #"{"record":{"bool":true,"int":1,"text":"x","double":1,"inner":{}}}"#,
        #"{"record":{"bool":true,"int":1,"text":"x","double":1,"inner":{"url":null}}}"#, "null", "[]", "5", #""x""#,
    ])
    func decoderReportsMismatchesWhereFoundationDoes(json: String) throws {
        let (own, foundation) = try outcomes(of: json, as: Everything.self)
        #expect(own == foundation)
        if case .value = own { Issue.record("\(json) was read") }
    }

    @Test(arguments: [
        "", " ", "{", "}", "[", "]", "[1", "[1,", "[,]", "[1,,2]", "[,1]", "[1,,]", "{,}", #"{"a"}"#, #"{"a":}"#,
        #"{"a":1,,}"#, #"{"a":1"b":2}"#, "{a:1}", "{'a':1}", "{1:1}", "[1]x", "[1] [2]", "nul", "nulx", "True", "NaN",
        "-", "+1", ".5", "5.", "01", "-01", "1e", "1e+", "1.e5", "0x1", "1 2", "--1", "1.5.2", "\"", "\"a", #""\x""#,
        #""\u12""#, #""\u12G4""#, #""\"#, "\"\n\"",
        "\"\u{0}\"", "\"\u{1F}\"", "[1]\u{0}", "\u{0}", "/**/1", "[1}", #"{"a":1]"#, "\u{A0}1",
    ])
    func decoderRejectsInvalidJSON(json: String) throws {
        let (own, foundation) = try outcomes(of: json, as: JSONValue.self)
        #expect(own == .failure("corrupted at top level"))
        #expect(own == foundation)
    }

    /// Foundation accepts them.
    @Test(arguments: [#"{"int":1,}"#, #"{"list":[1,2,]}"#, "[1,]", #"{"a":[],}"#])
    func decoderRejectsTrailingCommas(json: String) throws {
        #expect(try outcomes(of: json, as: JSONValue.self).own == .failure("corrupted at top level"))
    }

    @Test(
        arguments: [
            [0x22, 0x80, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22], [0x22, 0xFF, 0x22], [0xEF, 0xBB, 0xBF], [0xEF, 0xBB, 0x31],
            [0x22, 0x5C, 0x6E, 0x80, 0x22],
        ] as [[UInt8]])
    func decoderRejectsInvalidUTF8(bytes: [UInt8]) {
        #expect(throws: DecodingError.self) { try ReplyDecoder().decode(String.self, from: Data(bytes)) }
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(String.self, from: Data(bytes)) }
    }

    @Test(arguments: [#"{"x":01}"#, #"{"x":"\ud80"}"#, #"{"x":1.e5}"#, "{\"x\":\"\\n\u{1}\"}"])
    func decoderRejectsInvalidJSONInUnreadMembers(json: String) throws {
        #expect(try outcomes(of: json, as: Everything.self).own == .failure("corrupted at top level"))
    }

    @Test(arguments: [
        (#"{"int":1.5}"#, "int"), (#"{"int":9223372036854775808}"#, "int"), (#"{"int":1e19}"#, "int"),
        (#"{"int":1e999999999999999999999}"#, "int"), (#"{"byte":256}"#, "byte"), (#"{"byte":-1}"#, "byte"),
        (#"{"double":1e400}"#, "double"), (#"{"double":1e-400}"#, "double"), (#"{"float":1e39}"#, "float"),
        (#"{"list":[1,2.5]}"#, "list[1]"), (#"{"decimal":1e400}"#, "decimal"),
    ])
    func numberOutOfRangeIsReportedWithItsPath(json: String, path: String) throws {
        let (own, foundation) = try outcomes(of: json, as: Everything.self)
        #expect(own == .failure("corrupted at \(path)"))
        // Foundation reports the whole text as invalid JSON, and not the place of the number.
        #expect(foundation == .failure("corrupted at top level"))
    }

    @Test func summaryQuotesTheNumberOutOfRange() {
        let error = #expect(throws: DecodingError.self) {
            try ReplyDecoder.strict.decode(Everything.self, from: Data(#"{"list":[1,2.5]}"#.utf8))
        }
        #expect(error?.summary == "list[1]: expected an integer in range")
    }

    @Test func keysAreComparedByCanonicalEquivalence() throws {
        // One character and a combination of two are equal, and so are a letter K and the sign for kelvin.
        let json = "{\"cafe\u{301}\":1,\"\u{212A}\":2}"
        let (own, foundation) = try outcomes(of: json, as: Accents.self)
        #expect(own == .value(Accents(café: 1, kelvin: 2)))
        #expect(own == foundation)
    }

    private struct Accents: Codable, Equatable {
        var café: Int
        var kelvin: Int

        enum CodingKeys: String, CodingKey {
            case café
            case kelvin = "K"
        }
    }

    @available(macOS 15, iOS 18, tvOS 18, watchOS 11, visionOS 2, *)
    @Test func decoderReads128BitIntegers() throws {
        struct Wide: Codable, Equatable {
            var signed: Int128
            var unsigned: UInt128?
            var list: [Int128]
        }
        let wide = Wide(signed: .min, unsigned: .max, list: [1, .max])
        let json = String(decoding: try JSONEncoder().encode(wide), as: UTF8.self)
        #expect(try outcomes(of: json, as: Wide.self).own == .value(wide))
    }

    @Test func largeObjectKeepsTheFirstOfEqualKeys() throws {
        let members = (0..<1000).map { #""k\#($0 % 500)":\#($0)"# }.joined(separator: ",")
        let (own, foundation) = try outcomes(of: "{\(members)}", as: [String: Int].self)
        #expect(own == foundation)
        #expect(own == .value(Dictionary(uniqueKeysWithValues: (0..<500).map { ("k\($0)", $0) })))
    }

    @Test(arguments: ["[", #"{"a":"#])
    func deepNestingIsAnError(opening: String) throws {
        let closing = opening == "[" ? "]" : "}"
        func nested(_ depth: Int) -> String {
            String(repeating: opening, count: depth) + "1" + String(repeating: closing, count: depth)
        }
        #expect(try outcomes(of: nested(512), as: Ignored.self).own == .value(Ignored()))
        #expect(try outcomes(of: nested(512), as: Ignored.self).foundation == .value(Ignored()))
        for depth in [513, 100_000] {
            let (own, foundation) = try outcomes(of: nested(depth), as: Ignored.self)
            #expect(own == .failure("corrupted at top level"))
            #expect(own == foundation)
        }
        let (own, foundation) = try outcomes(of: nested(64), as: JSONValue.self)
        #expect(own == foundation)
        #expect(
            try outcomes(of: nested(65), as: JSONValue.self).own
                == outcomes(of: nested(65), as: JSONValue.self).foundation)
    }

    private struct Ignored: Decodable, Equatable {
        init() {}
        init(from decoder: any Decoder) throws {}
    }

    @Test(arguments: [
        #"{"super":{"a":1},"b":{"a":2},"list":[[1,2],{"a":3},[4],null]}"#, #"{"b":{"a":2},"list":[]}"#, "{}",
        #"{"super":5,"b":{"a":2}}"#, #"{"super":{"a":1},"b":{"a":2},"list":[[1,2],{"a":3}]}"#,
        #"{"super":{"a":1},"b":[],"list":[[1,"x"]]}"#, #"{"super":{"a":1},"b":{"a":2},"list":[[1],5]}"#,
    ])
    func containersBehaveAsFoundations(json: String) throws {
        let (own, foundation) = try outcomes(of: json, as: Nested.self)
        #expect(own == foundation)
    }

    private struct Nested: Decodable, Equatable {
        var seen: [String] = []

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: TextKey.self)
            seen.append(container.allKeys.map(\.stringValue).sorted().joined())
            seen.append(
                "\(try container.superDecoder().container(keyedBy: TextKey.self).decode(Int.self, forKey: .init("a")))")
            let nested = try container.nestedContainer(keyedBy: TextKey.self, forKey: .init("b"))
            seen.append(nested.codingPath.dottedPath + "\(try nested.decode(Int16.self, forKey: .init("a")))")
            var list = try container.nestedUnkeyedContainer(forKey: .init("list"))
            seen.append("\(list.count ?? -1)\(list.isAtEnd)")
            var inner = try list.nestedUnkeyedContainer()
            while !inner.isAtEnd {
                seen.append("\(inner.codingPath.dottedPath)[\(inner.currentIndex)] \(try inner.decode(Int8.self))")
            }
            seen.append("\(try list.decodeNil())")
            let object = try list.nestedContainer(keyedBy: TextKey.self)
            seen.append("\(try object.decode(Double.self, forKey: .init("a"))) \(object.contains(.init("b")))")
            seen.append("\(try list.superDecoder().unkeyedContainer().codingPath.dottedPath)")
            seen.append("\(try list.decodeNil()) \(list.isAtEnd)")
            seen.append("\((try? list.decode(Int.self)) ?? -1)")
            _ = try list.decode(String.self)
        }
    }

    @Test func prefixesAreRejected() throws {
        let json = Data(#"{"int":-1.5e3,"text":"\ud83d\ude00é","list":[null,true,false,{}],"free":{"a":""}}"#.utf8)
        for count in 0..<json.count {
            #expect(throws: DecodingError.self) { try ReplyDecoder().decode(JSONValue.self, from: json.prefix(count)) }
        }
        #expect(
            try ReplyDecoder().decode(JSONValue.self, from: json) == JSONDecoder().decode(JSONValue.self, from: json))
        // A slice does not begin at zero.
        let slice = (Data("[[".utf8) + json + Data("]]".utf8)).dropFirst(2).dropLast(2)
        #expect(
            try ReplyDecoder().decode(JSONValue.self, from: slice) == ReplyDecoder().decode(JSONValue.self, from: json))
    }

    @Test func randomBytesAreReadAsFoundationDoes() throws {
        var random = SeededGenerator(seed: 8259)
        let pieces =
            [
                "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\\", "\\u00e9", "\\ud83d\\ude00", "0", "-",
                "1", ".",
                "e", "+", "true", "false", "null", " ", "\n", "é", "\u{1F600}", "\"k\":", "[1,2]", "{}", "\u{1}",
            ].map { Array($0.utf8) } + [[0xFF], [0x80], [0xC3], [0xF0, 0x9F], [0xED, 0xA0, 0x80]]
        var read = 0
        for _ in 0..<30_000 {
            let count = Int.random(in: 1...12, using: &random)
            let bytes = (0..<count).flatMap { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }
            let json = Data(bytes)
            let own = try? ReplyDecoder().decode(JSONValue.self, from: json)
            #expect(own == (try? JSONDecoder().decode(JSONValue.self, from: json)), "\(bytes)")
            if own != nil { read += 1 }
        }
        #expect(read > 500)
    }
}
