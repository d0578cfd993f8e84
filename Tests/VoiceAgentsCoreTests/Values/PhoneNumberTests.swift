import Foundation
import Testing
import VoiceAgentsCore

@Suite struct PhoneNumberTests {
    @Test(arguments: ["+31612345678", "+15", "+123456789012345"])
    func phoneNumberAcceptsE164(text: String) throws {
        #expect(try PhoneNumber(validating: text).e164 == text)
    }

    @Test(arguments: [
        ("0612345678", "it does not start with + and a country code"),
        ("", "it does not start with + and a country code"),
        ("+0612345678", "a country code never starts with 0"), ("+1", "it has fewer than 2 digits"),
        ("+", "it has fewer than 2 digits"), ("+1234567890123456", "it has 16 digits and 15 is the most"),
        ("+31 612345678", "character 4 is not a digit"), ("+٣١٦١٢٣٤٥", "character 2 is not a digit"),
    ])
    func phoneNumberRejectsOtherTexts(text: String, problem: String) {
        let error = #expect(throws: InvalidPhoneNumber.self) { try PhoneNumber(validating: text) }
        #expect(error?.problem == problem)
        #expect(error?.text == text)
        #expect(error?.description == "Not an E.164 phone number: \(problem). Expected a form like +14155551234.")
    }

    @Test(arguments: [
        "+1 (415) 555-1234", "+1.415.555.1234", " +1\u{A0}415\u{2011}555\u{2013}1234 ", "+14155551234",
        "\t+1-415-555-1234\r\n",
        "\u{202A}+1 [415] 555 1234\u{202C}",
    ])
    func punctuationIsRemoved(text: String) throws {
        #expect(try PhoneNumber(removingPunctuationFrom: text) == "+14155551234")
    }

    @Test(arguments: [
        "(415) 555-1234", "001 415 555 1234", "+1 415 555 1234 ext. 5", "+1/415/5551234", "+1 415 555-CALL", "",
        "+31 (0)6 12345678", "+44 [ 0 ] 20 7946 0000",
    ])
    func onlyPunctuationIsRemoved(text: String) {
        let error = #expect(throws: InvalidPhoneNumber.self) { try PhoneNumber(removingPunctuationFrom: text) }
        #expect(error?.text == text)
    }

    @Test func maskedHidesTheMiddle() throws {
        #expect(PhoneNumber("+31612345678").masked == "+3161•••••78")
        #expect(PhoneNumber("+1234").masked == "+•••")
    }

    @Test func phoneNumberDecodingIsStrict() {
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([PhoneNumber].self, from: Data(#"["anonymous"]"#.utf8))
        }
        #expect("\(String(describing: error))".contains("expected an E.164 phone number"))
    }

    @Test(arguments: ["anonymous", "12345", "sip:desk@pbx.example", "+31612345678", ""])
    func phoneAddressAcceptsAnyText(text: String) throws {
        let json = try JSONEncoder().encode([text])
        let addresses = try JSONDecoder().decode([PhoneAddress].self, from: json)
        #expect(addresses == [PhoneAddress(text)])
        #expect(addresses.first?.phoneNumber?.e164 == (text.hasPrefix("+") ? text : nil))
        #expect(try JSONDecoder().decode([String].self, from: JSONEncoder().encode(addresses)) == [text])
    }
}
