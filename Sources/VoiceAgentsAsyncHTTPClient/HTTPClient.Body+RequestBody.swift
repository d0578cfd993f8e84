#if AsyncHTTPClient
import AsyncHTTPClient
import NIOCore
import NIOPosix
import VoiceAgentsCore

extension HTTPClient.Body {
    /// Creates a body that reads each chunk of a file after the previous chunk was written.
    ///
    /// - Throws: ``FileError`` when a file is not readable or has changed.
    init(_ body: RequestBody, progress: TransferProgress?) throws {
        if progress == nil, let data = body.data {
            self = .bytes(data)
            return
        }
        for piece in body.pieces { try piece.check() }
        self = .stream(contentLength: body.count) { writer in
            // An empty write returns a future on the event loop of the request.
            writer.write(.byteBuffer(ByteBuffer())).flatMapWithEventLoop { _, eventLoop in
                BodyUpload(body: body, progress: progress, writer: writer, eventLoop: eventLoop).send(0, completed: 0)
            }
        }
    }
}

/// The upload of a body.
private struct BodyUpload: Sendable {
    let body: RequestBody
    let progress: TransferProgress?
    let writer: HTTPClient.Body.StreamWriter
    let eventLoop: any EventLoop

    private static let chunkSize = 65_536

    /// Sends the pieces from an index on.
    func send(_ index: Int, completed: Int64) -> EventLoopFuture<Void> {
        guard body.pieces.indices.contains(index) else { return eventLoop.makeSucceededVoidFuture() }
        let piece = body.pieces[index]
        let sent: EventLoopFuture<Void>
        switch piece {
        case .bytes(let data):
            sent = write(ByteBuffer(bytes: data), completed: completed).map { _ in }
        case .file(let url, let count):
            sent = NIOThreadPool.singleton.runIfActive(eventLoop: eventLoop) { try FileReader(url, count: count) }
                .flatMap { source in
                    let done = eventLoop.makePromise(of: Void.self)
                    send(source, completed: completed, done)
                    return done.futureResult
                }
        }
        return sent.flatMap { send(index + 1, completed: completed + piece.count) }
    }

    /// Sends a file in chunks, with one promise for all of them: a chain of futures would grow with the file.
    private func send(_ source: FileReader, completed: Int64, _ done: EventLoopPromise<Void>) {
        // The server may close the connection when it has the last bytes, so the end follows them immediately.
        guard !source.isComplete else { return done.succeed() }
        NIOThreadPool.singleton.runIfActive(eventLoop: eventLoop) { try chunk(of: source) }
            .flatMap { write($0, completed: completed) }
            .whenComplete { result in
                switch result {
                case .success(let completed): send(source, completed: completed, done)
                case .failure(let error): done.fail(error)
                }
            }
    }

    private func chunk(of source: FileReader) throws -> ByteBuffer {
        var chunk = ByteBuffer()
        try chunk.writeWithUnsafeMutableBytes(minimumWritableBytes: Self.chunkSize) { space in
            try source.read(into: .init(rebasing: space.prefix(Self.chunkSize)))
        }
        return chunk
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
