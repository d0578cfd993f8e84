#if canImport(FoundationNetworking)
import Foundation
import FoundationNetworking
#else
import Foundation
#endif

extension URLSession {
    /// Creates a session that calls the delegate of each task synchronously.
    static func withTaskDelegates(_ configuration: URLSessionConfiguration) -> URLSession {
        #if canImport(FoundationNetworking)
        URLSession(
            configuration: configuration, delegate: TaskDelegateForwarder.shared, delegateQueue: SynchronousQueue.shared
        )
        #else
        URLSession(configuration: configuration)
        #endif
    }

    /// Invalidates a session, or leaks it where its release would trap.
    func dispose() {
        #if canImport(FoundationNetworking)
        // Leaked on purpose: see `ExclusiveSessionPool`.
        _ = Unmanaged.passRetained(self)
        #else
        finishTasksAndInvalidate()
        #endif
    }
}

#if canImport(FoundationNetworking)
/// A delegate queue that runs each callback synchronously on the calling thread.
///
/// FoundationNetworking adds every 16 kB of a reply to the delegate queue and continues to read. With an ordinary queue, a fast
/// server fills the memory; with this one, the next bytes are read after the callback has returned.
///
/// A callback runs inside the session, so it must not call the session or its tasks. It must return quickly: up to Swift 6.3.1 all
/// sessions share the thread.
///
/// Unchecked `Sendable` like its superclass. It has no state of its own.
private final class SynchronousQueue: OperationQueue, @unchecked Sendable {
    static let shared = SynchronousQueue()

    override func addOperation(_ block: @escaping @Sendable () -> Void) { block() }
}

/// A session delegate that forwards all calls to the exchange, which is the delegate of its task.
///
/// FoundationNetworking calls the delegate of a task only for redirects and challenges, and only if the session has a delegate.
private final class TaskDelegateForwarder: NSObject, URLSessionDataDelegate {
    static let shared = TaskDelegateForwarder()

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        (dataTask.delegate as? HTTPExchange)?
            .urlSession(session, dataTask: dataTask, didReceive: response, completionHandler: completionHandler)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        (dataTask.delegate as? HTTPExchange)?.urlSession(session, dataTask: dataTask, didReceive: data)
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didSendBodyData bytesSent: Int64, totalBytesSent: Int64,
        totalBytesExpectedToSend: Int64
    ) {
        (task.delegate as? HTTPExchange)?.urlSession(
            session, task: task, didSendBodyData: bytesSent, totalBytesSent: totalBytesSent,
            totalBytesExpectedToSend: totalBytesExpectedToSend)
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        (task.delegate as? HTTPExchange)?.urlSession(session, task: task, didCompleteWithError: error)
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        (task.delegate as? HTTPExchange)?.urlSession(
            session, task: task, willPerformHTTPRedirection: response, newRequest: request,
            completionHandler: completionHandler)
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didReceive challenge: URLAuthenticationChallenge,
        completionHandler: @escaping @Sendable (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
    ) {
        (task.delegate as? HTTPExchange)?.urlSession(
            session, task: task, didReceive: challenge, completionHandler: completionHandler)
    }
}
#endif
