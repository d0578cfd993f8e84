#if AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Keeps an answer that nobody asked for from becoming the answer to the next request.
///
/// AsyncHTTPClient reads only for a request. So an answer that a server sends unasked would lie in the connection until the
/// next request. Here a connection is read also while it is idle, and a request waits until what has already come is
/// read. A connection on which anything comes unasked is closed. What a server sends together with the end of an answer is
/// left to the decoder, and what comes after the next request was written looks like the answer to that.
final class StrayAnswers: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = HTTPClientRequestPart

    private enum State {
        /// Nobody has asked for anything yet.
        case fresh
        /// A request is under way.
        case busy
        /// The last request was answered.
        case idle
        /// A request waits until the connection is read.
        case waiting
    }

    private var state = State.fresh
    private var context: ChannelHandlerContext?
    private var held: [(part: NIOAny, promise: EventLoopPromise<Void>?)] = []

    /// Watches a connection.
    static func watch(_ channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
            let strays = StrayAnswers()
            try pipeline.addHandler(strays, position: .after(decoder))
            try pipeline.addHandler(Bytes(strays), position: .before(decoder))
            // Before TLS, which tells nobody when it has read something of its own.
            try pipeline.addHandler(Reads(strays), position: .first)
        }
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .head = unwrapOutboundIn(data) {
            state = state == .idle && context.channel.hasUnreadBytes ? .waiting : .busy
        }
        if state == .waiting {
            held.append((data, promise))
        } else {
            context.write(data, promise: promise)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        if case .head(let head) = part, head.status.code < 100 {
            // AsyncHTTPClient traps on it.
            context.fireErrorCaught(HTTPParserError.invalidStatus)
            context.close(promise: nil)
            return
        }
        if case .end = part { state = .idle }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if !dropsHeld(context) { context.fireErrorCaught(error) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        _ = dropsHeld(context)
        context.fireChannelInactive()
    }

    /// Gives up a request that waits. Nothing of it was written.
    private func dropsHeld(_ context: ChannelHandlerContext) -> Bool {
        guard state == .waiting else { return false }
        state = .busy
        let promises = held.map(\.promise)
        held = []
        context.fireErrorCaught(NothingWasSent())
        promises.forEach { $0?.fail(NothingWasSent()) }
        context.close(promise: nil)
        return true
    }

    /// Whether bytes that come now belong to an answer.
    fileprivate var expectsBytes: Bool { state == .busy }

    /// Everything that had come was read.
    fileprivate func readComplete() {
        guard let context else { return }
        switch state {
        case .idle: context.read()
        case .waiting:
            // The connection is still open, so it was nothing but a part of TLS.
            state = .busy
            let parts = held
            held = []
            for (part, promise) in parts { context.write(part, promise: promise) }
            context.flush()
        case .fresh, .busy: break
        }
    }
}

/// The connection ended while the request waited for it.
struct NothingWasSent: Error {}

/// Sees what comes of TLS, or of a connection without it.
private final class Bytes: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let strays: StrayAnswers

    init(_ strays: StrayAnswers) { self.strays = strays }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if strays.expectsBytes {
            context.fireChannelRead(data)
        } else {
            context.close(promise: nil)
        }
    }
}

/// Sees when the connection was read.
private final class Reads: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let strays: StrayAnswers

    init(_ strays: StrayAnswers) { self.strays = strays }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        strays.readComplete()
    }
}

extension Channel {
    /// Whether bytes have come that were not read. Never, where the system does not tell.
    fileprivate var hasUnreadBytes: Bool {
        #if os(Linux)
        var unread: UInt32 = 0
        // On its own event loop, the channel answers at once. 55 is SO_MEMINFO; its first number is the memory that the
        // received bytes take.
        (self as? any SocketOptionProvider)?
            .unsafeGetSocketOption(level: .socket, name: NIOBSDSocket.Option(rawValue: 55)).assumeIsolated()
            .whenSuccess { (info: MemoryInfo) in unread = info.received }
        return unread > 0
        #else
        return false
        #endif
    }
}

#if os(Linux)
/// What Linux tells of the memory of a socket (`SK_MEMINFO_…`).
private struct MemoryInfo {
    private(set) var received: UInt32 = 0
    private var others: (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0, 0, 0, 0, 0)
}
#endif
#endif
