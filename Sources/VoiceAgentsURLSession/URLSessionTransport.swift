public import VoiceAgentsCore

#if canImport(FoundationNetworking)
import Foundation
public import FoundationNetworking
#else
public import Foundation
#endif

/// A transport on `URLSession`, for Apple platforms and Linux.
///
/// It meets the requirements of `Transport` that `URLSession` alone does not meet:
///
/// - `TransportRequest.timeout` is exact and covers the whole attempt, also when the server does not respond, responds slowly or
///   sends a challenge.
/// - Cancelling the task ends the request immediately with `CancellationError`.
/// - Redirects are returned as 3xx responses, and a refused key as 401, with any challenge.
/// - A reply larger than `TransportRequest.maximumReplySize` ends the request as soon as this is known. Compressed replies are
///   measured by their decompressed size.
/// - Files are sent and written in small chunks.
/// - No request except a read is sent a second time without the caller's knowledge. Every other request has a connection of its
///   own.
/// - Cookies, caches and stored credentials are not used.
///
/// A form with files is first written to the temporary folder, since `URLSession` can only send single files.
///
/// Create one transport and share it. On Linux its sessions are kept until the process ends.
///
/// ## On Linux
///
/// FoundationNetworking traps, which ends the process, when a server closes the connection after the status line or inside the
/// header fields, sends a trailer after its chunks, or declares a length of 2^63 - 512 or more. A redirect with an endless body,
/// which also fills the memory, and endless header fields after a body end only at the time limit. They block every other request
/// of the process, since all sessions share a thread. A server program should use `AsyncHTTPClientTransport`, with the package's
/// trait `AsyncHTTPClient`.
///
/// Connections are reused only by reads over HTTP/2. Over HTTP/1.1, libcurl takes any bytes in an idle connection for the reply to
/// the next request, so that a server which responds twice, or sends a 408 before it closes the connection, would shift every
/// reply by one. There, each request opens a connection and asks the server to close it.
///
/// At most 32 requests run at a time, and 16 with files, in addition to reads over HTTP/2; further ones wait, within their time
/// limits. A session whose connection the server does not close when asked to, as with HTTP/2, is not used for two minutes, so
/// that libcurl cannot send a request a second time. It keeps three file descriptors. There are at most 200 such sessions, and 50
/// for files. Beyond that a request waits for the oldest one, within its time limit: a program that sends more than 90 writes a
/// minute to such a server should use `AsyncHTTPClientTransport`.
///
/// IPv6 addresses in a URL are refused, since libcurl does not get them. A request to this computer is refused when the environment
/// names a proxy for it, since it would go to that proxy: add the host to `no_proxy`.
///
/// The proxy environment variables (`http_proxy`, `https_proxy`, `all_proxy`, `no_proxy`) apply. A proxy that refuses the tunnel to
/// an `https` address is reported as a failed connection: nothing was sent.
public final class URLSessionTransport: Transport {
    /// The transport of every client that is created without one.
    public static let shared = URLSessionTransport()

    private let sharedSession: SharedSession
    private let exclusiveSessions: ExclusiveSessionPool
    private let transferSessions: ExclusiveSessionPool
    /// The servers whose last response came over HTTP/2.
    private let multiplexedServers = Locked(Set<String>())

    /// Creates a transport.
    ///
    /// - Parameter configuration: The configuration, which is copied. Its cookies, cache, credentials and timeouts are not used: the
    ///   time limit is a part of each request.
    public init(configuration: URLSessionConfiguration = .ephemeral) {
        let configuration = configuration.copy() as? URLSessionConfiguration ?? .ephemeral
        configuration.httpCookieStorage = nil
        configuration.httpCookieAcceptPolicy = .never
        configuration.httpShouldSetCookies = false
        // With a cache, FoundationNetworking also traps in rare races of a cancellation with the reply.
        configuration.urlCache = nil
        configuration.urlCredentialStorage = nil
        sharedSession = SharedSession(configuration: configuration)
        exclusiveSessions = ExclusiveSessionPool(configuration: configuration)
        transferSessions = ExclusiveSessionPool(configuration: configuration, maximumBusy: 16, maximum: 50)
    }

    /// Sends a request and returns its complete response within `TransportRequest.timeout`.
    ///
    /// - Throws: `TransportError`, or `CancellationError` as soon as the calling task is cancelled.
    public func send(_ request: TransportRequest) async throws -> TransportResponse {
        try Task.checkCancellation()
        guard request.timeout > .zero else {
            throw TransportError(.timedOut, mayHaveReachedServer: false, reason: "There was no time left.")
        }
        // FoundationNetworking traps on a scheme it does not know.
        guard ["http", "https"].contains(request.url.scheme?.lowercased()), request.url.host?.isEmpty == false else {
            throw TransportError(
                .declined, mayHaveReachedServer: false, reason: "The URL must have the scheme http or https and a host."
            )
        }
        #if canImport(FoundationNetworking)
        if let problem = request.url.problemOnLinux {
            throw TransportError(.declined, mayHaveReachedServer: false, reason: problem)
        }
        #endif
        var urlRequest = URLRequest(request)
        let files = urlRequest.httpBody == nil ? request.body : nil
        let sessions: any SessionProvider =
            switch (request.safety, hasBody: request.body != nil) {
            // Transfers of files may take long and must not block other requests.
            case _ where files != nil || request.destination != nil: transferSessions
            case (.safe, hasBody: false) where mayShareConnections(with: request.url): sharedSession
            default: exclusiveSessions
            }
        #if canImport(FoundationNetworking)
        // HTTP/2 does not have this field.
        urlRequest.setValue("close", forHTTPHeaderField: "Connection")
        #endif
        let exchange = HTTPExchange(
            urlRequest, sessions: sessions, files: files, maximumReplySize: request.maximumReplySize,
            destination: request.destination, progress: request.progress)
        let response = try await exchange.reply(within: request.timeout.clamped)
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

#if canImport(FoundationNetworking)
extension URL {
    /// Why FoundationNetworking cannot send a request to this URL, or must not.
    fileprivate var problemOnLinux: String? {
        if host?.contains(":") == true {
            return
                "URLSession on Linux cannot connect to an IPv6 address. Use a host name, or AsyncHTTPClientTransport."
        }
        if isLoopback, let variable = proxyVariable(in: ProcessInfo.processInfo.environment) {
            return "The key would be sent to the proxy in \(variable). Add \(host ?? "the host") to no_proxy."
        }
        return nil
    }
}
#endif

extension URL {
    /// The environment variable with the proxy that libcurl uses for this URL.
    package func proxyVariable(in environment: [String: String]) -> String? {
        // Programs that are started by a web server must not take `HTTP_PROXY`, which a client can set, so libcurl ignores it.
        let names = scheme?.lowercased() == "https" ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"]
        let list = [environment["no_proxy"], environment["NO_PROXY"]].compactMap(\.self).first { !$0.isEmpty } ?? ""
        let host = host?.lowercased() ?? ""
        let isExcluded =
            list == "*"
            || list.split { $0 == "," || $0 == " " }.contains { entry in
                let name = entry.lowercased()
                // Of networks, only those of loopback addresses are read: other hosts are not refused.
                return name == host || name == ".\(host)"
                    || name.hasPrefix("127.") && name.contains("/")
                        && host.hasPrefix("127.")
            }
        return isExcluded ? nil : (names + ["all_proxy", "ALL_PROXY"]).first { environment[$0]?.isEmpty == false }
    }

    fileprivate var server: String { "\(scheme ?? "")://\(host ?? ""):\(port ?? -1)".lowercased() }
}

extension TransportResponse {
    /// Whether the response came over HTTP/2 or later.
    ///
    /// `URLSession` does not report the version, but only HTTP/1.1 has these fields: there, the server was asked to close the
    /// connection and should confirm it. A server that does not confirm it is taken for HTTP/2.
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
        // `URLSession` limits the idle time; on Linux in whole seconds, and it traps on overflow. The exchange enforces the
        // exact limit, so this one only has to be longer.
        timeoutInterval = min((request.timeout / .seconds(1)).rounded(.up) + 1, 604_800)
    }
}
