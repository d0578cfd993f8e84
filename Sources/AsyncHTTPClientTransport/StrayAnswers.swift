#if AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Keeps an answer that nobody asked for from becoming the answer to the next request.
///
/// AsyncHTTPClient reads only for a request. So an answer that a server sends unasked would lie in the connection until the
/// next request. Here a connection is read also while it is idle, and a request waits until what has already come is
/// read. Either way the decoder finds that nobody asked for it, and the connection is closed.
final class StrayAnswers: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = HTTPClientRequestPart

    private let counter: ByteCounter
    private var wasUsed = false
    private var isIdle = false
    /// A request that waits, and whether it is to be flushed.
    private var waiting: [(part: NIOAny, promise: EventLoopPromise<Void>?)] = []
    private var isWaiting = false
    private var flushesLater = false

    private init(counter: ByteCounter) { self.counter = counter }

    /// Watches a connection.
    static func watch(_ channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
            let counter = ByteCounter()
            try pipeline.addHandler(counter, position: .first)
            try pipeline.addHandler(StrayAnswers(counter: counter), position: .after(decoder))
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .head = unwrapOutboundIn(data) {
            isIdle = false
            isWaiting = wasUsed && counter.hasUnreadBytes(in: context.channel)
            wasUsed = true
        }
        if isWaiting {
            waiting.append((data, promise))
        } else {
            context.write(data, promise: promise)
        }
    }

    func flush(context: ChannelHandlerContext) {
        if isWaiting { flushesLater = true } else { context.flush() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .end = unwrapInboundIn(data) { isIdle = true }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        if isWaiting { release(context) } else if isIdle { context.read() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.fireErrorCaught(isWaiting ? NothingWasSent() : error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if isWaiting {
            context.fireErrorCaught(NothingWasSent())
            for (_, promise) in waiting { promise?.fail(NothingWasSent()) }
            waiting = []
        }
        context.fireChannelInactive()
    }

    /// Everything was read, and the connection is still open: it was nothing but a part of TLS.
    private func release(_ context: ChannelHandlerContext) {
        isWaiting = false
        for (part, promise) in waiting { context.write(part, promise: promise) }
        waiting = []
        if flushesLater { context.flush() }
        flushesLater = false
    }
}

/// The connection ended while the request waited for it.
struct NothingWasSent: Error {}

/// Counts what is read from a connection.
private final class ByteCounter: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var count: UInt64 = 0

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        count += UInt64(unwrapInboundIn(data).readableBytes)
        context.fireChannelRead(data)
    }

    /// Whether bytes have come that were not read. Never, where the system does not tell.
    func hasUnreadBytes(in channel: any Channel) -> Bool {
        #if os(Linux)
        var received: UInt64?
        // On its own event loop, the channel answers at once.
        (channel as? any SocketOptionProvider)?
            .unsafeGetSocketOption(level: .tcp, name: .tcp_info).assumeIsolated()
            .whenSuccess { (info: TCPInfo) in received = info.bytesReceived }
        return received.map { $0 > count } ?? false
        #else
        return false
        #endif
    }
}

#if os(Linux)
/// The beginning of Linux's `struct tcp_info`, as far as the bytes that were received. Kernels before 4.1 write less, and
/// leave the number zero.
private struct TCPInfo {
    private var before:
        (
            UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64,
            UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64
        ) = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    private(set) var bytesReceived: UInt64 = 0
}
#endif
#endif
