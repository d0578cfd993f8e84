import Foundation
import Testing
import VoiceAgentsTesting

@testable import VoiceAgentsCore

private struct Model: Codable, Hashable {
    @Seconds var seconds: Duration?
    @WholeSeconds var wholeSeconds: Duration?
    @WholeMinutes var wholeMinutes: Duration? = nil
    @Milliseconds var milliseconds: Duration? = nil
    var name = "a"

    enum CodingKeys: String, CodingKey {
        case seconds
        case wholeSeconds = "whole_seconds"
        case wholeMinutes, milliseconds, name
    }

    init(
        seconds: Duration? = nil, wholeSeconds: Duration? = nil, wholeMinutes: Duration? = nil,
        milliseconds: Duration? = nil
    ) {
        self.seconds = seconds
        self.wholeSeconds = wholeSeconds
        self.wholeMinutes = wholeMinutes
        self.milliseconds = milliseconds
    }
}

private struct NullKeeping: Codable, Hashable, NullPreserving {
    @Seconds var seconds: Duration?
}

@Suite struct WireDurationTests {
    private func read(_ json: String) throws -> Model {
        try ReplyDecoder().decode(Model.self, from: Data(json.utf8))
    }

    private func written(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    @Test func durationIsWrittenIntoQueries() {
        let query: Query = [
            "min": WholeSeconds(.seconds(90)), "max": WholeMinutes(.seconds(120)),
            "length": Seconds(.milliseconds(1500)),
            "none": Duration?.none.map(WholeSeconds.init),
        ]
        #expect(query.encoded == "min=90&max=2&length=1.5")
        #expect(query.problem == nil)
        let fraction: Query = ["min": WholeMinutes(.seconds(90))]
        #expect(fraction.problem?.contains("a whole number of minutes") == true)
    }

    @Test(arguments: [
        ("132.5", Duration.milliseconds(132_500)), ("132", .seconds(132)), ("132.0", .seconds(132)), ("0", .zero),
        ("-0.0", .zero), ("-1", .seconds(-1)), ("-1.57", .milliseconds(-1_570)), ("0.1", .milliseconds(100)),
        ("132.1", .milliseconds(132_100)), ("1.000000001", .nanoseconds(1_000_000_001)), ("1e-9", .nanoseconds(1)),
        ("6e2", .seconds(600)), ("1000000000.1", .milliseconds(1_000_000_000_100)),
        ("9007199254740993", .seconds(9_007_199_254_740_993)), ("9e18", .seconds(9_000_000_000_000_000_000)),
        ("-9000000000000000001", .seconds(-9_000_000_000_000_000_001)),
    ])
    func secondsAreReadExactly(number: String, expected: Duration) throws {
        let json = #"{"seconds":\#(number),"whole_seconds":\#(number),"name":"a"}"#
        let model = try read(json)
        #expect(model == Model(seconds: expected, wholeSeconds: expected))
        #expect(try JSONDecoder().decode(Model.self, from: Data(json.utf8)) == model)
    }

    @Test func unitsAreRead() throws {
        let json = #"{"wholeMinutes":10,"milliseconds":2500,"name":"a"}"#
        #expect(try read(json) == Model(wholeMinutes: .seconds(600), milliseconds: .milliseconds(2_500)))
        #expect(try read(#"{"wholeMinutes":2.5,"name":"a"}"#).wholeMinutes == .seconds(150))
        #expect(try read(#"{"milliseconds":0.25,"name":"a"}"#).milliseconds == .microseconds(250))
    }

    @Test("A fraction below a nanosecond is rounded away")
    func fractionsAreReadToTheNanosecond() throws {
        #expect(try read(#"{"seconds":1e-10,"name":"a"}"#).seconds == .zero)
        #expect(try read(#"{"seconds":0.0000000016,"name":"a"}"#).seconds == .nanoseconds(2))
    }

    @Test(arguments: [#"{"name":"a"}"#, #"{"seconds":null,"whole_seconds":null,"wholeMinutes":null,"name":"a"}"#])
    func absentAndNullAreNil(json: String) throws {
        #expect(try read(json) == Model())
        #expect(try JSONDecoder().decode(Model.self, from: Data(json.utf8)) == Model())
        #expect(try written(Model()) == #"{"name":"a"}"#)
    }

    @Test(
        arguments: ["seconds", "whole_seconds", "wholeMinutes"],
        [
            "1e300", "-1e300", "1e19", "9223372036854775807", "-9223372036854775808", "\"60\"", "true", "{}", "[]",
            "\"\"",
        ])
    func oddValueIsDecodingErrorOfTheKey(key: String, value: String) {
        let json = Data(#"{"\#(key)":\#(value),"name":"a"}"#.utf8)
        for decode in [
            { try ReplyDecoder.strict.decode(Model.self, from: json) },
            { try JSONDecoder().decode(Model.self, from: json) },
        ] {
            let error = #expect(throws: DecodingError.self) { try decode() }
            #expect(error?.summary.hasPrefix("\(key): ") == true)
        }
    }

    @Test("JSONDecoder has no path for a number that Double does not hold")
    func hugeExponentIsDecodingError() {
        let json = #"{"seconds":1e400,"name":"a"}"#
        let error = #expect(throws: DecodingError.self) {
            try ReplyDecoder.strict.decode(Model.self, from: Data(json.utf8))
        }
        #expect(error?.summary == "seconds: expected a number in range")
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Model.self, from: Data(json.utf8)) }
    }

    @Test(arguments: ["9e18", "-9e18", "153722867280912931"])
    func tooManyMinutesAreDecodingError(value: String) throws {
        let json = Data(#"{"wholeMinutes":\#(value),"name":"a"}"#.utf8)
        let error = #expect(throws: DecodingError.self) { try ReplyDecoder.strict.decode(Model.self, from: json) }
        #expect(try read(#"{"wholeMinutes":\#(value),"name":"a"}"#) == Model())
        #expect(error?.summary.hasPrefix("wholeMinutes: expected a number of minutes in range") == true)
    }

    @Test(arguments: [
        (
            Model(seconds: .seconds(132), wholeSeconds: .seconds(600)),
            #"{"name":"a","seconds":132,"whole_seconds":600}"#
        ),
        (Model(seconds: .milliseconds(132_500)), #"{"name":"a","seconds":132.5}"#),
        (Model(seconds: .milliseconds(132_100)), #"{"name":"a","seconds":132.1}"#),
        (Model(seconds: .milliseconds(1_570)), #"{"name":"a","seconds":1.57}"#),
        (Model(seconds: .milliseconds(-1_570)), #"{"name":"a","seconds":-1.57}"#),
        (Model(milliseconds: .microseconds(1_500)), #"{"milliseconds":1.5,"name":"a"}"#),
        (Model(seconds: Duration(secondsComponent: 0, attosecondsComponent: 1)), #"{"name":"a","seconds":0}"#),
        (
            Model(seconds: .seconds(9_007_199_254_740_993), wholeMinutes: .seconds(600)),
            #"{"name":"a","seconds":9007199254740993,"wholeMinutes":10}"#
        ),
        (
            Model(wholeMinutes: .zero, milliseconds: .milliseconds(2_500)),
            #"{"milliseconds":2500,"name":"a","wholeMinutes":0}"#
        ),
        (
            Model(wholeSeconds: .seconds(-1), wholeMinutes: .seconds(-60)),
            #"{"name":"a","wholeMinutes":-1,"whole_seconds":-1}"#
        ),
    ])
    fileprivate func durationsAreWrittenInTheirUnit(model: Model, expected: String) throws {
        #expect(try written(model) == expected)
    }

    @Test(arguments: [
        (Model(wholeSeconds: .milliseconds(1_500)), "1.5 seconds is not a whole number of seconds."),
        (
            Model(wholeSeconds: Duration(secondsComponent: 0, attosecondsComponent: 1)),
            "1e-18 seconds is not a whole number of seconds."
        ),
        (Model(wholeMinutes: .seconds(90)), "90.0 seconds is not a whole number of minutes."),
        (Model(wholeMinutes: .seconds(599)), "599.0 seconds is not a whole number of minutes."),
        (
            Model(seconds: .seconds(Int64.max) * 18),
            "1.6602069666338596e+20 seconds is not within the range of numbers."
        ),
        (
            Model(seconds: .seconds(Int64.min) * 18),
            "-1.6602069666338596e+20 seconds is not within the range of numbers."
        ),
    ])
    fileprivate func fractionOfAWholeUnitIsEncodingError(model: Model, expected: String) {
        #expect {
            try JSONEncoder().encode(model)
        } throws: { error in
            guard case EncodingError.invalidValue(_, let context) = error else { return false }
            return context.debugDescription == expected && context.codingPath.count == 1
        }
    }

    @Test func nanosecondsComeBackAsTheyWere() throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<10_000 {
            let duration = Duration.nanoseconds(
                Int64.random(in: -1_000_000_000_000_000...1_000_000_000_000_000, using: &random))
            let text = try written(Model(seconds: duration))
            #expect(try read(text).seconds == duration, "\(text), seed \(seed)")
        }
    }

    @Test("Open keeps the unknown keys, and the nulls of a NullPreserving model")
    func openModelReadsDurations() throws {
        let json = #"{"extra":1,"name":"a","seconds":1.5}"#
        var model = try ReplyDecoder().decode(Open<Model>.self, from: Data(json.utf8))
        #expect(model == Open(Model(seconds: .milliseconds(1_500)), unknownKeys: ["extra": 1]))
        #expect(try JSONDecoder().decode(Open<Model>.self, from: Data(json.utf8)) == model)
        model.seconds = .seconds(2)
        #expect(try written(model) == #"{"extra":1,"name":"a","seconds":2}"#)
        let null = #"{"seconds":null}"#
        var keeping = try ReplyDecoder().decode(Open<NullKeeping>.self, from: Data(null.utf8))
        #expect(try written(keeping) == null)
        keeping.seconds = .seconds(3)
        #expect(try written(keeping) == #"{"seconds":3}"#)
    }

    @Test func wrapperIsReadAndWrittenOnItsOwn() throws {
        let list = try ReplyDecoder().decode([Seconds].self, from: Data("[1.5,null]".utf8))
        #expect(list.map(\.wrappedValue) == [.milliseconds(1_500), nil])
        #expect(try written(list) == "[1.5,null]")
        #expect(list.map(\.description) == ["1.5 seconds", "nil"])
    }
}
