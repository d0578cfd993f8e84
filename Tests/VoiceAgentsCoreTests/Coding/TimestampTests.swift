import Foundation
import Testing
import VoiceAgentsCore

@Suite struct TimestampTests {
    @Test(arguments: [
        ("2025-01-19T10:00:00Z", 1_737_280_800.0), ("2025-01-19T10:00:00", 1_737_280_800),
        ("2025-01-19 10:00:00", 1_737_280_800), ("2025-01-19t10:00:00z", 1_737_280_800),
        ("2025-01-19T12:00:00+02:00", 1_737_280_800), ("2025-01-19T04:30:00-05:30", 1_737_280_800),
        ("2025-01-19T12:00:00+0200", 1_737_280_800), ("2025-01-19T12:00:00+02", 1_737_280_800),
        ("2025-01-19T10:00:00.5Z", 1_737_280_800.5), ("2025-01-19T10:00:00.123456", 1_737_280_800.123456),
        ("2025-01-19T10:00:00.123456789Z", 1_737_280_800.123456789),
        ("2025-01-19T10:00:00.1234567891Z", 1_737_280_800.123456789), ("1970-01-01T00:00:00Z", 0),
        ("1969-12-31T23:59:59Z", -1), ("2000-02-29T00:00:00Z", 951_782_400), ("2016-12-31T23:59:60Z", 1_483_228_800),
        ("0001-01-01T00:00:00Z", -62_135_596_800), ("9999-12-31T23:59:59Z", 253_402_300_799),
    ])
    func timestampReadsEverySpelling(text: String, seconds: Double) throws {
        let date = try #require(Timestamp.date(from: text))
        #expect(abs(date.timeIntervalSince1970 - seconds) < 0.000_001)
    }

    @Test(arguments: [
        "", "2025", "2025-01-19", "2025-13-01T00:00:00Z", "2025-00-01T00:00:00Z", "2025-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z", "2025-04-31T00:00:00Z", "2025-01-19T24:00:00Z", "2025-01-19T10:60:00Z",
        "2025-01-19T10:00:61Z", "2025-01-19T10:00:00.Z", "2025-01-19T10:00:00Zulu", "2025-01-19T10:00:00+25:00",
        "2025-01-19T10:00:00+02:60", "2025-01-19X10:00:00Z", " 2025-01-19T10:00:00Z", "２０２５-01-19T10:00:00Z",
        "yesterday",
    ])
    func timestampRejectsOtherTexts(text: String) { #expect(Timestamp.date(from: text) == nil) }

    @Test(arguments: [
        (1_737_280_800.0, "2025-01-19T10:00:00Z"), (1_737_280_800.5, "2025-01-19T10:00:00.500Z"),
        (1_737_280_800.123456, "2025-01-19T10:00:00.123456Z"), (-0.25, "1969-12-31T23:59:59.750Z"),
        (-62_135_596_800, "0001-01-01T00:00:00Z"), (253_402_300_799, "9999-12-31T23:59:59Z"),
    ])
    func timestampWritesUTC(seconds: Double, text: String) {
        #expect(Timestamp.text(from: Date(timeIntervalSince1970: seconds)) == text)
    }

    @Test(arguments: [Double.infinity, -.infinity, .nan, 1e300, -1e12])
    func timestampRejectsYearsOutOfRange(seconds: Double) {
        #expect(Timestamp.text(from: Date(timeIntervalSince1970: seconds)) == nil)
    }

    @Test func timestampAgreesWithFoundation() throws {
        var style = Date.ISO8601FormatStyle()
        style.timeZone = .gmt
        for day in stride(from: -100_000, through: 100_000, by: 37) {
            let date = Date(timeIntervalSince1970: Double(day) * 86_400 + 3_723)
            let text = style.format(date)
            #expect(Timestamp.text(from: date) == text)
            #expect(Timestamp.date(from: text) == date)
        }
    }
}
