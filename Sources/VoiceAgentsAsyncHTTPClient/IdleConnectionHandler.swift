#if AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Closes an idle connection when bytes arrive on it, so that an unsolicited response is not taken for the response to the next
/// request. AsyncHTTPClient reads from a connection only for a request, so the bytes would remain there until then.
///
/// Bytes that arrive in the instant between the last poll of the event loop and the next request are not detected, and neither is a
/// part of a head behind a response. So each write has a connection of its own.
final class IdleConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = HTTPClientRequestPart

    /// Whether no request is waiting for its response.
    fileprivate private(set) var isIdle = true
    private var requests = 0
    /// Whether bytes arrived since the last request.
    fileprivate var responseHasBegun = false

    /// Adds the handlers to a connection.
    static func install(on channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
            let handler = IdleConnectionHandler()
            try pipeline.addHandler(handler, position: .after(decoder))
            try pipeline.addHandler(ReceivedBytesHandler(handler), position: .before(decoder))
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .head = unwrapOutboundIn(data) {
            isIdle = false
            requests += 1
            responseHasBegun = false
        }
        context.write(data, promise: promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head) where head.status.code < 100:
            // AsyncHTTPClient traps on such a status.
            context.fireErrorCaught(HTTPParserError.invalidStatus)
            context.close(promise: nil)
            return
        case .head, .body: break
        case .end:
            isIdle = true
            context.read()
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.fireErrorCaught(isStale ? StaleConnectionError() : error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if isStale { context.fireErrorCaught(StaleConnectionError()) }
        context.fireChannelInactive()
    }

    /// Whether a request has no response on a connection that an earlier request used.
    private var isStale: Bool { !isIdle && !responseHasBegun && requests > 1 }
}

/// The error for a reused connection that ended before the response began. The server had probably closed it before the request
/// arrived.
struct StaleConnectionError: Error {}

/// Inspects the bytes after TLS decryption, or those of a connection without TLS.
private final class ReceivedBytesHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let handler: IdleConnectionHandler

    init(_ handler: IdleConnectionHandler) { self.handler = handler }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if handler.isIdle {
            context.close(promise: nil)
        } else {
            handler.responseHasBegun = true
            context.fireChannelRead(data)
        }
    }
}
#endif
