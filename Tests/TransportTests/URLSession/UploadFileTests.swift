import Foundation
import Testing
import VoiceAgentsCore

@testable import VoiceAgentsURLSession

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

extension TransportTests.URLSessionTests {
    @Suite struct UploadFileTests {
        /// The file is removed between the check and the sending.
        @Test func removedFileIsAnError() async throws {
            struct Later: SessionProvider {
                let borrowed = AsyncStream<@Sendable (URLSession) -> Void>.makeStream()
                func acquire(_ receiver: @escaping @Sendable (URLSession) -> Void) {
                    borrowed.continuation.yield(receiver)
                }
                func release(_ session: URLSession, isUnconnected: Bool) {}
            }
            let server = try LoopbackServer { $0.reply(to: $1) }
            defer { server.stop() }
            let folder = try Folder()
            let url = folder["upload.wav"]
            try Data(count: 10).write(to: url)
            let sessions = Later()
            var request = URLRequest(url: try server.url("/"))
            request.httpMethod = "POST"
            let exchange = HTTPExchange(request, sessions: sessions, files: RequestBody([.file(url, count: 10)]))
            let task = Task { try await exchange.reply(within: .seconds(60)) }
            var borrowed = sessions.borrowed.stream.makeAsyncIterator()
            let lend = try #require(await borrowed.next())
            try FileManager.default.removeItem(at: url)
            lend(.withTaskDelegates(.ephemeral))
            let error = await #expect(throws: TransportError.self) { try await task.value }
            #expect(error?.kind == .fileFailure)
            #expect(server.requests.isEmpty)
        }
    }
}
