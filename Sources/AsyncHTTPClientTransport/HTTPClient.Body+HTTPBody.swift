#if AsyncHTTPClient
import AsyncHTTPClient
import NIOCore
import NIOPosix
import VoiceAgentsCore

extension HTTPClient.Body {
    /// A body that reads its files while it is sent, a chunk when the one before it has been written.
    ///
    /// - Throws: ``FileError`` or ``FileChanged`` when one of them is not what it was.
    init(_ body: HTTPBody, progress: TransferProgress?) throws {
        if progress == nil, let data = body.data {
            self = .bytes(data)
            return
        }
        for piece in body.pieces { try piece.check() }
        self = .stream(contentLength: body.count) { writer in
            // A write of nothing tells the event loop of the request.
            writer.write(.byteBuffer(ByteBuffer())).flatMapWithEventLoop { _, eventLoop in
                Upload(body: body, progress: progress, writer: writer, eventLoop: eventLoop).send(0, completed: 0)
            }
        }
    }
}

/// A body on its way.
private struct Upload: Sendable {
    let body: HTTPBody
    let progress: TransferProgress?
    let writer: HTTPClient.Body.StreamWriter
    let eventLoop: any EventLoop

    private static let chunkSize = 65_536

    /// Sends the piece at an index, and those after it.
    func send(_ index: Int, completed: Int64) -> EventLoopFuture<Void> {
        guard body.pieces.indices.contains(index) else { return eventLoop.makeSucceededVoidFuture() }
        let piece = body.pieces[index]
        let sent: EventLoopFuture<Void>
        switch piece {
        case .bytes(let data):
            sent = write(ByteBuffer(bytes: data), completed: completed).map { _ in }
        case .file(let url, let count):
            sent = NIOThreadPool.singleton.runIfActive(eventLoop: eventLoop) { try FileSource(url) }
                .flatMap { send($0, remaining: count, completed: completed) }
        }
        return sent.flatMap { send(index + 1, completed: completed + piece.count) }
    }

    private func send(_ source: FileSource, remaining: Int64, completed: Int64) -> EventLoopFuture<Void> {
        guard remaining > 0 else { return eventLoop.makeSucceededVoidFuture() }
        return NIOThreadPool.singleton.runIfActive(eventLoop: eventLoop) {
            var chunk = ByteBuffer()
            try chunk.writeWithUnsafeMutableBytes(minimumWritableBytes: Self.chunkSize) { space in
                try source.read(into: .init(rebasing: space.prefix(Int(min(Int64(Self.chunkSize), remaining)))))
            }
            guard chunk.readableBytes > 0 else { throw FileChanged() }
            return chunk
        }.flatMap { (chunk: ByteBuffer) in
            write(chunk, completed: completed).flatMap { completed in
                send(source, remaining: remaining - Int64(chunk.readableBytes), completed: completed)
            }
        }
    }

    private func write(_ chunk: ByteBuffer, completed: Int64) -> EventLoopFuture<Int64> {
        writer.write(.byteBuffer(chunk)).hop(to: eventLoop).map {
            let completed = completed + Int64(chunk.readableBytes)
            progress?.report(completed: completed, total: body.count)
            return completed
        }
    }
}
#endif
