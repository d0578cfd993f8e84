import Foundation
import Testing
import VoiceAgentsCore

@testable import VoiceAgentsURLSession

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

extension TransportTests.OnURLSession {
    @Suite struct Multiplexing {
        @Test(
            arguments: [
                ("https", [:], true), ("HTTPS", ["X-Via": "proxy"], true), ("http", [:], false),
                ("https", ["connection": "close"], false), ("https", ["Connection": "keep-alive"], false),
                ("https", ["Keep-Alive": "timeout=5"], false), ("https", ["Transfer-Encoding": "chunked"], false),
            ] as [(String, [String: String], Bool)])
        func areImpossibleOnlyInHTTP2(_ scheme: String, _ fields: [String: String], _ isMultiplexed: Bool) throws {
            let url = try #require(URL(string: "\(scheme)://api.example/"))
            var response = TransportResponse(status: 200)
            for (name, value) in fields { response.headers[name] = value }
            #expect(response.isMultiplexed(from: url) == isMultiplexed)
        }
    }
}
