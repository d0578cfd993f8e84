import ExampleArguments
import Foundation
import VoiceAgentsAsyncHTTPClient
import VoiceAgentsCore
import VoiceAgentsURLSession

#if AsyncHTTPClient
import AsyncHTTPClient
import NIOCore
import NIOFoundationEssentialsCompat
import NIOHTTP1
import NIOHTTPCompression
#endif
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

extension Options.TransportName {
    #if !AsyncHTTPClient
    private static let missingTransport = UsageError(
        "ahc needs `swift run -c release --traits AsyncHTTPClient benchmark`.")
    #endif

    /// Returns the SDK's transport.
    func sdkTransport() throws -> any Transport {
        switch self {
        case .urlsession: return URLSessionTransport.shared
        case .ahc:
            #if AsyncHTTPClient
            return AsyncHTTPClientTransport.shared
            #else
            throw Self.missingTransport
            #endif
        }
    }

    /// Returns a function that sends a request, a GET without a body or a POST with one, and returns the body of the reply.
    func bare(_ baseURL: URL, _ path: String) throws -> @Sendable (_ body: Data?) async throws -> Data {
        let url = baseURL.appending(path: path)
        switch self {
        case .urlsession: return Self.urlSession(url)
        case .ahc:
            #if AsyncHTTPClient
            return Self.asyncHTTPClient(url.absoluteString)
            #else
            throw Self.missingTransport
            #endif
        }
    }

    private static func urlSession(_ url: URL) -> @Sendable (Data?) async throws -> Data {
        let session = URLSession(configuration: .ephemeral)
        return { body in
            var request = URLRequest(url: url)
            request.httpMethod = body == nil ? "GET" : "POST"
            request.httpBody = body
            request.setValue("Bearer benchmark", forHTTPHeaderField: "Authorization")
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
            let sent = request
            return try await withCheckedThrowingContinuation { continuation in
                session.dataTask(with: sent) { data, response, error in
                    if let data, (response as? HTTPURLResponse)?.statusCode == 200 {
                        continuation.resume(returning: data)
                    } else {
                        continuation.resume(throwing: error ?? URLError(.badServerResponse))
                    }
                }.resume()
            }
        }
    }

    #if AsyncHTTPClient
    /// Kept as long as the process and never shut down.
    private static let client = {
        var configuration = HTTPClient.Configuration(decompression: .enabled(limit: .none))
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 500
        return HTTPClient(configuration: configuration)
    }()

    private static func asyncHTTPClient(_ url: String) -> @Sendable (Data?) async throws -> Data {
        let client = client
        return { body in
            var request = HTTPClientRequest(url: url)
            request.method = body == nil ? .GET : .POST
            request.headers.add(name: "Authorization", value: "Bearer benchmark")
            request.headers.add(name: "Accept", value: "application/json")
            request.headers.add(name: "Accept-Encoding", value: "gzip")
            if let body {
                request.headers.add(name: "Content-Type", value: "application/json")
                request.body = .bytes(ByteBuffer(data: body))
            }
            let response = try await client.execute(request, timeout: .seconds(30))
            guard response.status == .ok else { throw URLError(.badServerResponse) }
            return Data(buffer: try await response.body.collect(upTo: 16_777_216))
        }
    }
    #endif
}
