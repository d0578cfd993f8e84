#if AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Closes connections with unsolicited responses, so that none is taken for the response to the next request.
///
/// AsyncHTTPClient reads from a connection only for a request. So an unsolicited response would remain in the connection until
/// the next request. With this handler, idle connections are read too, and a request waits until the bytes that have already
/// arrived are read. A connection is closed when bytes arrive without a request, or when a response does not certainly end with the
/// bytes that were read. An unsolicited response that arrives after the next request was written cannot be detected.
final class UnsolicitedResponseHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = HTTPClientRequestPart

    private enum State {
        /// No request was sent yet.
        case unused
        /// A request was sent and its response is not complete.
        case busy
        /// The response to the last request is complete.
        case idle
        /// A request waits until the received bytes are read.
        case waiting
        /// The connection is being closed because of unsolicited bytes.
        case closing
    }

    private var state = State.unused
    private var context: ChannelHandlerContext?
    private var heldParts: [(part: NIOAny, promise: EventLoopPromise<Void>?)] = []
    /// The bytes that are being decoded, and what the decoder has found in them.
    private var bytes = ByteBuffer()
    private var bodyBytes = 0
    private var holdsHead = false
    private var isChunked = false

    /// Adds the handlers to a connection.
    static func install(on channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
            let handler = UnsolicitedResponseHandler()
            try pipeline.addHandler(handler, position: .after(decoder))
            try pipeline.addHandler(DecryptedBytesHandler(handler), position: .before(decoder))
            // Before TLS, which does not report reads of its own data.
            try pipeline.addHandler(ReadCompletionHandler(handler), position: .first)
        }
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .head = unwrapOutboundIn(data), state != .closing {
            state = state == .idle && context.channel.hasUnreadBytes ? .waiting : .busy
        }
        if state == .waiting || state == .closing {
            heldParts.append((data, promise))
        } else {
            context.write(data, promise: promise)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head) where head.status.code < 100:
            // AsyncHTTPClient traps on such a status.
            context.fireErrorCaught(HTTPParserError.invalidStatus)
            context.close(promise: nil)
            return
        case .head(let head):
            holdsHead = true
            isChunked = head.headers.contains(name: "Transfer-Encoding")
        case .body(let body): bodyBytes += body.readableBytes
        case .end: state = endsWithBytes ? .idle : .closing
        }
        context.fireChannelRead(data)
        if state == .closing {
            // A request that was written meanwhile is waiting.
            _ = dropHeldRequests(context)
            context.close(promise: nil)
        }
    }

    /// Whether the response ends with the last of the bytes. A part of another header would be taken for the beginning of the next
    /// response.
    private var endsWithBytes: Bool {
        // An incomplete second response has no empty line: with one, it would be decoded as a response.
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

    /// Fails a waiting request, which was not written.
    private func dropHeldRequests(_ context: ChannelHandlerContext) -> Bool {
        guard !heldParts.isEmpty else { return false }
        state = .closing
        let promises = heldParts.map(\.promise)
        heldParts = []
        context.fireErrorCaught(RequestNotWrittenError())
        promises.forEach { $0?.fail(RequestNotWrittenError()) }
        context.close(promise: nil)
        return true
    }

    /// Prepares for decoding bytes.
    ///
    /// - Returns: Whether the bytes belong to a response.
    fileprivate func beginDecoding(_ bytes: ByteBuffer) -> Bool {
        self.bytes = bytes
        bodyBytes = 0
        holdsHead = false
        return state == .busy
    }

    /// Releases the decoded bytes, so that an idle connection keeps no buffer.
    fileprivate func endDecoding() { bytes = ByteBuffer() }

    /// Continues after all received bytes were read.
    fileprivate func readComplete() {
        guard let context else { return }
        switch state {
        case .idle: context.read()
        case .waiting:
            // The connection is still open, so the bytes were only TLS records without content.
            state = .busy
            let parts = heldParts
            heldParts = []
            for (part, promise) in parts { context.write(part, promise: promise) }
            context.flush()
        case .unused, .busy, .closing: break
        }
    }
}

/// The error for a request whose connection was closed before the request was written.
struct RequestNotWrittenError: Error {}

/// Inspects the bytes after TLS decryption, or those of a connection without TLS.
private final class DecryptedBytesHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let handler: UnsolicitedResponseHandler

    init(_ handler: UnsolicitedResponseHandler) { self.handler = handler }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if handler.beginDecoding(unwrapInboundIn(data)) {
            context.fireChannelRead(data)
            handler.endDecoding()
        } else {
            context.close(promise: nil)
        }
    }
}

/// Reports that all received bytes of the connection were read.
private final class ReadCompletionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let handler: UnsolicitedResponseHandler

    init(_ handler: UnsolicitedResponseHandler) { self.handler = handler }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        handler.readComplete()
    }
}

extension ByteBuffer {
    /// The number of bytes up to the end of the first empty line.
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
    /// Whether received bytes were not read yet. Always `false` on systems that do not report it.
    fileprivate var hasUnreadBytes: Bool {
        #if os(Linux)
        var unread: UInt32 = 0
        // On its own event loop, the channel completes the call synchronously. 55 is SO_MEMINFO; its first number is the memory of
        // the received bytes.
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
/// The memory use of a socket on Linux (`SK_MEMINFO_…`).
private struct MemoryInfo {
    private(set) var received: UInt32 = 0
    private var others: (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0, 0, 0, 0, 0)
}
#endif
#endif
