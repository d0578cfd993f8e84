import Foundation
import Testing
import VoiceAgentsCore

private enum Thing {}

private struct Word: OpenEnum {
    let rawValue: String
    init(rawValue: String) { self.rawValue = rawValue }
    static let known: [Word] = []
}

private func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}

@Suite struct ConformanceTests {
    @Test("A value is read back from its description")
    func descriptionsAreLossless() throws {
        func check<Value: LosslessStringConvertible & Equatable>(_ value: Value) {
            #expect(Value(value.description) == value)
        }
        check(Identifier<Thing, Int>(7))
        check(Identifier<Thing, UUID>(UUID()))
        check(Identifier<Thing, String>("CA1"))
        check("+14155551234" as PhoneNumber)
        check(PhoneAddress("anonymous"))
        check(DecimalAmount("2.00"))
        check(Word(rawValue: "odd word"))
    }

    @Test("A text that is not a valid value is rejected")
    func descriptionsAreChecked() {
        let text = "0612x"
        #expect(Identifier<Thing, Int>(text) == nil)
        #expect(Identifier<Thing, UUID>(text) == nil)
        #expect(PhoneNumber(text) == nil)
    }

    @Test("A dictionary with values as keys is a JSON object")
    func valuesAreKeys() throws {
        #expect(try json(["+14155551234" as PhoneNumber: 1]) == #"{"+14155551234":1}"#)
        #expect(try json([PhoneAddress("anonymous"): 1]) == #"{"anonymous":1}"#)
        #expect(try json([Identifier<Thing, Int>(7): 1]) == #"{"7":1}"#)
        #expect(try json([Word(rawValue: "a"): 1]) == #"{"a":1}"#)
        #expect(try json([DecimalAmount("2.00"): 1]) == #"{"2.00":1}"#)
        let read = try JSONDecoder().decode([PhoneNumber: Int].self, from: Data(#"{"+14155551234":1}"#.utf8))
        #expect(read == ["+14155551234": 1])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([PhoneNumber: Int].self, from: Data(#"{"0612":1}"#.utf8))
        }
    }

    @Test("Ids and numbers are ordered")
    func valuesAreOrdered() {
        #expect([Identifier<Thing, Int>(10), 9, 2].sorted() == [2, 9, 10])
        #expect([Identifier<Thing, String>("b"), "a"].sorted() == ["a", "b"])
        #expect(["+31201234567" as PhoneNumber, "+14155551234"].min() == "+14155551234")
    }

    @Test("A text id can be created from interpolated text")
    func textIdentifierInterpolates() {
        let number = 7
        #expect(Identifier<Thing, String>("CA\(number)").rawValue == "CA7")
    }

    @Test("Interpolated text that is not a UUID returns nil and does not trap")
    func uuidIdentifierChecksInterpolatedText() {
        let text = "660e8400"
        #expect(Identifier<Thing, UUID>("\(text)") == nil)
    }

    @Test("UUID ids are ordered by their text")
    func uuidIdentifiersAreOrdered() throws {
        let texts = ["b0000000", "0a000000", "9f000000"].map { "\($0)-0000-4000-8000-000000000000" }
        let ids = texts.compactMap { Identifier<Thing, UUID>($0) }
        #expect(ids.sorted().map(\.description) == texts.sorted())
    }

    @Test("Addresses are ordered by their text")
    func phoneAddressesAreOrdered() {
        #expect(
            [PhoneAddress("anonymous"), PhoneAddress("+1")].sorted() == [PhoneAddress("+1"), PhoneAddress("anonymous")])
    }

    @Test("A request method is stored as its text")
    func requestMethodIsText() throws {
        #expect(try json([RequestMethod.patch]) == #"["PATCH"]"#)
    }

    @Test("A request method that this version does not know is read")
    func requestMethodIsOpen() throws {
        let methods = try JSONDecoder().decode([RequestMethod].self, from: Data(#"["PURGE"]"#.utf8))
        #expect(methods == [RequestMethod(rawValue: "PURGE")])
    }

    @Test("A request method prints as it is sent")
    func requestMethodPrints() {
        #expect("\(RequestMethod.delete)" == "DELETE")
    }

    @Test("An effect is stored as its raw value")
    func effectIsText() throws {
        #expect(try json([Effect.no, .perhaps, .yes]) == #"["no","perhaps","yes"]"#)
    }

    @Test("A kind of error is stored as its description")
    func errorKindIsText() throws {
        #expect(try json([VoiceAgentsError.Kind.outcomeUnknown]) == #"["outcome unknown"]"#)
    }

    @Test("A stored kind that this version does not know is kept")
    func errorKindIsOpen() throws {
        let text = #"["new kind"]"#
        #expect(try json(JSONDecoder().decode([VoiceAgentsError.Kind].self, from: Data(text.utf8))) == text)
    }

    @Test("A stored error has the names of its properties as keys, its wait in seconds, and no underlying error")
    func storedErrorHasPropertyNames() throws {
        let error = VoiceAgentsError(
            .rateLimited, operation: "o", message: "m", status: 429, fieldErrors: [FieldError(path: "p", message: "m")],
            retryAfter: .milliseconds(1500), requestID: "r", attempts: 1,
            underlying: TransportError(.timedOut, mayHaveReachedServer: true))
        let expected =
            #"{"attempts":1,"effect":"no","fieldErrors":[{"message":"m","path":"p"}],"kind":"rate limited","#
            + #""message":"m","operation":"o","requestID":"r","retryAfter":1.5,"status":429}"#
        #expect(try json(error) == expected)
    }

    @Test("A JSON value prints as JSON")
    func jsonValuePrintsAsJSON() throws {
        let value: JSONValue = [
            "b": [1, 2.5, true, nil, .number(.infinity)], "a": "\"quoted\"\n\\ é \u{1}", "c": [:],
        ]
        #expect("\(value)" == #"{"a":"\"quoted\"\n\\ é \u0001","b":[1,2.5,true,null,null],"c":{}}"#)
        let text: JSONValue = ["k\u{7}\"": "v"]
        #expect(try JSONDecoder().decode(JSONValue.self, from: Data("\(text)".utf8)) == text)
    }

    @Test("An error can be stored and read back")
    func errorIsStored() throws {
        let error = VoiceAgentsError(
            .outcomeUnknown, operation: "burki.calls.initiate", message: "Lost.", effect: .perhaps, status: 502,
            code: "c", details: ["a": 1], fieldErrors: [FieldError(path: "p", message: "m", type: "t")],
            retryAfter: .seconds(1.5), requestID: "r", body: "b", attempts: 2,
            underlying: TransportError(.timedOut, mayHaveReachedServer: true))
        let read = try JSONDecoder().decode(VoiceAgentsError.self, from: JSONEncoder().encode(error))
        #expect(read.kind == .outcomeUnknown)
        #expect(read.effect == .perhaps)
        #expect(read.details == ["a": 1])
        #expect(read.fieldErrors == error.fieldErrors)
        #expect(read.retryAfter == .seconds(1.5))
        #expect(read.underlying == nil)
        #expect("\(read)" == "\(error)")
    }

    @Test(
        "A stored wait that a Duration may not hold is dropped", arguments: ["-1", "1e300", "1e400", "99999999999999"])
    func storedWaitIsBounded(seconds: String) throws {
        let text = #"{"kind":"new kind","operation":"o","message":"m","effect":"no","retryAfter":\#(seconds)}"#
        let error = try JSONDecoder().decode(VoiceAgentsError.self, from: Data(text.utf8))
        #expect(error.retryAfter == nil)
        #expect(error.kind.description == "new kind")
    }

    @Test("The localized description of an invalid phone number is its description")
    func invalidPhoneNumberIsLocalized() throws {
        let error = #expect(throws: InvalidPhoneNumber.self) { try PhoneNumber(validating: "0612") }
        #expect(error?.localizedDescription == error?.description)
    }

    @Test("The localized description of every error is its description")
    func errorsAreLocalized() {
        let errors: [any Error] = [
            TransportError(.timedOut, mayHaveReachedServer: true), UnwritableValue("no text"),
            VoiceAgentsError(.refused, operation: "o", message: "m"), MissingAPIKey(variable: "V"),
        ]
        for error in errors { #expect(error.localizedDescription == "\(error)") }
    }
}
