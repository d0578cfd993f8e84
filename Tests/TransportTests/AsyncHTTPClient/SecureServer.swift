#if AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// A server on 127.0.0.1 that speaks HTTP/1.1 over TLS and answers every request with its path.
struct SecureServer: Sendable {
    private let channel: any Channel

    /// Starts to serve.
    static func start() async throws -> SecureServer {
        let tls = try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: [.certificate(certificate)],
                privateKey: .privateKey(NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem))))
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(NIOSSLServerHandler(context: tls))
                    try pipeline.configureHTTPServerPipeline()
                    try pipeline.addHandler(Echo())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return SecureServer(channel: channel)
    }

    func url(_ path: String) throws -> URL {
        guard let port = channel.localAddress?.port, let url = URL(string: "https://127.0.0.1:\(port)\(path)") else {
            throw URLError(.badURL)
        }
        return url
    }

    func stop() async throws { try await channel.close() }

    /// Its self-signed certificate.
    static var certificate: NIOSSLCertificate {
        get throws { try NIOSSLCertificate(bytes: Array(certificateText.utf8), format: .pem) }
    }

    private final class Echo: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard case .head(let head) = unwrapInboundIn(data) else { return }
            let body = ByteBuffer(string: head.uri)
            let headers: HTTPHeaders = ["Content-Length": "\(body.readableBytes)"]
            context.write(
                wrapOutboundOut(.head(.init(version: .http1_1, status: .ok, headers: headers))), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }

    // Made for these tests, valid for 127.0.0.1 until the year 2126.

    private static let certificateText = """
        -----BEGIN CERTIFICATE-----
        MIIBmzCCAUGgAwIBAgIURCXSK9WeVtdfjjfcPZkTXlFEY3MwCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTExMjE1MloYDzIxMjYxMDI4
        MTEyMTUyWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAARY1Lva0sEfmb8KAjPrhH09GEOrdSrvoJFChlssqXeknV2rBaWW45TS
        GbyePFpgdIwFWj3CRea4XnheAX57FNt3o28wbTAdBgNVHQ4EFgQU69+gE6tvcyK2
        lZpGjbvU26iSpJ4wHwYDVR0jBBgwFoAU69+gE6tvcyK2lZpGjbvU26iSpJ4wDwYD
        VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
        zj0EAwIDSAAwRQIgAc/tHzdLZkkXJ5UxqyLE0lalbnOQa6EnSNZUepXTmzwCIQCd
        s/0Lf+K4tZ4ZrawO2awAaw+sNWmYJCZMfu9fXyW60w==
        -----END CERTIFICATE-----
        """

    private static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgG4IruU7OuVrMZ7Fx
        6plICx2pDmH6ecoqRyUCuOHV+JOhRANCAARY1Lva0sEfmb8KAjPrhH09GEOrdSrv
        oJFChlssqXeknV2rBaWW45TSGbyePFpgdIwFWj3CRea4XnheAX57FNt3
        -----END PRIVATE KEY-----
        """
}
#endif
