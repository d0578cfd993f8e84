import Foundation
import Testing
import VoiceAgentsCore

private struct Price: Codable, Equatable {
    var monthly: DecimalAmount?
}

@Suite struct DecimalAmountTests {
    @Test(arguments: [
        ("2.00", "2"), ("0", "0"), ("-0.10", "-0.1"), ("1234.50", "1234.5"), ("007", "7"),
        // More digits than floating point holds.
        ("90071992547409.93", "90071992547409.93"), ("0.1234567890123456789", "0.1234567890123456789"),
    ])
    func amountKeepsTextAndExactNumber(text: String, number: String) {
        let amount = DecimalAmount(text)
        #expect(amount.rawValue == text)
        #expect(amount.description == text)
        #expect(amount.decimal == Decimal(string: number))
    }

    @Test(arguments: [
        "", "2,00", "1,234.50", "1.", ".5", ".", "-", "--1", "+1", "1e3", " 2", "2 ", "2.0.0", "€2", "2 EUR", "NaN",
        "inf", "0x10", "٢", "２", "5\u{FE0F}\u{20E3}", "1\u{301}", "1_000",
        // A digit more than `Decimal` holds.
        "0.123456789012345678901234567890123456789",
    ])
    func otherTextIsKeptWithoutANumber(text: String) {
        let amount = DecimalAmount(text)
        #expect(amount.decimal == nil)
        #expect(amount.rawValue == text)
    }

    @Test func amountsCompareByText() {
        #expect(DecimalAmount("2.00") != DecimalAmount("2"))
        #expect(DecimalAmount("2.00") == DecimalAmount(rawValue: "2.00"))
        #expect(DecimalAmount("2.00").decimal == DecimalAmount("2").decimal)
    }

    @Test(arguments: [
        (#""2.00""#, "2.00"), (#""2,00""#, "2,00"), (#""""#, ""), ("2.5", "2.5"), ("2", "2"), ("-0.1", "-0.1"),
        ("1e3", "1000"),
        ("0.1234567890123456789", "0.1234567890123456789"), ("90071992547409.93", "90071992547409.93"),
    ])
    func amountReadsTextsAndNumbers(json: String, text: String) throws {
        let reply = Data(#"{"monthly":\#(json)}"#.utf8)
        #expect(try ReplyDecoder().decode(Price.self, from: reply).monthly == DecimalAmount(text))
        #expect(try JSONDecoder.forReplies.decode(Price.self, from: reply).monthly == DecimalAmount(text))
    }

    @Test(arguments: ["true", "[]", "{}", "[\"2.00\"]"]) func amountRejectsOtherJSON(json: String) {
        let reply = Data(#"{"monthly":\#(json)}"#.utf8)
        #expect(throws: DecodingError.self) { try ReplyDecoder.strict.decode(Price.self, from: reply) }
        #expect(throws: DecodingError.self) { try JSONDecoder.forReplies.decode(Price.self, from: reply) }
    }

    @Test(arguments: [#"{"monthly":"2.00"}"#, #"{"monthly":""}"#, "{}"]) func amountRoundTrips(json: String)
        throws
    {
        let price = try ReplyDecoder().decode(Price.self, from: Data(json.utf8))
        #expect(String(decoding: try JSONEncoder.forRequests.encode(price), as: UTF8.self) == json)
    }
}
