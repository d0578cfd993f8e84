import VoiceAgentsCore

#if canImport(FoundationNetworking)
import Foundation
import FoundationNetworking
#else
import Foundation
#endif

extension TransportError {
    /// Creates an error from a `URLError`, without its message and `userInfo`, which contain the URL.
    init(_ error: URLError) {
        let (kind, mayHaveReachedServer) = Self.classification(of: error)
        self.init(
            kind, mayHaveReachedServer: mayHaveReachedServer, reason: "URLError \(error.code.rawValue)",
            underlying: URLError(error.code))
    }

    private static func classification(of error: URLError) -> (Kind, mayHaveReachedServer: Bool) {
        switch error.code {
        case .timedOut: return (.timedOut, true)
        case .cannotFindHost, .dnsLookupFailed: return (.unknownHost, false)
        case .notConnectedToInternet, .dataNotAllowed, .internationalRoamingOff, .callIsActive:
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
        // Only libcurl's messages distinguish the other failures. The code for "connection refused" is also used for a request
        // whose reply was lost, when another address of the host had refused the connection before.
        let message = error.userInfo[NSLocalizedDescriptionKey] as? String ?? ""
        if message.hasPrefix("Could not resolve host") { return (.unknownHost, false) }
        if message.contains("wrong version number") { return (.insecureConnection, false) }
        if connectFailurePrefixes.contains(where: message.hasPrefix) { return (.cannotConnect, false) }
        if untrustedCertificatePrefixes.contains(where: message.hasPrefix) { return (.insecureConnection, false) }
        if malformedReplyPrefixes.contains(where: message.hasPrefix) { return (.malformedReply, true) }
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
    /// The beginnings of libcurl's messages when no connection was established. The TLS messages occur only before the request;
    /// later ones begin with "OpenSSL SSL_read", "SSL_write" or "Recv failure".
    private static let connectFailurePrefixes = [
        "Failed to connect to ", "Could not resolve ", "OpenSSL SSL_connect", "OpenSSL/", "TLS connect error",
        "CONNECT tunnel failed", "Proxy CONNECT aborted", "Received HTTP code ",
    ]

    /// The beginnings of libcurl's messages when the certificate is not trusted or the trust anchors are missing.
    private static let untrustedCertificatePrefixes = [
        "SSL certificate ", "SSL: ", "error setting certificate ", "error adding trust anchors ",
    ]

    /// The beginnings of libcurl's messages when the status line, the header, the chunks or the compression of a reply is invalid;
    /// "Failed writing header" means that FoundationNetworking rejected the header.
    private static let malformedReplyPrefixes = [
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
