import Burki
import Flireo
import Foundation
import Testing
import VoiceAgentsFixtures
import VoiceAgentsTesting

@Suite struct ReadmeTests {
    @Test func theTableHasEveryOperationAsItIsOnTheWire() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
        let rows = try String(contentsOf: file, encoding: .utf8).matches(
            of: /\| `([a-z]+\.[A-Za-z.]+)` \| `([A-Z]+) ([^`]+)` \| (\w+) \|/
        ).map { ($0.output.1, $0.output.2, $0.output.3, $0.output.4) }
        let operations = BurkiClient.operations + FlireoClient.operations
        #expect(rows.map { String($0.0) } == operations.map(\.name))
        for (name, method, path, repeated) in rows {
            let operation = try #require(operations.first { $0.name == name })
            #expect(method == operation.method.rawValue)
            #expect((repeated == "never") == (operation.safety == .unrepeatable), "\(name)")
            let recorded = try Fixtures.exchange(String(name).replacing(".", with: "/")).request.path
            let (template, parts) = (path.split(separator: "/"), recorded.split(separator: "/"))
            #expect(
                template.count == parts.count && zip(template, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 },
                "\(name)")
        }
    }

    @Test func theTableHasEveryEventOfFlireo() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
        let rows = try String(contentsOf: file, encoding: .utf8).matches(of: /\| `([a-z-]+)` \| `on[A-Za-z]+`/)
        let types = try Fixtures.exchanges(of: "flireo-events").compactMap { recorded in
            let event = try ServerEvent(body: JSONEncoder().encode(recorded.exchange.request.body))
            if case .unknown = event { return nil as String? }
            return event.type
        }
        #expect(Set(rows.map { String($0.output.1) }) == Set(types) && rows.count == 4)
    }
}
