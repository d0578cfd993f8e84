#if AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Reads from a connection also while no request is under way.
///
/// AsyncHTTPClient reads only for a request. So an answer that a server sends unasked would lie in the connection until
/// the next request, and be taken for the answer to that. When it is read at once, the decoder finds that nobody asked
/// for it, and the connection is closed.
final class IdleReader: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = HTTPClientRequestPart

    private var isIdle = false

    /// Puts one behind the decoder of a connection.
    static func add(to channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
            try pipeline.addHandler(IdleReader(), position: .after(decoder))
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        isIdle = false
        context.write(data, promise: promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .end = unwrapInboundIn(data) { isIdle = true }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        if isIdle { context.read() }
    }
}
#endif
