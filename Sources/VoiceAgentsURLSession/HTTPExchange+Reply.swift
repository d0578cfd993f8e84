import VoiceAgentsCore

#if canImport(FoundationNetworking)
import Foundation
import FoundationNetworking
#else
import Foundation
#endif

extension HTTPExchange {
    /// The part of the reply that was received.
    struct Reply {
        var head: TransportResponse?
        var body = Data()
        /// The file to which the body is written, instead of memory.
        var file: FileWriter?
        var received: Int64 = 0
        /// The length of the body, if the head has it.
        var expected: Int64?
        /// Whether the head may be that of a proxy's reply to `CONNECT`, not that of the server's reply.
        var mayBeFromProxy = false
        /// Whether the head was checked and the file for the body, if there is one, was opened.
        var isPrepared = false
    }
}

// MARK: - Delegate methods

extension HTTPExchange: URLSessionDataDelegate {
    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        // FoundationNetworking ignores the disposition. `fail(_:)` cancels the task on every platform.
        completionHandler(.allow)
        // FoundationNetworking also reports interim responses.
        guard let response = response as? HTTPURLResponse, response.statusCode >= 200 else { return }
        let head = TransportResponse(response)
        let mayBeFromProxy = state.withLock { state -> Bool in
            guard state.outcome == nil else { return true }
            let isFirst = state.reply.head == nil
            state.reply = Reply(
                head: head, expected: head.bodyLength, mayBeFromProxy: isFirst && request.url?.mayBeTunnelled == true)
            return state.reply.mayBeFromProxy
        }
        // A body shows that it is the server's reply: libcurl does not report the body of a reply to CONNECT.
        if !mayBeFromProxy { prepareForBody() }
    }

    private func prepareForBody() {
        let head = state.withLock { state -> TransportResponse? in
            guard state.outcome == nil, !state.reply.isPrepared else { return nil }
            state.reply.isPrepared = true
            return state.reply.head
        }
        do {
            if let head { try prepareForBody(after: head) }
        } catch {
            rejectReply(error)
        }
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        state.withLock { $0.reply.mayBeFromProxy = false }
        prepareForBody()
        do {
            try receive(data)
        } catch {
            rejectReply(error)
        }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didSendBodyData bytesSent: Int64, totalBytesSent: Int64,
        totalBytesExpectedToSend: Int64
    ) {
        guard destination == nil, !hasEnded else { return }
        progress?.report(
            completed: totalBytesSent, total: totalBytesExpectedToSend < 0 ? nil : totalBytesExpectedToSend)
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        // FoundationNetworking does not report a redirect without a location, or with a body that is cut, to the delegate.
        if let response = task.response as? HTTPURLResponse,
            error == nil || (300..<400).contains(response.statusCode)
        {
            state.withLock {
                if $0.outcome == nil, $0.reply.head == nil { $0.reply.head = TransportResponse(response) }
            }
        }
        if error == nil { prepareForBody() }
        let outcome = outcome(error)
        sessions.release(session, isUnconnected: outcome.leavesNoConnection(to: request.url))
        complete(with: outcome)
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        // FoundationNetworking would send the credentials to any host, and drop the body after a 307.
        #if canImport(FoundationNetworking)
        // It traps when the handler is called after the task was cancelled. A cancellation ends the exchange first, and then runs on the
        // same queue.
        Self.queue.async { if !self.hasEnded { completionHandler(nil) } }
        #else
        completionHandler(nil)
        #endif
    }

    #if canImport(FoundationNetworking)
    func urlSession(
        _ session: URLSession, task: URLSessionTask, didReceive challenge: URLAuthenticationChallenge,
        completionHandler: @escaping @Sendable (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
    ) {
        // Without this, up to Swift 6.3.1, a 401 with a Basic challenge never completes. The reply is complete here.
        complete(with: outcome(nil))
        Self.queue.async { completionHandler(.cancelAuthenticationChallenge, nil) }
    }
    #endif
}

// MARK: - Receiving the reply

extension HTTPExchange {
    private func prepareForBody(after head: TransportResponse) throws {
        guard let destination, TransportRequest.savesBody(ofStatus: head.status) else {
            if let length = head.bodyLength, length > maximumReplySize { throw ReplyFailure.tooLarge }
            return
        }
        // Also over HTTP/2, which does not need a length: the version of a reply is not known for certain.
        let failure = ReplyFailure(
            fileWith: head.headers["Content-Encoding"], transferEncoding: head.headers["Transfer-Encoding"],
            contentLength: head.headers["Content-Length"])
        if let failure { throw failure }
        let file = try FileWriter(destination, expecting: head.bodyLength)
        state.withLock { if $0.outcome == nil { $0.reply.file = file } }
    }

    private func receive(_ data: Data) throws {
        let (file, received, expected) = state.withLock { state in
            guard state.outcome == nil else { return (FileWriter?.none, Int64(0), Int64?.none) }
            state.reply.received += Int64(data.count)
            if state.reply.file == nil, state.reply.received <= maximumReplySize { state.reply.body.append(data) }
            return (state.reply.file, state.reply.received, state.reply.expected)
        }
        if let file {
            try data.withUnsafeBytes { try file.append($0) }
            progress?.report(completed: received, total: expected)
        } else if received > maximumReplySize {
            throw ReplyFailure.tooLarge
        }
    }

    private func rejectReply(_ error: any Error) {
        let failure =
            switch error {
            case let error as ReplyFailure:
                TransportError(error.kind, mayHaveReachedServer: true, reason: error.reason)
            case let error as FileError: TransportError(error, mayHaveReachedServer: true)
            default: TransportError(.other, mayHaveReachedServer: true)
            }
        fail { state in state.failure(failure) }
    }

    private func outcome(_ error: (any Error)?) -> Outcome {
        let reply = state.withLock { $0.reply }
        guard error == nil, var response = reply.head else {
            let error = (error as? URLError).map { TransportError($0) }
            return state.withLock { state in
                .failure(state.failure(error ?? TransportError(.other, mayHaveReachedServer: true)))
            }
        }
        // FoundationNetworking does not notice that a file changed while it was sent.
        if (200..<300).contains(response.status), let failure = state.withLock({ $0.upload })?.failure {
            return .failure(TransportError(failure, mayHaveReachedServer: true, status: response.status))
        }
        response.isSaved = reply.file != nil
        response.body = reply.body
        return .success(response)
    }
}

extension HTTPExchange.State {
    /// Adds what is known of the exchange to an error.
    func failure(_ error: TransportError) -> TransportError {
        var error = error
        error.status = reply.mayBeFromProxy ? nil : reply.head?.status
        if error.status == nil, let failure = upload?.failure {
            return TransportError(failure, mayHaveReachedServer: error.mayHaveReachedServer)
        }
        return error
    }
}

extension HTTPExchange.Outcome {
    /// Whether the connection is certainly closed.
    fileprivate func leavesNoConnection(to url: URL?) -> Bool {
        switch self {
        // HTTP/2 does not use the field.
        case .success(let response): response.headers["Connection"]?.lowercased() == "close"
        // libcurl closes a connection whose exchange did not complete, except a multiplexed one. It uses HTTP/2 only over
        // TLS.
        case .failure where url?.scheme?.lowercased() == "http": true
        case .failure(let error as TransportError):
            !error.mayHaveReachedServer || error.kind == .connectionLost
        case .failure: false
        }
    }
}

extension TransportResponse {
    fileprivate init(_ response: HTTPURLResponse) {
        var headers: HeaderFields = [:]
        for case (let name as String, let value as String) in response.allHeaderFields { headers[name] = value }
        self.init(status: response.statusCode, headers: headers)
    }

    /// The length of the body according to the head, unless it is compressed: `Content-Length` counts compressed bytes.
    fileprivate var bodyLength: Int64? {
        let coding = headers["Content-Encoding"]?.lowercased() ?? "identity"
        return coding == "identity" ? headers["Content-Length"].flatMap(Int64.init) : nil
    }
}

extension URL {
    /// Whether the environment has a proxy for requests to this URL. `no_proxy` can still exclude it.
    fileprivate var mayBeTunnelled: Bool {
        scheme?.lowercased() == "https" && proxyVariable(in: ProcessInfo.processInfo.environment) != nil
    }
}
