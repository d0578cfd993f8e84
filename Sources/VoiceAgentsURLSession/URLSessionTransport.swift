public import VoiceAgentsCore

#if canImport(FoundationNetworking)
import Foundation
public import FoundationNetworking
#else
public import Foundation
#endif

/// Sends requests with `URLSession`, on Apple platforms and on Linux.
///
/// It keeps what `Transport` promises where `URLSession` alone does not:
///
/// - `TransportRequest.timeout` is exact and covers the whole attempt, whatever the server does: silence, a reply in drips,
///   a challenge.
/// - Cancelling the task ends the request at once, with `CancellationError`.
/// - Redirects come back as 3xx responses, and a refused key comes back as 401, whatever challenge comes with it.
/// - A reply longer than `TransportRequest.maximumReplySize` ends the exchange as soon as that shows. Compressed replies are
///   measured by what they become.
/// - Files are sent and saved a little at a time. Nothing stands at `TransportRequest.destination` before it is whole.
/// - Nothing is sent a second time behind the caller's back, except a request that only reads. Every other one gets a
///   connection of its own.
/// - No cookies, no cache, no stored credentials.
///
/// A form with files is first written to the temporary folder, since `URLSession` sends single files only.
///
/// Make one transport and share it. On Linux its sessions are kept until the process ends.
///
/// ## On Linux
///
/// One thing it cannot survive: FoundationNetworking itself traps, which ends the process, when a server closes the
/// connection after the status line or inside the header fields, sends a trailer after its chunks, or announces a length of
/// 2^63 - 1. Two more it can only wait for, until the time limit:
/// a redirect with an endless body, which also fills the memory, and endless header fields after a body. They hold up
/// every other request of the process, since all sessions share a thread. A server that has to stay up should use
/// `AsyncHTTPClientTransport`, with the package's trait `AsyncHTTPClient`.
///
/// Connections are used again only over HTTP/2, and only by reads. Over HTTP/1.1 libcurl takes whatever waits in a
/// connection for the reply to the next request, so that a server which answers twice, or says 408 before it hangs up,
/// would shift every reply by one. There each request opens a connection and asks the server to close it.
///
/// At most 32 requests are under way at a time, besides reads over HTTP/2, and 16 with files; the others wait, within
/// their time limit. Where a server does not close a connection when asked to, as with HTTP/2, it is set aside for two
/// minutes, with three file descriptors, so that libcurl cannot send a request a second time. There are at most 200 of
/// them, and 50 for files. Beyond that a request waits for the oldest, within its time limit: a program that sends more
/// than 90 writes a minute to such a server should use `AsyncHTTPClientTransport`.
///
/// The proxy variables of the environment (`http_proxy`, `https_proxy`, `all_proxy`, `no_proxy`) are obeyed. A proxy that
/// refuses the tunnel to an `https` address is reported as a connection that failed: nothing was sent.
public final class URLSessionTransport: Transport {
    /// The transport of every client that is not given another one.
    public static let shared = URLSessionTransport()

    private let reusing: ReusingSession
    private let fresh: FreshSessions
    private let transfers: FreshSessions
    /// The servers that answered over HTTP/2.
    private let multiplexedServers = Locked(Set<String>())

    /// Creates a transport.
    ///
    /// - Parameter configuration: Copied. Its cookies, cache and credentials are not used, nor are its timeouts: the
    ///   limit comes with each request.
    public init(configuration: URLSessionConfiguration = .ephemeral) {
        let configuration = configuration.copy() as? URLSessionConfiguration ?? .ephemeral
        configuration.httpCookieStorage = nil
        configuration.httpCookieAcceptPolicy = .never
        configuration.httpShouldSetCookies = false
        // With a cache FoundationNetworking also traps, once in thousands of cancellations that meet their reply.
        configuration.urlCache = nil
        configuration.urlCredentialStorage = nil
        reusing = ReusingSession(configuration: configuration)
        fresh = FreshSessions(configuration: configuration)
        transfers = FreshSessions(configuration: configuration, maximumBusy: 16, maximum: 50)
    }

    /// Sends `request` and waits for the whole response, for `TransportRequest.timeout` at most.
    ///
    /// - Throws: `CancellationError` as soon as the calling task is cancelled, otherwise `TransportError`.
    public func send(_ request: TransportRequest) async throws -> TransportResponse {
        try Task.checkCancellation()
        guard request.timeout > .zero else {
            throw TransportError(.timedOut, mayHaveReachedServer: false, reason: "There was no time left.")
        }
        // FoundationNetworking traps on a scheme it does not know.
        guard ["http", "https"].contains(request.url.scheme?.lowercased()), request.url.host?.isEmpty == false else {
            throw TransportError(
                .declined, mayHaveReachedServer: false, reason: "Only http and https addresses with a host will do.")
        }
        var urlRequest = URLRequest(request)
        let files = urlRequest.httpBody == nil ? request.body : nil
        let sessions: any SessionSource =
            switch (request.safety, hasBody: request.body != nil) {
            // These may take long. They must not hold up the others.
            case _ where files != nil || request.destination != nil: transfers
            case (.safe, hasBody: false) where mayShareConnections(with: request.url): reusing
            default: fresh
            }
        #if canImport(FoundationNetworking)
        // Does not exist in HTTP/2.
        urlRequest.setValue("close", forHTTPHeaderField: "Connection")
        #endif
        let exchange = Exchange(
            urlRequest, sessions: sessions, files: files, maximumReplySize: request.maximumReplySize,
            destination: request.destination, progress: request.progress)
        let response = try await exchange.reply(within: request.timeout)
        recordProtocol(from: response, of: request.url)
        return response
    }

    /// Whether connections may be reused. HTTP/2 numbers each reply, so a stray one cannot be mistaken for the next.
    private func mayShareConnections(with url: URL) -> Bool {
        #if canImport(FoundationNetworking)
        multiplexedServers.withLock { $0.contains(url.server) }
        #else
        true
        #endif
    }

    private func recordProtocol(from response: TransportResponse, of url: URL) {
        multiplexedServers.withLock { servers in
            if response.isMultiplexed(from: url) { servers.insert(url.server) } else { servers.remove(url.server) }
        }
    }
}

extension URL {
    fileprivate var server: String { "\(scheme ?? "")://\(host ?? ""):\(port ?? -1)".lowercased() }
}

extension TransportResponse {
    /// Whether it came over HTTP/2 or later. The version is not told, but only HTTP/1.1 has these fields, where the server
    /// was asked to close the connection and should say that it does. One that does not say so passes for HTTP/2.
    func isMultiplexed(from url: URL) -> Bool {
        url.scheme?.lowercased() == "https"
            && ["Connection", "Keep-Alive", "Transfer-Encoding"].allSatisfy { headers[$0] == nil }
    }
}

extension URLRequest {
    fileprivate init(_ request: TransportRequest) {
        self.init(url: request.url, cachePolicy: .reloadIgnoringLocalCacheData)
        httpMethod = request.method.rawValue
        httpBody = request.body?.data
        httpShouldHandleCookies = false
        for field in request.headers.fields { setValue(field.value, forHTTPHeaderField: field.name) }
        // `URLSession` limits idle time; on Linux it counts whole seconds and traps on overflow. The exchange keeps the
        // exact limit, so this one only has to come later.
        timeoutInterval = min((request.timeout / .seconds(1)).rounded(.up) + 1, 604_800)
    }
}
