import VoiceAgentsCore

#if canImport(FoundationNetworking)
import Foundation
import FoundationNetworking
#else
import Foundation
#endif

extension TransportError {
    /// Says what is known about a failed request, and no more. Neither the words nor the `userInfo` of `error` are
    /// passed on: they hold the address.
    init(_ error: URLError) {
        let (kind, mayHaveReachedServer) = Self.meaning(of: error)
        self.init(
            kind, mayHaveReachedServer: mayHaveReachedServer, reason: "URLError \(error.code.rawValue)",
            underlying: URLError(error.code))
    }

    /// Says why a file could not be read or written.
    init(fileFailure error: any Error, mayHaveReachedServer: Bool, status: Int? = nil) {
        let reason =
            switch error {
            case let error as FileError: error.description
            case is FileChanged: "A file changed before it was sent."
            default: nil as String?
            }
        self.init(.fileFailure, mayHaveReachedServer: mayHaveReachedServer, status: status, reason: reason)
    }

    private static func meaning(of error: URLError) -> (Kind, mayHaveReachedServer: Bool) {
        switch error.code {
        case .timedOut: return (.timedOut, true)
        case .cannotFindHost, .dnsLookupFailed, .notConnectedToInternet, .dataNotAllowed, .internationalRoamingOff,
            .callIsActive:
            return (.cannotConnect, false)
        case .serverCertificateUntrusted, .serverCertificateHasBadDate, .serverCertificateNotYetValid,
            .serverCertificateHasUnknownRoot, .appTransportSecurityRequiresSecureConnection:
            return (.insecureConnection, false)
        case .secureConnectionFailed, .clientCertificateRejected, .clientCertificateRequired:
            return (.insecureConnection, true)
        case .badURL: return (.other, false)
        case .cannotParseResponse, .cannotDecodeRawData, .cannotDecodeContentData: return (.malformedReply, true)
        default: break
        }
        #if canImport(FoundationNetworking)
        // Only libcurl's words tell the rest apart. The code for "connection refused" also stands for a request that
        // was lost on the way back, when another address of the host had refused before.
        let words = error.userInfo[NSLocalizedDescriptionKey] as? String ?? ""
        if connectFailures.contains(where: words.hasPrefix) { return (.cannotConnect, false) }
        if distrust.contains(where: words.hasPrefix) { return (.insecureConnection, false) }
        if malformedReplies.contains(where: words.hasPrefix) { return (.malformedReply, true) }
        return (.connectionLost, true)
        #else
        switch error.code {
        case .cannotConnectToHost: return (.cannotConnect, false)
        case .networkConnectionLost, .badServerResponse: return (.connectionLost, true)
        default: return (.other, true)
        }
        #endif
    }

    #if canImport(FoundationNetworking)
    /// How libcurl's words begin when no connection came about.
    /// Those of TLS come before the request; after it they begin with "OpenSSL SSL_read", "SSL_write" or "Recv failure".
    private static let connectFailures = [
        "Failed to connect to ", "Could not resolve ", "OpenSSL SSL_connect", "OpenSSL/", "TLS connect error",
        "CONNECT tunnel failed", "Proxy CONNECT aborted", "Received HTTP code ",
    ]

    /// How libcurl's words begin when it does not trust the certificate, or has nothing to trust in.
    private static let distrust = [
        "SSL certificate ", "SSL: ", "error setting certificate ", "error adding trust anchors ",
    ]

    /// How libcurl's words begin when it understands the status line, the header, the chunks or the compression of a reply
    /// no more than FoundationNetworking does ("Failed writing header").
    private static let malformedReplies = [
        "Received HTTP/0.9 ", "Unsupported HTTP ", "Unsupported HTTP/", "Unsupported response code ",
        "Invalid status line",
        "Lying server", "Weird server reply", "Too large response headers", "Header without colon",
        "Nul byte in header",
        "Invalid Content-Length", "Failed writing header", "Illegal or missing hexadecimal ", "Too long hexadecimal ",
        "Malformed encoding found ", "chunk hex-length ", "Failed reading the chunked-encoded ",
        "Error while processing content unencoding", "Unrecognized content encoding ",
    ]
    #endif
}
