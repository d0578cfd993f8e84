import Foundation
import Testing
import VoiceAgentsCore

@testable import VoiceAgentsURLSession

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

extension TransportTests.URLSessionTests {
    @Suite struct MultiplexingTests {
        @Test(
            arguments: [
                ("https", [:], true), ("HTTPS", ["X-Via": "proxy"], true), ("http", [:], false),
                ("https", ["connection": "close"], false), ("https", ["Connection": "keep-alive"], false),
                ("https", ["Keep-Alive": "timeout=5"], false), ("https", ["Transfer-Encoding": "chunked"], false),
            ] as [(String, [String: String], Bool)])
        func multiplexedReplyIsRecognized(_ scheme: String, _ fields: [String: String], _ isMultiplexed: Bool) throws {
            let url = try #require(URL(string: "\(scheme)://api.example/"))
            var response = TransportResponse(status: 200)
            for (name, value) in fields { response.headers[name] = value }
            #expect(response.isMultiplexed(from: url) == isMultiplexed)
        }
    }
}
