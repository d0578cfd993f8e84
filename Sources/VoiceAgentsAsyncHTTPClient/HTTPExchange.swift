#if AsyncHTTPClient
import AsyncHTTPClient
import NIOConcurrencyHelpers
import NIOCore
import NIOFoundationEssentialsCompat
import NIOHTTP1
import NIOPosix
import VoiceAgentsCore

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// One request and its reply.
///
/// It is a delegate of AsyncHTTPClient, because only a delegate is notified when the head of the request was written, and only with
/// a delegate the deadline covers the body of the reply.
final class HTTPExchange: HTTPClientResponseDelegate {
    typealias Response = TransportResponse

    private struct State {
        var task: HTTPClient.Task<TransportResponse>?
        var isCancelled = false
        var headWasSent = false
        var head: HTTPResponseHead?
        var body = Data()
        var file: FileWriter?
        var received: Int64 = 0
        var expected: Int64?
    }

    private let destination: URL?
    private let maximumReplySize: Int
    private let progress: TransferProgress?
    private let clientFollowsRedirects: Bool
    private let state = NIOLockedValueBox(State())

    /// - Parameters:
    ///   - request: The request.
    ///   - clientFollowsRedirects: Whether the client may follow redirects, which must be prevented.
    init(_ request: VoiceAgentsCore.TransportRequest, clientFollowsRedirects: Bool) {
        destination = request.destination
        maximumReplySize = request.maximumReplySize
        progress = request.progress
        self.clientFollowsRedirects = clientFollowsRedirects
    }

    func reply(
        through client: HTTPClient, on eventLoop: any EventLoop, asking request: HTTPClient.Request,
        deadline: NIODeadline
    ) async throws -> TransportResponse {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let task = client.execute(
                    request: request, delegate: self, eventLoop: .delegate(on: eventLoop), deadline: deadline)
                task.futureResult.whenComplete { result in
                    self.finish(result, of: task, in: client.eventLoopGroup, continuation)
                }
                let isCancelled = state.withLockedValue { state in
                    state.task = task
                    return state.isCancelled
                }
                if isCancelled { task.fail(reason: CancellationError()) }
            }
        } onCancel: {
            let task = state.withLockedValue { state in
                state.isCancelled = true
                return state.task
            }
            task?.fail(reason: CancellationError())
        }
    }

    /// Resumes the caller; after an error, only when it is certain whether anything was sent.
    private func finish(
        _ result: Result<TransportResponse, any Error>, of task: HTTPClient.Task<TransportResponse>,
        in group: any EventLoopGroup,
        _ continuation: CheckedContinuation<TransportResponse, any Error>
    ) {
        switch result {
        case .success(let response): continuation.resume(returning: response)
        case .failure(let error):
            barrier(across: group, to: task.eventLoop).whenComplete { _ in self.finish(error, continuation) }
        }
    }

    private func finish(_ error: any Error, _ continuation: CheckedContinuation<TransportResponse, any Error>) {
        let (headWasSent, head) = state.withLockedValue { ($0.headWasSent, $0.head) }
        switch error {
        case let redirect as Redirect: continuation.resume(returning: redirect.response)
        case is CancellationError: continuation.resume(throwing: error)
        default:
            continuation.resume(
                throwing: TransportError(error, wasSent: headWasSent, status: head.map { Int($0.status.code) }))
        }
    }

    /// A future that completes after every event loop has run the work submitted before.
    ///
    /// The connection may have written the request on another event loop, and the notification may still be pending. It is
    /// delivered before this future completes.
    private func barrier(across group: any EventLoopGroup, to eventLoop: any EventLoop) -> EventLoopFuture<Void> {
        EventLoopFuture.andAllComplete(group.makeIterator().map { $0.submit {} }, on: eventLoop)
    }
}

// MARK: - Delegate methods

extension HTTPExchange {
    func didSendRequestHead(task: HTTPClient.Task<TransportResponse>, _ head: HTTPRequestHead) {
        state.withLockedValue { $0.headWasSent = true }
    }

    func didVisitURL(
        task: HTTPClient.Task<TransportResponse>, _ request: HTTPClient.Request, _ head: HTTPResponseHead
    ) {
        // Ends the exchange before the client sends the credentials to another host.
        if clientFollowsRedirects, (300..<400).contains(head.status.code) {
            task.fail(reason: Redirect(response: TransportResponse(head, body: Data())))
        }
    }

    func didReceiveHead(
        task: HTTPClient.Task<TransportResponse>, _ head: HTTPResponseHead
    ) -> EventLoopFuture<Void> {
        // The length of a compressed body does not tell the size of the reply.
        let expected =
            head.headers.contains(name: "Content-Encoding")
            ? nil : head.headers.first(name: "Content-Length").flatMap(Int64.init)
        state.withLockedValue {
            $0.head = head
            $0.expected = expected
        }
        if let destination, TransportRequest.savesBody(ofStatus: Int(head.status.code)) {
            if let failure = head.fileFailure { return task.eventLoop.makeFailedFuture(failure) }
            return workOnFile(on: task.eventLoop) {
                let file = try FileWriter(destination, expecting: expected)
                self.state.withLockedValue { $0.file = file }
            }
        }
        if let expected, expected > maximumReplySize {
            return task.eventLoop.makeFailedFuture(ReplyFailure.tooLarge)
        }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(
        task: HTTPClient.Task<TransportResponse>, _ part: ByteBuffer
    ) -> EventLoopFuture<Void> {
        let (file, received, expected) = state.withLockedValue { state in
            state.received += Int64(part.readableBytes)
            if state.file == nil, state.received <= maximumReplySize {
                // A copy, because a connection reuses its memory only when nothing refers to a part of it.
                if state.body.isEmpty {
                    state.body = Data(buffer: part, byteTransferStrategy: .copy)
                } else {
                    state.body.append(contentsOf: part.readableBytesView)
                }
            }
            return (state.file, state.received, state.expected)
        }
        if let file {
            return workOnFile(on: task.eventLoop) {
                try part.withUnsafeReadableBytes { try file.append($0) }
                self.progress?.report(completed: received, total: expected)
            }
        }
        return received <= maximumReplySize
            ? task.eventLoop.makeSucceededVoidFuture() : task.eventLoop.makeFailedFuture(ReplyFailure.tooLarge)
    }

    /// Runs blocking work on a file outside the event loop.
    private func workOnFile(
        on eventLoop: any EventLoop, _ work: @escaping @Sendable () throws -> Void
    ) -> EventLoopFuture<Void> {
        NIOThreadPool.singleton.runIfActive(eventLoop: eventLoop, work)
    }

    func didFinishRequest(task: HTTPClient.Task<TransportResponse>) throws -> TransportResponse {
        let (head, body, file) = state.withLockedValue { ($0.head, $0.body, $0.file) }
        guard let head else { throw HTTPClientError.remoteConnectionClosed }
        return TransportResponse(head, body: body, isSaved: file != nil)
    }
}

/// A redirect that the client would have followed.
private struct Redirect: Error {
    let response: TransportResponse
}

extension HTTPResponseHead {
    /// Why the body cannot be saved, or `nil` when it can. HTTP/2 does not need a length.
    fileprivate var fileFailure: ReplyFailure? {
        let transferEncoding = headers[canonicalForm: "Transfer-Encoding"].joined(separator: ", ")
        let failure = ReplyFailure(
            fileWith: headers.first(name: "Content-Encoding"),
            transferEncoding: transferEncoding.isEmpty ? nil : transferEncoding,
            contentLength: headers.first(name: "Content-Length"))
        return version.major > 1 && failure == .unknownLength ? nil : failure
    }
}

extension TransportResponse {
    fileprivate init(_ head: HTTPResponseHead, body: Data, isSaved: Bool = false) {
        self.init(
            status: Int(head.status.code), headers: HeaderFields(head.headers.map { ($0.name, $0.value) }), body: body,
            isSaved: isSaved)
    }
}
#endif
