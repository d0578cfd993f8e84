import Foundation
import Testing
import VoiceAgentsCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension TransportTests {
    @Suite struct LostReplyTests {

        @Test(arguments: Subject.with(Beginning.allCases, [RequestMethod.get, .post]))
        func truncatedReplyIsConnectionLost(_ subject: Subject, _ beginning: Beginning, _ method: RequestMethod)
            async throws
        {
            let transport = subject.shared
            let server = try LoopbackServer { connection, _ in
                connection.send(beginning.bytes)
                connection.hangUp()
            }
            defer { server.stop() }
            let error = try await failure(
                of: TransportRequest(method, server.url("/?to=31201234567")), through: transport)
            #expect(error.kind == .connectionLost)
            #expect(error.mayHaveReachedServer)
        }

        @Test(arguments: Subject.allCases, Beginning.allCases)
        func resetIsConnectionLost(_ subject: Subject, _ beginning: Beginning) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { connection, _ in
                connection.send(beginning.bytes)
                connection.reset()
            }
            defer { server.stop() }
            let error = try await failure(of: TransportRequest(.post, server.url("/"), body: "{}"), through: transport)
            #expect(error.kind == .connectionLost)
            #expect(error.mayHaveReachedServer)
        }

        /// `localhost` has two addresses, and the first one refuses. The lost reply must not be reported as a refusal.
        @Test(arguments: Subject.allCases)
        func refusalByAnotherAddressIsNotCannotConnect(_ subject: Subject) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { connection, _ in connection.hangUp() }
            defer { server.stop() }
            let error = try await failure(
                of: TransportRequest(.post, server.url("/", host: "localhost"), body: "{}"), through: transport)
            #expect(server.requests.count == 1)
            #expect(error.kind == .connectionLost)
            #expect(error.mayHaveReachedServer)
        }

        @Test(arguments: Subject.allCases, [RequestMethod.get, .post])
        func refusedConnectionIsNotSent(_ subject: Subject, _ method: RequestMethod) async throws {
            let transport = subject.shared
            let (descriptor, port) = try Socket.bound()
            defer { close(descriptor) }
            let url = try #require(URL(string: "http://127.0.0.1:\(port)/?to=31201234567"))
            let error = try await failure(of: TransportRequest(method, url), through: transport)
            #expect(error.kind == .cannotConnect)
            #expect(!error.mayHaveReachedServer)
        }

        #if canImport(FoundationNetworking)
        @Test(arguments: Subject.allCases)
        func replyThatIsNotHTTPIsMalformed(_ subject: Subject) async throws {
            let transport = subject.shared
            let server = try LoopbackServer { connection, _ in
                connection.send("220 mail.example ready\r\n\r\n")
                connection.hangUp()
            }
            defer { server.stop() }
            let error = try await failure(of: TransportRequest(.post, server.url("/"), body: "{}"), through: transport)
            #expect(error.kind == .malformedReply)
            #expect(error.mayHaveReachedServer)
        }
        #endif

        @Test(arguments: Subject.allCases)
        func serverWithoutTLSCannotBeConnected(_ subject: Subject) async throws {
            let transport = subject.shared
            let server = try LoopbackServer(onConnect: { connection in
                connection.send("HTTP/1.1 400 Bad Request\r\n\r\n")
                connection.waitForClient()
            }) { _, _ in }
            defer { server.stop() }
            let error = try await failure(
                of: TransportRequest(.post, server.url("/", scheme: "https"), body: "{}"), through: transport)
            #expect(error.kind == .insecureConnection)
            #expect(!error.mayHaveReachedServer)
            #expect(server.requests.isEmpty)
        }
    }
}
