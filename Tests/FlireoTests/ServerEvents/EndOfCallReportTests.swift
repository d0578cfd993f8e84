import Flireo
import Foundation
import Testing
import VoiceAgentsTesting

@Suite struct EndOfCallReportTests {
    private func report(_ name: String) throws -> ServerEvent.EndOfCallReport {
        guard case .endOfCallReport(let report) = try event(name) else { throw AnotherEvent() }
        return report
    }

    @Test func transcriptIsSplitIntoLines() throws {
        let report = try report("endOfCallReport")
        let lines = report.lines
        #expect(lines.count == 9)
        #expect(lines.map(\.speaker) == (0..<9).map { $0.isMultiple(of: 2) ? .assistant : .caller })
        #expect(lines[0].text == "Goedemiddag, met Julia van Voorbeeld Bedrijf, hoe kan ik u vandaag helpen?")
        #expect(lines[7].text == "Vooral backend.")
        let whole = lines.map { "\($0.speaker?.rawValue ?? "?"): \($0.text)" }.joined(separator: "\n")
        #expect(whole == report.transcriptText)
    }

    @Test func lineWithoutKnownSpeakerContinuesThePrevious() throws {
        #expect(
            try report("endOfCallReport-odd").lines == [
                .init(speaker: nil, text: "Welkom."),
                .init(speaker: .assistant, text: "Goedemiddag.\nHoe kan ik helpen?"),
                .init(speaker: .caller, text: "Operator: Een moment.\nAI:hallo"),
            ])
        #expect(ServerEvent.EndOfCallReport(transcriptText: "").lines == [])
        #expect(ServerEvent.EndOfCallReport().lines == [])
    }

    @Test func recordingLinksAreNotPrinted() throws {
        for name in ["endOfCallReport", "endOfCallReport-odd"] {
            let event = try event(name)
            var dumped = ""
            dump(event, to: &dumped)
            #expect(!dumped.contains("EXAMPLE_TOKEN"))
            for text in ["\(event)", String(reflecting: event)] {
                #expect(!text.contains("EXAMPLE_TOKEN"))
                #expect(text.contains("[redacted]"))
            }
        }
    }
}
