#if AsyncHTTPClient
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import VoiceAgentsCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension TransportError {
    /// Creates an error from one of AsyncHTTPClient. Underlying errors that contain the URL are left out.
    ///
    /// - Parameters:
    ///   - error: The error of AsyncHTTPClient or a layer below it.
    ///   - wasSent: Whether the head of the request was written.
    ///   - status: The status of the reply, if its head was received.
    init(_ error: any Error, wasSent: Bool, status: Int?) {
        let (kind, reason) = Self.classification(of: error, wasSent: wasSent)
        self.init(
            kind, mayHaveReachedServer: wasSent, status: status, reason: reason,
            underlying: (error as? HTTPClientError) ?? (error as? FileError)
                ?? (error as? NIOConnectionError)?.connectionErrors.first?.error)
        // A connection that closed after it was taken from the pool is a used one as well.
        connectionWasStale = error is StaleConnectionError || !wasSent && error is ChannelError
    }

    private static func classification(of error: any Error, wasSent: Bool) -> (Kind, reason: String?) {
        switch error {
        case let error as HTTPClientError: (kind(of: error, wasSent: wasSent), error.shortDescription)
        case let error as NIOConnectionError:
            classification(of: error)
        case let failure as ReplyFailure: (failure.kind, failure.reason)
        case NIOHTTPDecompression.DecompressionError.limit:
            (ReplyFailure.tooLarge.kind, ReplyFailure.tooLarge.reason)
        case is NIOHTTPDecompression.DecompressionError, is NIOHTTPDecompression.ExtraDecompressionError:
            (.malformedReply, "The reply cannot be decompressed.")
        case HTTPParserError.invalidEOFState: (.connectionLost, nil)
        case is HTTPParserError: (.malformedReply, "The reply is not HTTP.")
        case is NIOHTTPDecoderError: (.malformedReply, "The server sent an unsolicited reply.")
        case let error as FileError: (.fileFailure, error.description)
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
            if wasSent {
                (.connectionLost, "TLS failed.")
            } else if "\(error)".contains("WRONG_VERSION_NUMBER") {
                (.insecureConnection, "The server does not use TLS.")
            } else if isUntrustedCertificate(error) {
                (.insecureConnection, "The certificate is not trusted.")
            } else {
                (.cannotConnect, "TLS was not established.")
            }
        case is StaleConnectionError: (.connectionLost, nil)
        case let error as IOError where !wasSent: (.cannotConnect, reason(ofFailureToConnect: error))
        case is ChannelError, is IOError:
            wasSent ? (.connectionLost, nil) : (.cannotConnect, "The connection closed before the request was sent.")
        default: (.other, nil)
        }
    }

    private static func classification(of error: NIOConnectionError) -> (Kind, reason: String?) {
        guard let failure = error.connectionErrors.first?.error else {
            // A name server that does not respond says nothing about the host.
            let codes = [error.dnsAError, error.dnsAAAAError].compactMap {
                ($0 as? SocketAddressError.UnknownHost)?.errorCode
            }
            return codes.contains(Int(EAI_AGAIN))
                ? (.cannotConnect, "The name server did not respond.") : (.unknownHost, nil)
        }
        return (.cannotConnect, (failure as? IOError).flatMap(reason(ofFailureToConnect:)))
    }

    private static func reason(ofFailureToConnect error: IOError) -> String? {
        switch error.errnoCode {
        case ECONNREFUSED: "No server is listening."
        case ECONNRESET, EPIPE: "The connection closed before the request was sent."
        default: nil
        }
    }

    /// Whether the certificate is not trusted. Other failures of TLS may be transient.
    private static func isUntrustedCertificate(_ error: any Error) -> Bool {
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
