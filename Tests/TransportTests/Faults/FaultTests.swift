import Burki
import Foundation
import Testing

extension TransportTests {
    /// The outcome of each operation under each fault. The table in the documentation is generated from it.
    @Suite struct FaultTests {
        /// The outcomes of a row: read, assign, call.
        typealias Row = (fault: Fault, outcomes: [Outcome])

        /// Some of them end a process that uses `URLSession`.
        private static func faults(for subject: Subject) -> [Fault] {
            Fault.all.filter { subject.survives($0) }
        }

        private static func rows(_ subject: Subject) async throws -> [Row] {
            let transport = subject.shared
            var rows: [Row] = []
            for fault in faults(for: subject) {
                var outcomes: [Outcome] = []
                for operation in FaultOperation.allCases {
                    outcomes.append(try await Outcome.of(fault, operation, through: transport))
                }
                rows.append((fault, outcomes))
            }
            return rows
        }

        @Test(arguments: Subject.allCases)
        func faultsAreReportedAndDocumented(_ subject: Subject) async throws {
            let rows = try await Self.rows(subject)
            for (fault, outcomes) in rows {
                for (operation, outcome) in zip(FaultOperation.allCases, outcomes) {
                    let name: Comment = "\(operation) when the server \(fault.name): \(outcome.cell)"
                    if operation == .call { #expect(outcome.carriedOut <= 1, name) }
                    switch outcome.error?.effect {
                    case nil: #expect(outcome.carriedOut >= 1, name)
                    // A server that redirects carries nothing out; this one counts every request that arrives.
                    case .no?: #expect(outcome.carriedOut == 0 || operation == .read || outcome.isRedirected, name)
                    case .perhaps?: #expect(operation != .read, name)
                    case .yes?:
                        #expect(outcome.carriedOut >= 1, name)
                        #expect(operation != .read, name)
                    }
                    let text = outcome.error.map { "\($0) \(String(describing: $0.underlying))" } ?? ""
                    #expect(!text.contains("127.0.0.1"), name)
                    #expect(!text.contains("key-1"), name)
                }
            }
            try DocumentedTable(subject).compare(rows)
        }

        // Exit tests need Swift 6.2.
        #if canImport(FoundationNetworking) && compiler(>=6.2)
        /// The documentation warns of this; the warning can go when this test fails.
        @Test func urlSessionTrapsOnTruncatedHeaders() async {
            await #expect(processExitsWith: .failure) {
                try await Self.sendToAServerThatCloses(after: "HTTP/1.1 200 OK\r\n")
            }
            await #expect(processExitsWith: .failure) {
                try await Self.sendToAServerThatCloses(after: "HTTP/1.1 200 OK\r\nServer: s\r\nContent-L")
            }
            await #expect(processExitsWith: .failure) {
                try await Self.sendToAServerThatCloses(
                    after: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX-T: 1\r\n\r\n")
            }
            await #expect(processExitsWith: .failure) {
                try await Self.sendToAServerThatCloses(
                    after: "HTTP/1.1 200 OK\r\nContent-Length: \(Int.max)\r\n\r\n{")
            }
            // A complete head is an ordinary error.
            await #expect(processExitsWith: .success) {
                try await Self.sendToAServerThatCloses(after: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n")
            }
        }

        private static func sendToAServerThatCloses(after bytes: String) async throws {
            let server = try LoopbackServer { connection, _ in
                connection.send(bytes)
                connection.hangUp()
            }
            _ = try? await Subject.urlSession.shared.send(TransportRequest(.get, server.url("/")))
        }
        #endif
    }
}

extension Subject {
    /// Whether a process that uses the transport goes on after the fault.
    fileprivate func survives(_ fault: Fault) -> Bool {
        #if canImport(FoundationNetworking)
        !(self == .urlSession && fault.endsProcess)
        #else
        true
        #endif
    }
}

/// The table of one transport in the documentation.
private struct DocumentedTable {
    let subject: Subject
    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Sources/VoiceAgentsCore/VoiceAgentsCore.docc/Reliability.md")

    init(_ subject: Subject) { self.subject = subject }

    private func lines(_ rows: [TransportTests.FaultTests.Row]) -> [String] {
        Fault.all.map { fault in
            guard let row = rows.first(where: { $0.fault.name == fault.name }) else {
                return "| \(fault.name) | **ends the process** | **ends the process** | **ends the process** | |"
            }
            let slowest = row.outcomes.map(\.elapsed).max() ?? .zero
            let tenths = Int((slowest / .milliseconds(100)).rounded())
            let time = tenths == 0 ? "< 0.1 s" : "\(tenths / 10).\(tenths % 10) s"
            return "| \(fault.name) | \(row.outcomes.map(\.cell).joined(separator: " | ")) | \(time) |"
        }
    }

    /// Compares all but the times. With `UPDATE_TABLES` in the environment, the table is written instead.
    func compare(_ rows: [TransportTests.FaultTests.Row]) throws {
        let lines = lines(rows)
        var text = try String(contentsOf: Self.file, encoding: .utf8)
        let start = try #require(text.range(of: "<!-- \(subject.rawValue) -->\n"))
        let end = try #require(text.range(of: "<!-- end -->", range: start.upperBound..<text.endIndex))
        if ProcessInfo.processInfo.environment["UPDATE_TABLES"] != nil {
            let head = "| The server … | read | assign | call | at most |\n|---|---|---|---|---|\n"
            text.replaceSubrange(
                start.upperBound..<end.lowerBound, with: head + lines.joined(separator: "\n") + "\n")
            try text.write(to: Self.file, atomically: true, encoding: .utf8)
        } else {
            let documented = text[start.upperBound..<end.lowerBound].split(separator: "\n").dropFirst(2)
            #expect(documented.map { Self.withoutTime(String($0)) } == lines.map(Self.withoutTime))
        }
    }

    private static func withoutTime(_ line: String) -> String {
        line.split(separator: "|").dropLast().joined(separator: "|")
    }
}
