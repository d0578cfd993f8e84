#if AsyncHTTPClient
public import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
public import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Sends requests with [AsyncHTTPClient](https://github.com/swift-server/async-http-client). The transport for servers.
///
/// It needs the package's trait `AsyncHTTPClient`; with the trait on, clients use ``shared`` unless they are given another
/// transport. It keeps what `Transport` promises where AsyncHTTPClient alone does not:
///
/// - `TransportRequest.timeout` covers the whole attempt, up to the last byte of the reply.
/// - A refused port, an unknown host and an untrusted certificate fail at once, not at the time limit.
/// - A request that failed while it waited for a connection is known not to have been sent.
/// - Replies are decompressed, and end the exchange when they are longer than `TransportRequest.maximumReplySize`.
/// - Redirects come back as 3xx responses. Cookies are not kept.
/// - A reply on an idle connection closes it, and is not taken for the reply to the next request.
///
/// Connections are kept open between requests, one for each request that is under way and at most 100 to a host; more
/// requests wait, within their time limit. It speaks HTTP/1.1, where it is certain which requests a lost connection
/// concerns. There is nothing to shut down.
public final class AsyncHTTPClientTransport: Transport {
    /// The transport of every client that is not given another one.
    public static let shared = AsyncHTTPClientTransport()

    private let client: HTTPClient
    private let isOwn: Bool
    /// One for all requests, so that none has to change threads between its connection and its delegate.
    private let eventLoop: any EventLoop

    /// Creates a transport with connections of its own, which close when it is released. Make one and share it.
    public convenience init() { self.init(client: HTTPClient(configuration: .ofTransport), isOwn: true) }

    /// Creates a transport on a client of your own, which stays yours to shut down.
    ///
    /// Its proxy, certificates, HTTP version and time limits are used. Redirects are not followed, whatever it is set
    /// to. Replies are decompressed only if its `decompression` is on; then add `Accept-Encoding` to
    /// `ClientConfiguration.headers`. Turn its `connectionPool.retryConnectionEstablishment` off, otherwise an address
    /// that does not answer is reported only at the time limit. It does not notice an answer that comes
    /// unasked, and AsyncHTTPClient itself traps on a status below 100.
    public convenience init(client: HTTPClient) { self.init(client: client, isOwn: false) }

    private init(client: HTTPClient, isOwn: Bool) {
        self.client = client
        self.isOwn = isOwn
        eventLoop = client.eventLoopGroup.next()
    }

    deinit {
        // A client that is released without it traps in debug builds.
        if isOwn { _ = client.shutdown() }
    }

    /// Sends `request` and waits for the whole response, for `TransportRequest.timeout` at most.
    ///
    /// - Throws: `CancellationError` as soon as the calling task is cancelled, otherwise `TransportError`.
    public func send(_ request: VoiceAgentsCore.TransportRequest) async throws -> TransportResponse {
        try Task.checkCancellation()
        guard request.timeout > .zero else {
            throw TransportError(.timedOut, mayHaveReachedServer: false, reason: "There was no time left.")
        }
        let exchange = Exchange(request, followsRedirects: !isOwn)
        return try await exchange.reply(
            through: client, on: eventLoop, asking: HTTPClient.Request(request, asksForCompression: isOwn),
            deadline: .now() + request.timeout.timeAmount)
    }
}

/// The most bytes that a compressed reply may become. The limit of AsyncHTTPClient is one for all requests, and unlike that
/// of a request it holds within a single read, which can grow a thousandfold.
private let largestCompressedReply = 16_777_216

extension HTTPClient.Configuration {
    /// The settings of a transport's own client.
    static var ofTransport: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            // Longer than most requests may take. Each brings its own limit.
            timeout: Timeout(connect: .seconds(30)),
            // Servers close idle connections after 5 seconds or later. A request that meets the closing may be lost,
            // and it is unknown whether it was carried out.
            connectionPool: ConnectionPool(idleTimeout: .seconds(4), concurrentHTTP1ConnectionsPerHostSoftLimit: 100),
            // As much as a reply may have by default. It is asked only for replies that may not have more.
            decompression: .enabled(limit: .size(largestCompressedReply)))
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        configuration.http1_1ConnectionDebugInitializer = StrayAnswers.watch
        return configuration
    }
}

extension HTTPClient.Request {
    fileprivate init(_ request: VoiceAgentsCore.TransportRequest, asksForCompression: Bool) throws {
        var headers = HTTPHeaders()
        for field in request.headers.fields { headers.add(name: field.name, value: field.value) }
        if asksForCompression, request.maximumReplySize <= largestCompressedReply,
            request.headers["Accept-Encoding"] == nil
        {
            headers.add(name: "Accept-Encoding", value: "gzip")
        }
        do {
            try self.init(
                url: request.url, method: HTTPMethod(rawValue: request.method.rawValue), headers: headers,
                body: request.body.map {
                    try HTTPClient.Body($0, progress: request.destination == nil ? request.progress : nil)
                })
        } catch let error as HTTPClientError {
            throw TransportError(
                .declined, mayHaveReachedServer: false, reason: "Only http and https addresses with a host will do.",
                underlying: error)
        } catch {
            throw TransportError(error, wasSent: false, status: nil)
        }
    }
}

extension Duration {
    fileprivate var timeAmount: TimeAmount {
        // No caller waits a year; the bound keeps absurd limits out of the arithmetic.
        let (seconds, attoseconds) = min(self, .seconds(31_536_000)).components
        return .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
#endif
