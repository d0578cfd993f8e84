#if canImport(FoundationNetworking)
import Foundation
import FoundationNetworking
#else
import Foundation
#endif

extension URLSession {
    /// A session that tells the delegate of each task what happens to it, and waits for it.
    static func forExchanges(_ configuration: URLSessionConfiguration) -> URLSession {
        #if canImport(FoundationNetworking)
        URLSession(configuration: configuration, delegate: TaskDelegates.shared, delegateQueue: InlineQueue.shared)
        #else
        URLSession(configuration: configuration)
        #endif
    }

    /// Lets go of a session for good.
    func retire() {
        #if canImport(FoundationNetworking)
        // Kept alive on purpose: see `FreshSessions`.
        _ = Unmanaged.passRetained(self)
        #else
        finishTasksAndInvalidate()
        #endif
    }
}

#if canImport(FoundationNetworking)
/// A delegate queue that carries out each callback at once, on the thread that brings it.
///
/// FoundationNetworking hands every 16 kB of a reply to the delegate queue and reads on. Behind a queue of the ordinary
/// kind a fast server fills the memory; here the next bytes are read only when these have been dealt with.
///
/// A callback runs within the session, so it must not call into the session or its tasks. Nor may it take long: up to
/// Swift 6.3.1 all sessions share the thread.
///
/// Unchecked, as its superclass is. It has no state of its own.
private final class InlineQueue: OperationQueue, @unchecked Sendable {
    static let shared = InlineQueue()

    override func addOperation(_ block: @escaping @Sendable () -> Void) { block() }
}

/// Hands everything on to the exchange, which is the delegate of its task. FoundationNetworking asks that one only about
/// redirects and challenges, and only when the session has a delegate.
private final class TaskDelegates: NSObject, URLSessionDataDelegate {
    static let shared = TaskDelegates()

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        (dataTask.delegate as? Exchange)?
            .urlSession(session, dataTask: dataTask, didReceive: response, completionHandler: completionHandler)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        (dataTask.delegate as? Exchange)?.urlSession(session, dataTask: dataTask, didReceive: data)
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didSendBodyData bytesSent: Int64, totalBytesSent: Int64,
        totalBytesExpectedToSend: Int64
    ) {
        (task.delegate as? Exchange)?.urlSession(
            session, task: task, didSendBodyData: bytesSent, totalBytesSent: totalBytesSent,
            totalBytesExpectedToSend: totalBytesExpectedToSend)
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        (task.delegate as? Exchange)?.urlSession(session, task: task, didCompleteWithError: error)
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        (task.delegate as? Exchange)?.urlSession(
            session, task: task, willPerformHTTPRedirection: response, newRequest: request,
            completionHandler: completionHandler)
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didReceive challenge: URLAuthenticationChallenge,
        completionHandler: @escaping @Sendable (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
    ) {
        (task.delegate as? Exchange)?.urlSession(
            session, task: task, didReceive: challenge, completionHandler: completionHandler)
    }
}
#endif
