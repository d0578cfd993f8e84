#if AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Keeps a stray reply from being taken for the reply to the next request.
///
/// AsyncHTTPClient reads only for a request. So an answer that a server sends unasked would lie in the connection until the
/// next request. Here a connection is read also while it is idle, and a request waits until what has already come is
/// read. A connection on which anything comes unasked is closed, and so is one where an answer does not certainly end with
/// the bytes that were read. Only what comes after the next request was written looks like the answer to that.
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
        /// Something came unasked.
        case spoiled
    }

    private var state = State.fresh
    private var context: ChannelHandlerContext?
    private var held: [(part: NIOAny, promise: EventLoopPromise<Void>?)] = []
    /// The bytes that are being decoded, and what the decoder has found in them.
    private var bytes = ByteBuffer()
    private var bodyBytes = 0
    private var holdsHead = false
    private var isChunked = false

    /// Watches a connection.
    static func watch(_ channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
            let strays = StrayAnswers()
            try pipeline.addHandler(strays, position: .after(decoder))
            try pipeline.addHandler(ByteHandler(strays), position: .before(decoder))
            // Before TLS, which does not report what it reads for itself.
            try pipeline.addHandler(ReadHandler(strays), position: .first)
        }
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .head = unwrapOutboundIn(data), state != .spoiled {
            state = state == .idle && context.channel.hasUnreadBytes ? .waiting : .busy
        }
        if state == .waiting || state == .spoiled {
            held.append((data, promise))
        } else {
            context.write(data, promise: promise)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head) where head.status.code < 100:
            // AsyncHTTPClient traps on it.
            context.fireErrorCaught(HTTPParserError.invalidStatus)
            context.close(promise: nil)
            return
        case .head(let head):
            holdsHead = true
            isChunked = head.headers.contains(name: "Transfer-Encoding")
        case .body(let body): bodyBytes += body.readableBytes
        case .end: state = endsWithBytes ? .idle : .spoiled
        }
        context.fireChannelRead(data)
        if state == .spoiled {
            // A request that was written meanwhile is held.
            _ = dropHeldRequests(context)
            context.close(promise: nil)
        }
    }

    /// Whether nothing is left of the bytes when the answer ends. Half a header would be taken for the beginning of the
    /// next answer.
    private var endsWithBytes: Bool {
        // The beginning of another answer holds no empty line: with one, it would be an answer.
        if isChunked || bodyBytes == 0 { return bytes.readableBytesView.suffix(4).elementsEqual("\r\n\r\n".utf8) }
        let headBytes = holdsHead ? bytes.endOfFirstEmptyLine : 0
        return headBytes.map { $0 + bodyBytes == bytes.readableBytes } ?? false
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if !dropHeldRequests(context) { context.fireErrorCaught(error) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        _ = dropHeldRequests(context)
        context.fireChannelInactive()
    }

    /// Gives up a request that waits. Nothing of it was written.
    private func dropHeldRequests(_ context: ChannelHandlerContext) -> Bool {
        guard !held.isEmpty else { return false }
        state = .spoiled
        let promises = held.map(\.promise)
        held = []
        context.fireErrorCaught(NothingWasSent())
        promises.forEach { $0?.fail(NothingWasSent()) }
        context.close(promise: nil)
        return true
    }

    /// Takes the bytes that are decoded next.
    ///
    /// - Returns: Whether they belong to an answer.
    fileprivate func accept(_ bytes: ByteBuffer) -> Bool {
        self.bytes = bytes
        bodyBytes = 0
        holdsHead = false
        return state == .busy
    }

    /// The bytes were decoded. An idle connection keeps none of them.
    fileprivate func forgetBytes() { bytes = ByteBuffer() }

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
        case .fresh, .busy, .spoiled: break
        }
    }
}

/// The connection ended while the request waited for it.
struct NothingWasSent: Error {}

/// Sees what comes of TLS, or of a connection without it.
private final class ByteHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let strays: StrayAnswers

    init(_ strays: StrayAnswers) { self.strays = strays }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if strays.accept(unwrapInboundIn(data)) {
            context.fireChannelRead(data)
            strays.forgetBytes()
        } else {
            context.close(promise: nil)
        }
    }
}

/// Sees when the connection was read.
private final class ReadHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let strays: StrayAnswers

    init(_ strays: StrayAnswers) { self.strays = strays }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        strays.readComplete()
    }
}

extension ByteBuffer {
    /// How many bytes there are up to the first empty line, with it.
    fileprivate var endOfFirstEmptyLine: Int? {
        withUnsafeReadableBytes { bytes in
            guard bytes.count >= 4 else { return nil }
            return (4...bytes.count).first { end in
                bytes[end - 1] == 0x0A && bytes[end - 2] == 0x0D && bytes[end - 3] == 0x0A && bytes[end - 4] == 0x0D
            }
        }
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
