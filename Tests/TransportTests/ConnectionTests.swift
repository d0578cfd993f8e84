import Foundation
import Testing
import VoiceAgentsCore

extension TransportTests {
    @Suite struct ConnectionTests {
        @Test(arguments: Subject.allCases)
        func failedConnectionIsReportedBeforeTheTimeout(_ subject: Subject) async throws {
            let transport = subject.make()
            let (descriptor, port) = try Socket.bound()
            defer { close(descriptor) }
            let untrusted = try LoopbackServer(onConnect: { connection in
                connection.send("HTTP/1.1 400 Bad Request\r\n\r\n")
                connection.waitForClient()
            }) { _, _ in }
            defer { untrusted.stop() }
            let urls = [
                URL(string: "http://127.0.0.1:\(port)/"), URL(string: "http://nowhere.invalid/"),
                try untrusted.url("/", scheme: "https"),
            ]
            for url in urls {
                let elapsed = try await time {
                    let error = try await failure(
                        of: TransportRequest(.post, #require(url), body: "{}", timeout: .seconds(300)),
                        through: transport)
                    #expect([.cannotConnect, .unknownHost, .insecureConnection].contains(error.kind))
                    #expect(!error.mayHaveReachedServer)
                }
                #expect(elapsed < .seconds(60))
            }
        }

        #if canImport(FoundationNetworking)
        @Test func urlSessionRefusesIPv6AddressesOnLinux() async throws {
            let url = try #require(URL(string: "http://[::1]:9/"))
            let error = try await failure(of: TransportRequest(.get, url), through: Subject.urlSession.shared)
            #expect(error.kind == .declined)
            #expect(!error.mayHaveReachedServer)
            #expect(error.reason?.contains("AsyncHTTPClientTransport") == true)
        }
        #endif

        /// More requests at once than the maximum of connections.
        @Test(arguments: Subject.allCases)
        func requestsBeyondTheConnectionLimitAreSent(_ subject: Subject) async throws {
            let transport = subject.make()
            let server = try LoopbackServer { $0.reply(to: $1, body: Data($1.path.utf8)) }
            defer { server.stop() }
            let urls = try (0..<1000).map { try server.url("/\($0)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (index, url) in urls.enumerated() {
                    group.addTask {
                        let method = index % 10 == 0 ? RequestMethod.post : .get
                        let response = try await transport.send(TransportRequest(method, url))
                        #expect(response.text == url.path)
                    }
                }
                try await group.waitForAll()
            }
            #expect(Set(server.requests.map(\.path)).count == 1000)
            #expect(server.requests.count == 1000)
        }
    }
}
