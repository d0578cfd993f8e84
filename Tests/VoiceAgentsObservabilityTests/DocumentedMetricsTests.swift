#if Observability
import Foundation
import Testing
import VoiceAgentsObservability

@Suite struct DocumentedMetricsTests {
    @Test("The article lists each metric once", arguments: Metric.allCases)
    func articleListsMetric(_ metric: Metric) throws {
        let article = URL(filePath: #filePath).appending(
            path: "../../../Sources/VoiceAgentsObservability/VoiceAgentsObservability.docc/Metrics.md"
        ).standardizedFileURL
        let rows = try String(contentsOf: article, encoding: .utf8).split(separator: "\n").filter {
            $0.hasPrefix("| `\(metric.rawValue)` |")
        }
        #expect(rows.count == 1)
    }
}
#endif
