#if AsyncHTTPClient
public import AsyncHTTPClient
import NIOConcurrencyHelpers
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
public import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A transport on [AsyncHTTPClient](https://github.com/swift-server/async-http-client), for servers.
///
/// It needs the package's trait `AsyncHTTPClient`; with the trait on, clients that are created without a transport use ``shared``.
/// It meets the requirements of `Transport` that AsyncHTTPClient alone does not meet:
///
/// - `TransportRequest.timeout` covers the whole attempt, up to the last byte of the reply.
/// - A refused port, an unknown host and an untrusted certificate fail immediately, not at the time limit.
/// - A request that failed while it waited for a connection is reported as not sent.
/// - Replies are decompressed, and a reply larger than `TransportRequest.maximumReplySize` ends the request.
/// - Redirects are returned as 3xx responses. Cookies are not stored.
/// - On the transport's own connections, a write gets a new one. The other requests reuse connections, which the server can
///   close at the moment at which a request is sent; whether it was carried out would then be unknown.
/// - Bytes that arrive on an idle connection close it, and are not taken for the reply to the next request.
///
/// Connections are kept open between requests. A new connection costs a request one round trip more to the server, two with TLS. The
/// transport uses HTTP/1.1, where it is certain which request a lost connection affects. It does not have to be shut down.
public final class AsyncHTTPClientTransport: Transport {
    /// The transport of every client that is created without one.
    public static let shared = AsyncHTTPClientTransport()

    private let eventLoops: [EventLoopClients]
    /// The number of requests on each event loop.
    private let requests: NIOLockedValueBox<[Int]>
    private let isOwn: Bool

    /// Creates a transport with its own connections, which are closed when it is released. Create one transport and share it.
    ///
    /// - Parameter maximumConnectionsPerHost: The largest number of connections to a host, 1 or more. Further requests wait, within
    ///   their time limits. Writes have as many of their own, so that a process needs twice as many file
    ///   descriptors for a host; see `ulimit -n`. Default: 500.
    public convenience init(maximumConnectionsPerHost: Int = 500) {
        let maximum = max(1, maximumConnectionsPerHost)
        let eventLoops = Array(HTTPClient.defaultEventLoopGroup.makeIterator()).prefix(maximum)
        var configuration = HTTPClient.Configuration.ofTransport
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = maximum / eventLoops.count
        var singleUse = configuration
        singleUse.maximumUsesPerConnection = 1
        // A connection whose request was cancelled before it was sent must not wait for the next request.
        singleUse.connectionPool.idleTimeout = .nanoseconds(1)
        self.init(
            eventLoops.map { eventLoop in
                EventLoopClients(
                    client: HTTPClient(eventLoopGroup: eventLoop, configuration: configuration),
                    singleUseClient: HTTPClient(eventLoopGroup: eventLoop, configuration: singleUse))
            }, isOwn: true)
    }

    /// Creates a transport on an existing client, which the caller has to shut down.
    ///
    /// The client's proxy, certificates, HTTP version and time limits apply. Redirects are not followed, regardless of its
    /// configuration. Replies are decompressed only if its `decompression` is on; then add `Accept-Encoding` to
    /// `ClientConfiguration.headers`. Turn its `connectionPool.retryConnectionEstablishment` off; otherwise a host that does not
    /// respond is reported only at the time limit. Unsolicited responses are not detected. Use the client for nothing else:
    /// AsyncHTTPClient traps on a status below 100, and can trap when a request uses a connection of another event loop.
    ///
    /// - Parameters:
    ///   - client: The client.
    ///   - singleUseClient: The client for writes, with a `maximumUsesPerConnection` of 1. `nil`: they
    ///     share the connections of the other requests, and the outcome of a call is unknown more often.
    public convenience init(client: HTTPClient, singleUseClient: HTTPClient? = nil) {
        self.init([EventLoopClients(client: client, singleUseClient: singleUseClient ?? client)], isOwn: false)
    }

    private init(_ eventLoops: [EventLoopClients], isOwn: Bool) {
        self.eventLoops = eventLoops
        self.isOwn = isOwn
        requests = NIOLockedValueBox(Array(repeating: 0, count: eventLoops.count))
    }

    deinit {
        // A client that is released without a shutdown traps in debug builds.
        if isOwn { for (client, _) in eventLoops.flatMap({ [$0.reusing, $0.singleUse] }) { _ = client.shutdown() } }
    }

    /// Sends a request and returns its complete response within `TransportRequest.timeout`.
    ///
    /// - Throws: `TransportError`, or `CancellationError` as soon as the calling task is cancelled.
    public func send(_ request: VoiceAgentsCore.TransportRequest) async throws -> TransportResponse {
        try Task.checkCancellation()
        guard request.timeout > .zero else {
            throw TransportError(.timedOut, mayHaveReachedServer: false, reason: "There was no time left.")
        }
        // An event loop with few requests probably has an idle connection.
        let index = requests.withLockedValue { requests in
            let index = requests.indices.min { requests[$0] < requests[$1] } ?? 0
            requests[index] += 1
            return index
        }
        defer { requests.withLockedValue { $0[index] -= 1 } }
        let clients = eventLoops[index]
        let (client, eventLoop) = request.needsFreshConnection ? clients.singleUse : clients.reusing
        let exchange = HTTPExchange(request, clientFollowsRedirects: !isOwn)
        return try await exchange.reply(
            through: client, on: eventLoop,
            asking: HTTPClient.Request(
                request, asksForCompression: isOwn,
                closesConnection: request.needsFreshConnection && clients.hasSingleUseClient),
            deadline: .now() + .nanoseconds(request.timeout.clampedNanoseconds))
    }
}

/// The clients of one event loop.
///
/// All requests of a client have the same event loop, so that its connections have it too. AsyncHTTPClient would trap when the
/// delegate of a request is on another event loop than its connection, and the server closes that right after its response.
private struct EventLoopClients: Sendable {
    typealias ClientOnEventLoop = (client: HTTPClient, eventLoop: any EventLoop)

    /// Uses its connections for many requests.
    let reusing: ClientOnEventLoop
    /// Uses each connection once, for writes. Its event loop is the same, unless both clients are those of a caller.
    let singleUse: ClientOnEventLoop
    /// Whether writes have a client of their own.
    var hasSingleUseClient: Bool { reusing.client !== singleUse.client }

    init(client: HTTPClient, singleUseClient: HTTPClient) {
        reusing = (client, client.eventLoopGroup.next())
        singleUse =
            client === singleUseClient ? reusing : (singleUseClient, singleUseClient.eventLoopGroup.next())
    }
}

/// The largest size of a decompressed reply in bytes. AsyncHTTPClient has one limit for all requests. Unlike the limit of a
/// request, it also holds within a single read, which decompression can enlarge a thousandfold.
private let largestCompressedReply = 16_777_216

extension HTTPClient.Configuration {
    /// The configuration of a transport's own client.
    static var ofTransport: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            // Each request has its own time limit, which is usually shorter.
            timeout: Timeout(connect: .seconds(30)),
            // Servers close idle connections after 5 seconds or later. A request that is sent at that moment is lost.
            connectionPool: ConnectionPool(idleTimeout: .seconds(4)),
            // The default of `maximumReplySize`. Requests with a larger one do not ask for compression.
            decompression: .enabled(limit: .size(largestCompressedReply)))
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        // Its spans hold the URL, in which there are phone numbers.
        configuration.tracing.tracer = nil
        configuration.http1_1ConnectionDebugInitializer = IdleConnectionHandler.install
        return configuration
    }
}

extension HTTPClient.Request {
    fileprivate init(
        _ request: VoiceAgentsCore.TransportRequest, asksForCompression: Bool, closesConnection: Bool
    ) throws {
        let fields = request.headers.fields
        var headers = HTTPHeaders()
        headers.reserveCapacity(fields.count + 2)
        for field in fields { headers.add(name: field.name, value: field.value) }
        if asksForCompression, request.maximumReplySize <= largestCompressedReply,
            request.headers["Accept-Encoding"] == nil
        {
            headers.add(name: "Accept-Encoding", value: "gzip")
        }
        // NIOSSL keeps a connection in memory for five seconds after it was closed, unless the server closes it first.
        if closesConnection { headers.add(name: "Connection", value: "close") }
        do {
            try self.init(
                url: request.url, method: HTTPMethod(rawValue: request.method.rawValue), headers: headers,
                body: request.body.map {
                    try HTTPClient.Body($0, progress: request.destination == nil ? request.progress : nil)
                })
        } catch let error as HTTPClientError {
            throw TransportError(
                .declined, mayHaveReachedServer: false,
                reason: "The URL must have the scheme http or https and a host.",
                underlying: error)
        } catch {
            throw TransportError(error, wasSent: false, status: nil)
        }
    }
}
#endif
