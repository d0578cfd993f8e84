#if AsyncHTTPClient
import AsyncHTTPClient
import Foundation
import NIOSSL
import Testing
import VoiceAgentsCore

@testable import VoiceAgentsAsyncHTTPClient

extension TransportTests {
    @Suite struct SecureConnectionTests {
        @Test func secureConnectionIsReused() async throws {
            let server = try await SecureServer.start()
            var configuration = HTTPClient.Configuration.ofTransport
            configuration.tlsConfiguration = .makeClientConfiguration()
            configuration.tlsConfiguration?.trustRoots = .certificates([try SecureServer.certificate])
            try await HTTPClient.withHTTPClient(configuration: configuration) { client in
                let transport = AsyncHTTPClientTransport(client: client)
                for number in 0..<50 {
                    let method = number % 2 == 0 ? RequestMethod.get : .post
                    let response = try await transport.send(
                        VoiceAgentsCore.TransportRequest(
                            method, server.url("/\(number)"), body: method == .post ? "{}" : nil, timeout: .seconds(5)))
                    #expect(response.text == "/\(number)")
                }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<200 {
                        let request = VoiceAgentsCore.TransportRequest(.get, try server.url("/\(number)"))
                        group.addTask {
                            let response = try await transport.send(request)
                            #expect(response.text == "/\(number)")
                        }
                    }
                    try await group.waitForAll()
                }
            }
            try await server.stop()
        }

        @Test(arguments: Subject.allCases)
        func untrustedCertificateIsRejected(_ subject: Subject) async throws {
            let server = try await SecureServer.start()
            let error = try await failure(
                of: VoiceAgentsCore.TransportRequest(.post, server.url("/"), body: "{}"), through: subject.shared)
            #expect(error.kind == .insecureConnection)
            #expect(!error.mayHaveReachedServer)
            try await server.stop()
        }
    }
}
#endif
