#if AsyncHTTPClient
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import VoiceAgentsCore

extension TransportError {
    /// Says what is known about a failed request, and no more. Errors that hold the address are not passed on.
    ///
    /// - Parameters:
    ///   - error: What AsyncHTTPClient or a layer below it threw.
    ///   - wasSent: Whether the head of the request was written.
    ///   - status: The status of the reply, when the head of the reply had come.
    init(_ error: any Error, wasSent: Bool, status: Int?) {
        // To AsyncHTTPClient, a request that waits in its connection looks like one that was sent.
        let wasSent = wasSent && !(error is NothingWasSent)
        let (kind, reason) = Self.meaning(of: error, wasSent: wasSent)
        self.init(
            kind, mayHaveReachedServer: wasSent, status: status, reason: reason,
            underlying: (error as? HTTPClientError) ?? (error as? NIOConnectionError)?.connectionErrors.first?.error)
    }

    private static func meaning(of error: any Error, wasSent: Bool) -> (Kind, reason: String?) {
        switch error {
        case let error as HTTPClientError: (kind(of: error, wasSent: wasSent), error.shortDescription)
        case let error as NIOConnectionError:
            (.cannotConnect, error.connectionErrors.isEmpty ? "The host is unknown." : "Nobody answers at the address.")
        case let failure as ReplyFailure: (failure.kind, failure.reason)
        case NIOHTTPDecompression.DecompressionError.limit:
            (ReplyFailure.isTooLarge.kind, ReplyFailure.isTooLarge.reason)
        case is NIOHTTPDecompression.DecompressionError, is NIOHTTPDecompression.ExtraDecompressionError:
            (.malformedReply, "The reply does not decompress.")
        case HTTPParserError.invalidEOFState: (.connectionLost, nil)
        case is HTTPParserError: (.malformedReply, "The answer is not HTTP.")
        case is NIOHTTPDecoderError: (.malformedReply, "The server answered more than it was asked.")
        case let error as FileError: (.fileFailure, error.description)
        case is FileChanged: (.fileFailure, "A file did not stay as long as it was.")
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
            if wasSent {
                (.connectionLost, "TLS failed.")
            } else if isDistrust(error) {
                (.insecureConnection, "The certificate is not trusted.")
            } else {
                (.cannotConnect, "TLS was not established.")
            }
        case is NothingWasSent: (.cannotConnect, "The connection closed before the request could be sent.")
        case is ChannelError, is IOError:
            wasSent ? (.connectionLost, nil) : (.cannotConnect, "Nobody answers at the address.")
        default: (.other, nil)
        }
    }

    /// Whether the certificate was refused. Other failures of TLS may be over the next time.
    private static func isDistrust(_ error: any Error) -> Bool {
        error as? NIOSSLExtraError == .failedToValidateHostname
            || "\(error)".contains("CERTIFICATE_VERIFY_FAILED")
    }

    private static func kind(of error: HTTPClientError, wasSent: Bool) -> Kind {
        switch error {
        case .deadlineExceeded, .readTimeout, .writeTimeout, .getConnectionFromPoolTimeout: .timedOut
        case .connectTimeout, .tlsHandshakeTimeout, .socksHandshakeTimeout, .httpProxyHandshakeTimeout,
            .invalidProxyResponse, .proxyAuthenticationRequired:
            .cannotConnect
        case .remoteConnectionClosed: wasSent ? .connectionLost : .cannotConnect
        default: .other
        }
    }
}
#endif
