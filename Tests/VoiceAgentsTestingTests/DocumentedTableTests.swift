import Burki
import Flireo
import Foundation
import OperationTables
import Testing
import VoiceAgentsTesting

/// Where the documentation prints what the code declares.
enum DocumentedTables {
    static let operations = article("OperationTable")
    static let identities = article("UnexpectedReplies")
    static let kinds = article("Errors")

    private static func article(_ name: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/VoiceAgentsCore/VoiceAgentsCore.docc/\(name).md")
    }
}

@Suite struct DocumentedTableTests {
    @Test("The documented table of operations equals the generated one")
    func operationTableIsCurrent() throws {
        try compare(Platform.all.operationTable, with: "operations", in: DocumentedTables.operations)
    }

    @Test("The documented table of the members that a reply cannot be without equals the generated one")
    func identityTableIsCurrent() throws {
        try compare(Platform.all.identityTable, with: "identities", in: DocumentedTables.identities)
    }

    /// With `UPDATE_TABLES` in the environment, the table is written instead.
    private func compare(_ table: String, with name: String, in file: URL) throws {
        var text = try String(contentsOf: file, encoding: .utf8)
        let start = try #require(text.range(of: "<!-- \(name) -->\n"))
        let end = try #require(text.range(of: "<!-- end -->", range: start.upperBound..<text.endIndex))
        if ProcessInfo.processInfo.environment["UPDATE_TABLES"] != nil {
            text.replaceSubrange(start.upperBound..<end.lowerBound, with: table)
            try text.write(to: file, atomically: true, encoding: .utf8)
        } else {
            #expect(text[start.upperBound..<end.lowerBound] == table)
        }
    }

    @Test("Every kind of error has a row that says what to do")
    func errorTableIsComplete() throws {
        let table = try String(contentsOf: DocumentedTables.kinds, encoding: .utf8)
        let rows = table.matches(of: /\| ``VoiceAgentsError\/Kind\/(\w+)`` \|(?: [^|]+ \|){4}\n/)
            .map { String($0.output.1) }
        let source = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/VoiceAgentsCore/Errors/VoiceAgentsError.swift")
        let kinds = try String(contentsOf: source, encoding: .utf8).matches(of: /public static let (\w+) = Kind\(/)
            .map { String($0.output.1) }
        #expect(rows.sorted() == kinds.sorted())
        #expect(kinds.count >= 18)
    }

    @Test func eventTableIsComplete() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Flireo/Flireo.docc/Events.md")
        let rows = try String(contentsOf: file, encoding: .utf8).matches(of: /\| `([a-z-]+)` \| `on[A-Za-z]+`/)
        let types = try Fixtures.exchanges(of: "flireo-events").compactMap { recorded in
            let event = try ServerEvent(body: JSONEncoder().encode(recorded.exchange.request.body))
            if case .unknown = event { return nil as String? }
            return event.type
        }
        #expect(Set(rows.map { String($0.output.1) }) == Set(types))
        #expect(rows.count == 4)
    }
}

extension [Platform] {
    /// A Markdown table of their operations: name, request, whether the SDK repeats it, how the simulator answers it.
    fileprivate var operationTable: String {
        get throws {
            var rows = ["| Operation | Request | Repeated | Simulator |", "|---|---|---|---|"]
            for platform in self {
                for operation in platform.operations {
                    let repeated = operation.safety == .unrepeatable ? "never" : "yes"
                    let tier = try #require(platform.tiers[operation], "\(operation) has no tier").rawValue
                    rows.append(
                        "| `\(operation.name)` | `\(operation.method.rawValue) \(operation.path)` | \(repeated) | \(tier) |"
                    )
                }
            }
            return rows.joined(separator: "\n") + "\n"
        }
    }

    /// A Markdown table of the members that the replies of each operation cannot be without.
    fileprivate var identityTable: String {
        get throws {
            var rows = ["| Operation | A reply needs | A part needs |", "|---|---|---|"]
            for recorded in try Recorded.all.filter({ $0.exchange.expected == nil && !$0.path.contains("-") }) {
                let members = Identity.members(of: recorded)
                let list = { (members: [String]) in members.map { "`\($0)`" }.joined(separator: ", ") }
                rows.append(
                    "| `\(recorded.exchange.operation)` | \(list(members.ofReply)) | \(list(members.ofParts)) |")
            }
            return rows.joined(separator: "\n") + "\n"
        }
    }
}
