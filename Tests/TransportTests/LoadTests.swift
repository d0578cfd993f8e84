import Foundation
import Testing
import VoiceAgentsCore

extension TransportTests {
    @Suite struct LoadTests {

        @Test(arguments: Subject.allCases)
        func concurrentRequestsAreAnswered(_ subject: Subject) async throws {
            let transport = subject.shared
            let watchdog = Watchdog(limit: .seconds(50), "two hundred requests at once")
            defer { watchdog.stop() }
            let server = try LoopbackServer { $0.reply(to: $1, body: Data($1.path.utf8)) }
            defer { server.stop() }
            let requests = try (0..<200).map { number in
                TransportRequest(number.isMultiple(of: 2) ? .get : .post, try server.url("/\(number)"))
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for request in requests {
                    group.addTask {
                        let response = try await transport.send(request)
                        #expect(response.text == request.url.path)
                    }
                }
                try await group.waitForAll()
            }
            #expect(Set(server.requests.map(\.path)).count == 200)
            #expect(server.requests.count == 200)
        }

        #if os(Linux)
        /// Six rounds, the first to warm up. A leak shows in every round, other use of memory does not.
        @Test(arguments: Subject.allCases)
        func memoryStaysStable(_ subject: Subject) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { $0.reply(to: $1, body: Data(repeating: 0x20, count: 4096)) }
            defer { server.stop() }
            let requests = [
                TransportRequest(.get, try server.url("/")),
                TransportRequest(.post, try server.url("/"), body: String(repeating: "x", count: 1024)),
            ]
            var residentPages: [Int] = []
            for _ in 0..<6 {
                for number in 0..<1000 { _ = try await transport.send(requests[number % 2]) }
                server.forget()
                let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
                residentPages.append(try #require(Int(fields[1])))
            }
            let growth = zip(residentPages.dropFirst(), residentPages).map { ($0 - $1) * 4096 }
            #expect(growth.min() ?? .max < 2_000_000, "\(growth)")
            #expect(growth.reduce(0, +) < 10_000_000, "\(growth)")
        }
        #endif
    }
}
