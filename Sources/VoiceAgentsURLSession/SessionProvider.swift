#if canImport(FoundationNetworking)
import Foundation
import FoundationNetworking
#else
import Foundation
#endif

/// Provides the sessions for exchanges.
protocol SessionProvider: Sendable {
    /// Calls `receiver` with a session, immediately or when one is free.
    func acquire(_ receiver: @escaping @Sendable (URLSession) -> Void)

    /// Ends the use of a session.
    ///
    /// - Parameters:
    ///   - session: The session that was acquired.
    ///   - isUnconnected: Whether the session certainly has no open connection.
    func release(_ session: URLSession, isUnconnected: Bool)
}

/// One session for all exchanges, which reuses its connections. For reads over HTTP/2.
final class SharedSession: SessionProvider {
    private let session: URLSession

    init(configuration: URLSessionConfiguration) { session = .withTaskDelegates(configuration) }

    deinit { session.dispose() }

    func acquire(_ receiver: @escaping @Sendable (URLSession) -> Void) { receiver(session) }

    func release(_ session: URLSession, isUnconnected: Bool) {}
}
